"""The documents of the index, written from what their sources say."""

from collections.abc import Callable

from django.db import transaction

from search.documents import SOURCES, Entry
from search.engines import database_engine
from search.models import DocumentFacet, Facet, SearchDocument, SearchWord
from search.words import LONGEST_WORD, fold, is_telling, words
from thesaurus.vocabulary import vocabulary

BATCH = 100
SHORTEST_WORD = 4
KEY = ("kind", "object_id", "language")
WRITTEN = (
    "type", "group", "audience", "path", "title", "title_key", "summary", "body", "date", "themes",
    "details",
)  # fmt: skip


def reindex(tell: Callable[[int, int], None] = lambda _done, _total: None) -> int:
    """Write again the documents of every object, and strike those of objects that are gone.

    Words are learnt again: those that no document has any more go; until then nobody was shown
    them.

    Args:
        tell: is told how many objects of how many are done, after each batch.

    Returns:
        How many documents there are now.
    """
    SearchWord.objects.all().delete()
    keys = {kind: known_objects(kind) for kind in SOURCES}
    objects = sum(map(len, keys.values()))
    done = total = 0
    for kind, ids in keys.items():
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            with transaction.atomic():
                total += index_objects(kind, batch)
            done += len(batch)
            tell(done, objects)
    return total


def known_objects(kind: str) -> list[int]:
    """The ids of all objects of a kind that are there or have documents, in order."""
    indexed = SearchDocument.objects.filter(kind=kind).values_list("object_id", flat=True)
    return sorted({*SOURCES[kind].all_ids(), *indexed})


def index_objects(kind: str, object_ids: list[int]) -> int:
    """Write again all documents of these objects.

    Returns:
        How many documents they have now.
    """
    entries = list(SOURCES[kind].entries(object_ids))
    known = SearchDocument.objects.filter(kind=kind, object_id__in=object_ids)
    wanted = {(key, entry.language) for key, entry in entries}
    gone = [
        key
        for key, object_id, language in known.values_list("pk", "object_id", "language")
        if (object_id, language) not in wanted
    ]
    remove_documents(gone)
    write_entries(kind, entries)
    return len(entries)


def remove_documents(document_ids: list[int]) -> None:
    """Strike documents with all that was written of them."""
    if document_ids:
        database_engine().remove(document_ids)
        forget_facets(document_ids)
        gone = SearchDocument.objects.filter(pk__in=document_ids)
        gone._raw_delete(gone.db)


def forget_facets(document_ids: list[int]) -> None:
    """Strike the facets of documents."""
    rows = DocumentFacet.objects.filter(document_id__in=document_ids)
    rows._raw_delete(rows.db)


def write_entries(kind: str, entries: list[tuple[int, Entry]]) -> None:
    """Write documents, their facets, their stems and their words; known ones in their place."""
    documents = SearchDocument.objects.bulk_create(
        [document_of(kind, key, entry) for key, entry in entries],
        update_conflicts=True,
        unique_fields=KEY,
        update_fields=WRITTEN,
    )
    forget_facets([document.pk for document in documents])
    pairs = [facets_of(entry) for _key, entry in entries]
    facets = facet_ids({pair for entry_pairs in pairs for pair in entry_pairs})
    DocumentFacet.objects.bulk_create(
        [
            DocumentFacet(document=document, facet_id=facets[pair])
            for document, entry_pairs in zip(documents, pairs, strict=True)
            for pair in entry_pairs
        ]
    )
    learn_words(documents)
    database_engine().index(documents)


def document_of(kind: str, object_id: int, entry: Entry) -> SearchDocument:
    """The row of an entry, not saved."""
    return SearchDocument(
        kind=kind,
        object_id=object_id,
        language=entry.language,
        type=entry.type,
        group=entry.group,
        audience=entry.audience,
        path=entry.path,
        title=entry.title,
        title_key=fold(entry.title)[:255],
        summary=entry.summary,
        body="\n".join([entry.body, *place_names(entry)]),
        date=entry.date,
        themes=entry.themes,
        details=entry.details,
    )


def place_names(entry: Entry) -> list[str]:
    """What the places of an entry are called in its language: it is found by their names too."""
    terms = vocabulary()
    return [terms.place(code, entry.language) for name, code in entry.facets if name == "country"]


def facet_ids(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The number of each (name, code) pair; a new one gets a number."""
    Facet.objects.bulk_create(
        [Facet(name=name, value=value) for name, value in sorted(pairs)], ignore_conflicts=True
    )
    names = {name for name, _value in pairs}
    rows = Facet.objects.filter(name__in=names).values_list("name", "value", "pk")
    return {(name, value): key for name, value, key in rows}


def facets_of(entry: Entry) -> list[tuple[str, str]]:
    """All facets of an entry: its own, and those that every entry has."""
    year = [("year", str(entry.date.year))] if entry.date else []
    return [
        ("type", entry.type),
        ("language", entry.language),
        *year,
        *(("shown", language) for language in entry.shown_in),
        *dict.fromkeys(entry.facets),
    ]


def learn_words(documents: list[SearchDocument]) -> None:
    """Remember the words of documents, to offer them for misspelt ones."""
    found = set()
    for document in documents:
        found |= words_of(f"{document.title} {document.summary} {document.body}")
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, folded=fold(word)) for word in sorted(found)], ignore_conflicts=True
    )


def words_of(text: str) -> set[str]:
    """The words of a text that are worth suggesting."""
    return {
        word.casefold()
        for word in {match.group() for match in words(text)}
        if SHORTEST_WORD <= len(word) <= LONGEST_WORD
        and not word.isdigit()
        and is_telling(fold(word))
    }
