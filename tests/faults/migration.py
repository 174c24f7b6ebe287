"""A migration that is killed and run again must end where one ends that was left alone."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from tests.faults.place import ROOT, Place

LONGEST = 15.0
"""Seconds after which it is killed, at most."""


def migrate_broken_off(place: Place, chance: random.Random) -> list[str]:
    """Migrate an empty database, and kill that.

    Returns:
        What differs from a database that was migrated in peace, in sentences.
    """
    from passerelle.demo.schema import unpack_template

    database, whole = place.folder / "broken.sqlite3", place.folder / "whole.sqlite3"
    for path in place.folder.glob("*.sqlite3*"):
        path.unlink()
    environment = place.environment() | {"DATABASE_URL": f"sqlite:///{database}"}
    command = [sys.executable, "manage.py", "migrate", "-v0", "--no-input"]
    broken = subprocess.Popen(command, cwd=ROOT, env=environment)
    time.sleep(chance.uniform(1, LONGEST))
    broken.kill()
    broken.wait()
    again = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    if again.returncode:
        return [f"the second migration failed: {again.stderr.decode()[-500:]}"]
    unpack_template(whole)
    return [f"{name} differs" for name in shape(database) ^ shape(whole)]


def shape(database: Path) -> set[str]:
    """The tables, indexes and triggers of a database, and the migrations that it has seen."""
    line = sqlite3.connect(database)
    try:
        found = {
            f"{kind} {name}"
            for kind, name in line.execute(
                "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
            )
        }
        seen = line.execute("SELECT app || '.' || name FROM django_migrations")
        return found | {name for (name,) in seen}
    finally:
        line.close()
