"""The lines of the overview: one for each original and each language that it is not written in."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from wagtail.models import Page

from access.reach import Reach
from languages.addresses import translate_address
from languages.numbers import days_since
from languages.originals import OWN_WORDS
from languages.standing import Begun, Stand
from languages.wishes import wishes_by_key


@dataclass(frozen=True)
class Row:
    """How an original stands in a language.

    Attributes:
        page: id of the original.
        title: its title.
        source: the language that it is written in.
        target: the language that it is looked at in.
        state: one of `Stand`.
        complete: share translated, in percent; None where nobody knows.
        age: days since the original changed, or was published where nothing is translated.
        words_left: words that are still to translate.
        asked: how often readers asked for it.
    """

    page: int
    title: str
    source: str
    target: str
    state: str
    complete: int | None
    age: int
    words_left: int
    asked: int

    @property
    def name(self) -> str:
        """Its state on screen."""
        return str(Stand(self.state).label)

    @property
    def address(self) -> str:
        """Where it is translated."""
        return translate_address(self.page, self.target)

    def as_data(self) -> dict[str, Any]:
        """It, for programs."""
        return asdict(self)


KEYS = ("page", "title", "source", "target", "state", "complete", "age", "words_left", "asked")


@dataclass(frozen=True)
class Version:
    """An original in another language, as it is published.

    Attributes:
        state: that of its link; `apart` without one.
        complete: share translated, in percent; None without a link.
        words_left: words of the original that are still to translate.
        since: when the original changed, else of when the text is that it was made from.
    """

    state: str
    complete: int | None
    words_left: int
    since: datetime.datetime | None


def rows_of(
    pages: QuerySet[Page], reach: Sequence[Reach], open_ones: Sequence[Begun]
) -> Iterator[Row]:
    """The lines of some originals, in their order: three queries, however many.

    Args:
        pages: originals; a slice, or all of them.
        reach: into which languages whose pages are wanted.
        open_ones: what is begun.
    """
    languages = [language for one in reach for language in one.languages]
    flags = {f"reach_{place}": holds(one.pages) for place, one in enumerate(reach)}
    found = list(
        pages.annotate(**flags).values_list(
            "pk", "translation_key", "title", "locale__language_code",
            Coalesce("counted_words__words", Value(0)), "first_published_at", *flags,
        )
    )  # fmt: skip
    keys = [row[1] for row in found]
    there = versions_of(keys, languages)
    open_by_pair = {(one.key, one.language): one for one in open_ones}
    asked = wishes_by_key(keys, languages)
    for number, key, title, source, words, published, *reached in found:
        age = days_since(published)
        for one, is_reached in zip(reach, reached, strict=True):
            for language in one.languages if is_reached else ():
                if language != source:
                    pair = key, language
                    yield Row(
                        number, title, source, language,
                        *line(there.get(pair), open_by_pair.get(pair), words, age),
                        asked.get(pair, 0),
                    )  # fmt: skip


def holds(condition: Q) -> Case:
    """Whether a condition holds for a page."""
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )


def line(
    version: Version | None, open_one: Begun | None, words: int, age: int
) -> tuple[str, int | None, int, int]:
    """State, share, age and words left of an original in a language."""
    if version is not None:
        waits = version.state not in (Stand.CURRENT, Stand.APART)
        since = days_since(version.since) if waits else 0
        return version.state, version.complete, since, version.words_left
    if open_one is not None:
        return open_one.state, open_one.complete, age, open_one.words_left(words)
    return Stand.MISSING.value, 0, age, words


def versions_of(
    keys: Sequence[UUID], languages: Sequence[str]
) -> Mapping[tuple[UUID, str], Version]:
    """What is published of originals in these languages, by key and language."""
    rows = Page.objects.filter(
        OWN_WORDS, translation_key__in=keys, locale__language_code__in=languages, live=True
    ).values_list(
        "translation_key", "locale__language_code", "made_from__state", "made_from__complete",
        "made_from__words_left", Coalesce("made_from__changed_at", "made_from__source_date"),
    )  # fmt: skip
    return {
        (key, language): Version(state or Stand.APART.value, complete, left or 0, since)
        for key, language, state, complete, left, since in rows
    }
