"""Django's cache in files, for more of them than it reckons with."""

import random

from django.core.cache.backends.filebased import FileBasedCache

SELDOM = 100


class FileCache(FileBasedCache):
    """Looks once in a hundred times whether it is full: to count the files takes longest."""

    def _cull(self) -> None:
        """Make room, now and then."""
        if random.randrange(SELDOM) == 0:  # noqa: S311 - nothing secret
            super()._cull()  # type: ignore[misc]
