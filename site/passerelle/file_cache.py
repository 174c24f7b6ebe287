"""Django's cache in files: for many of them, for several processes, and for disks that fail."""

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.files import locks

SELDOM = 100
LOCK = "lock"


class FileCache(FileBasedCache):
    """Counts rightly whoever counts beside it, and takes what it cannot read for missing.

    Django's own reads a number and writes the next one without holding the file: of two who count
    at once, one counts for nothing. And one damaged file breaks every page that asks for it.
    """

    _dir: str
    _max_entries: int

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is held under a key."""
        try:
            return super().get(key, default, version)
        except Exception:  # Whatever is in a damaged file.
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

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Hold a value where nothing is held; of two who do it at once, one has done it."""
        with self.alone():
            return bool(super().add(key, value, timeout, version))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count.

        Raises:
            ValueError: nothing is held under the key.
        """
        with self.alone():
            return int(super().incr(key, delta, version))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep the other processes waiting."""
        self._createdir()  # type: ignore[attr-defined]
        with (Path(self._dir) / LOCK).open("ab") as lock:
            locks.lock(lock, locks.LOCK_EX)
            yield

    def _is_expired(self, f: Any) -> bool:
        """Whether a file is of no use any more: too old, or damaged."""
        try:
            return bool(super()._is_expired(f))  # type: ignore[misc]
        except Exception:
            f.close()
            self._delete(f.name)  # type: ignore[attr-defined]
            return True

    def _cull(self) -> None:
        """Make room, now and then: to count the files takes longest. What is over goes first."""
        if random.randrange(SELDOM) != 0:  # noqa: S311 - nothing secret
            return
        names: list[str] = self._list_cache_files()  # type: ignore[attr-defined]
        if len(names) < self._max_entries:
            return
        for name in names:
            with suppress(Exception), Path(name).open("rb") as file:
                self._is_expired(file)
        super()._cull()  # type: ignore[misc]
