"""From the index table to the indexes outside the database: every change, in order, once sure.

A change is told with the number of its `Push` row as version, so that a late write never wins.
The row goes when every index has confirmed the change; whatever fails leaves it where it is.
"""

import datetime
import logging
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from elasticsearch import ApiError, TransportError
from elasticsearch.helpers import streaming_bulk

from search.engines.elasticsearch.client import patient_client
from search.engines.elasticsearch.indexes import make_visible, sound
from search.engines.elasticsearch.mapping import written
from search.models import ExternalIndex, Push, SearchDocument
from search.reading import in_batches, with_facets

logger = logging.getLogger(__name__)

BATCH = 500
MOST_BYTES = 8 * 1024 * 1024
SHORTEST_DELAY = datetime.timedelta(seconds=10)
LONGEST_DELAY = datetime.timedelta(hours=1)

LATER_KNOWN, BAD_DOCUMENT = 409, 400
CLOSED = "index_closed_exception"


class PushError(Exception):
    """An index takes nothing now; what was to be told waits."""


def push() -> int:
    """Tell every external index of the documents that changed longest ago.

    Returns:
        How many documents were seen to; 0 if there is nothing to tell.

    Raises:
        PushError: an index cannot be told now.
    """
    # First the changes, then the indexes, then the documents: what is read is never older than
    # what was noted, and an index that comes later copies it.
    due = Push.objects.filter(due_at__lte=timezone.now()).order_by("pk")
    keys = list(dict.fromkeys(due.values_list("document_id", flat=True)[:BATCH]))
    noted = list(Push.objects.filter(document_id__in=keys).values_list("pk", "document_id"))
    versions: dict[int, int] = {}
    for number, key in noted:
        versions[key] = max(number, versions.get(key, 0))
    names = list(ExternalIndex.objects.values_list("name", flat=True))
    try:
        refused = send(versions, names)
        told = [number for number, key in noted if key not in refused]
        # What was closed to others is left out by queries until searches see the change.
        is_closing = Push.objects.filter(pk__in=told).hiding().exists()
        if is_closing and names and not make_visible(names):
            raise PushError("a part of the index did not confirm")
    except (ApiError, TransportError) as error:
        raise PushError(str(error)) from error
    Push.objects.filter(pk__in=told).delete()
    postpone(refused)
    return len(keys)


def push_all() -> int:
    """Tell every external index of all that is due.

    Returns:
        How many documents were seen to.

    Raises:
        PushError: an index cannot be told now.
    """
    total = 0
    while done := push():
        total += done
    return total


def send(versions: dict[int, int], names: list[str]) -> set[int]:
    """Tell indexes what became of documents.

    Args:
        versions: the version to tell each document with.
        names: of the indexes.

    Returns:
        The documents that some index refuses for what they are.

    Raises:
        PushError: an index is not there, or takes nothing now.
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    if missing := set(names) - sound(names):
        raise PushError(f"{', '.join(sorted(missing))} is missing or is not ours")
    refused = set()
    for is_done, item in streaming_bulk(
        patient_client(),
        changes(versions, names),
        chunk_size=BATCH,
        max_chunk_bytes=MOST_BYTES,
        raise_on_error=False,
    ):
        outcome = next(iter(item.values()))
        if not is_done and not is_confirmed(outcome):
            error = outcome.get("error", outcome)
            if not is_bad(outcome):
                raise PushError(f"{outcome['_index']}: {error}")
            logger.error("search: document %s is refused: %s", outcome["_id"], error)
            refused.add(int(outcome["_id"]))
    return refused


def is_confirmed(outcome: dict[str, Any]) -> bool:
    """Whether an index has what it was told, though it did nothing: a later change, or nothing."""
    return outcome["status"] == LATER_KNOWN or outcome.get("result") == "not_found"


def is_bad(outcome: dict[str, Any]) -> bool:
    """Whether an index refuses a document for what it is; a closed one says 400 of every one."""
    return outcome["status"] == BAD_DOCUMENT and outcome["error"]["type"] != CLOSED


def changes(versions: dict[int, int], names: list[str]) -> Iterator[dict[str, Any]]:
    """What each index is told of each document: what it is now, or that it is gone."""
    gone = dict(versions)
    for documents in in_batches(SearchDocument.objects.filter(pk__in=versions)):
        for document, facets in with_facets(documents):
            told = written(document, facets)
            version = gone.pop(document.pk)
            for name in names:
                yield {**change("index", name, document.pk, version), "_source": told}
    for key, version in gone.items():
        for name in names:
            yield change("delete", name, key, version)


def change(act: str, name: str, key: int, version: int) -> dict[str, Any]:
    """One line of a bulk request."""
    return {
        "_op_type": act,
        "_index": name,
        "_id": str(key),
        "version": version,
        "version_type": "external",
    }


def postpone(refused: set[int]) -> None:
    """Let documents that were refused be told again once they have waited as long again."""
    now = timezone.now()
    for row in Push.objects.filter(document_id__in=refused):
        delay = min(max(now - row.noted_at, SHORTEST_DELAY), LONGEST_DELAY)
        Push.objects.filter(pk=row.pk).update(due_at=now + delay)
