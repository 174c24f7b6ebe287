"""No form of the door tells strangers who has an account: same answer, same work, byte for byte."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import BasePasswordHasher, MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client

from people.actions.suspend import suspend
from people.models import Person
from tests.masks import masked

UNKNOWN = "ada@example.org"
KNOWN = "awa@example.org"

Steps = list[tuple[str, dict[str, str]]]

JOURNEYS: dict[str, Steps] = {
    "password": [("login/", {"login": "{address}", "password": "not the right one"})],
    "reset": [("password/reset/", {"email": "{address}"}), ("password/reset/done/", {})],
    "code": [
        ("login/code/", {"email": "{address}"}),
        ("login/code/confirm/", {}),
        ("login/code/confirm/", {"code": "AAA-AAA"}),
        ("login/code/confirm/", {"action": "resend"}),
        ("login/code/confirm/", {"code": "AAA-AAB"}),
        ("login/code/confirm/", {"code": "AAA-AAC"}),
        ("login/", {}),
    ],
    "sign-up": [
        (
            "signup/",
            {
                "first_name": "Ada",
                "last_name": "Diallo",
                "email": "{address}",
                "password1": "une longue phrase à moi",
            },
        ),
        ("confirm-email/", {}),
        ("confirm-email/", {"code": "AAA-AAA"}),
        ("confirm-email/", {"code": "AAA-AAB"}),
        ("confirm-email/", {"code": "AAA-AAC"}),
        ("login/", {}),
    ],
}


def told(response: Any, address: str) -> tuple[int, str, str, list[str]]:
    """What a stranger can compare, without what differs by nature."""
    html = masked(response.content.decode(), address)
    cookies = sorted(response.cookies)
    headers = sorted(name for name, _value in response.items())
    return response.status_code, response.get("Location", ""), html, [*cookies, *headers]


def travel(steps: Steps, address: str) -> list[Any]:
    """What a new browser is answered at each step."""
    cache.clear()
    client, answers = Client(), []
    for path, form in steps:
        target = f"/en/account/{path}"
        filled = {name: value.format(address=address) for name, value in form.items()}
        response = client.post(target, filled) if filled else client.get(target)
        answers.append(told(response, address))
    return answers


@pytest.mark.parametrize("journey", JOURNEYS)
def test_known_and_unknown_addresses_are_answered_alike(
    awa: Person, open_site: None, journey: str
) -> None:
    steps = JOURNEYS[journey]
    assert travel(steps, KNOWN) == travel(steps, UNKNOWN)


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_suspended_person_is_answered_like_nobody(
    awa: Person, editor: Person, open_site: None, journey: str
) -> None:
    suspend(awa, editor)
    steps = JOURNEYS[journey]
    assert travel(steps, KNOWN) == travel(steps, UNKNOWN)


@pytest.mark.parametrize("journey", ["password", "reset", "code"])
def test_mail_goes_to_real_accounts_only(awa: Person, journey: str) -> None:
    travel(JOURNEYS[journey], UNKNOWN)
    assert not mail.outbox
    travel(JOURNEYS[journey], KNOWN)
    assert {to for message in mail.outbox for to in message.to} <= {KNOWN}


@contextmanager
def counted_hashes() -> Iterator[Callable[[], int]]:
    """How many passwords are hashed meanwhile: the work that a stranger can time."""
    count = 0
    encode: Any = MD5PasswordHasher.encode

    def counting(self: BasePasswordHasher, *args: Any, **kwargs: Any) -> str:
        nonlocal count
        count += 1
        made: str = encode(self, *args, **kwargs)
        return made

    with patch.object(MD5PasswordHasher, "encode", counting):
        yield lambda: count


@pytest.mark.parametrize("journey", ["password", "sign-up"])
def test_as_many_passwords_are_hashed_for_nobody_as_for_somebody(
    awa: Person, open_site: None, journey: str
) -> None:
    counts = []
    for address in (KNOWN, UNKNOWN):
        with counted_hashes() as count:
            travel(JOURNEYS[journey][:1], address)
            counts.append(count())
    assert counts[0] == counts[1] > 0


def test_the_door_does_not_say_that_an_address_waits_for_its_confirmation(
    awa: Person, open_site: None
) -> None:
    steps = JOURNEYS["sign-up"]
    travel(steps[:1], "waits@example.org")
    assert travel(steps, "waits@example.org") == travel(steps, "other@example.org")
