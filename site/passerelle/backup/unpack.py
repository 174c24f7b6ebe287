"""Read a backup to its end into a folder, and refuse it for anything that is not as it says."""

import hashlib
import json
import re
import shutil
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from passerelle.backup.manifest import (
    HEADER,
    LARGEST_NOTE,
    MANIFEST,
    MARK,
    MEDIA,
    ROWS,
    SETTINGS,
    Kept,
    KeptTable,
    Manifest,
    facts_in,
    read_manifest,
    safe,
)
from passerelle.backup.refusals import ArchiveError
from passerelle.backup.seal import MAGIC, Opener
from passerelle.backup.tables import Row, Table, is_row
from passerelle.backup.tar import Member, Readable, read_members

PIECE_OF_ROWS = re.compile(rf"{ROWS}[a-z0-9_]+/[0-9]{{6}}\.jsonl\.gz\Z")
NOTES = (HEADER, SETTINGS, MANIFEST, MARK)
GZIP = 31
"""How zlib is asked for a gzip file, and nothing else."""


@dataclass(frozen=True)
class Unpacked:
    """A backup that is whole, unpacked.

    Attributes:
        manifest: what it says of itself.
        folder: where its files lie, under the names that they have in the archive.
        is_sealed: whether a key was needed.
    """

    manifest: Manifest
    folder: Path
    is_sealed: bool

    @property
    def media(self) -> Path:
        """Where its uploaded files lie."""
        return self.folder / MEDIA.rstrip("/")

    def rows(self, table: Table, kept: KeptTable) -> Iterator[Row]:
        """The rows of a table.

        Raises:
            ArchiveError: they are no rows of this table.
        """
        sizes = {file.name: file.unpacked for file in self.manifest.files}
        # The columns of a model can be in another order than they were.
        places = [kept.columns.index(column) for column in table.columns]
        is_same = places == list(range(len(places)))
        for name in kept.pieces:
            for line in gunzip(self.folder / name, sizes[name]).splitlines():
                row = row_in(line)
                if not is_same and len(row) == len(places):
                    row = [row[place] for place in places]
                if not is_row(table, row):
                    raise ArchiveError(f"The rows of {table.name} are damaged.")
                yield row


def row_in(line: bytes) -> Row:
    """A row, from its line.

    Raises:
        ArchiveError: it is none.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise ArchiveError("Rows of this backup are damaged.") from fault
    return row if isinstance(row, list) else []


def gunzip(file: Path, size: int) -> bytes:
    """What is packed in a file.

    Raises:
        ArchiveError: it is damaged, or has another size than it says.
    """
    unpacker = zlib.decompressobj(GZIP)
    try:
        content = unpacker.decompress(file.read_bytes(), size + 1)
    except zlib.error as fault:
        raise ArchiveError(f"{file.name} is damaged.") from fault
    if len(content) != size or not unpacker.eof or unpacker.unused_data:
        raise ArchiveError(f"{file.name} does not unpack to what it should.")
    return content


def unpack(file: Path, key: str, folder: Path) -> Unpacked:
    """Unpack a whole backup; what the folder holds of one that is refused is of no use.

    Args:
        file: the backup.
        key: what it was sealed with; empty if it was not.
        folder: where to, empty.

    Raises:
        ArchiveError: it is damaged, cut short, foreign, or there is no room for it.
        OSError: it cannot be read, or written.
    """
    if shutil.disk_usage(folder).free < file.stat().st_size:
        raise ArchiveError(f"There is no room for this backup in {folder.parent}.")
    with file.open("rb") as opened:
        is_sealed = opened.read(len(MAGIC)) == MAGIC
        if is_sealed and not key:
            raise ArchiveError("This backup is sealed: set BACKUP_KEY to what it was made with.")
        content = unsealed(opened, key, is_sealed)
        try:
            notes, found = unpack_members(content, folder)
        except RecursionError as fault:
            raise ArchiveError("This is no backup of Passerelle.") from fault
    manifest = checked_manifest(notes, found)
    return Unpacked(manifest, folder, is_sealed)


def unsealed(opened: BinaryIO, key: str, is_sealed: bool) -> Readable:
    """The archive itself."""
    if is_sealed:
        return Opener(opened, key)
    opened.seek(0)
    return opened


def unpack_members(content: Readable, folder: Path) -> tuple[dict[str, bytes], list[Kept]]:
    """Write the files of an archive into a folder.

    Returns:
        The notes that it holds, by name; and what each file is.

    Raises:
        ArchiveError: it is no backup of ours.
    """
    notes: dict[str, bytes] = {}
    found: list[Kept] = []
    for member in read_members(content):
        if MARK in notes or (member.name != HEADER) != bool(notes):
            raise ArchiveError("This is no backup of Passerelle.")
        digest = hashlib.sha256()
        if member.name in NOTES:
            notes[member.name] = note_in(member, notes)
            digest.update(notes[member.name])
        else:
            write(member, folder / checked_name(member.name), digest)
        found.append(Kept(member.name, member.size, digest.hexdigest()))
    return notes, found


def note_in(member: Member, notes: dict[str, bytes]) -> bytes:
    """The content of a note; the first one says whether this is a backup at all.

    Raises:
        ArchiveError: it comes twice, is too large, or says that this is something else.
    """
    if member.name in notes or member.size > LARGEST_NOTE:
        raise ArchiveError("This is no backup of Passerelle, or it is damaged.")
    content = b"".join(member.pieces())
    if member.name == HEADER and facts_in(content).get("made_by") != "Passerelle":
        raise ArchiveError("This is no backup of Passerelle.")
    return content


def checked_name(name: str) -> str:
    """The name of a file that a backup may hold.

    Raises:
        ArchiveError: no backup of ours holds such a file.
    """
    if PIECE_OF_ROWS.match(name):
        return name
    if name.startswith(MEDIA):
        return MEDIA + safe(name.removeprefix(MEDIA))
    raise ArchiveError(f"{name!r} is no part of a backup: nothing was restored.")


def write(member: Member, file: Path, digest: "hashlib._Hash") -> None:
    """Write a file where none is yet, and count its mark.

    Raises:
        ArchiveError: there is one already, or a folder.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        with file.open("xb") as opened:
            for piece in member.pieces():
                digest.update(piece)
                opened.write(piece)
        file.chmod(0o640)
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as fault:
        raise ArchiveError("A file comes twice in this backup.") from fault
    except ValueError as fault:
        raise ArchiveError("A file in this backup has a name that no disk can hold.") from fault


def checked_manifest(notes: dict[str, bytes], found: list[Kept]) -> Manifest:
    """The manifest, if the archive is what it says.

    Raises:
        ArchiveError: a file is missing, too many, or another.
    """
    if MARK not in notes or MANIFEST not in notes:
        raise ArchiveError("This backup is cut short.")
    if notes[MARK] != hashlib.sha256(notes[MANIFEST]).hexdigest().encode():
        raise ArchiveError("The manifest of this backup is damaged.")
    manifest = read_manifest(notes[MANIFEST])
    said = {(file.name, file.size, file.sha256) for file in manifest.files}
    last = {MANIFEST, MARK}
    if said != {(file.name, file.size, file.sha256) for file in found if file.name not in last}:
        raise ArchiveError("This backup is damaged: a file is not what its manifest says.")
    with suppress(KeyError):
        facts_in(notes[SETTINGS])
    return manifest
