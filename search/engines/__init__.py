"""Engines that answer queries from the index."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection, connections

from search.engines.base import Answer, Engine, Request
from search.engines.database import DatabaseEngine
from search.engines.postgresql import PostgresqlTexts
from search.engines.sqlite import SqliteTexts
from search.engines.texts import Texts

__all__ = ["Answer", "Engine", "Request", "database_engine", "engine", "prepare_engine"]

TEXTS: dict[str, Callable[[], Texts]] = {"sqlite": SqliteTexts, "postgresql": PostgresqlTexts}


def database_engine() -> DatabaseEngine:
    """The engine of the site's own database: lists ask it, and it stands in for others."""
    return DatabaseEngine(TEXTS[connection.vendor]())


def engine() -> Engine:
    """The engine that answers searches in this installation."""
    if not settings.SEARCH_URL:
        return database_engine()
    # Only where it is used: importing it takes as long as a whole command.
    from search.engines.elasticsearch import ElasticsearchEngine
    from search.engines.standby import StandbyEngine

    return StandbyEngine(ElasticsearchEngine(), database_engine())


def prepare_engine(using: str = "default", **signal: Any) -> None:
    """Create what the engine needs in the database `using`, unless it is there."""
    if connections[using].vendor in TEXTS:
        database_engine().prepare()
