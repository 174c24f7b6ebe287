"""The documents of the index table, and anything else of which there are many, a few at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db.models import QuerySet

from search.facets import Pair, read
from search.models import SearchDocument

READ_AT_ONCE = 100
"""Documents held in memory: a file may have a megabyte of text."""

Item = TypeVar("Item")


def in_batches(
    documents: QuerySet[SearchDocument], size: int = READ_AT_ONCE
) -> Iterator[list[SearchDocument]]:
    """Documents by their ids, so many at a time; those written meanwhile are read as they are."""
    ordered = documents.order_by("pk")
    last = 0
    while batch := list(ordered.filter(pk__gt=last)[:size]):
        yield batch
        last = batch[-1].pk


def with_facets(documents: list[SearchDocument]) -> list[tuple[SearchDocument, list[Pair]]]:
    """Documents, each with the (name, code) pairs of its facets."""
    return list(zip(documents, read(document.facets for document in documents), strict=True))


def split(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
