"""Processes that serve one site together, as in production: a database and a cache folder shared.

They are forked, so that Django is loaded once; what they hold in memory is each one's own.
"""

import multiprocessing
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.db import connections
from django.test import Client, override_settings

from access.generation import forget_held
from passerelle.caches import apart
from passerelle.demo.schema import unpack_template

PATIENCE = 60
Page = tuple[int, str, bool]
"""Status and text of an answer, and whether it was held already."""


class Worker:
    """One of these processes."""

    def __init__(self, folder: Path) -> None:
        """Fork; the folder holds the database and the held pages."""
        ours, its = multiprocessing.Pipe()
        self.line = ours
        context = multiprocessing.get_context("fork")
        self.process = context.Process(target=work, args=(folder, its), daemon=True)
        self.process.start()

    def do(self, act: Callable[..., Any], *args: Any) -> Any:
        """Let it do something: a function that both processes know by its name.

        Raises:
            AssertionError: it could not.
        """
        self.line.send((act, args))
        assert self.line.poll(PATIENCE), f"{act} takes too long"
        answer, error = self.line.recv()
        assert not error, error
        return answer

    def get(self, address: str) -> Page:
        """What it answers to a visitor."""
        return self.do(answer_to, address)  # type: ignore[no-any-return]

    def end(self) -> None:
        """Let it end."""
        # Its line is open in those that were forked later: to close ours would not tell it.
        self.line.send(None)
        self.process.join(PATIENCE)


@contextmanager
def workers(folder: Path, number: int = 2) -> Iterator[list[Worker]]:
    """Some workers on a new, empty site that lies in a folder."""
    unpack_template(folder / "site.sqlite3")
    # SQLite does not bear that two processes share an open file.
    connections.close_all()
    made = [Worker(folder) for _number in range(number)]
    try:
        yield made
    finally:
        for worker in made:
            worker.end()


def work(folder: Path, line: Connection) -> None:
    """What a worker does: one thing after the other that it is told through the line."""
    own = connections.create_connection("default")
    own.settings_dict = {**own.settings_dict, "NAME": str(folder / "site.sqlite3")}
    connections["default"] = own
    held = apart(
        {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(folder / "pages"),
        },
        None,
    )
    with override_settings(CACHES=held, MEDIA_ROOT=str(folder / "media")):
        forget_held()
        while told := line.recv():
            act, args = told
            try:
                line.send((act(*args), ""))
            except Exception:
                line.send((None, traceback.format_exc()))


def answer_to(address: str) -> Page:
    """Ask this process for an address, without a session."""
    seen: list[str] = []

    def look(execute: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connections["default"].execute_wrapper(look):
        response = Client().get(address)
    text = response.headers.get("Location", "") or response.content.decode()
    return response.status_code, text, len(seen) == 1
