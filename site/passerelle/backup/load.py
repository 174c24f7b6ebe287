"""Let the rows of a backup take the place of those of a database, in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction

from access.triggers import install_triggers
from passerelle.backup.manifest import Manifest
from passerelle.backup.refusals import ArchiveError
from passerelle.backup.rows import (
    empty_indexes,
    empty_tables,
    mark_of,
    set_last_number,
    without_triggers,
    write_rows,
)
from passerelle.backup.schema import Version
from passerelle.backup.unpack import Unpacked


@contextmanager
def loaded(unpacked: Unpacked, version: Version) -> Iterator[None]:
    """Have the rows of a backup in the database, read back and compared; committed at the end.

    Args:
        unpacked: the backup.
        version: that of the backup, which the tables of the database are of.

    Raises:
        ArchiveError: the database does not take the rows, or gives back others; it is then what
            it was.
    """
    connection.ensure_connection()
    try:
        with connection.constraint_checks_disabled(), transaction.atomic():
            empty_indexes(connection)
            with without_triggers(connection):
                empty_tables(connection, version.registry)
                put_rows(unpacked, version)
            if version.is_present:
                install_triggers("default")
            yield
            connection.check_constraints()
    except DatabaseError as fault:
        raise ArchiveError(f"The database does not take this backup: {fault}") from fault


def put_rows(unpacked: Unpacked, version: Version) -> None:
    """Write the rows of all tables.

    Raises:
        ArchiveError: they are damaged, or the database gives back others.
    """
    for table in version.tables:
        kept = unpacked.manifest.table(table)
        assert kept is not None
        write_rows(connection, table, unpacked.rows(table, kept))
        set_last_number(connection, table, kept.last)
    if different := differing_tables(unpacked.manifest, version):
        raise ArchiveError(f"The rows of {', '.join(different[:5])} are not those of the backup.")


def differing_tables(manifest: Manifest, version: Version) -> list[str]:
    """The tables whose rows in the database are not those of a backup."""
    found = []
    for table in version.tables:
        kept, mark = manifest.table(table), mark_of(connection, table)
        if kept is None or (kept.rows, kept.mark) != (mark.rows, mark.text):
            found.append(table.name)
    return found
