"""Zip archives, read a chunk at a time, so that one that inflates without end is met early."""

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from files.text.limits import FREE_BYTES, MOST_INFLATED_BYTES, MOST_RATIO
from files.text.outcome import RefusedError

CHUNK = 64 * 1024
PLAIN_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Archive:
    """A zip archive, and how much was inflated of it."""

    def __init__(self, file: BinaryIO) -> None:
        self.zip = zipfile.ZipFile(file)
        self.inflated = 0

    def names(self, pattern: str) -> list[str]:
        """The names of members that match a pattern as a whole, 2 before 10."""
        found = {name for name in self.zip.namelist() if re.fullmatch(pattern, name)}
        return sorted(found, key=lambda name: [(len(part), part) for part in name.split("/")])

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a member.

        Raises:
            RefusedError: it inflates too far, or is packed as no office packs.
            KeyError: there is no such member.
            RuntimeError: it is encrypted.
        """
        info = self.zip.getinfo(name)
        if info.compress_type not in PLAIN_METHODS:
            raise RefusedError(f"{name} is packed in an unusual way")
        most = max(FREE_BYTES, MOST_RATIO * info.compress_size)
        size = 0
        with self.zip.open(info) as member:
            while chunk := member.read(CHUNK):
                size += len(chunk)
                self.inflated += len(chunk)
                if size > most or self.inflated > MOST_INFLATED_BYTES:
                    raise RefusedError(f"{name} inflates too far")
                yield chunk
