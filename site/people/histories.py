"""What allauth keeps of attempts: moments in a list. Whatever else is in their place is missing."""

from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache


class Histories:
    """The cache, as allauth's limits read it: what is damaged breaks no page."""

    def __getattr__(self, name: str) -> Any:
        return getattr(cache, name)

    def get(self, key: str, default: Any = None) -> Any:
        """The moments of attempts under a key; none where there is something else."""
        found = cache.get(key, default)
        if isinstance(found, list) and all(isinstance(one, int | float) for one in found):
            return found
        return default


def connect() -> None:
    """Have allauth read them so; this can go when it does by itself."""
    ratelimit.cache = Histories()
