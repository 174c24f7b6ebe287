"""What every engine can be asked."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from search.query import TextQuery
from search.ranking import Favour

PAGE_SIZE = 20
DEEPEST_PAGE = 5000
"""Nobody turns so many pages; whoever wants all results takes them without pages."""

AFTER_LETTERS = "["
"""Sorts after every letter and digit that paths of the page tree are made of."""

# Filters whose repeated values are alternatives; those of other filters must all be true.
SINGLE_VALUED = frozenset(
    {
        "type",
        "language",
        "year",
        "stage",
        "period",
        "size",
        "kind",
        "step",
        "level",
        "duration",
        "cost",
    }
)


@dataclass(frozen=True)
class Request:
    """Everything that decides an answer. There is no request without audiences.

    Attributes:
        audiences: what the reader belongs to.
        language: the reader's language: its documents come first.
        query: the words to find; None for a list.
        filters: codes by filter name.
        excluded: (name, code) pairs that no result may have; asking for a period lifts them.
        paths: only documents at or below these places of the page tree; None for no limit.
        date_from: only documents of this day or later.
        date_to: only documents of this day or earlier.
        sort: `relevance`, `date`, `title` or `agenda`.
        one_version: each object once, in the version that this language's readers are shown.
        page: number of the page, from 1.
        counted: names of the facets whose counts are wanted.
        least: how many groups of words a document must have, if it has not all of them; 0 for
            documents that have all.
        favours: what comes earlier or later where words decide the order.
    """

    audiences: tuple[str, ...]
    language: str
    query: TextQuery | None = None
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: tuple[tuple[str, str], ...] = ()
    paths: tuple[str, ...] | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    sort: str = "relevance"
    one_version: bool = False
    page: int = 1
    counted: tuple[str, ...] = ()
    least: int = 0
    favours: tuple[Favour, ...] = ()

    def __hash__(self) -> int:
        """Of what most requests differ in: filters are no value that can be hashed."""
        filters = tuple(sorted(self.filters.items()))
        return hash((self.audiences, self.language, self.query, filters, self.paths, self.page))

    def conditions(self) -> list[tuple[str, tuple[str, ...]]]:
        """(facet, alternatives) pairs that must all hold: of the filters, then of the words."""
        wanted = []
        for name, codes in self.filters.items():
            if name in SINGLE_VALUED:
                wanted.append((name, codes))
            else:
                wanted.extend((name, (code,)) for code in codes)
        if self.one_version and "language" not in self.filters:
            wanted.append(("shown", (self.language,)))
        return [*wanted, *self.query.filters] if self.query else wanted

    def names(self) -> set[str]:
        """The facets that are asked for or counted."""
        asked = {name for name, _codes in self.conditions()}
        favoured = {favour.name for favour in self.favours}
        return asked | favoured | {name for name, _code in self.excluded} | set(self.counted)

    def counting(self, name: str) -> "Request":
        """The request whose documents are counted by the values of a facet.

        Values that are alternatives are counted as if none of them had been chosen: a reader sees
        what choosing one more would bring in.
        """
        kept = {
            other: codes
            for other, codes in self.filters.items()
            if other != name or name not in SINGLE_VALUED
        }
        return replace(
            self,
            filters=kept,
            one_version=self.one_version and name != "language",
            excluded=() if name == "period" else self.excluded,
        )


def last_page(total: int) -> int:
    """The number of the last page of so many documents, from 1."""
    return min(max(1, -(-total // PAGE_SIZE)), DEEPEST_PAGE)


@dataclass(frozen=True)
class Answer:
    """What an engine found: ids of one page, in order, and what is true of all of them.

    Attributes:
        ids: keys of index documents.
        total: how many there are on all pages.
        page: number of this page, from 1: the last one where more was asked for.
        facets: number of documents by facet and code.
        degraded: whether a standby answered.
    """

    ids: list[int]
    total: int
    page: int
    facets: dict[str, dict[str, int]]
    degraded: bool = False


class Engine(Protocol):
    """Finds documents."""

    def find(self, request: Request) -> Answer:
        """Answer a request."""
        ...

    def counts(self, requests: list[Request], most: int | None = None) -> list[int]:
        """How many documents each of these requests finds; no need to count beyond `most`."""
        ...

    def first(self, request: Request, most: int) -> list[int]:
        """The ids of the first documents that a request finds, whatever its page."""
        ...

    def all(self, request: Request) -> Iterator[int]:
        """The ids of all documents that a request finds, in order, whatever its page."""
        ...

    def titles(
        self, beginnings: list[str], audiences: tuple[str, ...], language: str, most: int
    ) -> list[int]:
        """Documents whose titles have words that begin so, those of a language first.

        Args:
            beginnings: folded words, the last of which may be unfinished; all must be there.
            audiences: what the reader belongs to.
            language: her language.
            most: how many she is shown.
        """
        ...
