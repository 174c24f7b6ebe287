"""What the full text index of a database is asked, and what it is told."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from search.models import SearchDocument
from search.query import Group
from search.ranking import Clue

ANYWHERE = "text"
"""The place of groups that may be anywhere in a document."""

Clause = tuple[str, list[Any]]
"""SQL with its values."""


def combined(conditions: list[Clause], operator: str) -> Clause:
    """Conditions as one."""
    return (
        f"({operator.join(condition for condition, _values in conditions)})",
        [value for _condition, values in conditions for value in values],
    )


@dataclass(frozen=True)
class Wanted:
    """What the text index must hold of a document.

    Attributes:
        groups: groups of words: all of them, or `least`.
        least: so many of the groups will do, and no document has all; 0 if it must have all.
        without: groups that it must not hold.
        facets: numbers of facets: one of each of these sets, none of which is empty.
        clues: of each of these choices one clue.
    """

    groups: tuple[Group, ...] = ()
    least: int = 0
    without: tuple[Group, ...] = ()
    facets: tuple[frozenset[int], ...] = ()
    clues: tuple[tuple[Clue, ...], ...] = ()


@dataclass(frozen=True)
class Operators:
    """How an index writes that both of two things are there, or either."""

    both: str
    either: str

    def all(self, parts: list[str]) -> str:
        """Each of these."""
        return f"({self.both.join(parts)})"

    def any(self, parts: list[str]) -> str:
        """One of these."""
        return f"({self.either.join(parts)})"

    def at_least(self, number: int, parts: list[str]) -> str:
        """So many of these, at least one."""
        if number == len(parts):
            return self.all(parts)
        if number == 1:
            return self.any(parts)
        first, *rest = parts
        with_first = self.all([first, self.at_least(number - 1, rest)])
        return self.any([with_first, self.at_least(number, rest)])


class Texts(Protocol):
    """The full text index of a database: a table `search_text` with a row a document.

    Attributes:
        key: the column that holds the document's id.
        titles: the table in which titles are found by the beginnings of their words.
        documents: the index table as `document`, to be read where ids lead to many of its rows.
        concatenated: the SQL function that makes one text of many, with something in between.
        narrows: whether it finds what holds a word here and others anywhere by its index alone.
        fence: what ends a subquery that the planner must not take apart.
        position: the SQL function that says where a text holds another one; 0 for nowhere.
        bytewise: what makes texts sort alike whatever the database takes for their language.
    """

    key: str
    titles: str
    documents: str
    concatenated: str
    narrows: bool
    fence: str
    position: str
    bytewise: str

    def prepare(self) -> None:
        """Create what is missing."""
        ...

    def write(self, documents: list[SearchDocument]) -> None:
        """Take in documents, in place of what was known of them."""
        ...

    def remove(self, document_ids: list[int]) -> None:
        """Forget documents."""
        ...

    def let_go(self) -> None:
        """Let go for good of what was removed."""
        ...

    def held(self, documents: list[SearchDocument]) -> dict[int, bool]:
        """Of the documents that it has, by id: whether it has them as it would write them now."""
        ...

    def asked(self) -> AbstractContextManager[None]:
        """While this lasts, the database answers what is asked of the text index as it should."""
        ...

    def holding(self, wanted: Wanted) -> Clause:
        """SQL condition on `search_text`: it holds what is wanted, which is something."""
        ...

    def titled(self, beginnings: list[str]) -> Clause:
        """SQL condition on `titles`: the title has words that begin so."""
        ...

    def seen_by(self, audiences: tuple[str, ...]) -> Clause:
        """SQL condition on `document`: it is for one of these audiences."""
        ...

    def beneath(self, path: str) -> Clause:
        """SQL condition on `document`: it lies below a place of the page tree."""
        ...
