"""Make a backup: the database at one instant, the files that it names, the settings."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from io import BufferedWriter
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from passerelle.backup.gathered import files_here, gather
from passerelle.backup.manifest import (
    HEADER,
    MANIFEST,
    MARK,
    MEDIA,
    ROWS,
    SETTINGS,
    Kept,
    KeptTable,
    Manifest,
)
from passerelle.backup.media import holding
from passerelle.backup.rows import as_line, instant, last_number, read_rows
from passerelle.backup.seal import Sealer
from passerelle.backup.tables import Mark, Table, kept_tables
from passerelle.backup.tar import END, PIECE, Writable, write_member
from passerelle.removals.journal import with_mark

ROWS_AT_ONCE = 4 << 20
"""Bytes of rows that are packed together."""

KEPT_SETTINGS = (
    "SITE_NAME", "BASE_URL", "ALLOWED_HOSTS", "CONTENT_LANGUAGES", "LANGUAGE_CODE", "TIME_ZONE",
    "DEFAULT_FROM_EMAIL", "SIGN_UP", "MFA_REQUIRED_FOR", "FILES_BY_PROXY", "OIDC_ISSUER",
    "OIDC_NAME",
)  # fmt: skip
"""Settings that say how a site was set, and open nothing."""


class Archive:
    """An archive that is being written.

    Attributes:
        files: what is in it.
    """

    def __init__(self, out: Writable) -> None:
        self.out = out
        self.files: list[Kept] = []

    def add(self, name: str, size: int, pieces: Iterable[bytes], unpacked: int = 0) -> None:
        """Put in a file, and note its mark."""
        digest = hashlib.sha256()

        def counted() -> Iterator[bytes]:
            for piece in pieces:
                digest.update(piece)
                yield piece

        write_member(self.out, name, size, counted())
        self.files.append(Kept(name, size, digest.hexdigest(), unpacked))

    def add_bytes(self, name: str, content: bytes, unpacked: int = 0) -> None:
        """Put in a file that is in memory."""
        self.add(name, len(content), [content], unpacked)

    def end(self, manifest: Manifest) -> None:
        """Put in the manifest, and its own mark, as the last."""
        manifest.files = list(self.files)
        content = manifest.as_json()
        self.add_bytes(MANIFEST, content)
        self.add_bytes(MARK, hashlib.sha256(content).hexdigest().encode())
        self.out.write(END)


class Counted:
    """A file that is being written, and the mark of all that was."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.digest, self.size = file, hashlib.sha256(), 0

    def write(self, content: bytes) -> int:
        """Write, and count."""
        self.digest.update(content)
        self.size += len(content)
        return self.file.write(content)


def write_archive(out: Writable) -> Manifest:
    """Write a whole backup.

    Args:
        out: where to.

    Returns:
        Its manifest.

    Raises:
        BackupError: the files of this site go into no backup.
        OSError: something cannot be read or written.
    """
    with files_here() as root, holding(root) as held:
        # Files come before rows that name them, and go after: those of both lists are enough.
        gather(root)
        held.hold()
        with begun() as (reader, manifest):
            gather(root)
            held.hold()
            archive = Archive(out)
            note = {"made_by": manifest.made_by, "format": manifest.format, "at": manifest.at}
            archive.add_bytes(HEADER, json.dumps(note).encode())
            archive.add_bytes(SETTINGS, settings_without_secrets())
            for table in kept_tables():
                manifest.tables.append(add_table(archive, reader, table))
        for name in held.names():
            file = held.folder / name
            archive.add(f"{MEDIA}{name}", file.stat().st_size, pieces_of(file))
        archive.end(manifest)
    return manifest


@contextmanager
def begun() -> Iterator[tuple[BaseDatabaseWrapper, Manifest]]:
    """The database at one instant, which the journal of removals marks."""
    with ExitStack() as stack:
        with with_mark() as mark:
            reader = stack.enter_context(instant())
            at = timezone.now().isoformat()
        seen = sorted(map(list, MigrationRecorder(reader).applied_migrations()))
        yield (
            reader,
            Manifest(
                at=at,
                journal=mark,
                engine=connection.vendor,
                version=program_version(),
                languages=list(settings.CONTENT_LANGUAGES),
                migrations=seen,
            ),
        )


def program_version() -> str:
    """The version of the framework that the rows are those of."""
    return f"wagtail {version('wagtail')}"


def add_table(archive: Archive, reader: BaseDatabaseWrapper, table: Table) -> KeptTable:
    """Put in the rows of a table, packed a few megabytes at a time."""
    mark = Mark(table)
    pieces: list[str] = []
    waiting: list[bytes] = []
    weight = 0

    def put() -> None:
        name = f"{ROWS}{table.name}/{len(pieces):06}.jsonl.gz"
        archive.add_bytes(name, gzip.compress(b"".join(waiting), 5, mtime=0), weight)
        pieces.append(name)
        waiting.clear()

    for row in read_rows(reader, table):
        mark.add(row)
        waiting.append(as_line(row))
        weight += len(waiting[-1])
        if weight >= ROWS_AT_ONCE:
            put()
            weight = 0
    if waiting:
        put()
    last = last_number(reader, table)
    return KeptTable(table.name, list(table.columns), mark.rows, mark.text, last, pieces)


def settings_without_secrets() -> bytes:
    """How the site was set: a secret is no part of a backup."""
    found: dict[str, Any] = {
        name: value if isinstance(value, str | bool) else sorted(value)
        for name in KEPT_SETTINGS
        if (value := getattr(settings, name, None)) is not None
    }
    return json.dumps(found, indent=1).encode()


def pieces_of(file: Path) -> Iterator[bytes]:
    """The content of a file."""
    with file.open("rb") as content:
        while piece := content.read(PIECE):
            yield piece


def make_backup(file: Path, key: str = "") -> tuple[Manifest, Counted]:
    """Make a backup beside its place; it comes there only when it is whole and on the disk.

    Args:
        file: its place.
        key: seals it; without one, whoever has the file can read it.

    Returns:
        Its manifest, and its size and mark.

    Raises:
        BackupError: the key is too short, or the files of this site go into no backup.
        OSError: something cannot be read or written.
    """
    draft = file.with_name(f".{file.name}.part")
    # Whoever may read the service's own files may read its backups, and nobody else.
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        try:
            counted = Counted(opened)
            manifest = write_sealed(counted, key) if key else write_archive(counted)
            settle_on_disk(opened)
        except BaseException:
            draft.unlink()
            raise
    draft.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return manifest, counted


def write_sealed(out: Any, key: str) -> Manifest:
    """Write a backup that only the key opens."""
    sealer = Sealer(out, key)
    manifest = write_archive(sealer)
    sealer.end()
    return manifest


def settle_on_disk(file: BufferedWriter) -> None:
    """Come back when a file is on the disk."""
    file.flush()
    os.fsync(file.fileno())
