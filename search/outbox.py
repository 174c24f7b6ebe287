"""From a change to the index: an outbox row in the same transaction, then a task that drains it."""

import datetime
import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django_tasks import task

from access.generation import raise_index
from access.models import PUBLIC
from search.claim import claim
from search.indexing import BATCH, index_objects
from search.keeper import KEEPER
from search.models import Outbox, SearchDocument
from search.progress import Tell, nobody

logger = logging.getLogger(__name__)

FIRST_DELAY = datetime.timedelta(seconds=10)
LONGEST_DELAY = datetime.timedelta(hours=1)


def enqueue(kind: str, object_ids: Iterable[int], is_patient: bool = False) -> None:
    """Note that objects changed or went, and have the index told once the change is committed.

    Each change has a row of its own: who notes one waits for nobody who sees to another.

    Args:
        kind: the `kind` of a registered source.
        object_ids: their ids.
        is_patient: whether they are so many that whoever changed them does not wait for it.
    """
    rows = [Outbox(kind=kind, object_id=key) for key in dict.fromkeys(object_ids)]
    if rows:
        Outbox.objects.bulk_create(rows)
        draining = drain_outbox.using(backend="background") if is_patient else drain_outbox
        transaction.on_commit(draining.enqueue)


@task(backend="at_once")
def drain_outbox() -> None:
    """Index all that is due; indexes outside the database hear of it a moment later."""
    drain_due()
    KEEPER.wake()


def drain_due(tell: Tell = nobody) -> None:
    """Index all that is due, in batches; what fails is due again later, ever less often.

    Args:
        tell: is told how many objects of how many are seen to.
    """
    due = Outbox.objects.filter(due_at__lte=timezone.now())
    done, total = 0, due.values("kind", "object_id").distinct().count()
    for kind in sorted(set(due.values_list("kind", flat=True))):
        while seen := drain(kind, Outbox.objects.filter(kind=kind, due_at__lte=timezone.now())):
            done += seen
            tell(done, max(done, total))


def drain(kind: str, due: QuerySet[Outbox]) -> int:
    """Index the objects of the first of these rows, and strike out all that was noted of them.

    Args:
        kind: the source of all these rows: a transaction for several could wait for another one
            that waits for it.
        due: the rows.

    Returns:
        How many objects were seen to; 0 if there are none but those that another process sees
        to, which looks for such rows when it has done.
    """
    objects: list[int] = []
    is_listed = False
    try:
        with transaction.atomic():
            first = due.order_by("attempts", "pk").select_for_update(skip_locked=True)[:BATCH]
            objects = claim(kind, list({row.object_id for row in first}))
            noted = Outbox.objects.filter(kind=kind, object_id__in=objects)
            # What is noted from now on is not seen to: the objects are read before.
            keys = [row.pk for row in noted.select_for_update(skip_locked=True)]
            if objects:
                is_listed = write_again(kind, objects)
                Outbox.objects.filter(pk__in=keys).delete()
    except Exception:  # The publication itself stands: its row waits for another attempt.
        if len(objects) == 1:
            postpone(kind, objects[0])
        else:  # One object that fails must not hold up the others.
            for key in objects:
                drain(kind, due.filter(object_id=key))
    # Once it is committed: whoever moves pages holds the numbers, and waits for their documents.
    if objects:
        raise_index(is_public=is_listed)
    return len(objects)


def write_again(kind: str, objects: list[int]) -> bool:
    """Index objects.

    Returns:
        Whether everybody sees one of them, or saw it. Then a page that lists it may have been
        written anew since it changed, from the index as it was.
    """
    public = SearchDocument.objects.filter(kind=kind, object_id__in=objects, audience=PUBLIC)
    was_listed = public.exists()
    index_objects(kind, objects)
    return was_listed or public.exists()


def postpone(kind: str, object_id: int) -> None:
    """Let an object that failed be tried again after twice the time."""
    due = Outbox.objects.filter(kind=kind, object_id=object_id, due_at__lte=timezone.now())
    attempts = due.aggregate(most=Max("attempts"))["most"]
    if attempts is None:
        return
    logger.exception("search index: %s:%s failed", kind, object_id)
    delay = min(FIRST_DELAY * 2**attempts, LONGEST_DELAY)
    due.update(attempts=attempts + 1, due_at=timezone.now() + delay)
