"""What a backup says of itself: what it was made of, and the mark of each of its files."""

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

from passerelle.backup.refusals import ArchiveError
from passerelle.backup.tables import Table

FORMAT = 1
MADE_BY = "Passerelle"
HEADER, SETTINGS, MANIFEST, MARK = "passerelle.json", "settings.json", "manifest.json", "mark"
ROWS, MEDIA = "rows/", "media/"
LARGEST_NOTE = 256 << 20
LARGEST_PIECE = 512 << 20
"""Bytes that a piece of a table may have unpacked: a bomb is no table."""

LONGEST_PART = 255
DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True)
class Kept:
    """A file of the archive.

    Attributes:
        name: its name there.
        size: in bytes.
        sha256: the mark of its content.
        unpacked: for rows, the bytes that they have unpacked.
    """

    name: str
    size: int
    sha256: str
    unpacked: int = 0


@dataclass(frozen=True)
class KeptTable:
    """A table of the archive.

    Attributes:
        name: in the database.
        columns: in the order of their values.
        rows: how many there are.
        mark: of these rows, as `passerelle.backup.tables.Mark` counts it.
        last: the last number that the database gave to a row.
        pieces: the names of the files that hold them.
    """

    name: str
    columns: list[str]
    rows: int
    mark: str
    last: int
    pieces: list[str]


@dataclass
class Manifest:
    """All that a backup says of itself.

    Attributes:
        at: when the database was looked at.
        journal: the mark that the journal of removals has at that instant.
        engine: of the database.
        version: of the program.
        languages: of the site.
        migrations: that the database had seen, as `[app, name]`.
        tables: of the database.
        files: of the archive, but for this.
    """

    at: str
    journal: str
    engine: str
    version: str
    languages: list[str]
    migrations: list[list[str]]
    tables: list[KeptTable] = field(default_factory=list)
    files: list[Kept] = field(default_factory=list)
    format: int = FORMAT
    made_by: str = MADE_BY

    def as_json(self) -> bytes:
        """As it lies in the archive."""
        return json.dumps(asdict(self), indent=1).encode()

    @property
    def rows(self) -> int:
        """How many rows of all tables."""
        return sum(table.rows for table in self.tables)

    @property
    def media(self) -> list[Kept]:
        """The uploaded files."""
        return [file for file in self.files if file.name.startswith(MEDIA)]

    def table(self, table: Table) -> KeptTable | None:
        """What is kept of a table."""
        return next((kept for kept in self.tables if kept.name == table.name), None)


def read_manifest(content: bytes) -> Manifest:
    """What the manifest of an archive says.

    Raises:
        ArchiveError: it is none, or one of another format.
    """
    facts = facts_in(content)
    if facts.get("made_by") != MADE_BY:
        raise ArchiveError("This is no backup of Passerelle.")
    if facts.get("format") != FORMAT:
        raise ArchiveError("This backup was made by a newer Passerelle: bring this one up to date.")
    try:
        tables = [KeptTable(**table) for table in facts.pop("tables")]
        files = [Kept(**file) for file in facts.pop("files")]
        manifest = Manifest(**facts, tables=tables, files=files)
        check(manifest)
    except (TypeError, KeyError, AttributeError) as fault:
        raise ArchiveError("The manifest of this backup is damaged.") from fault
    return manifest


def facts_in(content: bytes) -> dict[str, Any]:
    """A note of the archive.

    Raises:
        ArchiveError: it is none.
    """
    try:
        facts = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise ArchiveError("This is no backup of Passerelle, or it is damaged.") from fault
    if not isinstance(facts, dict):
        raise ArchiveError("This is no backup of Passerelle, or it is damaged.")
    return facts


def check(manifest: Manifest) -> None:
    """Refuse what no backup of ours says.

    Raises:
        ArchiveError: a name leads out of its place, or comes twice, or a piece is a bomb.
        TypeError: something is of another type.
    """
    names = [file.name for file in manifest.files]
    if len(set(names)) < len(names):
        raise ArchiveError("A file comes twice in this backup.")
    for file in manifest.files:
        if not (DIGEST.match(file.sha256) and file.size >= 0):
            raise TypeError
        if file.unpacked > LARGEST_PIECE:
            raise ArchiveError(f"{file.name} would fill the memory: this is no backup of ours.")
    media = {file.name.removeprefix(MEDIA) for file in manifest.media}
    folders = {str(folder) for name in media for folder in PurePosixPath(safe(name)).parents}
    if media & folders:
        raise ArchiveError("A name is that of a file and of a folder in this backup.")
    pieces = [piece for table in manifest.tables for piece in table.pieces]
    if sorted(pieces) != sorted(name for name in names if name.startswith(ROWS)):
        raise ArchiveError("The rows of this backup are not those that its manifest names.")
    for pair in manifest.migrations:
        _app, _name = map(str.strip, pair)


def safe(name: str) -> str:
    """The name of an uploaded file, if it leads nowhere else.

    Raises:
        ArchiveError: it does, or no folder could hold it.
    """
    parts = name.split("/")
    is_safe = all(
        part not in ("", ".", "..") and len(part.encode("utf-8", "surrogateescape")) <= LONGEST_PART
        for part in parts
    )
    if not is_safe or "\0" in name or "\\" in name or parts[0].startswith("."):
        raise ArchiveError(f"{name!r} would lie outside the folder of files: nothing was restored.")
    return name
