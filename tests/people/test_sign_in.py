"""People sign in with their e-mail address; nothing tells strangers who has an account."""

import pytest
from django.core import mail
from django.test import Client

from pages.models import Home
from people.models import Person
from tests.factories import PersonFactory
from tests.masks import masked

ADDRESS = "/fr/account/login/"
PASSWORD = "un-long-mot-de-passe"


@pytest.fixture
def awa(homes: tuple[Home, Home]) -> Person:
    """Somebody with an account."""
    person = PersonFactory(email="awa@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client: Client, email: str, password: str, address: str = ADDRESS) -> tuple[int, str]:
    """Send the form: status, and the page without what differs by nature."""
    response = client.post(address, {"login": email, "password": password})
    return response.status_code, masked(response.content.decode(), email)


def test_the_right_password_lets_a_person_in(client: Client, awa: Person) -> None:
    assert sign_in(client, "AWA@example.org", PASSWORD)[0] == 302
    assert client.session["_auth_user_id"] == str(awa.pk)


def test_a_wrong_password_says_so_and_not_whether_the_account_exists(
    client: Client, awa: Person
) -> None:
    known = sign_in(client, "awa@example.org", "faux-mot-de-passe")
    unknown = sign_in(Client(), "personne@example.org", "faux-mot-de-passe")
    assert known == unknown
    assert known[0] == 200
    assert 'role="alert"' in known[1]
    assert "_auth_user_id" not in client.session


def test_one_comes_back_to_where_one_was_and_never_to_another_site(
    client: Client, awa: Person
) -> None:
    form = {"login": "awa@example.org", "password": PASSWORD, "next": "/fr/rubrique/"}
    assert client.post(ADDRESS, form)["Location"] == "/fr/rubrique/"
    for forged in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        response = Client().post(ADDRESS, {**form, "next": forged})
        assert "evil" not in response["Location"]
        assert "javascript" not in response["Location"]


def test_editors_are_led_to_the_editing_screens_and_others_to_the_site(
    client: Client, awa: Person, editor: Person
) -> None:
    editor.set_password(PASSWORD)
    editor.save()
    form = {"password": PASSWORD}
    assert client.post(ADDRESS, {**form, "login": editor.email})["Location"] == "/admin/"
    assert Client().post(ADDRESS, {**form, "login": "awa@example.org"})["Location"] == "/"


def test_nobody_signs_up_by_herself(client: Client, awa: Person) -> None:
    address = "/fr/account/signup/"
    page = client.get(address)
    assert b"<form" not in page.content or b"password1" not in page.content
    client.post(address, {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD})
    assert not Person.objects.filter(email="new@example.org").exists()


def test_a_forgotten_password_answers_alike_for_everybody(client: Client, awa: Person) -> None:
    address = "/fr/account/password/reset/"
    known = client.post(address, {"email": "awa@example.org"})
    unknown = client.post(address, {"email": "personne@example.org"})
    assert (known.status_code, known.get("Location")) == (
        unknown.status_code,
        unknown.get("Location"),
    )
    assert "awa@example.org" in [to for message in mail.outbox for to in message.to]


def test_pages_of_accounts_are_never_shared(client: Client, awa: Person) -> None:
    client.get(ADDRESS)
    for response in (client.get(ADDRESS), client.post(ADDRESS, {"login": "x", "password": "y"})):
        assert "public" not in response.get("Cache-Control", "")
        assert not response.has_header("ETag")


def test_a_form_without_its_token_is_refused_in_the_look_of_the_site(awa: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/en/account/login/", {"login": "awa@example.org", "password": PASSWORD})
    assert response.status_code == 403
    assert "Not possible from here" in response.content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_form_is_in_the_language_of_the_address(
    client: Client, awa: Person, language: str
) -> None:
    html = client.get(f"/{language}/account/login/").content.decode()
    assert f'<html lang="{language}"' in html
    assert 'type="email"' in html
    assert 'autocomplete="current-password"' in html
