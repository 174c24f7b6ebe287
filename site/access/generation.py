"""One number for the whole site, raised by whatever changes what readers are shown.

Cached pages, menus and the vocabulary are held under it by every process; it lives in the
database so that all workers and commands share it, and changes in the same transaction as
what it announces.
"""

import datetime
import threading
import time
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from django.core.signals import request_started
from django.db.models import F, Model, Value
from django.db.models.functions import Greatest
from django.db.models.signals import m2m_changed, post_delete, post_save

from access.models.generation import Generation

Answer = TypeVar("Answer")

MOST_HELD = 1000

_seen = threading.local()
_held: list[Callable[[], None]] = []


def current_generation() -> int:
    """The number as this request first saw it."""
    return seen()[0]


def restored_from() -> datetime.datetime | None:
    """The moment of the backup whose people and rights nobody has confirmed yet."""
    return seen()[1]


def seen() -> tuple[int, datetime.datetime | None]:
    """The row as this request first saw it."""
    row: tuple[int, datetime.datetime | None] | None = getattr(_seen, "row", None)
    if row is None:
        row = Generation.objects.values_list("number", "restored_from").filter(pk=1).first()
        _seen.row = row = row or (0, None)
    return row


def raise_generation(**signal: Any) -> None:
    """Make everything that is held under the present number stale. Serves as a signal handler.

    The new number is the time, in microseconds: what a transaction held under one that was then
    rolled back must not be found again under the same number, raised by another.
    """
    now = time.time_ns() // 1000
    if not Generation.objects.filter(pk=1).update(number=Greatest(F("number") + 1, Value(now))):
        Generation.objects.get_or_create(pk=1, defaults={"number": now})
    forget_generation()


def forget_generation(**signal: Any) -> None:
    """Read the row again when it is next asked for."""
    _seen.row = None


def held(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Keep a function's answers in memory until the generation changes.

    Args:
        function: depends on nothing but its arguments, which can be hashed, and public data.
    """

    @lru_cache(maxsize=MOST_HELD)
    def answer(generation: int, *args: Hashable) -> Answer:
        return function(*args)

    @wraps(function)
    def current(*args: Hashable) -> Answer:
        return answer(current_generation(), *args)

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
