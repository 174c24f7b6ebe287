"""Filters of lists and of the search, as plain links that each say what following them gives."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise

from access.numbers import page_in
from pages.labels import FILTERS, filter_label, label_language
from search.engines.base import SINGLE_VALUED
from search.results import Hit, Results
from thesaurus.vocabulary import Said, vocabulary

VALUE = re.compile(r"[\w.-]{1,50}", re.ASCII)
MOST_VALUES = 10
SHOWN = 8
SORTS = ("relevance", "date", "title")
WIDENING = ("language", "period")

LIST_FILTERS = (
    "type", "theme", "country", "stage", "period", "kind", "step", "level", "duration", "lesson",
    "size", "suits", "cost", "goal", "language",
)  # fmt: skip
SEARCH_FILTERS = ("type", "theme", "country", "language", "year")


@dataclass(frozen=True)
class Choice:
    """One value of a filter: where its link leads, and how many results are there.

    `language` is that of the label, where it is not the reader's.
    """

    value: str
    label: str
    count: int
    url: str
    active: bool = False
    narrower: tuple["Choice", ...] = ()
    language: str = ""

    @property
    def said(self) -> Said:
        """The label with its language."""
        return Said(self.label, self.language)


@dataclass
class FilterGroup:
    """A filter with the values that would leave something."""

    name: str
    label: str | Promise
    choices: list[Choice] = field(default_factory=list)

    @property
    def first(self) -> list[Choice]:
        """The values shown at once."""
        return self.choices[:SHOWN]

    @property
    def rest(self) -> list[Choice]:
        """The values folded away."""
        return self.choices[SHOWN:]


@dataclass
class Selection:
    """What a reader has narrowed a list to; remembers in which order the address said it."""

    filters: dict[str, tuple[str, ...]]
    page: int
    sort: str
    text: str = ""

    @classmethod
    def read(cls, query: QueryDict, names: tuple[str, ...]) -> Self:
        """Read an address: unknown names and values that cannot be codes are ignored.

        Args:
            query: what follows the question mark.
            names: the filters that exist here.
        """
        filters = {}
        for name in names:
            values = [value for value in query.getlist(name) if VALUE.fullmatch(value)]
            if name == "theme":
                # Whatever was kept before themes were merged goes on meaning what it meant.
                values = [vocabulary().current(value) for value in values]
            if values:
                filters[name] = tuple(dict.fromkeys(values))[:MOST_VALUES]
        order = query.get("sort", "")
        sort = order if order in SORTS else SORTS[0]
        return cls(filters, page_in(query.get("page", "")), sort, query.get("q", ""))

    def query(
        self, page: int | None = None, changed: dict[str, tuple[str, ...]] | None = None
    ) -> str:
        """The query string of this selection on a page, with some filters changed."""
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        for name, values in {**self.filters, **(changed or {})}.items():
            pairs.extend((name, value) for value in values)
        pairs.extend(self.kept())
        if self.sort != "relevance":
            pairs.append(("sort", self.sort))
        if page and page > 1:
            pairs.append(("page", str(page)))
        return urlencode(pairs)

    def kept(self) -> list[tuple[str, str]]:
        """What else the address says, whatever the filters."""
        return []

    def link(
        self, page: int | None = None, changed: dict[str, tuple[str, ...]] | None = None
    ) -> str:
        """A relative link to this selection on a page, with some filters changed."""
        query = self.query(page, changed)
        return f"?{query}" if query else "./"

    def chips(self) -> list[Choice]:
        """The filters that are on, each with the link that takes it off."""
        return [
            Choice(
                value,
                filter_label(name, value),
                0,
                self.link(changed={name: tuple(o for o in values if o != value)}),
                active=True,
                language=label_language(name, value),
            )
            for name, values in self.filters.items()
            for value in values
        ]


def filter_groups(
    selection: Selection,
    results: Results,
    names: tuple[str, ...],
    labels: Mapping[str, str | Promise] = FILTERS,
) -> list[FilterGroup]:
    """The filters of a list that would still narrow it.

    A value that every result has, or that is on already, gets no link; but languages, periods
    and alternatives to what is on bring in what the list leaves out.

    Args:
        selection: what the list is narrowed to.
        results: what that leaves, with the counts of each filter.
        names: the filters of the list, in order.
        labels: what they are called.
    """
    groups = []
    for name in names:
        group = FilterGroup(name, labels[name])
        on = selection.filters.get(name, ())
        for value, count in results.facets.get(name, []):
            widening = name in WIDENING or (on and name in SINGLE_VALUED)
            if value in on or (count == results.total and not widening):
                continue
            url = selection.link(changed={name: (*on, value)})
            label, language = filter_label(name, value), label_language(name, value)
            group.choices.append(Choice(value, label, count, url, language=language))
        if name in BROADER:
            group.choices = nested(group.choices, BROADER[name]())
        if group.choices:
            groups.append(group)
    return groups


BROADER: dict[str, Callable[[], Callable[[str], list[str]]]] = {
    "theme": lambda: vocabulary().with_broader,
    "country": lambda: vocabulary().place_with_broader,
}
"""How the values of a filter that has broader ones tell them."""


def nested(choices: list[Choice], with_broader: Callable[[str], list[str]]) -> list[Choice]:
    """Choices, each beneath the broadest one that is offered beside it.

    Args:
        choices: in the order in which they are shown.
        with_broader: a value followed by its broader ones, nearest first.
    """
    offered = {choice.value for choice in choices}
    beneath: dict[str, list[Choice]] = {}
    top = []
    for choice in choices:
        above = [code for code in with_broader(choice.value)[1:] if code in offered]
        if above:
            beneath.setdefault(above[-1], []).append(choice)
        else:
            top.append(choice)
    return [replace(choice, narrower=tuple(beneath.get(choice.value, ()))) for choice in top]


@dataclass(frozen=True)
class PageLink:
    """A link to another page of results; without an address it is a gap or the present page."""

    label: str
    url: str = ""
    current: bool = False


def page_links(selection: Selection, results: Results) -> list[PageLink]:
    """First and last pages, and those around the present one."""
    shown = sorted(
        number
        for number in {1, results.pages, *range(results.page - 1, results.page + 2)}
        if 1 <= number <= results.pages
    )
    links: list[PageLink] = []
    previous = 0
    for number in shown:
        if number > previous + 1:
            links.append(PageLink("…"))
        current = number == results.page
        links.append(PageLink(str(number), selection.link(number), current))
        previous = number
    return links if results.pages > 1 else []


def hit_as_json(hit: Hit, base_url: str) -> dict[str, object]:
    """A document found, in the shape that `format=json` promises."""
    return {
        "type": hit.type,
        "title": hit.title,
        "url": f"{base_url}{hit.url}",
        "language": hit.language,
        "date": hit.date.isoformat() if hit.date else None,
        "excerpt": hit.excerpt,
        "freshness": hit.details.get("freshness"),
        "complete": hit.details.get("complete"),
    }


def as_json(
    text: str, results: Results, names: tuple[str, ...], base_url: str
) -> dict[str, object]:
    """The results in the shape that `format=json` promises."""
    return {
        "query": text,
        "total": results.total,
        "page": results.page,
        "pages": results.pages,
        "suggestion": results.suggestion,
        "corrected": results.corrected,
        "degraded": results.degraded,
        "hits": [hit_as_json(hit, base_url) for hit in results.hits],
        "others": [hit_as_json(hit, base_url) for hit in results.others],
        "pinned": [hit_as_json(hit, base_url) for hit in results.pinned],
        "facets": {
            name: [
                {"value": value, "label": filter_label(name, value), "count": count}
                for value, count in results.facets.get(name, [])
            ]
            for name in names
        },
    }
