"""What every engine can be asked."""

from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import QuerySet

from search.models import SearchDocument
from search.query import TextQuery

PAGE_SIZE = 20

# Filters whose repeated values are alternatives; those of other filters must all be true.
SINGLE_VALUED = frozenset(
    {"type", "language", "year", "stage", "period", "size", "kind", "step", "level", "duration"}
)


@dataclass(frozen=True)
class Request:
    """Everything that decides an answer. There is no request without audiences.

    Attributes:
        audiences: what the reader belongs to.
        language: the reader's language: its documents come first.
        query: the words to find; None for a list.
        filters: codes by filter name.
        excluded: (name, code) pairs that no result may have; periods are counted with them, as
            asking for a period lifts the exclusion.
        paths: only documents at or below these places of the page tree; None for no limit.
        sort: `relevance`, `date`, `title` or `agenda`.
        one_version: each object once, in the version that this language's readers are shown.
        page: number of the page, from 1.
        counted: names of the facets whose counts are wanted.
    """

    audiences: tuple[str, ...]
    language: str
    query: TextQuery | None = None
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: tuple[tuple[str, str], ...] = ()
    paths: tuple[str, ...] | None = None
    sort: str = "relevance"
    one_version: bool = False
    page: int = 1
    counted: tuple[str, ...] = ()


@dataclass
class Answer:
    """What an engine found: ids of one page, in order, and what is true of all of them."""

    ids: list[int]
    total: int
    page: int
    facets: dict[str, dict[str, int]]


class Engine(Protocol):
    """Finds documents."""

    def prepare(self) -> None:
        """Create what the engine needs beside the index table."""
        ...

    def index(self, documents: list[SearchDocument]) -> None:
        """Take in documents that were written to the index table."""
        ...

    def remove(self, document_ids: list[int]) -> None:
        """Forget documents."""
        ...

    def find(self, request: Request) -> Answer:
        """Answer a request."""
        ...

    def count(self, request: Request) -> int:
        """How many documents a request finds."""
        ...

    def documents(self, request: Request) -> QuerySet[SearchDocument]:
        """All documents that a request finds, whatever its page, in no order."""
        ...
