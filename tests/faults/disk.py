"""Small disks of their own for folders, that can be full and be freed again."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BALLAST = "ballast"
SIZE = "512m"
ATTEMPTS = 50
BREATH = 0.02


@contextmanager
def small_disk(folder: Path) -> Iterator[str]:
    """Put a disk of its own where an empty folder is.

    Yields:
        Why there is none; empty where there is one.
    """
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "passerelle-faults", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
        refusal = done.stderr.strip() if done.returncode else ""
    except OSError as error:
        refusal = str(error)
    try:
        yield refusal
    finally:
        if not refusal:
            subprocess.run(["umount", "--lazy", str(folder)], check=False)


def fill(folder: Path) -> None:
    """Leave no room."""
    with (folder / BALLAST).open("ab", buffering=0) as file:
        while (room := os.statvfs(folder).f_bavail * os.statvfs(folder).f_bsize) > 0:
            with suppress(OSError):
                os.posix_fallocate(file.fileno(), file.seek(0, os.SEEK_END), room)
            with suppress(OSError):
                file.write(b"\0")


def free(folder: Path) -> None:
    """Give the room back."""
    (folder / BALLAST).unlink(missing_ok=True)


def set_read_only(folder: Path, is_so: bool = True) -> None:
    """Let a disk only be read, or be written again; one that is written to just now refuses."""
    for _time in range(ATTEMPTS):
        how = f"remount,{'ro' if is_so else 'rw'}"
        if not subprocess.run(["mount", "-o", how, str(folder)], check=False).returncode:
            return
        time.sleep(BREATH)
