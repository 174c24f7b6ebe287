"""Rows out of a database at one instant, and into another database in one transaction."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from passerelle.backup.tables import MADE_ANEW, Mark, Row, Table, keep, own_models

AT_ONCE = 500


@contextmanager
def instant() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own that sees the database as it is now, whoever writes meanwhile.

    Nobody waits for it: neither database lets a reader hold up writers.
    """
    reader: Any = connections["default"].copy()
    try:
        begin(reader)
        with reader.cursor() as cursor:
            # The first question fixes the instant.
            cursor.execute("SELECT count(*) FROM django_migrations")
            cursor.fetchone()
        yield reader
    finally:
        reader.close()


def begin(reader: Any) -> None:
    """Begin a transaction that only reads, and reads the same to its end."""
    if reader.vendor == "sqlite":
        # Django begins one as a writer, or none before something is written.
        with reader.cursor() as cursor:
            cursor.execute("BEGIN")
        return
    from psycopg import IsolationLevel

    reader.settings_dict["OPTIONS"]["isolation_level"] = IsolationLevel.REPEATABLE_READ
    reader.set_autocommit(False)


def read_rows(connection: BaseDatabaseWrapper, table: Table) -> Iterator[Row]:
    """The rows of a table as they are kept, a few in memory at a time."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(table.name)}")
        while rows := cursor.fetchmany(AT_ONCE):
            yield from keep(table, rows)


def mark_of(connection: BaseDatabaseWrapper, table: Table) -> Mark:
    """The mark of all rows of a table."""
    mark = Mark(table)
    for row in read_rows(connection, table):
        mark.add(row)
    return mark


def last_number(connection: BaseDatabaseWrapper, table: Table) -> int:
    """The last number that the database gave to a row, deleted since or not."""
    if not table.counted:
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        else:
            cursor.execute(
                "SELECT last_value FROM pg_sequences WHERE schemaname || '.' || sequencename"
                " = replace(pg_get_serial_sequence(%s, %s), '\"', '')",
                [connection.ops.quote_name(table.name), table.counted],
            )
        found = cursor.fetchone()
    return (found and found[0]) or 0


def set_last_number(connection: BaseDatabaseWrapper, table: Table, number: int) -> None:
    """Let the next row have a number above all that ever were."""
    if not (table.counted and number):
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table.name])
            cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table.name, number])
        else:
            name = connection.ops.quote_name(table.name)
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [name, table.counted, number]
            )


def empty_indexes(connection: BaseDatabaseWrapper) -> None:
    """Delete what is worked out from the rest, and by triggers the indexes of words with it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in sorted(MADE_ANEW & set(connection.introspection.table_names())):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")


def empty_tables(connection: BaseDatabaseWrapper, registry: Any) -> None:
    """Delete all rows of all models, within a transaction, without triggers."""
    quote = connection.ops.quote_name
    names = sorted({model._meta.db_table for model in own_models(registry)})
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in names:
                cursor.execute(f"DELETE FROM {quote(name)}")
        else:
            # The indexes of words are tables without a model, which name those of documents.
            cursor.execute(f"TRUNCATE {', '.join(map(quote, names))} CASCADE")


@contextmanager
def without_triggers(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Set the triggers aside while rows come in that were written under them already."""
    listed, dropped = TRIGGERS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(listed)
        found = cursor.fetchall()
        for name, table, _definition in found:
            cursor.execute(dropped.format(name, table))
    yield
    # PostgreSQL changes no table whose keys it still has to check.
    connection.check_constraints()
    with connection.cursor() as cursor:
        for _name, _table, definition in found:
            cursor.execute(definition)


TRIGGERS = {
    "sqlite": (
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
        'DROP TRIGGER "{}"',
    ),
    "postgresql": (
        "SELECT quote_ident(tgname), tgrelid::regclass::text, pg_get_triggerdef(pg_trigger.oid)"
        " FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace",
        "DROP TRIGGER {} ON {}",
    ),
}


def write_rows(connection: BaseDatabaseWrapper, table: Table, rows: Iterable[Row]) -> None:
    """Put rows into a table, as they were kept."""
    (write_to_sqlite if connection.vendor == "sqlite" else write_to_postgresql)(
        connection, table, rows
    )


def write_to_sqlite(connection: BaseDatabaseWrapper, table: Table, rows: Iterable[Row]) -> None:
    """Insert rows in batches: SQLite keeps texts and numbers as they come."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    places = ", ".join(["%s"] * len(table.columns))
    left = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(left, AT_ONCE)):
            cursor.executemany(
                f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({places})", batch
            )


def write_to_postgresql(connection: BaseDatabaseWrapper, table: Table, rows: Iterable[Row]) -> None:
    """Copy rows in: PostgreSQL reads texts as what its columns are."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in table.columns)
    moments = [place for place, kind in enumerate(table.kinds) if kind == "moment"]
    with connection.cursor() as cursor, cursor.copy(
        f"COPY {quote(table.name)} ({columns}) FROM STDIN"
    ) as copy:  # fmt: skip
        for row in rows:
            for place in moments:
                if row[place] is not None:
                    row[place] += "+00"
            copy.write_row(row)


def as_line(row: Row) -> bytes:
    """A row as a line of an archive."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    ) + b"\n"  # fmt: skip
