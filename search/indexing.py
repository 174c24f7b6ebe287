"""The documents of the index, written from what their sources say."""

from django.db import transaction

from access.generation import raise_index
from search.claim import claim
from search.documents import SOURCES, Entry
from search.engines import database_engine
from search.facets import Pair, learn, written
from search.learning import forget_words, learn_words
from search.models import Outbox, SearchDocument
from search.progress import Tell, nobody
from search.words import fold
from thesaurus.vocabulary import vocabulary

BATCH = 100
KEY = ("kind", "object_id", "language")
WRITTEN = (
    "type", "group", "audience", "path", "title", "title_key", "summary", "body", "date", "themes",
    "details",
)  # fmt: skip


def reindex(tell: Tell = nobody) -> int:
    """Write again the documents of every object, and strike those of objects that are gone.

    Objects that somebody else writes or moves meanwhile are noted, for whoever drains next.
    Words that no document has any more go at the end; until then nobody was shown them.

    Args:
        tell: is told how many objects of how many are done, after each batch.

    Returns:
        How many documents there are now.
    """
    keys = {kind: known_objects(kind) for kind in SOURCES}
    objects = sum(map(len, keys.values()))
    done = total = 0
    for kind, ids in keys.items():
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            with transaction.atomic():
                free = claim(kind, batch)
                total += index_objects(kind, free)
                busy = sorted({*batch} - {*free})
                Outbox.objects.bulk_create([Outbox(kind=kind, object_id=key) for key in busy])
            done += len(batch)
            tell(done, objects)
    forget_words()
    database_engine().let_go()
    # Lists that were written meanwhile said what the index said then.
    raise_index()
    return total


def known_objects(kind: str) -> list[int]:
    """The ids of all objects of a kind that are there or have documents, in order."""
    indexed = SearchDocument.objects.filter(kind=kind).values_list("object_id", flat=True)
    return sorted({*SOURCES[kind].all_ids(), *indexed})


def index_objects(kind: str, object_ids: list[int]) -> int:
    """Write again all documents of these objects, which are claimed.

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
        gone = SearchDocument.objects.filter(pk__in=document_ids)
        gone._raw_delete(gone.db)


def write_entries(kind: str, entries: list[tuple[int, Entry]]) -> None:
    """Write documents, their stems and their words; known documents in their place."""
    if not entries:
        return
    # In the order of their keys: two who write the same ones wait, and never for each other.
    entries = sorted(entries, key=lambda pair: (pair[0], pair[1].language))
    pairs = [facets_of(entry) for _key, entry in entries]
    numbers = learn({pair for entry_pairs in pairs for pair in entry_pairs})
    documents = [document_of(kind, key, entry) for key, entry in entries]
    for document, entry_pairs in zip(documents, pairs, strict=True):
        document.facets = written(numbers[pair] for pair in entry_pairs)
    SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=KEY, update_fields=(*WRITTEN, "facets")
    )
    learn_words(documents)
    database_engine().index(documents)


def document_of(kind: str, object_id: int, entry: Entry) -> SearchDocument:
    """The row of an entry, not saved, and without its facets."""
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


def facets_of(entry: Entry) -> list[Pair]:
    """All facets of an entry: its own, and those that every entry has."""
    year = [("year", str(entry.date.year))] if entry.date else []
    every = [
        ("type", entry.type),
        ("language", entry.language),
        *year,
        *(("shown", language) for language in entry.shown_in),
        *entry.facets,
    ]
    return list(dict.fromkeys(every))
