"""The tables: taken ready-made where every migration is known, else made by the migrations.

Two hundred migrations take twenty seconds, nearly all of it spent on rebuilding models in memory;
the empty database that they end in is kept beside this file, for the demonstration only.
"""

import gc
import hashlib
import lzma
import sqlite3
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

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
    """Run the migrations that the database has not seen."""
    # Migrations make a hundred thousand classes: collecting them doubles the time.
    gc.disable()
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        gc.enable()
