"""A world that leaves no trace: its rows are rolled back, its files lie in a folder that goes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from access.generation import forget_held
from passerelle.install import cleared_root


@contextmanager
def throwaway() -> Iterator[None]:
    """An empty site, as migrations leave it; everything that is written within is undone."""
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        try:
            with transaction.atomic():
                cleared_root()
                forget()
                yield
                transaction.set_rollback(True)
        finally:
            forget()


def forget() -> None:
    """Keep nothing in memory that the database no longer holds."""
    forget_held()
    cache.clear()
