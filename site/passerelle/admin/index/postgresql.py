"""The index on PostgreSQL."""

from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)

from passerelle.admin.index.unchecked import Unchecked
from passerelle.admin.index.unweighed import Unweighed


class UnweighedIndex(Unweighed, PostgresIndex):
    """The rows."""


class QueryCompiler(Unchecked, PostgresSearchQueryCompiler):
    """A search for whole words."""


class AutocompleteQueryCompiler(Unchecked, PostgresAutocompleteQueryCompiler):
    """A search for the beginnings of words."""


class SearchBackend(PostgresSearchBackend):
    """modelsearch's index, whose name is the one that Wagtail looks for."""

    index_class = UnweighedIndex
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
