"""Engines that answer queries from the index table."""

from typing import Any

from django.db import connections

from search.engines.base import Engine, Request
from search.engines.sqlite import SqliteEngine

__all__ = ["Engine", "Request", "engine", "prepare_engine"]


def engine() -> Engine:
    """The engine of this installation."""
    return SqliteEngine()


def prepare_engine(using: str = "default", **signal: Any) -> None:
    """Create what the engine needs in the database `using`, unless it is there."""
    if connections[using].vendor == "sqlite":
        SqliteEngine().prepare()
