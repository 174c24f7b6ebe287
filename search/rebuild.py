"""A new external index, built aside from the index table while the old one goes on serving.

Every change is told to both from the moment the new one is noted in `ExternalIndex`; what it
holds already by then it copies, with a version lower than that of any change. One step lets it
take the place of the old one. Whoever dies over it is followed by another, who goes on.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from elasticsearch.helpers import streaming_bulk

from search.engines.elasticsearch.client import patient_client
from search.engines.elasticsearch.indexes import create, make_visible, remove, serve, sound
from search.engines.elasticsearch.mapping import digest, written
from search.lease import Held, lease
from search.models import ExternalIndex, SearchDocument
from search.progress import Tell, nobody
from search.pushing import LATER_KNOWN, MOST_BYTES, PushError, change
from search.reading import Pair, in_batches, with_facets

REBUILD = "rebuild"
BATCH = 200
SECONDS = 90.0
"""For which a rebuild is ours after each batch: whoever finds it silent for longer goes on."""

COPY = 0
"""The version of what is copied: lower than that of any change."""

BUSY_RETRIES = 6


def rebuild(resume: bool = False, tell: Tell = nobody) -> int:
    """Build a new index and let it serve.

    Args:
        resume: go on with one that was begun, if it is of the present mapping.
        tell: is told how many documents of how many are copied, after each batch.

    Returns:
        How many documents were copied.

    Raises:
        TakenError: another process is at it.
        PushError, ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    with lease(REBUILD, SECONDS) as held:
        begun = begin(resume)
        copied = copy(begun, held, tell)
        finish(begun)
        return copied


def begin(resume: bool) -> ExternalIndex:
    """The index to be filled: one that was begun, or a new one, of which changes are noted."""
    begun = ExternalIndex.objects.filter(serving=False).first()
    if begun is not None:
        if resume and begun.mapping == digest() and sound([begun.name]):
            return begun
        begun.delete()
        remove(begun.name)
    name = create()
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # Changes under way are not noted yet: they end first, and those after are.
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {SearchDocument._meta.db_table} IN SHARE MODE")
        return ExternalIndex.objects.create(name=name, mapping=digest(), serving=False)


def copy(begun: ExternalIndex, held: Held, tell: Tell) -> int:
    """Copy all documents that an index has not got yet, in the order of their ids."""
    left = SearchDocument.objects.filter(pk__gt=begun.copied_to)
    done = SearchDocument.objects.count() - left.count()
    total = done + left.count()
    tell(done, total)
    copied = 0
    for documents in sent(begun.name, in_batches(left, BATCH)):
        held.keep()
        begun.copied_to = documents[-1].pk
        begun.save(update_fields=["copied_to"])
        copied += len(documents)
        tell(done + copied, max(total, done + copied))
    return copied


def sent(name: str, batches: Iterable[list[SearchDocument]]) -> Iterator[list[SearchDocument]]:
    """Copy documents into an index, each batch while the next one is read.

    Yields:
        The batches that have arrived.

    Raises:
        as `send` does.
    """
    with ThreadPoolExecutor(1) as sender:
        under_way: tuple[list[SearchDocument], Future[None]] | None = None
        for documents in batches:
            lines = [copy_of(name, *pair) for pair in with_facets(documents)]
            if under_way:
                yield arrived(*under_way)
            under_way = (documents, sender.submit(send, name, lines))
        if under_way:
            yield arrived(*under_way)


def arrived(documents: list[SearchDocument], sending: Future[None]) -> list[SearchDocument]:
    """A batch, once it has arrived."""
    sending.result()
    return documents


def copy_of(name: str, document: SearchDocument, facets: list[Pair]) -> dict[str, Any]:
    """The line of a bulk request that copies a document."""
    return {**change("index", name, document.pk, COPY), "_source": written(document, facets)}


def send(name: str, lines: list[dict[str, Any]]) -> None:
    """Copy documents; those that the index knows by a change already are left as they are.

    Raises:
        PushError: the index does not take one.
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    for is_done, item in streaming_bulk(
        patient_client(),
        lines,
        chunk_size=BATCH,
        max_chunk_bytes=MOST_BYTES,
        max_retries=BUSY_RETRIES,
        raise_on_error=False,
    ):
        outcome = item["index"]
        if not is_done and outcome["status"] != LATER_KNOWN:
            raise PushError(f"{name}: document {outcome['_id']}: {outcome.get('error')}")


def finish(begun: ExternalIndex) -> None:
    """Let an index that is full serve, and forget the one before it."""
    make_visible([begun.name])
    serve(begun.name)
    with transaction.atomic():
        ExternalIndex.objects.filter(serving=True).delete()
        begun.serving = True
        begun.finished_at = timezone.now()
        begun.save(update_fields=["serving", "finished_at"])
