"""Recovery codes are shown once, kept as hashes from then on, and serve once each."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils import timezone

from passerelle.retention.forget import forget_old
from people.models import Person
from people.recovery import HASHES, hash_shown_codes

CODES = "/en/account/2fa/recovery-codes/"
CODE = re.compile(r"<code>(\d{8})</code>")


@pytest.fixture
def inside(
    awa: Person, sign_in: Callable[..., Client], prove: Any, telephone: Callable[..., Any]
) -> Client:
    """Awa in her account, with codes on her telephone set up a moment ago."""
    client = sign_in(awa)
    prove(client)
    telephone(awa)
    return client


def kept(person: Person) -> dict[str, Any]:
    """What is kept of her recovery codes."""
    data: dict[str, Any] = Authenticator.objects.get(user=person, type="recovery_codes").data
    return data


def serves(person: Person, code: str) -> bool:
    """Whether a code serves."""
    found = Authenticator.objects.get(user=person, type="recovery_codes")
    return bool(found.wrap().validate_code(code))


def test_codes_are_shown_once_and_nothing_that_gives_them_is_kept(
    inside: Client, awa: Person
) -> None:
    first = CODE.findall(inside.get(CODES).content.decode())
    assert len(set(first)) == 10
    assert not {"seed", "used_mask", "migrated_codes"} & kept(awa).keys()
    assert not any(code in json.dumps(kept(awa)) for code in first)
    again = inside.get(CODES).content.decode()
    assert not CODE.findall(again)
    assert "10 codes are left" in again
    assert inside.get(f"{CODES}download/").status_code == 403


def test_a_code_that_was_shown_serves_once_however_it_is_typed(inside: Client, awa: Person) -> None:
    first = CODE.findall(inside.get(CODES).content.decode())
    assert serves(awa, f" {first[0][:4]} {first[0][4:]} ")
    assert not serves(awa, first[0])
    assert not serves(awa, "")
    assert not serves(awa, kept(awa)[HASHES][0])
    assert "9 codes are left" in inside.get(CODES).content.decode()
    assert serves(awa, first[9])


def test_new_codes_end_those_before_and_are_shown(inside: Client, awa: Person) -> None:
    old = CODE.findall(inside.get(CODES).content.decode())
    assert "no longer work" in inside.get(f"{CODES}generate/").content.decode()
    response = inside.post(f"{CODES}generate/", follow=True)
    new = CODE.findall(response.content.decode())
    assert len(new) == 10
    assert not serves(awa, old[0])
    assert serves(awa, new[0])


def test_two_people_with_the_same_code_keep_different_hashes(awa: Person, editor: Person) -> None:
    hashes = []
    for person in (awa, editor):
        codes: Any = RecoveryCodes.activate(person).instance.wrap()
        codes.hash(("12345678",))
        hashes += kept(person)[HASHES]
    assert len(set(hashes)) == 2


def test_codes_that_were_shown_before_are_hashed_at_night_without_those_used(
    awa: Person, telephone: Callable[..., Any]
) -> None:
    telephone(awa)
    found = Authenticator.objects.get(user=awa, type="recovery_codes")
    codes = found.wrap().get_unused_codes()
    assert serves(awa, codes[0])
    forget_old()
    assert "seed" in kept(awa)  # nobody has seen them yet
    found.refresh_from_db()
    found.data["viewed_at"] = timezone.now().timestamp()
    found.save()
    forget_old(is_rehearsal=True)
    assert "seed" in kept(awa)
    assert hash_shown_codes() == 1
    assert hash_shown_codes() == 0
    assert "seed" not in kept(awa)
    assert not serves(awa, codes[0])
    assert serves(awa, codes[1])
