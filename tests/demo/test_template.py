"""The ready-made empty database that the demonstration starts from."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from passerelle.demo.schema import unpack_template, written_migrations

MIGRATE = "import django; django.setup(); from passerelle.demo.schema import migrate; migrate()"
RENEW = "renew it with `uv run manage.py demo --no-serve --renew-template --data <a new folder>`"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """The database, unpacked."""
    path: Path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    unpack_template(path)
    assert path.exists(), f"A migration has changed since: {RENEW}."
    return sqlite3.connect(path)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """A database that the migrations made, from the first to the last."""
    folder = tmp_path_factory.mktemp("migrated")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "passerelle.settings.dev",
        "PASSERELLE_DATA": str(folder),
        "PYTHONPATH": f"{settings.ROOT}/site:{settings.ROOT}",
    }
    command = [sys.executable, "-c", MIGRATE]
    subprocess.run(command, cwd=settings.ROOT, env=environment, check=True)
    return sqlite3.connect(folder / "passerelle.sqlite3")


def test_it_knows_every_migration(template: sqlite3.Connection) -> None:
    known = set(template.execute("SELECT app, name FROM django_migrations"))
    assert written_migrations() - known == set(), RENEW


def test_its_tables_are_those_that_the_migrations_make(
    template: sqlite3.Connection, migrated: sqlite3.Connection
) -> None:
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    made = set(migrated.execute(query))
    assert set(template.execute(query)) == made, RENEW
    for table in sorted(name for kind, name, _sql in made if kind == "table"):
        count = f"SELECT count(*) FROM {table}"
        assert template.execute(count).fetchone() == migrated.execute(count).fetchone(), table


def test_nothing_was_loaded_into_it(template: sqlite3.Connection) -> None:
    for table in ("pages_home", "people_person", "people_organization", "search_searchdocument"):
        assert template.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
