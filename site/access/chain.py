"""Chain the entries of the journal, and see whether any was altered, removed or put in between.

An entry is chained a moment after it is committed, by whoever comes first, in an order of their
own: parallel writers wait for nobody. One that a process left behind as it died is chained with
the next.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.db import transaction

from access.anchor import held, hold
from access.models import JournalEntry, JournalHead
from access.models.journal import digest_of

HEAD = 1
BATCH = 1000


class Fault(StrEnum):
    """What can be wrong with an entry."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    RECKONED = "chained anew"


@dataclass(frozen=True)
class Break:
    """Where the chain is broken.

    Attributes:
        fault: what was done there.
        entry: the number of the entry; of one that was removed, None.
        place: its place in the chain; of one that never had any, None.
        last: the last place of several in a row that were removed; of one entry, its own.
    """

    fault: Fault
    entry: int | None
    place: int | None
    last: int | None

    @property
    def sentence(self) -> str:
        """For the terminal."""
        if self.entry is None:
            return f"Places {self.place} to {self.last} of the journal: {self.fault}."
        return f"Entry {self.entry}, at place {self.place or 'none'} of the journal: {self.fault}."

    def as_dict(self) -> dict[str, str | int | None]:
        """For programs."""
        return asdict(self)


@transaction.atomic
def chain() -> int:
    """Give their places to all entries that have none; one that is not as signed gets none.

    Returns:
        How many.
    """
    if not JournalEntry.objects.unchained().exists():
        return 0
    head, _is_new = JournalHead.objects.select_for_update().get_or_create(pk=HEAD)
    waiting = [entry for entry in JournalEntry.objects.unchained() if entry.is_as_signed]
    for entry in waiting:
        head.place += 1
        head.link = digest_of(head.link, entry.digest)
        entry.place, entry.link = head.place, head.link
    JournalEntry.objects.bulk_update(waiting, ["place", "link"], batch_size=BATCH)
    head.save()
    transaction.on_commit(lambda: hold(head.place, head.link), robust=True)
    return len(waiting)


def breaks() -> list[Break]:
    """Where the chain is broken, in its order; entries that nobody chained come last."""
    return [*chained_breaks(), *unchained_breaks()]


def chained_breaks() -> Iterator[Break]:
    """Faults among the entries that have a place, and where the last of them are gone."""
    place, link, anchors = 0, "", held()
    for entry in JournalEntry.objects.exclude(place=None).order_by("place").iterator(BATCH):
        here = entry.place or 0
        if here > place + 1:
            yield Break(Fault.REMOVED, None, place + 1, here - 1)
        elif entry.link != digest_of(link, entry.digest):
            yield Break(Fault.INSERTED, entry.pk, here, here)
        if not entry.is_as_signed:
            yield Break(Fault.ALTERED, entry.pk, here, here)
        if anchors.get(here, entry.link) != entry.link:
            yield Break(Fault.RECKONED, entry.pk, here, here)
            anchors = {}  # All that follows is of another chain than was held.
        place, link = here, entry.link
    head = JournalHead.objects.filter(pk=HEAD).first() or JournalHead()
    if (end := max(head.place, *anchors, 0)) > place:
        yield Break(Fault.REMOVED, None, place + 1, end)
    elif (head.place, head.link) != (place, link):
        yield Break(Fault.INSERTED, None, head.place + 1, place)


def unchained_breaks() -> Iterator[Break]:
    """Entries without a place that none will be given: not written by the one way in."""
    for entry in JournalEntry.objects.unchained():
        if not entry.is_as_signed:
            yield Break(Fault.INSERTED, entry.pk, None, None)
