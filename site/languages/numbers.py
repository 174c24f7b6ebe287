"""Count how originals stand: language by section by state, in a few queries however many."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone
from wagtail.models import Locale, Page

from languages.models import TranslationLink
from languages.originals import OWN_WORDS, originals
from languages.places import SECTION, Place, Places, section_path
from languages.standing import Begun, Stand


@dataclass
class Number:
    """How many originals stand so in a language, and what there is to do.

    Attributes:
        pages: how many.
        words_left: words that are still to translate.
        since: since when the oldest of them waits; None where nothing does.
    """

    pages: int = 0
    words_left: int = 0
    since: datetime.datetime | None = None

    def add(self, pages: int, words: int, since: datetime.datetime | None = None) -> None:
        """Count more of them."""
        self.pages += pages
        self.words_left += words
        known = [moment for moment in (self.since, since) if moment]
        self.since = min(known, default=None)

    @property
    def age(self) -> int:
        """For how many days the oldest of them has waited."""
        return days_since(self.since)


def days_since(moment: datetime.datetime | None) -> int:
    """Whole days from a moment to now; 0 without one."""
    return max(0, (timezone.now() - moment).days) if moment else 0


Key = tuple[str, Place, str]
"""A language, a place and a state."""


@dataclass
class Numbers:
    """The numbers of an overview, by language, place and state; those of 0 pages are left out.

    `uncounted` says how many originals there are whose words nobody counted yet.
    """

    cells: dict[Key, Number] = field(default_factory=lambda: defaultdict(Number))
    uncounted: int = 0

    def of(self, language: str, state: str) -> Number:
        """The sum over all places."""
        total = Number()
        for (one_language, _place, one_state), number in self.cells.items():
            if (one_language, one_state) == (language, state):
                total.add(number.pages, number.words_left, number.since)
        return total


def count(
    numbers: Numbers, pages: QuerySet[Page], languages: Sequence[str], open_ones: Sequence[Begun]
) -> None:
    """Add the originals among some pages to the numbers: six queries, however many.

    Args:
        numbers: what to add to.
        pages: published pages.
        languages: codes of the languages to count.
        open_ones: what is begun.
    """
    open_ones = [one for one in open_ones if one.language in languages]
    bits = {language: 1 << place for place, language in enumerate(languages)}
    written = list(originals_by_place(pages, bits))
    linked = list(links_by_place(pages, languages))
    lying = where_begun(pages, open_ones)
    places = Places(
        [
            *((row[0], row[1]) for row in (*written, *linked)),
            *((path, audience) for path, audience, _words in lying.values()),
        ]
    )
    apart: dict[tuple[str, Place], int] = defaultdict(int)
    for path, audience, source, mask, pages_there, counted, words, since in written:
        numbers.uncounted += pages_there - counted
        place = places.at(path, audience)
        for language, bit in bits.items():
            if language == source:
                continue
            if mask & bit:
                apart[language, place] += pages_there
            else:
                cell = numbers.cells[language, place, Stand.MISSING.value]
                cell.add(pages_there, words, since)
    for path, audience, language, state, pages_there, words, since in linked:
        place = places.at(path, audience)
        apart[language, place] -= pages_there
        waits = None if state == Stand.CURRENT else since
        numbers.cells[language, place, state].add(pages_there, words, waits)
    for one in open_ones:
        if one.key in lying:
            path, audience, words = lying[one.key]
            place = places.at(path, audience)
            missing = numbers.cells[one.language, place, Stand.MISSING.value]
            missing.add(-1, -words)
            numbers.cells[one.language, place, one.state].add(
                1, one.words_left(words), missing.since
            )
    for (language, place), number in apart.items():
        if number > 0:
            numbers.cells[language, place, Stand.APART.value].add(number, 0)
    for key in [key for key, number in numbers.cells.items() if number.pages <= 0]:
        del numbers.cells[key]


def originals_by_place(pages: QuerySet[Page], bits: dict[str, int]) -> Iterable[Any]:
    """Originals by section, audience, language, and the languages in which they exist."""
    locales = Locale.objects.filter(language_code__in=list(bits))
    by_locale = [(key, bits[code]) for key, code in locales.values_list("pk", "language_code")]
    there = (
        Page.objects.filter(OWN_WORDS, translation_key=OuterRef("translation_key"), live=True)
        .order_by()
        .values("translation_key")
        .annotate(
            mask=Sum(
                Case(
                    *(When(locale=locale, then=Value(bit)) for locale, bit in by_locale),
                    default=Value(0),
                    output_field=IntegerField(),
                )
            )
        )
    )
    return (
        originals(pages)
        .order_by()
        .values_list(
            section_path(),
            "audience_row__audience",
            "locale__language_code",
            Coalesce(Subquery(there.values("mask")), Value(0)),
        )
        .annotate(
            number=Count("pk"),
            counted=Count("counted_words"),
            words=Coalesce(Sum("counted_words__words"), Value(0)),
            since=Min("first_published_at"),
        )
    )


def links_by_place(pages: QuerySet[Page], languages: Sequence[str]) -> Iterable[Any]:
    """Published translations by section and audience of what they were made from, and state."""
    return (
        TranslationLink.objects.filter(
            ~Q(target__alias_of__gt=0),
            source__in=pages.values("pk"),
            source__live=True,
            source__translation_key=F("target__translation_key"),
            target__live=True,
            target__locale__language_code__in=languages,
        )
        .order_by()
        .values_list(
            Substr("source__path", 1, SECTION),
            "source__audience_row__audience",
            "target__locale__language_code",
            "state",
        )
        .annotate(
            number=Count("pk"),
            words=Sum("words_left"),
            since=Min(Coalesce("changed_at", "source_date")),
        )
    )


def where_begun(pages: QuerySet[Page], open_ones: Sequence[Begun]) -> dict[Any, Any]:
    """Path, audience and words of the originals that somebody began to translate, by key."""
    if not open_ones:
        return {}
    rows = originals(pages).filter(translation_key__in=[one.key for one in open_ones])
    return {
        key: (path, audience, words)
        for key, path, audience, words in rows.values_list(
            "translation_key",
            section_path(),
            "audience_row__audience",
            Coalesce("counted_words__words", Value(0)),
        )
    }
