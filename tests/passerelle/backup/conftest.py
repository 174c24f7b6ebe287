"""A site whose acts are committed, in a folder of its own: what a backup sees."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, connections
from pytest_django import DjangoDbBlocker, Settings

from access.generation import forget_held
from access.models import Space
from files.models import SiteDocument
from pages.models import Article, Home
from passerelle.backup.make import make_backup
from people.models import Person
from tests.factories import a_space, add, belonging

KEY = "a key that nobody would guess"
PRIVATE = b"what is private"


@dataclass
class Lived:
    """A site that somebody lives in.

    Attributes:
        folder: where its database, files and journal lie.
        space: with a manager and a reader.
        reader: who belongs to it.
        page: in public.
        document: in the space.
    """

    folder: Path
    space: Space
    reader: Person
    page: Article
    document: SiteDocument

    @property
    def media(self) -> Path:
        """Where its files lie."""
        return self.folder / "media"

    def backup(self, name: str = "site.tar", key: str = "") -> Path:
        """Back it up beside itself."""
        file = self.folder / name
        make_backup(file, key)
        return file


@pytest.fixture
def transactional_db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[None]:
    """A copy of the tests' database in which acts are committed; it goes with the test.

    It has the name of pytest's own, which empties tables: what migrations wrote would be missing.
    """
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        if connection.vendor == "sqlite":
            mine = str(tmp_path / "site.sqlite3")
            with closing(sqlite3.connect(name)) as old, closing(sqlite3.connect(mine)) as new:
                old.backup(new)
        else:
            mine = f"{name}_backup"
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE IF EXISTS {mine} WITH (FORCE)")
                cursor.execute(f"CREATE DATABASE {mine} TEMPLATE {name}")
        connection.settings_dict["NAME"] = mine
        yield
        connections.close_all()
        connection.settings_dict["NAME"] = name
        if connection.vendor != "sqlite":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f"DROP DATABASE {mine} WITH (FORCE)")


@pytest.fixture
def lived(transactional_db: None, settings: Settings, tmp_path: Path) -> Lived:
    """A site with a space, a page, a file and people."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.JOURNAL_DIR = tmp_path / "journal"
    settings.BACKUP_KEY = ""
    forget_held()
    cache.clear()
    space = a_space()
    document = SiteDocument.objects.create(
        title="Acte", collection=space.collection, file=ContentFile(PRIVATE, name="acte.txt")
    )
    home = Home.objects.order_by("path").first()
    assert home is not None
    return Lived(
        tmp_path, space, belonging(space, "reader"), add(home, Article, "Au puits"), document
    )
