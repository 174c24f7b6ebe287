"""Work that only one process may do at a time, by the clock of the database."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from search.models import Lease

LONGEST = datetime.timedelta(minutes=5)
"""No lease is given for longer: one that ends later was given by a clock that was wrong."""


class TakenError(Exception):
    """Another process does this work, or has taken it over."""


@dataclass
class Held:
    """A lease that is ours until its time is over.

    Attributes:
        name: of the work.
        seconds: for which it is ours from each renewal on.
    """

    name: str
    seconds: float
    holder: str = field(default_factory=lambda: uuid4().hex)

    def keep(self, free: bool = False) -> None:
        """Hold it for its time from now on.

        Args:
            free: whether it may be taken, if nobody holds it; else it must be ours.

        Raises:
            TakenError: somebody else holds it.
        """
        ours = Q(holder=self.holder)
        if free:
            ours |= ~held_now()
        until = Now() + datetime.timedelta(seconds=self.seconds)
        if not Lease.objects.filter(ours, name=self.name).update(holder=self.holder, until=until):
            raise TakenError(self.name)

    def end(self) -> None:
        """Let others have it."""
        Lease.objects.filter(name=self.name, holder=self.holder).update(until=long_ago())


@contextmanager
def lease(name: str, seconds: float) -> Iterator[Held]:
    """Do work that nobody else does meanwhile; whoever dies over it is followed after its time.

    Args:
        name: of the work.
        seconds: for which it is ours unless it is renewed.

    Raises:
        TakenError: somebody else does it.
    """
    held = Held(name, seconds)
    Lease.objects.bulk_create([Lease(name=name, until=long_ago())], ignore_conflicts=True)
    held.keep(free=True)
    try:
        yield held
    finally:
        held.end()


def is_taken(name: str) -> bool:
    """Whether somebody does this work now."""
    return Lease.objects.filter(held_now(), name=name).exists()


def held_now() -> Q:
    """What is true of a lease whose holder is believed to live."""
    return Q(until__gte=Now(), until__lte=Now() + LONGEST)


def long_ago() -> datetime.datetime:
    """A moment that every clock has passed."""
    return timezone.make_aware(datetime.datetime(2000, 1, 1))
