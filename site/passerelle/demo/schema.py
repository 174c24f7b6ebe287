"""The tables: taken ready-made where every migration is known, else made by the migrations.

Two hundred migrations take twenty seconds, nearly all of it spent on rebuilding models in memory;
the empty database that they end in is kept beside this file, for the demonstration only.
"""

import gc
import hashlib
import lzma
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

LOCK_TIMEOUT = "5s"
ATTEMPTS, PAUSE = 12, 2.0
"""How often a migration asks for a table that others hold, and the seconds between."""

TAKEN = ("55P03", "40P01")
"""What PostgreSQL says of a table that was not free in time, or of two who wait for each other."""

VERSION = slice(60, 64)
"""Where SQLite keeps `user_version` in the first bytes of its file."""

TEMPLATE = Path(__file__).with_name("empty.sqlite3.xz")


def written_migrations() -> set[tuple[str, str]]:
    """App and name of every migration that is installed."""
    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[0-9]*.py")
    }


def missing_migrations() -> set[tuple[str, str]]:
    """The installed migrations that the database has not seen."""
    return written_migrations() - set(MigrationRecorder(connection).applied_migrations())


def fingerprint() -> int:
    """A number that changes with the text of any installed migration, and fits SQLite's header."""
    found = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for file in sorted((Path(app.path) / "migrations").glob("[0-9]*.py")):
            found.update(file.read_bytes())
    return int.from_bytes(found.digest()[:4], "big", signed=True)


def unpack_template(database: Path) -> None:
    """Write the ready-made empty database, unless other migrations than these made it.

    Args:
        database: where to; nothing may be there yet.
    """
    content = lzma.decompress(TEMPLATE.read_bytes())
    if int.from_bytes(content[VERSION], "big", signed=True) == fingerprint():
        with database.open("xb") as file:
            file.write(content)


def pack_template(database: Path) -> None:
    """Make the ready-made database from a migrated one that nothing was loaded into."""
    copy = database.with_suffix(".packed")
    copy.unlink(missing_ok=True)
    source = sqlite3.connect(database)
    source.execute("VACUUM INTO ?", [str(copy)])
    source.close()
    packed = sqlite3.connect(copy)
    packed.execute(f"PRAGMA user_version = {fingerprint()}")
    packed.commit()
    packed.close()
    TEMPLATE.write_bytes(lzma.compress(copy.read_bytes(), preset=9))
    copy.unlink()


def migrate() -> None:
    """Run the migrations that the database has not seen, beside a version that still serves.

    Whoever waits for a table holds up all who come after: so a migration that does not get its
    table within seconds lets them pass, and is tried again.

    Raises:
        OperationalError: a table was never free, or the database is away.
    """
    # Migrations make a hundred thousand classes: collecting them doubles the time.
    gc.disable()
    try:
        with short_waits():
            for attempt in range(ATTEMPTS):
                try:
                    call_command("migrate", verbosity=0, interactive=False)
                    break
                except OperationalError as error:
                    is_taken = getattr(error.__cause__, "sqlstate", "") in TAKEN
                    if not is_taken or attempt == ATTEMPTS - 1:
                        raise
                    time.sleep(PAUSE)
    finally:
        gc.enable()


@contextmanager
def short_waits() -> Iterator[None]:
    """Wait for a table no longer than some seconds; SQLite has a limit of its own."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
    try:
        yield
    finally:
        # A line that broke has forgotten it anyway.
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
