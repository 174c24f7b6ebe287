"""A file that one process holds at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait until nobody else holds a file, and hold it; it goes at the end.

    The system lets go of it should we die.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        with path.open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            # Whoever held it before us has removed it: what counts is the file of that name.
            if is_at(held, path):
                try:
                    yield
                finally:
                    path.unlink()
                return


def is_at(held: IO[str], path: Path) -> bool:
    """Whether an open file is the one that has this path now."""
    try:
        return os.path.samestat(os.fstat(held.fileno()), path.stat())
    except FileNotFoundError:
        return False
