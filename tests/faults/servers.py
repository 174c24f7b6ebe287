"""The servers beside the site, its own so that they can be broken."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.services.elasticsearch import Elasticsearch
from tests.services.postgresql import PostgreSQL


class Durable(PostgreSQL):
    """PostgreSQL that keeps what it said it had taken; the tests' usual one need not."""

    def prepare(self, nodes: list[Path]) -> str:
        """Make it, and have it write before it answers."""
        address = super().prepare(nodes)
        for node in nodes:
            with (node / "data" / "postgresql.conf").open("a", encoding="utf-8") as file:
                file.write("fsync = on\nsynchronous_commit = on\nfull_page_writes = on\n")
        return address


@dataclass
class Servers:
    """Those that a site has.

    Attributes:
        database: PostgreSQL; none for SQLite.
        search: Elasticsearch; none where the database searches.
    """

    database: Any = None
    search: Any = None

    @property
    def database_address(self) -> str:
        """The `DATABASE_URL`; empty for SQLite."""
        return self.database.written_address() if self.database else ""

    @property
    def search_address(self) -> str:
        """The `SEARCH_URL`; empty for the database's own."""
        return f"{self.search.written_address()}/faults" if self.search else ""


@contextmanager
def servers(with_database: bool, with_search: bool) -> Iterator[Servers]:
    """Start those that are wanted; nothing is left of them at the end."""
    name = f"faults-{uuid4().hex[:8]}"
    found = Servers(
        Durable(name) if with_database else None, Elasticsearch(name) if with_search else None
    )
    try:
        for server in filter(None, (found.database, found.search)):
            server.start()
        yield found
    finally:
        for server in filter(None, (found.database, found.search)):
            server.stop()
