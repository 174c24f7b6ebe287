"""Silence ends a session, without a write to the database at each request."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.idle import ON_PHONE, SEEN, SINCE
from people.models import Person

ACCOUNT = "/en/account/"
LOGIN = f"{ACCOUNT}login/"
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Mobile Safari/537.36"}


@pytest.fixture
def clock() -> Any:
    """A clock that goes on only when it is told to."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def wait(clock: Any, **much: float) -> None:
    """Let time pass."""
    clock.shift(datetime.timedelta(**much))


def is_in(client: Client) -> bool:
    """Whether somebody is still signed in."""
    return client.get(ACCOUNT).status_code == 200


def on_phone(awa: Person, password: str) -> Client:
    """Awa on her telephone."""
    client = Client(headers=PHONE)
    assert client.post(LOGIN, {"login": awa.email, "password": password}).status_code == 302
    return client


def test_silence_ends_a_session_and_leads_back_after_signing_in(
    awa: Person, sign_in: Callable[..., Client], password: str, clock: Any
) -> None:
    client = sign_in(awa)
    key = client.session.session_key
    wait(clock, hours=71)
    assert is_in(client)
    wait(clock, hours=73)
    answer = client.get(ACCOUNT)
    assert answer["Location"] == f"{LOGIN}?next={ACCOUNT}"
    assert not client.session.exists(key or "")
    form = {"login": awa.email, "password": password, "next": ACCOUNT}
    assert client.post(LOGIN, form)["Location"] == ACCOUNT
    assert is_in(client)


def test_a_form_sent_after_too_long_a_silence_changes_nothing(
    awa: Person, sign_in: Callable[..., Client], clock: Any
) -> None:
    client = sign_in(awa)
    wait(clock, hours=73)
    before = awa.first_name
    fields = {"first_name": "Zoe", "last_name": "Ba", "language": "en"}
    assert "/login/" in client.post(f"{ACCOUNT}name/", fields)["Location"]
    awa.refresh_from_db()
    assert awa.first_name == before


def test_a_telephone_is_given_longer_and_its_word_counts_at_sign_in_only(
    awa: Person, sign_in: Callable[..., Client], password: str, clock: Any
) -> None:
    phone, computer = on_phone(awa, password), sign_in(awa)
    wait(clock, hours=73)
    assert is_in(phone)
    assert computer.get(ACCOUNT, headers=PHONE).status_code == 302
    wait(clock, hours=337)
    assert not is_in(phone)


def test_the_hours_are_a_setting(
    awa: Person, sign_in: Callable[..., Client], clock: Any, settings: Any
) -> None:
    settings.IDLE_HOURS = 2
    client = sign_in(awa)
    for _time in range(4):
        wait(clock, hours=1.5)
        assert is_in(client)
    wait(clock, hours=2.1)
    assert not is_in(client)


def test_whoever_keeps_coming_stays_signed_in_for_three_months_and_no_longer(
    awa: Person, password: str, clock: Any
) -> None:
    client = on_phone(awa, password)
    for _time in range(8):
        wait(clock, days=11)
        assert is_in(client)
        assert int(client.cookies["sessionid"]["max-age"]) >= 336 * 3600
    wait(clock, days=3)
    assert not is_in(client)


def test_requests_write_to_the_session_once_an_hour(
    awa: Person, sign_in: Callable[..., Client], clock: Any
) -> None:
    client, counts = sign_in(awa), []
    client.get(ACCOUNT)
    for minutes in (5, 20, 30, 10, 50):
        wait(clock, minutes=minutes)
        with CaptureQueriesContext(connection) as queries:
            client.get(ACCOUNT)
        written = [q for q in queries if 'UPDATE "django_session"' in q["sql"]]
        counts.append(len(written))
    assert counts == [0, 0, 0, 1, 0]


def test_a_page_that_is_open_and_asks_by_itself_is_nobody_who_is_there(
    editor: Person, clock: Any
) -> None:
    client = Client()
    client.force_login(editor)
    noted = client.session[SEEN]
    wait(clock, hours=2)
    client.post("/admin/editing-sessions/ping/wagtailcore/page/1/")
    assert client.session[SEEN] == noted
    client.get("/admin/")
    assert client.session[SEEN] > noted


def test_a_session_from_before_this_was_counted_goes_on(
    awa: Person, sign_in: Callable[..., Client], clock: Any
) -> None:
    client = sign_in(awa)
    session = client.session
    for name in (SEEN, SINCE, ON_PHONE):
        del session[name]
    session.save()
    assert is_in(client)
    wait(clock, hours=73)
    assert not is_in(client)


def test_a_clock_that_was_set_back_keeps_nobody_signed_in_for_ever(
    awa: Person, sign_in: Callable[..., Client], clock: Any
) -> None:
    wait(clock, days=30)
    client = sign_in(awa)
    wait(clock, days=-30)
    assert is_in(client)
    wait(clock, hours=73)
    assert not is_in(client)
