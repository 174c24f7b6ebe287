"""The journal of removals: a file apart from the database, one line for each act, ids only.

A line is on the disk before its act is committed. Of a process that dies between the two, it
leaves a removal that was not done: after a restore somebody has to be let in again. The other way
round, somebody would come in who was shut out. A backup puts a mark into the journal at an
instant at which no such act is under way: those before it are in the backup, those after it not.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from access.apart import Line, append

FILE = "removals.jsonl"
BACKUP = "backup"
"""The act of a line that marks a backup."""

HELD = 0x7061_7373
"""The number by which PostgreSQL knows what those hold together who have an act under way."""


class JournalError(Exception):
    """The journal is not there, or not whole: what was removed since the backup is unknown."""


def place() -> Path:
    """The file of the journal."""
    return Path(settings.JOURNAL_DIR) / FILE


def note(act: str, **ids: Any) -> None:
    """Write down an act within its transaction; on the disk when this comes back.

    Args:
        act: a key of `passerelle.removals.again.AGAIN`.
        ids: numbers and codes that say to whom or what; no names, no words.

    Raises:
        OSError: it cannot be written down; then the act must not be done either.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [HELD])
    append(place(), {"act": act, **ids})


@contextmanager
def with_mark() -> Iterator[str]:
    """An instant at which no act is under way, marked in the journal.

    Yields:
        The mark.
    """
    mark = uuid.uuid4().hex
    with transaction.atomic():
        # SQLite has one writer: as long as this transaction lasts, it is this one.
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '60s'")
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [HELD])
        append(place(), {"act": BACKUP, "mark": mark})
        yield mark


def lines_since(mark: str) -> list[Line]:
    """What was removed since a backup, in the order in which it was.

    Args:
        mark: that of the backup.

    Raises:
        JournalError: the journal is not there, does not know the backup, or is damaged after it.
    """
    try:
        written = place().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise JournalError(f"{place()} cannot be read.") from fault
    found: list[Line] | None = None
    for text in filter(None, written):
        if found is None:
            if mark in text and line_in(text) == {**line_in(text), "act": BACKUP, "mark": mark}:
                found = []
            continue
        line = line_in(text)
        if line.get("act") != BACKUP:
            found.append(line)
    if found is None:
        raise JournalError(f"{place()} knows nothing of this backup.")
    return found


def line_in(text: str) -> Line:
    """A line of the journal.

    Raises:
        JournalError: it cannot be read.
    """
    try:
        line = json.loads(text)
    except ValueError as fault:
        raise JournalError(f"{place()} is damaged.") from fault
    if not isinstance(line, dict):
        raise JournalError(f"{place()} is damaged.")
    return line
