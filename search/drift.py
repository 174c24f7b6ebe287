"""Where the index differs from what it should be: every step from the sources to the engines.

What is noted and waits to be told is no drift: it is counted as `outbox`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from search.documents import SOURCES
from search.engines import database_engine
from search.indexing import BATCH, WRITTEN, document_of, facets_of, known_objects
from search.models import Outbox, Push, SearchDocument
from search.progress import Tell, nobody
from search.reading import in_batches, split, with_facets

MISSING, STALE, EXTRA = "missing", "stale", "extra"


@dataclass(frozen=True)
class Difference:
    """Something that an index should have, has otherwise, or should not have.

    Attributes:
        what: `missing`, `stale` or `extra`.
        key: id of a document, or of an object where `kind` is said.
        kind: of the object.
    """

    what: str
    key: int
    kind: str = ""


@dataclass
class Drift:
    """How many differences there are; all are 0 when every engine has what it should have."""

    engine: str
    missing: int = 0
    stale: int = 0
    extra: int = 0
    outbox: int = 0

    @property
    def is_none(self) -> bool:
        """Whether there is nothing to repair and nothing to wait for."""
        return not (self.missing or self.stale or self.extra or self.outbox)


def measure(tell: Tell = nobody) -> Drift:
    """Compare everything and count.

    Args:
        tell: is told how many objects, then documents, of how many are compared.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    drift = Drift("elasticsearch" if settings.SEARCH_URL else connection.vendor)
    for difference in differences(tell):
        setattr(drift, difference.what, getattr(drift, difference.what) + 1)
    drift.outbox = Outbox.objects.count() + Push.objects.count()
    return drift


def differences(tell: Tell) -> Iterator[Difference]:
    """All differences, from the sources to the engines.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    yield from in_documents(tell)
    yield from in_texts(tell)
    if settings.SEARCH_URL:
        yield from outside(tell)


def in_documents(tell: Tell = nobody) -> Iterator[Difference]:
    """Where the table of documents differs from what the sources say now."""
    objects = {kind: known_objects(kind) for kind in SOURCES}
    done, total = 0, sum(map(len, objects.values()))
    for kind, keys in objects.items():
        for ids in split(keys, BATCH):
            waiting = Outbox.objects.filter(kind=kind, object_id__in=ids)
            yield from in_kind(kind, {*ids} - set(waiting.values_list("object_id", flat=True)))
            done += len(ids)
            tell(done, total)
    unknown = SearchDocument.objects.exclude(kind__in=SOURCES)
    for kind, key in unknown.values_list("kind", "object_id"):
        yield Difference(EXTRA, key, kind)


def in_kind(kind: str, ids: set[int]) -> Iterator[Difference]:
    """The same for some objects of a kind."""
    wanted = {
        (key, entry.language): told(document_of(kind, key, entry), facets_of(entry))
        for key, entry in SOURCES[kind].entries(sorted(ids))
    }
    rows = SearchDocument.objects.filter(kind=kind, object_id__in=ids)
    found = {
        (document.object_id, document.language): told(document, facets)
        for document, facets in with_facets(list(rows))
    }
    for key in sorted(wanted.keys() | found.keys()):
        if wanted.get(key) != found.get(key):
            what = MISSING if key not in found else STALE if key in wanted else EXTRA
            yield Difference(what, key[0], kind)


def told(document: SearchDocument, facets: Iterable[tuple[str, str]]) -> tuple[Any, ...]:
    """All that is written of a document, to be compared."""
    return (*(getattr(document, name) for name in WRITTEN), frozenset(facets))


def every_document(tell: Tell) -> Iterator[list[SearchDocument]]:
    """The documents of the index table, in batches; somebody is told of each before the next."""
    done, total = 0, SearchDocument.objects.count()
    for documents in in_batches(SearchDocument.objects.all()):
        yield documents
        done += len(documents)
        tell(done, max(done, total))


def in_texts(tell: Tell = nobody) -> Iterator[Difference]:
    """Where the database's full text differs from what the documents give."""
    engine = database_engine()
    for documents in every_document(tell):
        held = engine.texts.held(documents)
        for document in documents:
            if not held.get(document.pk):
                what = STALE if document.pk in held else MISSING
                yield Difference(what, document.pk)
    for key in engine.strays():
        yield Difference(EXTRA, key)


def outside(tell: Tell = nobody) -> Iterator[Difference]:
    """Where the serving index in Elasticsearch differs from what the documents give.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    from search.engines.elasticsearch import copies

    name = copies.serving()
    for documents in every_document(tell):
        if suspected := copies.unlike(name, documents):
            # What was saved and told while we compared is no difference: it is read once more.
            again = list(SearchDocument.objects.filter(pk__in=suspected))
            for key, is_held in copies.unlike(name, again).items():
                yield Difference(STALE if is_held else MISSING, key)
    for held in split(copies.ids(name) if name else (), BATCH):
        keys = {int(key) for key in held if key.isdigit()}
        ours = SearchDocument.objects.filter(pk__in=keys).values_list("pk", flat=True)
        for key in keys - set(ours) - copies.waiting(keys):
            yield Difference(EXTRA, key)
