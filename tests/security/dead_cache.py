"""A cache that is away."""

from typing import Any

from django.core.cache.backends.base import BaseCache


class DeadCache(BaseCache):
    """Every question to it fails, as to a server that was switched off."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, *words: Any, **more: Any) -> bool:
        """Fail.

        Raises:
            ConnectionRefusedError: always.
        """
        raise ConnectionRefusedError("the cache is away")

    get = set = touch = delete = add  # type: ignore[assignment]
