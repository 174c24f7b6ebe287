"""From a change to the index: an outbox row in the same transaction, then a task that drains it."""

import datetime
import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from search.indexing import BATCH, index_objects
from search.keeper import KEEPER
from search.models import Outbox

logger = logging.getLogger(__name__)

FIRST_DELAY = datetime.timedelta(seconds=10)
LONGEST_DELAY = datetime.timedelta(hours=1)


def enqueue(kind: str, object_ids: Iterable[int]) -> None:
    """Note that objects changed or went, and have the index told once the change is committed.

    Args:
        kind: the `kind` of a registered source.
        object_ids: their ids.
    """
    rows = [Outbox(kind=kind, object_id=key) for key in dict.fromkeys(object_ids)]
    if rows:
        # A change that is noted already is news again, however often it failed.
        Outbox.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=["attempts", "due_at"],
        )
        transaction.on_commit(drain_outbox.enqueue)


@task()
def drain_outbox() -> None:
    """Index all that is due; indexes outside the database hear of it a moment later."""
    drain_due()
    KEEPER.wake()


def drain_due() -> None:
    """Index all that is due, in batches; what fails is due again later, ever less often."""
    while drain(Outbox.objects.filter(due_at__lte=timezone.now())):
        pass


def drain(due: QuerySet[Outbox]) -> int:
    """Index the objects of the first of these rows and strike the rows out.

    Returns:
        How many rows were seen to; 0 if there are none but those that another process sees to.
    """
    keys: list[int] = []
    try:
        with transaction.atomic():
            rows = list(due.order_by("attempts", "pk").select_for_update(skip_locked=True)[:BATCH])
            keys = [row.pk for row in rows]
            for kind in {row.kind for row in rows}:
                index_objects(kind, [row.object_id for row in rows if row.kind == kind])
            Outbox.objects.filter(pk__in=keys).delete()
    except Exception:  # The publication itself stands: its row waits for another attempt.
        if len(keys) == 1:
            postpone(keys[0])
        else:  # One object that fails must not hold up the others.
            for key in keys:
                drain(due.filter(pk=key))
    return len(keys)


def postpone(key: int) -> None:
    """Let an object that failed be tried again after twice the time."""
    row = Outbox.objects.filter(pk=key).first()
    if row is None:
        return
    logger.exception("search index: %s failed", row)
    delay = min(FIRST_DELAY * 2**row.attempts, LONGEST_DELAY)
    Outbox.objects.filter(pk=key).update(attempts=row.attempts + 1, due_at=timezone.now() + delay)
