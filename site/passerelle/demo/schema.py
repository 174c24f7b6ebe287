"""The tables: taken ready-made where every migration is known, else made by the migrations.

Two hundred migrations take twenty seconds, nearly all of it spent on rebuilding models in memory;
the empty database that they end in is kept beside this file, for the demonstration only.
"""

import gc
import lzma
import shutil
import sqlite3
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

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


def unpack_template(database: Path) -> None:
    """Write the ready-made empty database.

    Args:
        database: where to; nothing may be there yet.
    """
    with lzma.open(TEMPLATE) as packed, database.open("xb") as file:
        shutil.copyfileobj(packed, file)


def pack_template(database: Path) -> None:
    """Make the ready-made database from a migrated one that nothing was loaded into."""
    copy = database.with_suffix(".packed")
    copy.unlink(missing_ok=True)
    source = sqlite3.connect(database)
    source.execute("VACUUM INTO ?", [str(copy)])
    source.close()
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
