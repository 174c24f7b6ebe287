"""Who is too fast waits; sixty people in one room do not; nobody is locked out by strangers."""

import logging
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.test import Client, RequestFactory

from access import security_log
from access.security_log import VISITOR, Limit, pseudonym
from passerelle import pace
from passerelle.pace import PACES, Pace, count
from people.models import Person
from tests.factories import PersonFactory

LOGIN = "/en/account/login/"
ROOM = "203.0.113.60"
PASSWORD = "un-long-mot-de-passe"
PEOPLE = 60
DEAD = {"default": {"BACKEND": "tests.security.dead_cache.DeadCache"}}
FORGETFUL = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def named(name: str) -> Pace:
    """One of the paces."""
    return next(pace for pace in PACES if pace.name == name)


def asked(address: str, line: str = ROOM, person: Any = None, **form: str) -> HttpRequest:
    """A request from a line, by somebody or nobody."""
    make = RequestFactory().post if form else RequestFactory().get
    request = make(address, form or None, REMOTE_ADDR=line)
    request.user = person or AnonymousUser()
    return request


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three requests a minute, whatever is asked for."""
    slower = tuple(replace(one, by_person=3, by_line=3) for one in PACES)
    monkeypatch.setattr(pace, "PACES", slower)


@pytest.fixture
def sixty(homes: Any) -> list[Person]:
    """Sixty people with a password."""
    people = [PersonFactory(language="en") for _number in range(PEOPLE)]
    people[0].set_password(PASSWORD)
    for person in people:
        person.password = people[0].password
        person.save(update_fields=["password"])
    return people


def test_sixty_people_in_a_room_sign_in_within_a_minute_though_some_mistype(
    sixty: list[Person],
) -> None:
    with time_machine.travel(1_800_000_000, tick=False):
        for number, person in enumerate(sixty):
            client = Client()
            for word in ["wrong", PASSWORD] if number % 3 == 0 else [PASSWORD]:
                form = {"login": person.email, "password": word}
                answer = client.post(LOGIN, form, REMOTE_ADDR=ROOM)
            assert answer.status_code == 302, number
            assert client.session["_auth_user_id"] == str(person.pk)


def test_sixty_people_in_a_room_search_side_by_side(homes: Any) -> None:
    """Each searches twenty times a minute, what is proposed while she types included."""
    with time_machine.travel(1_800_000_000, tick=False):
        for _person in range(PEOPLE):
            assert Client().get("/fr/search/?q=eau", REMOTE_ADDR=ROOM).status_code == 200
        one = asked("/fr/search/?q=eau")
        assert not any(count(named("search"), one) for _time in range(PEOPLE * 19))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/fr/search/?q=a", 200),
        ("/fr/search/suggest?q=a", 200),
        ("/fr/search/?q=a&format=json", 200),
        ("/api/v2/pages/", 200),
        ("/fr/nothing.pdf", 404),
    ],
)
def test_a_program_that_asks_without_end_is_told_to_wait(
    homes: Any, slow: None, address: str, status: int
) -> None:
    with time_machine.travel(1_800_000_000, tick=False) as clock:
        found = [Client().get(address) for _time in range(5)]
        assert [answer.status_code for answer in found] == [status] * 3 + [429] * 2
        assert found[-1]["Retry-After"] == "60"
        assert found[-1]["Cache-Control"] == "private, no-store"
        is_data = "json" in address or "/api/" in address
        kind = "application/problem+json" if is_data else "text/html"
        assert found[-1]["Content-Type"].startswith(kind)
        clock.shift(60)
        assert Client().get(address).status_code == status


def test_pages_are_read_at_any_speed(homes: Any, slow: None) -> None:
    assert {Client().get("/fr/").status_code for _time in range(20)} == {200}


def test_forms_are_counted_by_account_not_by_line(homes: Any, slow: None) -> None:
    first, second = PersonFactory(), PersonFactory()
    for person in (first, second):
        client = Client()
        client.force_login(person)
        found = [client.post("/fr/light/", {"light": "1"}).status_code for _time in range(5)]
        assert found[:3].count(429) == 0
        assert found[3:] == [429, 429]


def test_a_household_counts_as_one_however_many_addresses_it_has(homes: Any) -> None:
    search = replace(named("search"), by_line=10)
    found = [
        count(search, asked("/fr/search/", f"2001:db8:1:2::{number:x}")) for number in range(20)
    ]
    assert found == [False] * 10 + [True] * 10
    assert not count(search, asked("/fr/search/", "2001:db8:1:3::1"))


def test_a_thousand_machines_at_one_account_are_slowed_and_its_owner_comes_in(
    sixty: list[Person], mailoutbox: list[Any]
) -> None:
    owner = sixty[0]
    hers = Client()
    form = {"login": owner.email, "password": PASSWORD}
    assert hers.post(LOGIN, form).status_code == 302
    hers.post("/en/account/logout/")
    tried = 0
    with time_machine.travel(1_800_000_000, tick=False):
        for number in range(1000):
            request = asked(LOGIN, f"198.51.{number // 250}.{number % 250}", login=owner.email)
            with context.request_context(request), suppress(ValidationError):
                get_adapter(request).pre_authenticate(request, email=owner.email, password="x")
                tried += 1
        assert tried == 5
        assert hers.post(LOGIN, form, REMOTE_ADDR="198.51.0.1").status_code == 302


@pytest.mark.parametrize("caches", [DEAD, FORGETFUL])
@pytest.mark.parametrize(
    "address",
    [LOGIN, "/en/account/login/code/", "/en/account/password/reset/", "/en/account/signup/"],
)
def test_nobody_is_let_in_while_attempts_cannot_be_counted(
    sixty: list[Person], settings: Any, caches: Any, address: str
) -> None:
    settings.CACHES = caches
    client = Client(raise_request_exception=False)
    form = {"login": sixty[0].email, "email": sixty[0].email, "password": PASSWORD}
    answer = client.post(address, form)
    assert answer.status_code == 503
    assert "_auth_user_id" not in client.session
    assert "This is closed for a moment" in answer.content.decode()
    assert answer["Retry-After"]


def test_the_site_is_read_and_searched_while_the_cache_is_away(
    sixty: list[Person], settings: Any
) -> None:
    settings.CACHES = DEAD
    client = Client(raise_request_exception=False)
    for address in ("/fr/", "/fr/search/?q=eau", "/en/account/login/", "/fr/nothing/"):
        assert client.get(address).status_code in (200, 404), address
    client.force_login(sixty[0])
    assert client.get("/en/account/").status_code == 200


def test_every_door_is_counted_and_no_look_at_one_is() -> None:
    for address in ("/fr/account/login/", "/pt/account/2fa/", "/account/provider/callback/"):
        assert named("doors").covers(asked(address, login="x"))
        assert not named("doors").covers(asked(address))
    assert not named("doors").covers(asked("/fr/accounts-of-a-year/", login="x"))
    assert named("forms").covers(asked("/fr/spaces/atelier/notes/new/", title="x"))
    assert [one.name for one in PACES if one.is_strict] == ["doors"]
    assert PACES[0].is_strict


def test_whoever_is_too_fast_or_forges_a_form_is_told_to_the_log(
    slow: None, homes: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(security_log, "limit", Limit())
    caplog.set_level(logging.INFO, "passerelle.security")
    assert Client(enforce_csrf_checks=True).post(LOGIN, {"login": "a"}).status_code == 403
    with time_machine.travel(1_800_000_000, tick=False):
        person, client = PersonFactory(), Client()
        client.force_login(person)
        statuses = [client.get("/fr/search/").status_code for _time in range(4)]
    assert statuses == [200, 200, 200, 429]
    found: list[Any] = [one.args for one in caplog.records if one.name == "passerelle.security"]
    assert [(line["event"], line["who"], line["what"]) for line in found] == [
        ("forged", VISITOR, "account_login"),
        ("too_fast", pseudonym(person), "search"),
    ]
