"""From a change to the index: an outbox row in the same transaction, then a task that drains it."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django_tasks import task

from search.documents import SOURCES, Entry
from search.engines import engine
from search.models import (
    DocumentFacet,
    DocumentWord,
    Facet,
    Outbox,
    SearchDocument,
    SearchWord,
)
from search.words import fold, words

logger = logging.getLogger(__name__)

BATCH = 100
MOST_ATTEMPTS = 5
SHORTEST_WORD = 4


def enqueue(kind: str, object_ids: Iterable[int]) -> None:
    """Note that objects changed or went, and have the index told once the change is committed.

    Args:
        kind: the `kind` of a registered source.
        object_ids: their ids.
    """
    rows = [Outbox(kind=kind, object_id=key) for key in object_ids]
    if rows:
        # A change that is noted already is news again, however often it failed.
        Outbox.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=["attempts"],
        )
        transaction.on_commit(drain_outbox.enqueue)


@task()
def drain_outbox() -> None:
    """Index all that waits, in batches; what fails stays for the next time, a few times."""
    failed = Outbox.objects.filter(attempts__range=(1, MOST_ATTEMPTS))
    again = list(failed.order_by("pk")[:BATCH])
    while waiting := list(Outbox.objects.filter(attempts=0).order_by("pk")[:BATCH]):
        drain(waiting)
    if again:
        drain(again)


def drain(waiting: list[Outbox]) -> None:
    """Index the objects of these rows and strike the rows out."""
    keys = [row.pk for row in waiting]
    try:
        with transaction.atomic():
            for kind in {row.kind for row in waiting}:
                index_objects(kind, [row.object_id for row in waiting if row.kind == kind])
            Outbox.objects.filter(pk__in=keys).delete()
    except Exception:  # The publication itself stands: its row waits for another attempt.
        if len(waiting) > 1:  # One object that fails must not hold up the others.
            for row in waiting:
                drain([row])
            return
        logger.exception("search index: %s failed", waiting[0])
        Outbox.objects.filter(pk__in=keys).update(attempts=F("attempts") + 1)


def reindex() -> int:
    """Write again the documents of every object, and strike those of objects that are gone.

    Words that no document has any more go too; until then nobody is shown them.

    Returns:
        How many documents there are now.
    """
    total = 0
    for kind, source in SOURCES.items():
        indexed = SearchDocument.objects.filter(kind=kind).values_list("object_id", flat=True)
        keys = sorted({*source.all_ids(), *indexed})
        for start in range(0, len(keys), BATCH):
            with transaction.atomic():
                total += index_objects(kind, keys[start : start + BATCH])
    SearchWord.objects.filter(documents=None).delete()
    return total


def index_objects(kind: str, object_ids: list[int]) -> int:
    """Write again all documents of these objects.

    Returns:
        How many documents they have now.
    """
    entries = list(SOURCES[kind].entries(object_ids))
    stale = SearchDocument.objects.filter(kind=kind, object_id__in=object_ids)
    stale_ids = list(stale.values_list("pk", flat=True))
    if stale_ids:
        engine().remove(stale_ids)
        for rows in (DocumentFacet.objects, DocumentWord.objects):
            rows.filter(document_id__in=stale_ids)._raw_delete(stale.db)
        SearchDocument.objects.filter(pk__in=stale_ids)._raw_delete(stale.db)
    write_entries(kind, entries)
    return len(entries)


def write_entries(kind: str, entries: list[tuple[int, Entry]]) -> None:
    """Write documents, their facets, their stems and their words."""
    documents = SearchDocument.objects.bulk_create(
        [
            SearchDocument(
                kind=kind,
                object_id=key,
                language=entry.language,
                type=entry.type,
                group=entry.group,
                audience=entry.audience,
                path=entry.path,
                title=entry.title,
                title_key=fold(entry.title)[:255],
                summary=entry.summary,
                body=entry.body,
                date=entry.date,
                themes=entry.themes,
            )
            for key, entry in entries
        ]
    )
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
    engine().index(documents)


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
    """Remember the words of titles and summaries, to suggest them for misspelt ones."""
    found = [(document, words_of(f"{document.title} {document.summary}")) for document in documents]
    every = {word for _document, held in found for word in held}
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, folded=fold(word)) for word in sorted(every)], ignore_conflicts=True
    )
    ids = dict(SearchWord.objects.filter(word__in=every).values_list("word", "pk"))
    DocumentWord.objects.bulk_create(
        DocumentWord(document=document, word_id=ids[word])
        for document, held in found
        for word in held
    )


def words_of(text: str) -> set[str]:
    """The words of a text that are worth suggesting."""
    return {
        match.group().casefold()
        for match in words(text)
        if SHORTEST_WORD <= len(match.group()) <= 60 and not match.group().isdigit()
    }
