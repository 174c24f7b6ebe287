"""A site moves from SQLite to PostgreSQL and back by its backups, with the commands themselves."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from .conftest import KEY, PRIVATE, Lived

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="it begins with SQLite"),
]


@pytest.fixture
def empty_database(postgresql_address: str) -> Iterator[str]:
    """The address of a PostgreSQL database that holds nothing."""
    name = f"backup_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgresql_address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield urlunsplit(urlsplit(postgresql_address)._replace(path=f"/{name}"))
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def command(folder: Path, database: str, *words: str) -> dict[str, Any]:
    """What a command of a site answers."""
    done = subprocess.run(
        [sys.executable, str(settings.ROOT / "manage.py"), *words, "--json"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "passerelle.settings.dev",
            "PASSERELLE_DATA": str(folder),
            "MEDIA_ROOT": str(folder / "media"),
            "JOURNAL_DIR": str(folder / "journal"),
            "DATABASE_URL": database,
            "CONTENT_LANGUAGES": "fr,en",
            "BACKUP_KEY": KEY,
            "EMAIL_URL": "memorymail://",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_row_and_file_goes_there_and_back(
    lived: Lived, empty_database: str, tmp_path: Path
) -> None:
    there, back = tmp_path / "there", tmp_path / "back"
    file = lived.backup("site.tar.sealed", KEY)
    (lived.folder / "journal").rename(folder_in(there) / "journal")
    gone = command(there, empty_database, "restore", str(file))
    assert gone["is_open"], gone
    drilled = command(there, empty_database, "backup_drill")
    assert drilled["different"] == []
    again = command(there, empty_database, "backup", str(there / "kept"))
    (there / "journal").rename(folder_in(back) / "journal")
    home = command(back, f"sqlite:///{back / 'site.sqlite3'}", "restore", again["out"])
    assert home["is_open"], home
    assert (home["files"], again["files"]) == (1, 1)
    assert home["rows"] == again["rows"] >= gone["rows"]
    assert (back / "media" / lived.document.file.name).read_bytes() == PRIVATE


def folder_in(place: Path) -> Path:
    """A folder that was just made."""
    place.mkdir()
    return place
