"""Which texts are like another among those that were ever translated, kept in memory.

A text is kept as one letter for each of its words, of an alphabet of 256: two texts are at most as
alike as their letters are, and letters are compared ten times as fast. Whatever is found so is
read and compared anew before anybody sees it.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from threading import Lock
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from rapidfuzz import fuzz, process
from wagtail_localize.models import StringTranslation

from languages.parts import ADDRESS

ALIKE = 75
"""Percent of the words of two texts that must be the same, in the same order."""

LOOKED_AT = 8
"""How many texts are looked at for one: what a machine wrote, or nobody kept, is left out later."""

PAIRS = 16
"""How many pairs of languages are kept in memory."""

WORD = re.compile(r"<[^<>]*>|&#?\w+;|(\w+)")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without signs."""
    return [word for word in WORD.findall(text.casefold()) if word]


def letters_of(text: str) -> str:
    """A text with one letter for each word."""
    return "".join([chr(hash(word) % 256) for word in words_of(text)])


def likeness(one: str, other: str) -> int:
    """How alike two texts are, in percent."""
    return int(fuzz.ratio(words_of(one), words_of(other)))


def most_alike(text: str, known: Mapping[int, str]) -> list[int]:
    """Ids of the texts that may be alike enough, the nearest first.

    Args:
        text: what they are compared with.
        known: texts as `Texts.on_pages` gives them.
    """
    letters = letters_of(text)
    if not letters:
        return []
    found = process.extract(letters, known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=LOOKED_AT)
    return [string for _letters, _score, string in found]


class Texts:
    """The texts in one language that were ever translated into another.

    Texts never change, and what is written later is read when it is next asked for. What is there
    no more may stay: it is found by nobody who reads it anew.
    """

    def __init__(self, source: int, target: int) -> None:
        """Know none yet.

        Args:
            source: id of the locale of the texts.
            target: id of that of their translations.
        """
        self.source, self.target = source, target
        self.lock = Lock()
        self.forget()

    def forget(self) -> None:
        """Know none any more."""
        self.by_page: dict[UUID, dict[int, str]] = {}
        self.count, self.last = 0, 0
        self.newest: datetime.datetime | None = None

    def on_pages(self, pages: Iterable[UUID]) -> dict[int, str]:
        """The letters of the texts on these pages by the id of each, in two queries.

        Args:
            pages: what each has in common with its translations.
        """
        with self.lock:
            self.renew()
            by_page = self.by_page
            found: dict[int, str] = {}
            for page in pages:
                found |= by_page.get(page, {})
        return found

    def rows(self) -> QuerySet[StringTranslation]:
        """All translations from one language into the other, without those of addresses."""
        return StringTranslation.objects.filter(
            translation_of__locale=self.source, locale=self.target, context__isnull=False
        ).exclude(context__path=ADDRESS)

    def renew(self) -> None:
        """Take in what was written since; all, if what is known is not what was written."""
        before = self.rows().filter(pk__lte=self.last)
        seen = before.aggregate(count=Count("pk"), newest=Max("created_at"))
        # A row may be seen after one with a higher number, and a number be given twice.
        if seen["count"] > self.count or seen["newest"] != self.newest:
            self.forget()
        rows = self.rows().filter(pk__gt=self.last).order_by("pk")
        for number, created, page, string, data in rows.values_list(
            "pk", "created_at", "context__object", "translation_of", "translation_of__data"
        ):
            self.by_page.setdefault(page, {})[string] = letters_of(data)
            self.count += 1
            self.last = number
            self.newest = max(self.newest or created, created)


@lru_cache(maxsize=PAIRS)
def texts_between(source: int, target: int) -> Texts:
    """The texts in one locale that were translated into another, held by this process."""
    return Texts(source, target)
