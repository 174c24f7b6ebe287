"""The index on PostgreSQL."""

from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend

from passerelle.admin.index.unweighed import Unweighed


class UnweighedIndex(Unweighed, PostgresIndex):
    """The rows."""


class SearchBackend(PostgresSearchBackend):
    """modelsearch's index, whose name is the one that Wagtail looks for."""

    index_class = UnweighedIndex
