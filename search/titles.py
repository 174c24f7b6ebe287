"""Titles that begin as somebody types: what completes her words, as far as she may see it."""

from dataclasses import dataclass

from django.conf import settings

from search.engines import engine
from search.hits import addresses_of
from search.models import SearchDocument
from search.query import clean
from search.words import folded_words

SHORTEST = 2
MOST_WORDS = 8
COLUMNS = ("kind", "object_id", "language", "type", "group", "title")


@dataclass(frozen=True)
class Title:
    """The title of a document, and where it leads."""

    text: str
    type: str
    url: str
    language: str


def beginnings(text: str) -> list[str]:
    """The folded words that somebody has typed so far, the last of which may be unfinished.

    None at all below `SHORTEST` letters: so few begin nearly everything.
    """
    words = folded_words(clean(text))[:MOST_WORDS]
    return words if len("".join(words)) >= SHORTEST else []


def titles_begun(
    words: list[str], audiences: tuple[str, ...], language: str, most: int
) -> list[Title]:
    """Titles that have words which begin so, each object once, checked as hits are.

    Args:
        words: beginnings of words, as `beginnings` gives them; without any, nothing begins so.
        audiences: what the reader belongs to.
        language: hers, whose titles come first.
        most: how many are wanted.
    """
    if not words or not most:
        return []
    # An object may come in every language: only its first version counts.
    ids = engine().titles(words, audiences, language, most * len(settings.LANGUAGES))
    rows = SearchDocument.objects.only(*COLUMNS).in_bulk(ids)
    documents = [rows[key] for key in ids if key in rows]
    addresses = addresses_of(documents, audiences)
    found: dict[str, Title] = {}
    for document in documents:
        if url := addresses.get(document.pk):
            title = Title(document.title, document.type, url, document.language)
            found.setdefault(document.group, title)
    return list(found.values())[:most]
