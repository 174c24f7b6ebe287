"""Passwords as people choose them: any signs, any length, but none that everybody tries first."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.password_validation import (
    get_password_validators,
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client
from wagtail.models import Site

from access.generation import forget_held
from people.models import Person
from people.passwords import StolenPasswordValidator, is_listed
from tests.factories import PersonFactory

CHANGE = "/en/account/password/change/"
OLD = "un-long-mot-de-passe"


def codes(password: str, person: Person | None = None) -> set[str]:
    """Why a password is refused."""
    try:
        validate_password(password, person)
    except ValidationError as refusal:
        return {str(error.code) for error in refusal.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    [
        "Password2026!", "P@ssw0rd2026", "motdepasse123", "Mot-de-passe!", "Bonjour2026!!",
        "  Soleil2026", "azertyuiop", "AZERTYUIOP12", "qwertyuiop[]", "abcdefghijkl",
        "1234567890123", "0987654321", "aaaaaaaaaaaa", "abcabcabcabc", "passpasspass",
        "1qaz2wsx3edc", "Butterfly99!", "s0lidarité!!", "chocolatechocolate", "lkjhgfdsqpoi",
    ],
)  # fmt: skip
def test_what_everybody_tries_first_is_refused_in_its_disguises_too(
    db: None, password: str
) -> None:
    assert codes(password) & {"password_disguised", "password_too_common"}


@pytest.mark.parametrize(
    "password",
    [
        "trois-baobabs-et-une-pirogue", "quatre cahiers, une pompe", "كلمة سر طويلة جدا هنا",
        "Zanzibar carotte 8 vélos", "x7$Kq!mW2p", "z" * 30 + "é" * 34 + " " + "ko" * 70,
        "🦒🌍🚲🥁🌾🪘🐟🌊🧵🫖",
        "mon bonjour préféré de Kaya",
    ],
)  # fmt: skip
def test_long_and_odd_ones_are_welcome(db: None, password: str) -> None:
    assert codes(password) == set()


def test_the_name_of_the_site_her_own_and_short_ones_are_refused(homes: Any) -> None:
    Site.objects.update(site_name="Réseau des Rives")
    forget_held()
    person = PersonFactory(email="fatoumata@example.org", first_name="Fatoumata")
    assert "password_disguised" in codes("Rives2026!!")
    assert "password_disguised" in codes("ReseauDesRives1")
    assert "password_too_similar" in codes("fatoumata26", person)
    assert "password_too_short" in codes("x7$Kq!mW2", person)


@pytest.fixture
def stolen(tmp_path: Path, settings: Any) -> Path:
    """A list of three thousand stolen passwords, in order."""
    words = [f"stolen-word-{number}" for number in range(3000)]
    marks = sorted(hashlib.sha1(word.encode()).hexdigest().upper() for word in words)
    path = tmp_path / "stolen.txt"
    path.write_text("\r\n".join(f"{mark}:{number}" for number, mark in enumerate(marks)) + "\r\n")
    settings.STOLEN_PASSWORDS = str(path)
    return path


def test_every_password_of_a_list_of_stolen_ones_is_found_and_no_other(stolen: Path) -> None:
    validator = StolenPasswordValidator()
    for number in range(0, 3000, 7):
        with pytest.raises(ValidationError):
            validator.validate(f"stolen-word-{number}")
        validator.validate(f"another-word-{number}")
    lines = stolen.read_bytes().splitlines()
    assert all(is_listed(stolen, line[:40]) for line in (lines[0], lines[1], lines[-1]))
    assert not is_listed(stolen, b"0" * 40)
    assert not is_listed(stolen, b"F" * 40)
    assert validator.get_help_text()


def test_a_list_that_is_not_there_stops_the_site(settings: Any) -> None:
    settings.STOLEN_PASSWORDS = "/nowhere/list.txt"
    with pytest.raises(ImproperlyConfigured):
        get_password_validators([{"NAME": "people.passwords.StolenPasswordValidator"}])


def test_no_rule_beside_the_field_is_empty() -> None:
    assert all(password_validators_help_texts())


@pytest.fixture
def hers(awa: Person, sign_in: Any, prove: Any) -> Client:
    """Awa's browser, a moment after she proved who she is."""
    client: Client = sign_in(awa)
    prove(client)
    return client


def change(client: Client, new: str, old: str = OLD) -> Any:
    """Ask for another password."""
    form = {"oldpassword": old, "password1": new, "password2": new}
    return client.post(CHANGE, form)


def test_a_refusal_says_why_and_leaves_the_password_as_it_was(hers: Client, awa: Person) -> None:
    answer = change(hers, "Password2026!")
    assert answer.status_code == 200
    assert "one that many people choose" in answer.content.decode()
    awa.refresh_from_db()
    assert awa.check_password(OLD)


def test_nothing_is_cut_off_or_changed_in_a_password(hers: Client, awa: Person) -> None:
    """ASVS 6.2.8 and 6.2.9: letters, spaces and length are as they were typed."""
    new = "  Trois baobabs ET une pirogue  " * 6
    assert change(hers, new).status_code == 302
    awa.refresh_from_db()
    assert awa.check_password(new)
    for other in (new.strip(), new.lower(), new[:-1], new[:72]):
        assert not awa.check_password(other)


def test_to_change_a_password_one_knows_the_present_one(hers: Client, awa: Person) -> None:
    """ASVS 6.2.3."""
    assert change(hers, "trois-baobabs-et-une-pirogue", old="wrong").status_code == 200
    awa.refresh_from_db()
    assert awa.check_password(OLD)


def test_the_fields_hide_what_is_typed_and_let_it_be_pasted_and_kept(hers: Client) -> None:
    """ASVS 6.2.6 and 6.2.7."""
    html = hers.get(CHANGE).content.decode()
    assert html.count('type="password"') == 3 or html.count('type="password"') == 2
    assert 'autocomplete="new-password"' in html
    assert 'autocomplete="current-password"' in html
    assert "onpaste" not in html
    assert "maxlength" not in html.split("<form")[1]
