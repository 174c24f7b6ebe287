"""What Elasticsearch holds, compared with the documents that it should hold."""

from collections.abc import Iterator
from typing import Any

from elasticsearch.helpers import scan

from search.engines.elasticsearch.client import patient_client
from search.engines.elasticsearch.indexes import make_visible, sound
from search.engines.elasticsearch.mapping import digest, written
from search.models import ExternalIndex, Push, SearchDocument
from search.reading import with_facets

SCANNED_AT_ONCE = 2000


def serving() -> str:
    """The name of the index that answers searches; empty if none does.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    index = ExternalIndex.objects.filter(serving=True, mapping=digest()).first()
    return index.name if index is not None and sound([index.name]) else ""


def unlike(name: str, documents: list[SearchDocument]) -> dict[int, bool]:
    """The documents of which an index holds something else, or nothing.

    Args:
        name: of the index; without one, it holds nothing.
        documents: as they are now.

    Returns:
        By id: whether it holds something. Those whose change waits to be told are not among them.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    wanted = {document.pk: written(document, facets) for document, facets in with_facets(documents)}
    held: dict[int, Any] = {}
    if name:
        answer = patient_client().mget(index=name, ids=[str(key) for key in wanted])
        held = {int(found["_id"]): found.get("_source") for found in answer["docs"]}
    differing = {key for key, told in wanted.items() if held.get(key) != told}
    return {key: held.get(key) is not None for key in differing - waiting(differing)}


def ids(name: str) -> Iterator[str]:
    """The ids of all that an index holds.

    Raises:
        ApiError, TransportError: Elasticsearch does not answer, or refuses.
    """
    make_visible([name])
    hits = scan(patient_client(), index=name, size=SCANNED_AT_ONCE, _source=False)
    return (hit["_id"] for hit in hits)


def waiting(keys: set[int]) -> set[int]:
    """Those of these documents whose change waits to be told."""
    return set(Push.objects.filter(document_id__in=keys).values_list("document_id", flat=True))
