"""Plain tar files, written and read in one go: ordinary files only, every byte accounted for.

`tar` itself unpacks them. What comes in is read by these few lines and not by the standard
library's reader, which follows links, devices, holes and headers of any length.
"""

import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from passerelle.backup.refusals import ArchiveError

BLOCK = 512
PIECE = 1 << 20
LONGEST_NAME = 1024
END = bytes(2 * BLOCK)


class Readable(Protocol):
    """What can be read."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, fewer only at the end."""


class Writable(Protocol):
    """What can be written to."""

    def write(self, content: bytes, /) -> int:
        """Take more."""


def padding(size: int) -> int:
    """How many zeros follow so many bytes."""
    return -size % BLOCK


def write_member(out: Writable, name: str, size: int, pieces: Iterable[bytes]) -> None:
    """Write a file.

    Args:
        out: the archive.
        name: with folders, divided by slashes.
        size: of its content.
        pieces: its content.

    Raises:
        OSError: the content is of another size.
    """
    header = tarfile.TarInfo(name)
    header.size, header.mode = size, 0o640
    out.write(header.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape"))
    written = 0
    for piece in pieces:
        written += len(piece)
        out.write(piece)
    if written != size:
        raise OSError(f"{name} changed while it was read.")
    out.write(bytes(padding(size)))


@dataclass
class Member:
    """A file in an archive; its content must be read before the next one.

    Attributes:
        name: as it is written there, whatever that says.
        size: of its content.
    """

    name: str
    size: int
    file: Readable

    def pieces(self) -> Iterator[bytes]:
        """Its content.

        Raises:
            ArchiveError: it is cut short.
        """
        left = self.size
        while left:
            piece = exactly(self.file, min(left, PIECE))
            left -= len(piece)
            yield piece
        nothing_but_zeros(exactly(self.file, padding(self.size)))


def read_members(file: Readable) -> Iterator[Member]:
    """The files of an archive, one after the other.

    Raises:
        ArchiveError: this is no tar file of ours, or it is damaged or cut short.
    """
    while True:
        block = exactly(file, BLOCK)
        if block == bytes(BLOCK):
            nothing_but_zeros(exactly(file, BLOCK))
            if file.read(1):
                raise ArchiveError("This backup is damaged: something follows its end.")
            return
        header, name = header_of(block), ""
        if header.type == tarfile.GNUTYPE_LONGNAME:
            if not 0 < header.size <= LONGEST_NAME:
                raise ArchiveError("A file in this archive has a name that is too long.")
            long = b"".join(Member("", header.size, file).pieces())
            name = text_of(long.removesuffix(b"\0"))
            header = header_of(exactly(file, BLOCK))
        if header.type != tarfile.REGTYPE or header.size < 0 or header.linkname:
            raise ArchiveError("This archive holds something else than files, such as links.")
        yield Member(name or header.name, header.size, file)


def header_of(block: bytes) -> tarfile.TarInfo:
    """What a header says.

    Raises:
        ArchiveError: it is none, or says what we never write.
    """
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        again = header.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, UnicodeError) as fault:
        raise ArchiveError("This is no backup of Passerelle, or it is damaged.") from fault
    if again != block and header.type != tarfile.GNUTYPE_LONGNAME and len(again) == BLOCK:
        raise ArchiveError("This archive was not written by Passerelle, or it is damaged.")
    return header


def text_of(name: bytes) -> str:
    """A name of a file as text; bytes that are no text are kept, as the system does."""
    return name.decode("utf-8", "surrogateescape")


def exactly(file: Readable, size: int) -> bytes:
    """So many bytes.

    Raises:
        ArchiveError: there are fewer.
    """
    content = file.read(size)
    if len(content) < size:
        raise ArchiveError("This backup is cut short.")
    return content


def nothing_but_zeros(content: bytes) -> None:
    """Refuse anything where nothing should be.

    Raises:
        ArchiveError: there is something.
    """
    if content.strip(b"\0"):
        raise ArchiveError("This backup is damaged.")
