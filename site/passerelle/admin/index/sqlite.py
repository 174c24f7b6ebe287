"""The index on SQLite."""

from typing import Any

from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)

from passerelle.admin.index.unchecked import Unchecked
from passerelle.admin.index.unweighed import Unweighed


class UnweighedIndex(Unweighed, SQLiteIndex):
    """The rows."""


class InOrder:
    """Lists hits in the order of their queryset, not by how well they match.

    modelsearch 1.3 searches the index once more for each hit to know its rank: minutes of CPU
    for a word that 20,000 pages have. This can go when it ranks in one pass.
    """

    def search(
        self, config: Any, start: int, stop: int | None, score_field: str | None = None
    ) -> Any:
        """The hits from `start` to `stop`."""
        self.order_by_relevance = False
        return super().search(config, start, stop, score_field)  # type: ignore[misc]


class InOrderQueryCompiler(Unchecked, InOrder, SQLiteSearchQueryCompiler):
    """A search for whole words."""


class InOrderAutocompleteQueryCompiler(Unchecked, InOrder, SQLiteAutocompleteQueryCompiler):
    """A search for the beginnings of words."""


class SearchBackend(SQLiteSearchBackend):
    """modelsearch's index, whose name is the one that Wagtail looks for."""

    index_class = UnweighedIndex
    query_compiler_class = InOrderQueryCompiler
    autocomplete_query_compiler_class = InOrderAutocompleteQueryCompiler
