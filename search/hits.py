"""What is shown of documents that an engine found, each checked once more."""

from collections.abc import Iterable

from search.documents import SOURCES
from search.engines import Request
from search.facets import by_name, read
from search.highlight import excerpt, mark
from search.models import SearchDocument
from search.results import Hit, row_anchor


def hits(ids: list[int], request: Request) -> list[Hit]:
    """The hits of one page, in the engine's order."""
    wanted = request.query.stems if request.query else frozenset()
    columns = SearchDocument.objects.all() if wanted else SearchDocument.objects.defer("body")
    rows = columns.in_bulk(ids)
    documents = [rows[key] for key in ids if key in rows]
    addresses = addresses_of(documents, request.audiences)
    found = []
    for document, pairs in zip(documents, read(d.facets for d in documents), strict=True):
        address = addresses.get(document.pk)
        if address is None:
            continue
        facets = by_name(pairs)
        passage = (
            excerpt(document.summary, document.body, wanted, document.language)
            if wanted
            else document.summary
        )
        found.append(
            Hit(
                anchor=row_anchor(
                    document.kind, document.object_id, document.language, request.language
                ),
                group=document.group,
                type=document.type,
                title=document.title,
                url=address,
                language=document.language,
                date=document.date,
                excerpt=passage,
                title_html=mark(document.title, wanted, document.language),
                excerpt_html=mark(passage, wanted, document.language),
                themes=document.themes,
                countries=facets.get("country", []),
                facets=facets,
                details=document.details,
            )
        )
    return found


def addresses_of(documents: Iterable[SearchDocument], audiences: tuple[str, ...]) -> dict[int, str]:
    """Addresses by the key of a document, without those that the reader may not see now."""
    by_kind: dict[str, dict[tuple[int, str], int]] = {}
    for document in documents:
        keys = by_kind.setdefault(document.kind, {})
        keys[document.object_id, document.language] = document.pk
    return {
        keys[pair]: url
        for kind, keys in by_kind.items()
        if kind in SOURCES
        for pair, url in SOURCES[kind].addresses(list(keys), audiences).items()
    }
