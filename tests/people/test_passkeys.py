"""A passkey lets its owner in, alone or as the second step, and nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client

from people.actions.suspend import suspend
from people.models import Person
from tests.people.authenticator import Passkey, options_on

LOGIN = "/en/account/2fa/webauthn/login/"


@pytest.fixture
def passkey(awa: Person, sign_in: Callable[..., Client], prove: Any) -> Passkey:
    """A passkey that Awa has added to her account."""
    client, key = sign_in(awa), Passkey()
    prove(client)
    address = "/en/account/2fa/webauthn/add/"
    form = {
        "name": "Phone",
        "passwordless": "on",
        "credential": key.register(options_on(client.get(address))),
    }
    assert client.post(address, form).status_code == 302
    assert Authenticator.objects.filter(user=awa, type="webauthn").count() == 1
    return key


def challenge(client: Client) -> dict[str, Any]:
    """What the page of sign-in asks of the browser."""
    response = client.get(LOGIN, headers={"accept": "application/json"})
    found: dict[str, Any] = response.json()["request_options"]
    return found


def test_a_passkey_alone_lets_its_owner_in(awa: Person, passkey: Passkey) -> None:
    client = Client()
    credential = passkey.sign(challenge(client), user_pk_to_url_str(awa))
    assert client.post(LOGIN, {"credential": credential})["Location"] == "/"
    assert client.session["_auth_user_id"] == str(awa.pk)


def test_the_answer_to_one_challenge_does_not_serve_for_another(
    awa: Person, passkey: Passkey
) -> None:
    credential = passkey.sign(challenge(Client()), user_pk_to_url_str(awa))
    client = Client()
    challenge(client)
    client.post(LOGIN, {"credential": credential})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", ["", "{}", "x", '{"id": 1}', "[]", "null"])
def test_nonsense_is_no_passkey(awa: Person, passkey: Passkey, credential: str) -> None:
    client = Client()
    challenge(client)
    assert client.post(LOGIN, {"credential": credential}).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_passkey_is_the_second_step_after_a_password(
    awa: Person, passkey: Passkey, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(awa)
    assert "_auth_user_id" not in client.session
    page = client.get("/en/account/2fa/authenticate/")
    assert "script-src 'self'" in page["Content-Security-Policy"]
    credential = passkey.sign(options_on(page), user_pk_to_url_str(awa))
    client.post("/en/account/2fa/authenticate/", {"credential": credential})
    assert client.session["_auth_user_id"] == str(awa.pk)


def test_a_key_that_is_not_hers_is_refused(awa: Person, passkey: Passkey) -> None:
    client = Client()
    credential = Passkey().sign(challenge(client), user_pk_to_url_str(awa))
    assert client.post(LOGIN, {"credential": credential}).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_suspended_person_does_not_come_in_by_her_passkey(
    awa: Person, passkey: Passkey, editor: Person
) -> None:
    suspend(awa, editor)
    client = Client()
    credential = passkey.sign(challenge(client), user_pk_to_url_str(awa))
    response = client.post(LOGIN, {"credential": credential})
    assert response["Location"] == "/en/account/inactive/"
    assert "_auth_user_id" not in client.session


def test_the_page_of_sign_in_speaks_json_to_no_other_address(awa: Person) -> None:
    for address in ("login/", "signup/", "password/reset/"):
        response = Client().get(f"/en/account/{address}", headers={"accept": "application/json"})
        assert response["Content-Type"].startswith("text/html")
