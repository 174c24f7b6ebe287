"""Those who run the site read how it is, and what went wrong, in words."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pages.models import Home
from passerelle.models import Fault
from passerelle.views import status
from passerelle.watch.finding import Finding, State
from tests.factories import a_space, belonging, holding, reading_screens

STATUS, FAULTS = "/admin/reports/status/", "/admin/reports/faults/"


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> dict[str, Finding]:
    """What the checks say, to be changed by tests."""
    found = {"database": Finding(State.OK, "It answers.")}
    found["mail"] = Finding(State.DOWN, "Nothing leaves: %(n)s.", "Call <Awa>: `run me`.", {"n": 3})
    monkeypatch.setattr(status.WATCH, "look", lambda: found)
    return found


def a_fault(number: int, **fields: Any) -> Fault:
    """Something that went wrong."""
    now = timezone.now()
    values = {
        "kind": "error", "route": "page", "says": f"Error{number}", "trace": "file.py:1 <f>",
        "request_id": f"number{number}", "times": 1, "first_at": now, "last_at": now,
    }  # fmt: skip
    return Fault.objects.create(key=str(number), **(values | fields))


@pytest.fixture
def boss_reading(roles: dict[str, Group]) -> Client:
    """An administrator's browser."""
    return reading_screens(holding(roles["administrator"]))


def test_the_state_of_the_site_is_told_with_what_to_do(
    boss_reading: Client, found: dict[str, Finding]
) -> None:
    page = boss_reading.get(STATUS).content.decode()
    for words in (
        "1 service needs a look",
        "Nothing leaves: 3.",
        "Call &lt;Awa&gt;",
        "<code dir=ltr>run me</code>",
        "Wagtail 8",
    ):
        assert words in page
    assert 'data-state="down"' in page
    found["mail"] = Finding(State.OK, "")
    assert "All is well." in boss_reading.get(STATUS).content.decode()


def test_managers_read_the_state_and_nobody_below_them(
    homes: tuple[Home, Home], found: dict[str, Finding], roles: dict[str, Group]
) -> None:
    space = a_space()
    manager = reading_screens(belonging(space, "manager"))
    answer = manager.get(STATUS)
    assert answer.status_code == 200
    assert "Tell the person who keeps the machine" in answer.content.decode()
    assert STATUS in manager.get("/admin/").content.decode()
    assert manager.get(FAULTS).status_code == 404
    for other in (
        belonging(space, "publisher"),
        belonging(space, "reader"),
        holding(roles["editor"]),
    ):
        assert reading_screens(other).get(STATUS).status_code == 404
    assert Client().get(STATUS).status_code == 302


def test_faults_are_for_administrators_who_can_forget_them(
    boss_reading: Client, roles: dict[str, Group]
) -> None:
    a_fault(1)
    a_fault(2, kind="request", says="GET", trace="", longest=4321)
    a_fault(3, kind="query", says="SELECT …", trace="")
    page = boss_reading.get(FAULTS).content.decode()
    for words in ("Error1", "file.py:1 &lt;f&gt;", "number1", "4,321 ms", "SELECT …"):
        assert words in page
    editor = reading_screens(holding(roles["editor"]))
    assert editor.get(FAULTS).status_code == editor.post(FAULTS).status_code == 404
    assert Fault.objects.count() == 3
    assert boss_reading.post(FAULTS).status_code == 302
    assert not Fault.objects.exists()


def test_many_faults_cost_as_many_queries_as_few(
    boss_reading: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    boss_reading.get(FAULTS)
    counts = []
    for start, end in ((0, 3), (3, 40)):
        for number in range(start, end):
            a_fault(number)
        with django_assert_max_num_queries(60) as asked:
            boss_reading.get(FAULTS)
        counts.append(len(asked))
    assert counts[0] == counts[1]
