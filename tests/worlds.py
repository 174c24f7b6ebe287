"""Worlds that the tests of a file share: made once, and each test changes a copy of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from access.generation import forget_held

World = TypeVar("World")


def planted(blocker: DjangoDbBlocker, plant: Callable[[], World], media: Path) -> Iterator[World]:
    """Write a world under the tests of a file, whose own changes are rolled back to it.

    A fixture of the scope of a file yields from it, with `django_db_setup` done before; one of
    the scope of a test hands out deep copies, so that no test meets what another did in memory.

    Args:
        blocker: the one that keeps the database from tests that did not ask for it.
        plant: makes the world.
        media: an empty folder for its files.
    """
    with (
        blocker.unblock(),
        transaction.atomic(),
        override_settings(MEDIA_ROOT=str(media)),
    ):
        forget_held()
        cache.clear()
        yield plant()
        transaction.set_rollback(True)
