"""Three numbers for the whole site, raised by whatever changes what readers are shown.

Menus and the vocabulary are held by every process under the first, which every change raises;
whole pages of anonymous readers under the second, which pages of spaces leave as it is; what was
counted in the index under the first and the third, which is raised when documents were written.
All live in the database so that all workers and commands share them. The first two change in the
same transaction as what they announce, the third after it.
"""

import datetime
import threading
import time
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, NamedTuple, TypeVar

from django.core.signals import request_started
from django.db import InterfaceError, OperationalError, connection
from django.db.models import F, Model, Value
from django.db.models.functions import Greatest
from django.db.models.signals import m2m_changed, post_delete, post_save

from access.models.generation import Generation

Answer = TypeVar("Answer")

MOST_HELD = 1000
ALL, PUBLIC, INDEX = 1, 2, 3
"""The rows of the three numbers."""


class Numbers(NamedTuple):
    """What a request first saw of them."""

    whole: int
    public: int
    documents: int
    is_unconfirmed: bool
    """Whether the site was restored, and nobody has confirmed its people and rights yet."""


_seen = threading.local()
_held: list[Callable[[], None]] = []


def current_generation() -> int:
    """The number of all changes, as this request first saw it."""
    return numbers().whole


def public_generation() -> int:
    """The number of changes to what is public, as this request first saw it."""
    return numbers().public


def index_generation() -> int:
    """The number of changes to the documents of the index, as this request first saw it."""
    return numbers().documents


def is_unconfirmed() -> bool:
    """Whether the site was restored, and nobody has confirmed its people and rights yet."""
    return numbers().is_unconfirmed


def restored_from() -> datetime.datetime | None:
    """The moment of the backup whose people and rights nobody has confirmed yet."""
    return Generation.objects.filter(pk=ALL).values_list("restored_from", flat=True).first()


def numbers() -> Numbers:
    """All numbers: one query a request."""
    seen: Numbers | None = getattr(_seen, "numbers", None)
    if seen is None:
        rows = asked_first()
        found = {key: number for key, number, _waits in rows}
        waits = any(waits for key, _number, waits in rows if key == ALL)
        whole, public, documents = (found.get(key, 0) for key in (ALL, PUBLIC, INDEX))
        seen = _seen.numbers = Numbers(whole, public, documents, waits)
    return seen


def asked_first() -> list[tuple[int, int, bool]]:
    """The rows of the numbers, which a request asks for before all else.

    So this tells, as well as the query that Django would ask before it, whether a kept connection
    still leads to the database; if not, another one is made.
    """
    is_kept = connection.connection is not None and not connection.in_atomic_block
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return read_numbers()
    except (OperationalError, InterfaceError):
        if not is_kept:
            raise
        connection.close()
        return read_numbers()


def read_numbers() -> list[tuple[int, int, bool]]:
    """The one query of a page that is held: written out, it costs half."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, number, restored_from IS NOT NULL FROM access_generation")
        return list(cursor.fetchall())


def raise_generation(is_public: bool = True, **signal: Any) -> None:
    """Make everything that is held under the present numbers stale. Serves as a signal handler.

    The new number is the time, in microseconds: what a transaction held under one that was then
    rolled back must not be found again under the same number, raised by another.

    Args:
        is_public: whether anonymous readers may be shown what changed, or were until now.
        signal: what a signal says beside.
    """
    raise_numbers((ALL, PUBLIC) if is_public else (ALL,))


def raise_index(is_public: bool = True) -> None:
    """Make stale what was counted in the index, once documents were written.

    Args:
        is_public: whether pages of anonymous readers may list such a document.
    """
    raise_numbers((PUBLIC, INDEX) if is_public else (INDEX,))


def raise_numbers(keys: tuple[int, ...]) -> None:
    """Raise these numbers, always in the same order: two who do it at once wait in turn."""
    now = time.time_ns() // 1000
    for key in keys:
        row = Generation.objects.filter(pk=key)
        if not row.update(number=Greatest(F("number") + 1, Value(now))):
            Generation.objects.get_or_create(pk=key, defaults={"number": now})
    forget_generation()


def forget_generation(**signal: Any) -> None:
    """Read the numbers again when they are next asked for."""
    _seen.numbers = None


def held(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Keep a function's answers in memory until the generation changes.

    Args:
        function: depends on nothing but its arguments, which can be hashed, and public data.
    """
    return kept(function, MOST_HELD)


def held_last(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Likewise, but only the answer to the arguments that came last: for a store that is filled."""
    return kept(function, 1)


def kept(function: Callable[..., Answer], most: int) -> Callable[..., Answer]:
    """A function that remembers so many answers, all of the newest generation that was seen."""
    newest = 0

    @lru_cache(maxsize=most)
    def answer(generation: int, *args: Hashable) -> Answer:
        return function(*args)

    @wraps(function)
    def current(*args: Hashable) -> Answer:
        nonlocal newest
        generation = current_generation()
        if generation > newest:  # Nobody asks for those before: they would only fill the memory.
            newest = generation
            answer.cache_clear()
        return answer(generation, *args)

    _held.append(answer.cache_clear)
    return current


def forget_held() -> None:
    """Forget all that is held, whatever the generation: for tests, whose data is rolled back."""
    for forget in _held:
        forget()
    forget_generation()


def raise_when_changed(*models: type[Model]) -> None:
    """Raise the generation whenever a row of these models, or what it is tied to, changes."""
    for model in models:
        for field in model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            m2m_changed.connect(
                raise_generation, sender=through, dispatch_uid=f"generation.{through._meta.label}"
            )
        for signal in (post_save, post_delete):
            signal.connect(
                raise_generation,
                sender=model,
                dispatch_uid=f"generation.{signal}.{model._meta.label}",
            )


request_started.connect(forget_generation, dispatch_uid="generation.forget")
