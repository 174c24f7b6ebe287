"""Signing in with a code by e-mail, choosing another password, adding an address."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from people.models import Person
from tests.factories import PersonFactory

ASK = "/en/account/login/code/"
CONFIRM = "/en/account/login/code/confirm/"


def test_a_code_by_e_mail_lets_in_whoever_reads_it(
    awa: Person, mailed_code: Callable[[], str]
) -> None:
    client = Client()
    asked = client.post(ASK, {"email": "AWA@example.org", "next": "/en/people/"})
    assert asked["Location"].startswith(CONFIRM)
    entered = client.post(asked["Location"], {"code": mailed_code(), "next": "/en/people/"})
    assert entered["Location"] == "/en/people/"
    assert client.session["_auth_user_id"] == str(awa.pk)


def test_a_code_serves_in_the_browser_that_asked_for_it_and_once(
    awa: Person, mailed_code: Callable[[], str]
) -> None:
    client, other = Client(), Client()
    client.post(ASK, {"email": awa.email})
    code = mailed_code()
    assert other.post(CONFIRM, {"code": code})["Location"] == ASK
    client.post(CONFIRM, {"code": code})
    client.post("/en/account/logout/")
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


def test_a_code_is_over_after_some_minutes_and_after_three_wrong_ones(
    awa: Person, mailed_code: Callable[[], str]
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = Client()
        client.post(ASK, {"email": awa.email})
        code = mailed_code()
        clock.shift(20 * 60)
        client.post(CONFIRM, {"code": code})
        assert "_auth_user_id" not in client.session
    client = Client()
    client.post(ASK, {"email": awa.email})
    code = mailed_code()
    for wrong in ("AAA-AAA", "BBB-BBB", "CCC-CCC"):
        client.post(CONFIRM, {"code": wrong})
    client.post(CONFIRM, {"code": code})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("code", ["", "\0", "x" * 5000, "é", "' OR 1=1"])
def test_nonsense_is_no_code(awa: Person, code: str) -> None:
    client = Client()
    client.post(ASK, {"email": awa.email})
    response = client.post(CONFIRM, {"code": code})
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize(
    "next_page", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_no_way_of_signing_in_leads_to_another_site(
    awa: Person, mailed_code: Callable[[], str], next_page: str
) -> None:
    client = Client()
    asked = client.post(ASK, {"email": awa.email, "next": next_page})
    entered = client.post(CONFIRM, {"code": mailed_code(), "next": next_page})
    assert "evil" not in entered["Location"]
    assert asked["Location"].startswith("/en/account/")


def reset_link() -> str:
    """The link in the last mail."""
    found = re.search(r"http://testserver(/\S+/password/reset/key/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_a_forgotten_password_is_replaced_by_a_link_that_serves_once(
    awa: Person, sign_in: Callable[..., Client]
) -> None:
    elsewhere = sign_in(awa)
    client = Client()
    client.post("/en/account/password/reset/", {"email": awa.email})
    link = reset_link()
    form_page = client.get(link, follow=True)
    address = form_page.redirect_chain[-1][0]
    new = "une autre phrase, longue et avec des espaces"
    assert client.post(address, {"password1": new, "password2": new}).status_code == 302
    awa.refresh_from_db()
    assert awa.check_password(new)
    assert elsewhere.get("/en/account/").status_code == 302
    again = Client().get(link)
    assert "Ask for a link" in again.content.decode()


def test_passwords_may_be_long_and_hold_spaces_but_not_be_short_common_or_one_s_address(
    awa: Person, sign_in: Callable[..., Client], password: str
) -> None:
    client = sign_in(awa)
    address = "/en/account/password/change/"

    def change(new: str) -> int:
        form = {"oldpassword": password, "password1": new, "password2": new}
        return client.post(address, form).status_code

    for bad in ("court", "1234567890", "awa@example.org", "a\0bcdefghijkl"):
        assert change(bad) == 200, bad
    assert change("un mot long " * 17) == 302
    awa.refresh_from_db()
    assert awa.check_password("un mot long " * 17)


def test_a_changed_password_signs_out_everywhere_else(
    awa: Person, sign_in: Callable[..., Client], password: str
) -> None:
    here, elsewhere = sign_in(awa), sign_in(awa)
    new = "un-tout-autre-secret"
    form = {"oldpassword": password, "password1": new, "password2": new}
    assert here.post("/en/account/password/change/", form)["Location"] == "/en/account/"
    assert here.get("/en/account/").status_code == 200
    assert elsewhere.get("/en/account/").status_code == 302
    assert "Your password has changed" in mail.outbox[-1].subject


def test_an_address_is_added_by_a_code_and_only_after_proof(
    awa: Person, sign_in: Callable[..., Client], prove: Any, mailed_code: Callable[[], str]
) -> None:
    client = sign_in(awa)
    address = "/en/account/email/"
    form = {"email": "awa.diallo@example.net", "action_add": ""}
    assert "/reauthenticate/" in client.post(address, form)["Location"]
    prove(client)
    client.post(address, form)
    assert not EmailAddress.objects.filter(email="awa.diallo@example.net").exists()
    client.post("/en/account/confirm-email/", {"code": mailed_code()})
    client.post(address, {"email": "awa.diallo@example.net", "action_primary": ""})
    awa.refresh_from_db()
    assert awa.email == "awa.diallo@example.net"
    assert EmailAddress.objects.filter(user=awa, primary=True, verified=True).count() == 1
    assert "awa@example.org" in mail.outbox[-1].to


def test_the_address_of_another_is_never_taken(
    awa: Person, sign_in: Callable[..., Client], prove: Any
) -> None:
    other = PersonFactory(email="moussa@example.org")
    client = sign_in(awa)
    prove(client)
    response = client.post("/en/account/email/", {"email": other.email, "action_add": ""})
    unknown = client.post("/en/account/email/", {"email": "nobody@example.org", "action_add": ""})
    assert (response.status_code, response["Location"]) == (
        unknown.status_code,
        unknown["Location"],
    )
    assert not EmailAddress.objects.filter(user=awa, email=other.email).exists()


def test_an_address_that_an_administrator_corrects_takes_the_place_of_the_old_one(
    awa: Person,
) -> None:
    awa.email = "Awa.Diallo@example.net"
    awa.save()
    found = EmailAddress.objects.get(user=awa)
    assert (found.email, found.primary, found.verified) == ("awa.diallo@example.net", True, True)
