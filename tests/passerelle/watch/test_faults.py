"""Errors and slowness are counted by what is the same of them, without anybody's data."""

import datetime
import logging
import time
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pages.models import Home
from passerelle.models import Fault
from passerelle.models import fault as fault_module
from passerelle.watch import faults
from passerelle.watch.faults import FAULTS, Faults, Note
from passerelle.watch.slow import without_values

CANARY = "zibeline@example.org"


@pytest.fixture(autouse=True)
def nothing_noted() -> None:
    """Begin without what other tests left."""
    FAULTS.notes.clear()


def a_note(says: str = "ValueError", **fields: Any) -> Note:
    """An error that came up somewhere."""
    return Note(Fault.Kind.ERROR, "page", says, **fields)


def test_an_error_is_counted_and_says_nothing_of_the_person(
    client: Client, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False

    def broken(*args: Any) -> None:
        secret = CANARY
        raise ValueError(f"cannot read {secret}")

    monkeypatch.setattr("pages.views.page.resolve", broken)
    numbers = [client.get(f"/en/x/?q={CANARY}")["X-Request-ID"] for _time in range(3)]
    FAULTS.write()
    fault = Fault.objects.get(kind=Fault.Kind.ERROR)
    assert (fault.times, fault.route, fault.says) == (3, "wagtail_serve", "ValueError")
    assert fault.request_id == numbers[-1]
    assert "pages/views/page.py" in fault.trace
    assert CANARY not in f"{fault.says} {fault.trace} {fault.route}"


def test_an_error_outside_of_requests_is_counted_by_its_log(db: None) -> None:
    try:
        int("none")
    except ValueError:
        logging.getLogger("room").exception("letter to %s broke", CANARY)
    FAULTS.write()
    fault = Fault.objects.get()
    assert (fault.route, fault.says) == ("room", "ValueError")


def test_a_slow_page_is_noted_by_its_route(client: Client, home: Home, settings: Any) -> None:
    settings.SLOW_REQUEST_MS = 0
    client.get(f"/fr/search/?q={CANARY}")
    FAULTS.write()
    fault = Fault.objects.get(kind=Fault.Kind.SLOW_REQUEST)
    assert (fault.route, fault.says) == ("search", "GET")


def test_a_quick_page_is_not_noted(client: Client, home: Home, settings: Any) -> None:
    settings.SLOW_REQUEST_MS = settings.SLOW_QUERY_MS = 100_000
    client.get("/fr/")
    assert not FAULTS.notes


def test_a_slow_query_is_noted_without_its_values(db: None, settings: Any) -> None:
    settings.SLOW_QUERY_MS = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s, 'a literal', 1", [CANARY])
    settings.SLOW_QUERY_MS = 100_000
    FAULTS.write()
    assert [fault.says for fault in Fault.objects.filter(kind="query")] == ["SELECT %s, …, 1"]


def test_the_same_query_for_more_things_is_the_same() -> None:
    assert without_values("x IN (%s, %s, %s)") == without_values("x IN (%s, %s)")


def test_many_occurrences_cost_as_many_queries_as_one(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for many in (1, 50):
        written = Faults()
        written.swept_at = time.monotonic()
        for number in range(many):
            written.note(a_note(milliseconds=number))
        with django_assert_num_queries(2):
            written.write()
    fault = Fault.objects.get()
    assert (fault.times, fault.longest) == (51, 49)


def test_a_database_that_fails_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(notes: list[Note]) -> None:
        raise DatabaseError

    monkeypatch.setattr(faults, "keep", fail)
    written = Faults()
    for number in range(1000):
        written.note(a_note(str(number)))
    assert len(written.notes) == faults.MOST_NOTES
    written.write()
    assert not written.notes
    assert written.rests_until > time.monotonic() + faults.REST / 2


def test_not_too_many_faults_are_kept(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fault_module, "MOST", 5)
    old = timezone.now() - datetime.timedelta(days=1)
    written = Faults()
    written.note(a_note("old", at=old))
    for number in range(8):
        at = timezone.now() - datetime.timedelta(minutes=number)
        written.note(a_note(f"new {number}", at=at))
    written.write()
    kept = set(Fault.objects.values_list("says", flat=True))
    assert kept == {f"new {number}" for number in range(5)}


def test_outside_of_servers_no_thread_is_begun() -> None:
    written = Faults()
    written.note(a_note())
    assert written.thread is None
