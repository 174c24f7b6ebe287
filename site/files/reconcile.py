"""Bring stored files and the rows that name them together: what no row names is swept away.

A process that dies between file and row leaves a file too many, never one too few.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.db.models import FileField
from django.utils import timezone

from files.places import PRIVATE_PLACE, PUBLIC_PLACE

PATIENCE = datetime.timedelta(days=1)
"""For which a file may lie without a row: whoever stores it may not have come to its row yet."""


@dataclass(frozen=True)
class Reconciled:
    """What was found.

    Attributes:
        strays: names of files that no row names, and that lie there for long enough.
        missing: names that rows have and no file.
    """

    strays: list[str]
    missing: list[str]


def compare(storage: Storage = default_storage) -> Reconciled:
    """Look at all files and all rows; nothing is changed."""
    until = timezone.now() - PATIENCE
    # Files first: what comes meanwhile is named by a row by the time when rows are read.
    lying = {name for place in (PUBLIC_PLACE, PRIVATE_PLACE) for name in below(place, storage)}
    named = set(names())
    return Reconciled(
        sorted(name for name in lying - named if storage.get_modified_time(name) < until),
        sorted(name for name in named - lying if not storage.exists(name)),
    )


def below(folder: str, storage: Storage) -> Iterator[str]:
    """The names of all files in a folder and beneath it."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from below(f"{folder}/{name}", storage)


def names() -> Iterator[str]:
    """What rows of any model call their files."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, FileField):
                rows = model._base_manager.exclude(**{field.name: ""})
                yield from rows.values_list(field.name, flat=True).iterator()


def sweep(strays: list[str], storage: Storage = default_storage) -> None:
    """Remove files that no row names."""
    for name in strays:
        storage.delete(name)
