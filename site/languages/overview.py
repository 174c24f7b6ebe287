"""The overview of translations as one person gets it: filters, numbers, pages, what is wanted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.models import Page

from access.numbers import number_in, page_in
from access.reach import Reach, reaches
from access.visibility import audiences_of, visible_to
from languages.numbers import Number, Numbers, count
from languages.originals import originals
from languages.places import Place, within_section, within_space
from languages.rows import Row, rows_of
from languages.standing import Begun, Stand, begun, standing
from languages.wishes import MOST, Wanted, most_wanted

PAGE_SIZE = 15
MOST_PLACES = 8
"""Sections and spaces that are named in the numbers of a language; the others make one line."""


def site_languages() -> list[str]:
    """Codes of the languages that pages are written in."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


@dataclass(frozen=True)
class Filters:
    """What an overview is narrowed to; what is empty narrows nothing.

    Attributes:
        language: code of the language to translate into.
        section: id of a section.
        space: short name of a space.
        state: one of `Stand`.
        page: number of the page of the list, from 1.
    """

    language: str = ""
    section: str = ""
    space: str = ""
    state: str = ""
    page: int = 1

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Filters":
        """Read them from an address."""
        names = ("language", "section", "space", "state")
        return cls(
            **{name: asked.get(name, "") for name in names}, page=page_in(asked.get("page", ""))
        )

    @property
    def place(self) -> str:
        """The code of the place that is asked for."""
        if self.section:
            return f"section:{self.section}"
        return f"space:{self.space}" if self.space else ""


@dataclass(frozen=True)
class Line:
    """The numbers of a place in a language: by state, and what there is to do."""

    place: Place | None
    states: list[Number]
    total: Number


@dataclass(frozen=True)
class Table:
    """The numbers of a language, place by place.

    Attributes:
        language: its code.
        total: of all places.
        states: those that occur.
        lines: by place, those with most to do first.
    """

    language: str
    total: Number
    states: list[Stand]
    lines: list[Line]


@dataclass
class Entry:
    """A page of the list, with a line for each language."""

    page: int
    title: str
    source: str
    rows: list[Row] = field(default_factory=list)


class Overview:
    """What somebody may translate, and how it stands.

    Args:
        person: who looks.
        filters: what she narrows it to.
    """

    def __init__(self, person: Any, filters: Filters) -> None:
        self.filters = filters
        self.reach = reaches(person, site_languages())
        self.visible = visible_to(Page.objects.all(), audiences_of(person))

    @property
    def languages(self) -> list[str]:
        """Codes of the languages that she translates into, in the order of the site."""
        hers = {language for one in self.reach for language in one.languages}
        return [language for language in site_languages() if language in hers]

    @cached_property
    def open_ones(self) -> list[Begun]:
        """What is begun in her languages."""
        return begun(self.languages)

    @cached_property
    def place(self) -> Q | None:
        """The condition of the place that is asked for; None if there is none such."""
        found: Q | None = Q()
        if self.filters.section:
            found = within_section(number_in(self.filters.section))
        if self.filters.space and found is not None:
            inside = within_space(self.filters.space, self.visible)
            found = None if inside is None else found & inside
        return found

    @property
    def is_known(self) -> bool:
        """Whether all that is asked for exists for her."""
        return (
            self.filters.language in ("", *self.languages)
            and self.filters.state in ("", *Stand.values)
            and self.place is not None
        )

    @cached_property
    def narrowed(self) -> list[Reach]:
        """Her reach within the language that is asked for."""
        wanted = self.filters.language
        found = []
        for one in self.reach:
            codes = tuple(code for code in one.languages if wanted in ("", code))
            if codes:
                found.append(Reach(codes, one.audiences, one.edits))
        return found

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of all that she may translate."""
        numbers = Numbers()
        for one in self.reach:
            count(numbers, self.visible.filter(one.pages), one.languages, self.open_ones)
        return numbers

    def tables(self) -> Iterator[Table]:
        """The numbers that are asked for, by language."""
        wanted = self.filters.language
        for language in self.languages:
            if wanted in ("", language) and (table := self.table(language)):
                yield table

    def table(self, language: str) -> Table | None:
        """The numbers of a language; None where there are none."""
        by_place: dict[Place, dict[str, Number]] = defaultdict(lambda: defaultdict(Number))
        occurring = set()
        for (code, place, state), number in self.numbers.cells.items():
            if (
                code == language
                and self.filters.place in ("", place.code)
                and self.filters.state in ("", state)
            ):
                by_place[place][state] = number
                occurring.add(state)
        if not by_place:
            return None
        states = [state for state in Stand if state.value in occurring]
        lines = [line_of(place, [found], states) for place, found in by_place.items()]
        lines.sort(key=lambda one: (-one.total.words_left, -one.total.pages))
        if len(lines) > MOST_PLACES:
            rest = [by_place[one.place] for one in lines[MOST_PLACES - 1 :] if one.place]
            lines = [*lines[: MOST_PLACES - 1], line_of(None, rest, states)]
        whole = line_of(None, list(by_place.values()), states)
        return Table(language, whole.total, states, lines)

    def pages(self) -> QuerySet[Page]:
        """The originals that are asked for, the newest first."""
        wanted = Q(pk__in=[])
        keys = self.begun_keys()
        for one in self.narrowed:
            is_so = Q(pk__in=[])
            for language in one.languages:
                if self.filters.state:
                    is_so |= standing(language, self.filters.state, keys[language])
                else:
                    is_so |= ~Q(locale__language_code=language)
            wanted |= one.pages & is_so
        # By their keys, at which databases can begin and stop: a date would be sorted first.
        return originals(self.visible).filter(wanted, self.place or Q()).order_by("-pk")

    def begun_keys(self) -> dict[str, dict[str, list[UUID]]]:
        """The keys of what is begun, by language and state."""
        keys: dict[str, dict[str, list[UUID]]] = defaultdict(lambda: defaultdict(list))
        for one in self.open_ones:
            keys[one.language][one.state].append(one.key)
        return keys

    def rows(self, pages: QuerySet[Page] | None = None) -> Iterator[Row]:
        """The lines that are asked for: all of them, or those of some pages."""
        if not self.is_known:
            return
        chosen = self.pages() if pages is None else pages
        for row in rows_of(chosen, self.narrowed, self.open_ones):
            if self.filters.state in ("", row.state):
                yield row

    def entries(self) -> tuple[list[Entry], bool]:
        """A page of the list, and whether there is another one."""
        start = (self.filters.page - 1) * PAGE_SIZE
        found: dict[int, Entry] = {}
        for row in self.rows(self.pages()[start : start + PAGE_SIZE + 1]):
            entry = found.setdefault(row.page, Entry(row.page, row.title, row.source))
            entry.rows.append(row)
        entries = list(found.values())
        return entries[:PAGE_SIZE], len(entries) > PAGE_SIZE

    def wanted(self, most: int = MOST) -> list[Wanted]:
        """What readers ask for, of that which she may translate."""
        found = [
            one
            for reach in self.narrowed
            for one in most_wanted(self.visible.filter(reach.pages), reach.languages, most=most)
        ]
        return sorted(found, key=lambda one: -one.asked)[:most]


def line_of(
    place: Place | None, found: Iterable[Mapping[str, Number]], states: list[Stand]
) -> Line:
    """The sum of the numbers of one place, or of several."""
    total = Number()
    sums = {state.value: Number() for state in states}
    for by_state in found:
        for state, number in by_state.items():
            sums[state].add(number.pages, number.words_left, number.since)
            total.add(number.pages, number.words_left, number.since)
    return Line(place, [sums[state.value] for state in states], total)
