"""What differs is written again, the way that changes are."""

import time

from django.conf import settings
from django.db import transaction

from access.generation import raise_index
from search.documents import SOURCES
from search.drift import EXTRA, MISSING, in_documents, in_texts, outside
from search.engines import database_engine
from search.indexing import BATCH, remove_documents
from search.keeper import tell_all
from search.lease import TakenError
from search.models import Push, SearchDocument
from search.outbox import drain_due, enqueue
from search.progress import Tell, nobody
from search.reading import split

UNKNOWN = "?"
"""An audience that nobody has: what an index believes may be anything."""

MOST_TRIES = 60
SECONDS_BETWEEN = 1.0


def repair(tell: Tell = nobody) -> None:
    """Write again whatever differs, then tell every engine all that is noted.

    Args:
        tell: is told how far it is.

    Raises:
        TakenError: another process is building an index, or has been telling one for too long.
        PushError, ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    repair_documents(tell)
    repair_texts(tell)
    raise_index()
    drain_due(tell)
    if settings.SEARCH_URL:
        repair_outside(tell)


def repair_documents(tell: Tell) -> None:
    """Note objects whose documents are not what their sources say; strike unknown documents."""
    for found in split(in_documents(tell), BATCH):
        for kind in {difference.kind for difference in found}:
            ids = [difference.key for difference in found if difference.kind == kind]
            if kind in SOURCES:
                enqueue(kind, ids)
                continue
            with transaction.atomic():
                rows = SearchDocument.objects.filter(kind=kind, object_id__in=ids)
                remove_documents(list(rows.values_list("pk", flat=True)))


def repair_texts(tell: Tell) -> None:
    """Write the full text again of documents that it has otherwise."""
    engine = database_engine()
    for found in split(in_texts(tell), BATCH):
        extra = [difference.key for difference in found if difference.what == EXTRA]
        others = {difference.key for difference in found} - set(extra)
        with transaction.atomic():
            engine.remove(extra)
            engine.index(list(SearchDocument.objects.filter(pk__in=others)))


def repair_outside(tell: Tell) -> None:
    """Note what Elasticsearch has otherwise, and tell it; build a new index if that is not enough.

    An index that has seen a later state than this database, which was then put back, takes no
    older versions: only a new one does.

    Raises:
        as `repair` does.
    """
    from search.engines.elasticsearch import copies
    from search.rebuild import rebuild

    if copies.serving():
        for differences in split(outside(tell), BATCH):
            Push.objects.bulk_create(
                Push(document_id=found.key, believed="" if found.what == MISSING else UNKNOWN)
                for found in differences
            )
        tell_in_turn()
    if not copies.serving() or next(outside(tell), None):
        rebuild(tell=tell)
        tell_in_turn()


def tell_in_turn() -> None:
    """Tell Elasticsearch all that is due, after whoever is at it.

    Raises:
        TakenError: that takes too long.
        PushError: Elasticsearch does not answer, or refuses.
    """
    for tries_left in reversed(range(MOST_TRIES)):
        try:
            return tell_all()
        except TakenError:
            if not tries_left:
                raise
        time.sleep(SECONDS_BETWEEN)
