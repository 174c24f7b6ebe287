"""What every answer to bad input has in common."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from passerelle.pace import counted
from tests.bad_input.tally import note

MOST_SECONDS = 2.0
BESIDE = ("django_session", "django_cache", "people_sentform")
"""Tables in which a refusal may be noted without storing what was refused."""
TRACES = ("Traceback (most recent call last)", "Exception Value", "site-packages", "django.db")


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written within: an example leaves nothing for the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Sent:
    """An answer to somebody who was not slowed down, with what it cost.

    Attributes:
        answer: what came back.
        seconds: of this processor.
        tables: those that were written to, by name.
    """

    def __init__(self, ask: Any) -> None:
        cache.clear()
        counted.clear()
        began = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            self.answer = ask()
        note(self.answer.status_code)
        self.seconds = time.process_time() - began
        self.tables = {
            name for query in queries if (name := written_to(query["sql"])) not in ("", *BESIDE)
        }

    @property
    def page(self) -> str:
        """The words of the answer."""
        return self.answer.content.decode() if not self.answer.streaming else ""

    @property
    def refusals(self) -> list[str]:
        """The sentences that say what is wrong."""
        found = BeautifulSoup(self.page, "html.parser").select(".errors p, [role=alert] p")
        return [one.get_text(" ", strip=True) for one in found]

    @property
    def is_refused(self) -> bool:
        """Whether nothing was taken."""
        return self.answer.status_code >= 400 or bool(self.refusals)


def written_to(sql: str) -> str:
    """The table that a statement writes to; empty for one that only reads."""
    words = sql.split(None, 3)
    if words[0] in ("INSERT", "DELETE"):
        return words[2].strip('"')
    return words[1].strip('"') if words[0] == "UPDATE" else ""


def assert_answered(sent: Sent) -> None:
    """Whatever it was: no fault of ours, no trace, no wait, and nothing stored if refused."""
    status = sent.answer.status_code
    assert status < 500
    assert sent.seconds < MOST_SECONDS, sent.seconds
    assert not [trace for trace in TRACES if trace in sent.page]
    if sent.is_refused:
        assert sent.tables == set(), (status, sent.refusals)
