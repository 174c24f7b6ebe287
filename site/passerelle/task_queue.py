"""Tasks that wait in the database for a worker: what became of them, and of whoever took them."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search.lease import held_now
from search.models import Lease

WORKER = "tasks:"
"""How the lease of a worker is called, before its number: who holds one lives."""

SECONDS = 20.0
"""For which a worker that says nothing is believed to live."""

MOST_ATTEMPTS = 3
"""How many workers a task may take with it before it is left alone."""

KEPT = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Queue:
    """What waits.

    Attributes:
        waiting: how many tasks could begin now.
        oldest: seconds since the first of them was asked for.
        workers: how many live.
    """

    waiting: int
    oldest: int
    workers: int


def living() -> set[str]:
    """The workers that live."""
    alive = Lease.objects.filter(held_now(), name__startswith=WORKER)
    return set(alive.values_list("name", flat=True))


def queue() -> Queue:
    """What waits now, and how many see to it."""
    ready = DBTaskResult.objects.ready()
    first = ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    age = timezone.now() - first if first else datetime.timedelta()
    return Queue(ready.count(), round(age.total_seconds()), len(living()))


def set_back() -> int:
    """Have tasks that a dead worker left in the middle run again, by whoever comes first.

    Each task may be run twice, so all of them take up what is left to do and do it once. One that
    ended several workers is left alone, as failed.

    Returns:
        How many wait again.
    """
    alive, again = living(), 0
    for row in DBTaskResult.objects.running():
        if set(row.worker_ids[-1:]) & alive:
            continue
        left = DBTaskResult.objects.running().filter(pk=row.pk, worker_ids=row.worker_ids)
        if len(row.worker_ids) < MOST_ATTEMPTS:
            again += left.update(status=TaskResultStatus.READY, started_at=None)
        else:
            left.update(
                status=TaskResultStatus.FAILED,
                finished_at=timezone.now(),
                traceback=f"It ended {MOST_ATTEMPTS} workers.",
            )
    return again


def forget() -> int:
    """Delete what is known of tasks that ended long ago, and of workers that died then.

    Returns:
        How many tasks went.
    """
    Lease.objects.filter(name__startswith=WORKER, until__lt=Now() - KEPT).delete()
    ended = Q(finished_at__lt=timezone.now() - KEPT)
    return DBTaskResult.objects.finished().filter(ended).delete()[0]
