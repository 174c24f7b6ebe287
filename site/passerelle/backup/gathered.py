"""The uploaded files as a folder: as they lie on the disk, or fetched from an object storage."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

from passerelle.backup.media import files_in, media_root

OBJECTS: Any = default_storage
"""Where `MEDIA_STORAGE_URL` is set, a `files.objects.ObjectStorage`."""


@contextmanager
def files_here() -> Iterator[Path]:
    """The folder of uploaded files; beside the data, for as long as it takes, if they are objects.

    Raises:
        BackupError: they lie elsewhere.
    """
    if not settings.MEDIA_STORAGE_URL:
        yield media_root()
        return
    with tempfile.TemporaryDirectory(prefix="objects-", dir=settings.DATA) as folder:
        yield Path(folder)


def gather(root: Path) -> None:
    """Fetch the objects that are not in the folder yet: none is ever written again.

    Raises:
        OSError: the storage does not give them.
    """
    if not settings.MEDIA_STORAGE_URL:
        return
    for name in OBJECTS.names():
        place = root / name
        if place.exists() or not place.resolve().is_relative_to(root.resolve()):
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with OBJECTS.open(name) as found, place.open("wb") as copy:
                shutil.copyfileobj(found, copy)
        except FileNotFoundError:  # Deleted between being listed and being fetched.
            place.unlink(missing_ok=True)


def spread(root: Path) -> None:
    """Let the objects be the files in the folder, and no others.

    Raises:
        OSError: the storage does not take them.
    """
    if not settings.MEDIA_STORAGE_URL:
        return
    wanted = set(files_in(root))
    for name in list(OBJECTS.names()):
        OBJECTS.delete(name)
    for name in sorted(wanted):
        with (root / name).open("rb") as content:
            OBJECTS.save(name, File(content))


def has_files(root: Path) -> bool:
    """Whether there is any uploaded file."""
    if settings.MEDIA_STORAGE_URL:
        return next(OBJECTS.names(), None) is not None
    return next(files_in(root), None) is not None
