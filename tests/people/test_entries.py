"""The log tells who signed in and by which way, and that somebody tried: no address, no name."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from access import security_log
from access.security_log import VISITOR, Limit, pseudonym
from people.models import Person


@pytest.fixture(autouse=True)
def nothing_counted(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log with nothing counted yet."""
    monkeypatch.setattr(security_log, "limit", Limit())
    caplog.set_level(logging.INFO, "passerelle.security")


def told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str, str]]:
    """Who did what how."""
    found: list[Any] = [one.args for one in caplog.records if one.name == "passerelle.security"]
    return [(line["event"], line["who"], line["why"]) for line in found]


def test_a_sign_in_is_told_with_its_way(
    awa: Person, sign_in: Callable[..., Client], caplog: pytest.LogCaptureFixture
) -> None:
    sign_in(awa)
    assert told(caplog) == [("signed_in", pseudonym(awa), "password")]


def test_both_ways_are_told_where_two_were_asked(
    awa: Person,
    password: str,
    telephone: Callable[..., Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    show, client = telephone(awa), Client()
    client.post("/en/account/login/", {"login": awa.email, "password": password})
    assert told(caplog) == []
    client.post("/en/account/2fa/authenticate/", {"code": "000000"})
    client.post("/en/account/2fa/authenticate/", {"code": show()})
    assert told(caplog) == [
        ("not_signed_in", pseudonym(awa), "wrong totp"),
        ("signed_in", pseudonym(awa), "password and totp"),
    ]


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_password_is_told_alike_whether_or_not_there_is_such_an_account(
    awa: Person, known: bool, caplog: pytest.LogCaptureFixture
) -> None:
    address = awa.email if known else "nobody@example.org"
    Client().post("/en/account/login/", {"login": address, "password": "quite-another-one"})
    assert told(caplog) == [("not_signed_in", VISITOR, "wrong address or password")]
    assert "example.org" not in caplog.text
