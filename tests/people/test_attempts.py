"""Attempts at a password are slowed, by address and by account; the owner is never locked out."""

from collections.abc import Callable
from typing import Any

from django.core import mail
from django.test import Client

from people.models import Person

LOGIN = "/en/account/login/"
ASK = "/en/account/login/code/"


def attempt(client: Client, email: str, password: str, ip: str) -> str:
    """Send the form from an address; the page, or where it leads."""
    form = {"login": email, "password": password}
    response = client.post(LOGIN, form, REMOTE_ADDR=ip)
    return response.get("Location", "") or response.content.decode()


def attack(email: str, times: int) -> list[str]:
    """Wrong passwords, each from another machine of the internet."""
    return [attempt(Client(), email, "wrong", f"203.0.113.{number}") for number in range(times)]


def test_attempts_from_many_addresses_at_one_account_are_stopped(
    awa: Person, password: str
) -> None:
    answers = attack(awa.email, 8)
    assert all("is not right" in answer for answer in answers[:5])
    assert all("Too many attempts" in answer for answer in answers[5:])
    assert "Too many attempts" in attempt(Client(), awa.email, password, "198.51.100.7")


def test_the_owner_comes_in_with_the_browser_that_she_has_used_before(
    awa: Person, sign_in: Callable[..., Client], password: str
) -> None:
    hers = sign_in(awa)
    hers.post("/en/account/logout/")
    attack(awa.email, 8)
    assert attempt(hers, awa.email, password, "198.51.100.7") == "/"


def test_the_owner_comes_in_with_a_code_from_a_new_browser(
    awa: Person, mailed_code: Callable[[], str]
) -> None:
    attack(awa.email, 8)
    client = Client()
    client.post(ASK, {"email": awa.email})
    client.post(f"{ASK}confirm/", {"code": mailed_code()})
    assert client.session["_auth_user_id"] == str(awa.pk)


def test_her_own_browser_has_a_limit_too(
    awa: Person, sign_in: Callable[..., Client], password: str
) -> None:
    stolen = sign_in(awa)
    stolen.post("/en/account/logout/")
    for _number in range(5):
        attempt(stolen, awa.email, "wrong", "198.51.100.7")
    assert "Too many attempts" in attempt(stolen, awa.email, password, "198.51.100.7")


def test_a_browser_known_for_one_account_is_a_stranger_to_another(
    awa: Person, editor: Person, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(awa)
    client.post("/en/account/logout/")
    attack(editor.email, 8)
    assert "Too many attempts" in attempt(client, editor.email, "wrong", "198.51.100.7")


def test_a_forged_mark_of_a_browser_counts_for_nothing(awa: Person) -> None:
    attack(awa.email, 8)
    client = Client()
    for forged in ("x", "eyJpZCI6IngiLCJtYXJrcyI6W119:1:2", "\xff" * 40, "[]"):
        client.cookies["device"] = forged
        assert "Too many attempts" in attempt(client, awa.email, "wrong", "198.51.100.7")


def test_the_owner_is_told_once_and_nobody_else(awa: Person) -> None:
    attack(awa.email, 12)
    attack("nobody@example.org", 12)
    assert [message.to for message in mail.outbox] == [[awa.email]]
    assert "Somebody tries your password" in mail.outbox[0].subject


def test_one_machine_that_tries_many_accounts_is_stopped(awa: Person) -> None:
    answers = [
        attempt(Client(), f"person{number}@example.com", "wrong", "203.0.113.5")
        for number in range(62)
    ]
    assert "is not right" in answers[59]
    assert "Too many attempts" in answers[60]


def test_the_addresses_of_one_network_count_as_one(awa: Person) -> None:
    answers = [
        attempt(Client(), f"person{number}@example.com", "wrong", f"2001:db8::{number:x}")
        for number in range(1, 63)
    ]
    assert "Too many attempts" in answers[-1]


def test_a_flood_is_refused_in_the_look_of_the_site(awa: Person) -> None:
    for _number in range(181):
        response = Client().post(LOGIN, {"login": "", "password": ""}, REMOTE_ADDR="203.0.113.9")
    assert response.status_code == 429
    assert "Too often" in response.content.decode()
    assert 'class="band"' in response.content.decode()


def test_a_mailbox_is_not_flooded_with_codes(awa: Person) -> None:
    for number in range(12):
        Client().post(ASK, {"email": awa.email}, REMOTE_ADDR=f"203.0.113.{number}")
    assert len(mail.outbox) == 6


def test_the_address_behind_a_proxy_counts_and_a_forged_one_does_not(
    awa: Person, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(60):
        forged = f"10.0.0.{number}, 203.0.113.77"
        Client().post(
            LOGIN,
            {"login": f"p{number}@example.com", "password": "wrong"},
            headers={"x-forwarded-for": forged},
        )
    last = Client().post(
        LOGIN,
        {"login": "p99@example.com", "password": "wrong"},
        headers={"x-forwarded-for": "203.0.113.77"},
    )
    assert "Too many attempts" in last.content.decode()
