"""The uploaded files: held as they are while a backup is made, and put in place by a restore."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage

from passerelle.backup.refusals import BackupError

HELD, COMING, GOING = ".backup-", ".restore-", ".before-"
"""What the folders begin with that lie beside the files meanwhile; no file's place does."""


def media_root() -> Path:
    """The folder of uploaded files.

    Raises:
        BackupError: they lie elsewhere.
    """
    if not isinstance(default_storage, FileSystemStorage):
        raise BackupError(
            "The uploaded files of this site lie in a storage of another kind: only a folder, or "
            "the object storage of MEDIA_STORAGE_URL, goes into a backup."
        )
    return Path(default_storage.location)


def files_in(root: Path) -> Iterator[str]:
    """The names of all files, folders divided by slashes, without what lies there meanwhile."""
    for folder, folders, files in os.walk(root):
        place = Path(folder).relative_to(root)
        folders.sort()
        if place.parts:
            yield from (str(place / name) for name in sorted(files))
        else:
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (name for name in sorted(files) if not name.startswith("."))


class Holding:
    """Second names for all files, so that none is lost to a backup which is deleted meanwhile.

    Files are never written again once they are there: a second name is as good as a copy.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / f"{HELD}{secrets.token_hex(6)}"

    def hold(self) -> None:
        """Take in the files that came since."""
        for name in files_in(self.root):
            held = self.folder / name
            if held.exists():
                continue
            held.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # Deleted between being listed and being held.
                same_file(self.root / name, held)

    def names(self) -> list[str]:
        """The files that are held."""
        return list(files_in(self.folder))


def same_file(old: Path, new: Path) -> None:
    """A second name for a file, or a copy where the disk has no second names."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(old, new)


@contextmanager
def holding(root: Path) -> Iterator[Holding]:
    """Hold files for as long as a backup takes; what one that died left behind goes first."""
    root.mkdir(parents=True, exist_ok=True)
    sweep(root, HELD)
    held = Holding(root)
    held.folder.mkdir(mode=0o700)
    try:
        yield held
    finally:
        shutil.rmtree(held.folder, ignore_errors=True)


def sweep(root: Path, beginning: str) -> None:
    """Delete what was left beside the files."""
    for left in root.glob(f"{beginning}*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def coming(root: Path) -> Iterator[Path]:
    """A folder beside the files, on their disk, for those of a backup until they take the place."""
    root.mkdir(parents=True, exist_ok=True)
    sweep(root, COMING)
    folder = root / f"{COMING}{secrets.token_hex(6)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take_place(root: Path, new: Path) -> None:
    """Let the files in a folder take the place of those that were there."""
    sweep(root, GOING)
    going = root / f"{GOING}{secrets.token_hex(6)}"
    going.mkdir(mode=0o700)
    for entry in sorted(root.iterdir()):
        if not entry.name.startswith("."):
            entry.rename(going / entry.name)
    if new.exists():
        for entry in sorted(new.iterdir()):
            entry.rename(root / entry.name)
    shutil.rmtree(going)
