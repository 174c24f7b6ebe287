"""The demonstration's files, and a database that holds all of it."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from passerelle.demo.content import Content, read_content
from passerelle.demo.load import load
from tests.worlds import planted

TODAY = datetime.date(2024, 2, 29)
LANGUAGES = ("fr", "en")
"""Those in which all of the demonstration is written."""


@pytest.fixture(scope="package")
def content() -> Content:
    """What the files say."""
    return read_content(TODAY)


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The whole demonstration in the database for all tests here; gives its media folder."""
    yield from load_all(django_db_blocker, tmp_path_factory.mktemp("media"))


def load_all(blocker: DjangoDbBlocker, media: Path) -> Iterator[Path]:
    """Load the demonstration, and forget it afterwards."""

    def plant() -> Path:
        load(("127.0.0.1", 8000), TODAY)
        return media

    yield from planted(blocker, plant, media)
