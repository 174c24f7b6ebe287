"""Where one is signed in, and how sessions end: at one's wish, at another's, at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from pages.models import Home
from people.actions.erase import erase
from people.actions.suspend import restore, suspend
from people.models import Person
from people.roles import site_role

SESSIONS = "/en/account/sessions/"


def test_one_sees_where_one_is_signed_in(awa: Person, sign_in: Callable[..., Client]) -> None:
    here, there = sign_in(awa), sign_in(awa)
    html = here.get(SESSIONS).content.decode()
    assert html.count("127.0.0.1") == 2
    assert html.count("Here, now") == 1
    assert there.get("/en/account/").status_code == 200


def test_one_signs_out_everywhere_else(awa: Person, sign_in: Callable[..., Client]) -> None:
    here, there = sign_in(awa), sign_in(awa)
    here.post(SESSIONS)
    assert here.get("/en/account/").status_code == 200
    assert there.get("/en/account/").status_code == 302


def test_a_suspended_person_is_out_at_her_next_request(
    awa: Person, editor: Person, sign_in: Callable[..., Client]
) -> None:
    listed, unlisted = sign_in(awa), Client()
    unlisted.force_login(awa)
    suspend(awa, editor)
    for client in (listed, unlisted):
        assert client.get("/en/account/").status_code == 302
    assert not Session.objects.filter(session_key=listed.cookies["sessionid"].value).exists()
    assert awa.suspended_at
    assert site_role(awa) == "suspended"


def test_a_suspended_person_cannot_sign_in_until_she_is_let_in_again(
    awa: Person, editor: Person, sign_in: Callable[..., Client], password: str
) -> None:
    before = sign_in(awa)
    suspend(awa, editor)
    form = {"login": awa.email, "password": password}
    response = Client().post("/en/account/login/", form)
    assert response["Location"] == "/en/account/inactive/"
    restore(awa, editor)
    assert before.get("/en/account/").status_code == 302
    assert sign_in(awa).get("/en/account/").status_code == 200
    assert awa.suspended_at is None


def test_an_erased_account_is_never_restored(awa: Person, editor: Person) -> None:
    erase(awa)
    with pytest.raises(ValueError, match="erased"):
        restore(awa, editor)


def test_the_editing_screens_have_no_door_of_their_own(
    editor: Person, homes: tuple[Home, Home]
) -> None:
    for address in (
        "login/",
        "password_reset/",
        "password_reset/done/",
        "password_reset/confirm/MQ/set-password/",
        "password_reset/complete/",
    ):
        for send in (Client().get, Client().post):
            response: Any = send(f"/admin/{address}")
            assert response.status_code == 302
            assert "/account/login/" in response["Location"]
    client = Client()
    client.force_login(editor)
    account = client.get("/admin/account/").content.decode()
    assert "password-new_password1" not in account
    assert "name_email-email" not in account
    assert "/account/" in account
    forged = {"password-old_password": "x", "password-new_password1": "un-autre-secret"}
    client.post("/admin/account/", {**forged, "password-new_password2": "un-autre-secret"})
    before = editor.password
    editor.refresh_from_db()
    assert editor.password == before
    client.post("/admin/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/en/account/logout/", "/admin/logout/"])
def test_what_scripts_keep_leaves_the_browser_at_sign_out_only(
    awa: Person, sign_in: Callable[..., Client], address: str
) -> None:
    client = sign_in(awa)
    assert "Clear-Site-Data" not in client.get(address)
    assert client.post(address)["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.post(address)
    assert "Clear-Site-Data" not in client.get("/en/")
