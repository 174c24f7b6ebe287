"""Django's cache in files, for more of them than it reckons with, and for disks that fail."""

import random
from contextlib import suppress
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

SELDOM = 100


class FileCache(FileBasedCache):
    """A value that cannot be written or read is not there: nobody's page fails for it."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value; what is damaged goes."""
        try:
            return super().get(key, default, version)
        except Exception:  # Damaged bytes break unpickling in any way.
            with suppress(OSError):
                self.delete(key, version)
            return default

    def set(
        self,
        key: Any,
        value: Any,
        timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value; where there is no room, the one before it goes too.

        So a count that cannot go on is lost, which whoever counts comes to know.
        """
        try:
            super().set(key, value, timeout, version)
        except OSError:
            with suppress(OSError):
                self.delete(key, version)

    def _is_expired(self, f: Any) -> bool:
        """Whether a file is of no use any more: too old, or damaged."""
        try:
            return bool(super()._is_expired(f))  # type: ignore[misc]
        except Exception:
            f.close()
            self._delete(f.name)  # type: ignore[attr-defined]
            return True

    def _cull(self) -> None:
        """Make room, once in a hundred times: to count the files takes longest."""
        if random.randrange(SELDOM) == 0:  # noqa: S311 - nothing secret
            super()._cull()  # type: ignore[misc]
