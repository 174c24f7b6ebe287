"""The words of documents, remembered to be offered for misspelt ones."""

import json

from django.db import connection

from search.models import SearchDocument, SearchWord
from search.reading import in_batches, split
from search.words import LONGEST_WORD, WORD, fold, is_telling

SHORTEST_WORD = 4
FORGOTTEN_AT_ONCE = 500

LEARN = {
    vendor: (
        f"INSERT INTO search_searchword (word, folded) SELECT value ->> 0, value ->> 1 FROM {rows}"  # noqa: S608 - constants
        " WHERE NOT EXISTS (SELECT 1 FROM search_searchword WHERE word = value ->> 0)"
        " ON CONFLICT DO NOTHING"
    )
    for vendor, rows in {
        "sqlite": "json_each(%s)", "postgresql": "json_array_elements(%s::json)",
    }.items()
}  # fmt: skip
"""All words of many documents travel as one value, and most are known."""


def learn_words(documents: list[SearchDocument]) -> None:
    """Remember the words of documents.

    Args:
        documents: of which some words may be known already.
    """
    worth = {word: folded for word in words_of(documents) if (folded := worth_of(word))}
    # In order: two who learn the same words at once wait, and never for each other.
    with connection.cursor() as cursor:
        cursor.execute(LEARN[connection.vendor], [json.dumps(sorted(worth.items()))])


def forget_words() -> None:
    """Strike words that no document has any more; all others go on being offered meanwhile."""
    last = SearchWord.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    used: set[str] = set()
    for documents in in_batches(SearchDocument.objects.only("title", "summary", "body")):
        used |= words_of(documents)
    # Words that came after that are of documents that nobody has looked through.
    known = SearchWord.objects.filter(pk__lte=last).values_list("pk", "word")
    gone = [key for key, word in known.iterator() if word not in used]
    for keys in split(gone, FORGOTTEN_AT_ONCE):
        SearchWord.objects.filter(pk__in=keys).delete()


def words_of(documents: list[SearchDocument]) -> set[str]:
    """All words of documents, in small letters."""
    found: set[str] = set()
    for document in documents:
        for text in (document.title, document.summary, document.body):
            found.update(WORD.findall(text))
    return {word.casefold() for word in found}


def worth_of(word: str) -> str:
    """A word as it is compared; empty if it is none to be offered."""
    if not SHORTEST_WORD <= len(word) <= LONGEST_WORD or word.isdigit():
        return ""
    folded = fold(word)
    # One letter may become many: ß two, ﷺ eighteen.
    return folded if is_telling(folded) and len(folded) <= LONGEST_WORD else ""
