"""The demonstration's files, and a database that holds all of it."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from passerelle.demo.content import Content, read_content
from passerelle.demo.load import load

TODAY = datetime.date(2024, 2, 29)


@pytest.fixture(scope="package")
def content() -> Content:
    """What the files say."""
    return read_content(TODAY)


@pytest.fixture(scope="module")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The whole demonstration in the database for the tests of one file; gives its media folder."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MEDIA_ROOT=media):
        load(("127.0.0.1", 8000), TODAY)
        yield media
        transaction.set_rollback(True)
