"""What was found among many documents, held until the index changes; few are asked for again."""

import datetime
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Any, TypeVar

from django.utils import timezone

from access.generation import held_last, index_generation
from search.engines.base import Request

MANY = 1000
"""Documents that are counted, and put in order, in a few milliseconds."""

MOST_HELD = 1000

Found = TypeVar("Found")
Asked = tuple[Request, Hashable]
"""A request, and what is asked of its documents."""


def found_once(asked: Asked, find: Callable[[], tuple[int, Found]]) -> tuple[int, Found]:
    """What was found, from memory if it was among many and the index is as it was then.

    All readers of the same audiences share what is held, and nobody else.

    Args:
        asked: which documents, and what of them.
        find: tells how many documents there are, and what was found among them.
    """
    kept = found_today(index_generation(), timezone.localdate())
    if asked not in kept:
        total, found = find()
        if total < MANY or len(kept) >= MOST_HELD:
            return total, found
        kept[asked] = total, found
    return kept[asked]


@held_last
def found_today(_index: int, _today: datetime.date) -> dict[Asked, tuple[int, Any]]:
    """What was found in the present index, by what was asked.

    Args:
        _index: the number of its changes.
        _today: the day, which some orders depend on.
    """
    return {}


def without_order(request: Request) -> Request:
    """A request for the same documents, whatever page of them, and in whatever order."""
    query = request.query and replace(request.query, text="", beside=(), shares=())
    return replace(request, query=query, sort="", page=1, counted=(), favours=())
