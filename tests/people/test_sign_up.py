"""Accounts are made by invitation, or by everybody where the site says so; addresses are proven."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from pages.models import Home
from people.actions.invite import invitation_written, invite
from people.models import Invitation, Person
from people.newcomers import ADDRESS as INVITED
from people.newcomers import TOKEN
from tests.factories import PersonFactory, a_space

ADDRESS = "/en/account/signup/"
CONFIRM = "/en/account/confirm-email/"
FORM = {
    "first_name": "Fatou",
    "last_name": "N’Diaye",
    "email": "fatou@example.org",
    "password1": "une longue phrase à moi",
}


def invited(address: str) -> Client:
    """A visitor who is about to accept an invitation sent to an address."""
    tokens: list[str] = []
    invitation_written.connect(keep := lambda token, **signal: tokens.append(token))
    invite(a_space(), [address.lower()], "reader", None, "en")
    invitation_written.disconnect(keep)
    client = Client()
    client.get("/en/account/login/")
    session = client.session
    session[INVITED], session[TOKEN] = address, tokens[0]
    session.save()
    return client


def test_nobody_signs_up_without_an_invitation(homes: tuple[Home, Home]) -> None:
    withdrawn = invited("fatou@example.org")
    Invitation.objects.update(state=Invitation.State.WITHDRAWN)
    for client in (Client(), withdrawn):
        assert "password1" not in client.get(ADDRESS).content.decode()
        assert "password1" not in client.post(ADDRESS, FORM).content.decode()
    assert not Person.objects.filter(email=FORM["email"]).exists()
    assert not mail.outbox


def test_whoever_is_invited_makes_an_account_and_is_in(homes: tuple[Home, Home]) -> None:
    client = invited("Fatou@example.org")
    assert 'value="Fatou@example.org"' in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS, FORM)["Location"] == "/en/account/"
    person = Person.objects.get(email="fatou@example.org")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert (str(person), person.language) == ("Fatou N’Diaye", "en")
    assert EmailAddress.objects.get(user=person).verified
    assert person.memberships.get().way == "invited"


def test_another_address_than_the_invited_one_is_confirmed_first(homes: tuple[Home, Home]) -> None:
    client = invited("somebody.else@example.org")
    assert client.post(ADDRESS, FORM)["Location"] == CONFIRM
    assert "_auth_user_id" not in client.session


def test_where_the_site_is_open_the_address_is_confirmed_before_the_account_serves(
    homes: tuple[Home, Home], open_site: None, mailed_code: Callable[[], str]
) -> None:
    client = Client()
    assert client.post(ADDRESS, FORM)["Location"] == CONFIRM
    code = mailed_code()
    assert "_auth_user_id" not in client.session
    other = Client()
    other.post("/en/account/login/", {"login": FORM["email"], "password": FORM["password1"]})
    assert "_auth_user_id" not in other.session
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" in client.session
    assert EmailAddress.objects.get(email=FORM["email"]).verified


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", "Fаtou"),
        ("last_name", "\u202eeyaiD"),
        ("last_name", "visit http://evil.example"),
        ("last_name", "a\u200b"),
        ("last_name", "  "),
        ("last_name", "x" * 151),
        ("last_name", "a" + "\u0301" * 60),
        ("email", "fatou@exаmple.org"),
        ("email", "fatou@xn--exmple-4nf.org"),
        ("email", 'x"@example.org'),
        ("email", "a@b\nBcc: c@d.org"),
        ("email", "a" * 320 + "@example.org"),
        ("password1", "court"),
        ("password1", "fatou@example.org"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_else_is_lost(
    homes: tuple[Home, Home], open_site: None, field: str, value: str
) -> None:
    response = Client().post(ADDRESS, {**FORM, field: value})
    assert response.status_code == 200
    html = response.content.decode()
    assert f'id="id_{field}_error"' in html
    kept = "N’Diaye" if field != "last_name" else "Fatou"
    assert kept in html
    assert not Person.objects.exists()


def test_a_known_address_gets_a_mail_and_no_second_account(
    homes: tuple[Home, Home], open_site: None
) -> None:
    PersonFactory(email="fatou@example.org", language="en")
    client = Client()
    assert client.post(ADDRESS, FORM)["Location"] == CONFIRM
    assert Person.objects.count() == 1
    assert "have an account already" in mail.outbox[-1].subject
    response = client.post(CONFIRM, {"code": "AAA-AAA"})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_long_names_of_every_script_are_welcome(homes: tuple[Home, Home], open_site: None) -> None:
    for number, name in enumerate(("Ольга", "محمد", "O’Brien-Nkrumah", "Đặng Thị", "José María")):
        form = {**FORM, "email": f"someone{number}@example.org", "last_name": name}
        assert Client().post(ADDRESS, form).status_code == 302, name


def test_an_account_that_an_administrator_makes_needs_no_code(
    awa: Person, sign_in: Callable[..., Any]
) -> None:
    client = sign_in(awa)
    assert client.session["_auth_user_id"] == str(awa.pk)
