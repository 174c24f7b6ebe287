"""The ready-made empty database that the demonstration starts from."""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from passerelle.demo.schema import unpack_template, written_migrations

RENEW = "renew it with `uv run manage.py demo --no-serve --renew-template --data <a new folder>`"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """The database, unpacked."""
    path: Path = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    unpack_template(path)
    assert path.exists(), f"A migration has changed since: {RENEW}."
    return sqlite3.connect(path)


def test_it_knows_every_migration(template: sqlite3.Connection) -> None:
    known = set(template.execute("SELECT app, name FROM django_migrations"))
    assert written_migrations() - known == set(), RENEW


@pytest.mark.django_db
def test_its_tables_are_those_that_the_migrations_make(template: sqlite3.Connection) -> None:
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        migrated = set(cursor.fetchall())
    assert set(template.execute(query)) == migrated, RENEW


def test_nothing_was_loaded_into_it(template: sqlite3.Connection) -> None:
    for table in ("pages_home", "people_person", "people_organization", "search_searchdocument"):
        assert template.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
