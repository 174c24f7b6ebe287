"""Several at once: acts in threads that commit, for the tests of databases with many writers."""

from collections.abc import Callable, Iterator
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

PATIENCE = 60
"""Seconds: a test that takes as long has met two who wait for each other."""

WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'"""

many_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer at a time"
)


@pytest.fixture
def transactional_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the database, where several connections can commit; it is not emptied but dropped.

    Pytest's own fixture for that empties tables: what migrations wrote would be missing after it.
    """
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}_copy WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}_copy TEMPLATE {name}")
        connection.settings_dict["NAME"] = f"{name}_copy"
        yield
        connections.close_all()
        connection.settings_dict["NAME"] = name
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}_copy WITH (FORCE)")


class Apart:
    """Something done in a thread, with a connection of its own."""

    def __init__(self, act: Callable[[], Any]) -> None:
        self.act = act
        self.answer: Any = None
        self.error: Exception | None = None
        self.thread = Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self) -> None:
        """Do it; what comes of it is kept for the end."""
        try:
            self.answer = self.act()
        except Exception as error:
            self.error = error
        finally:
            connections.close_all()

    def go_as_far_as_it_can(self) -> None:
        """Come back when it is done, or waits for somebody else's transaction."""
        until = monotonic() + PATIENCE
        while self.thread.is_alive() and not is_somebody_waiting():
            assert monotonic() < until
            sleep(0.01)

    def end(self) -> Any:
        """Wait until it is done; gives what it gave, and raises what it raised."""
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        if self.error:
            raise self.error
        return self.answer


def is_somebody_waiting() -> bool:
    """Whether a connection to this database waits for a lock."""
    with connection.cursor() as cursor:
        # Within a transaction it shows again what it showed first.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        return bool(cursor.fetchone()[0])
