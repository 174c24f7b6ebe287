"""Every page of an account answers in the look of the site, light, private, in one's language."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver
from django.utils.translation import override

from people.models import Person
from tests.people.authenticator import Passkey, options_on
from tests.turns import in_turn

SIGNED_IN = (
    "", "name/", "profile/", "data/", "data/erase/", "email/", "password/change/", "logout/",
    "sessions/", "reauthenticate/", "2fa/", "2fa/totp/deactivate/", "2fa/webauthn/",
    "2fa/webauthn/add/", "2fa/webauthn/reauthenticate/", "2fa/recovery-codes/",
    "2fa/recovery-codes/generate/", "2fa/reauthenticate/", "2fa/webauthn/keys/{key}/edit/",
    "2fa/webauthn/keys/{key}/remove/",
)  # fmt: skip
VISITOR = (
    "login/", "login/code/", "signup/", "password/reset/", "password/reset/done/",
    "password/reset/key/done/", "password/reset/key/1-abc/", "inactive/",
)  # fmt: skip
MOST_BYTES = 40_000


@pytest.fixture
def at_home(
    awa: Person, sign_in: Callable[..., Client], prove: Any, telephone: Any
) -> tuple[Client, int]:
    """Awa's browser a moment after she proved who she is; the number of her passkey."""
    client = sign_in(awa)
    prove(client)
    telephone(awa)
    address = "/en/account/2fa/webauthn/add/"
    credential = Passkey().register(options_on(client.get(address)))
    client.post(address, {"name": "Téléphone", "credential": credential})
    return client, Authenticator.objects.get(user=awa, type="webauthn").pk


def check(response: Any, language: str) -> None:
    """The page is ours, light, private, complete without script, and forgets no field."""
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert 'class="band"' in html
    assert html.count("<h1") == 1
    assert len(response.content) < MOST_BYTES
    assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))
    assert " style=" not in html
    for script in re.findall(r"<script[^>]*>", html):
        assert "src=" in script or "application/json" in script
    names = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html))
    labels = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    hidden = set(re.findall(r'<input type="hidden"[^>]* id="([^"]+)"', html))
    assert names - labels - hidden == set()
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        for part in described.split():
            assert f'id="{part}"' in html


@pytest.mark.parametrize(("address", "language"), in_turn(SIGNED_IN, ["fr", "en"]))
def test_every_page_of_an_account_is_ours(
    at_home: tuple[Client, int], address: str, language: str
) -> None:
    client, key = at_home
    response = client.get(f"/{language}/account/{address.format(key=key)}")
    check(response, language)


@pytest.mark.parametrize(("address", "language"), in_turn(VISITOR, ["fr", "en"]))
def test_every_page_at_the_door_is_ours(awa: Person, address: str, language: str) -> None:
    check(Client().get(f"/{language}/account/{address}"), language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_codes_are_set_up_on_a_page_of_ours(
    awa: Person, sign_in: Callable[..., Client], prove: Any, language: str
) -> None:
    client = sign_in(awa)
    prove(client)
    check(client.get(f"/{language}/account/2fa/totp/activate/"), language)


def test_no_address_of_accounts_is_without_a_test() -> None:
    with override("en"):
        known = {f"en/account/{address}" for address in (*SIGNED_IN, *VISITOR)}
        known = {re.sub(r"\{key\}", "%(pk)s", address) for address in known}
        elsewhere = {
            "account_confirm_login_code", "account_email_verification_sent",
            "account_set_password", "account_reset_password_from_key", "mfa_authenticate",
            "mfa_activate_totp", "mfa_download_recovery_codes", "mfa_login_webauthn",
            "account_data_download", "account_translating",
            "account_provider", "account_provider_login", "account_provider_callback",
        }  # fmt: skip
        names = {
            name
            for name in get_resolver().reverse_dict
            if isinstance(name, str) and name.startswith(("account", "mfa_", "usersessions"))
        }
        found = {name: get_resolver().reverse_dict.getlist(name)[0][0][0][0] for name in names}
    unknown = {
        name for name, address in found.items() if address not in known and name not in elsewhere
    }
    assert unknown == set()


def test_scripts_run_on_the_pages_of_passkeys_and_of_the_profile_and_nowhere_else(
    at_home: tuple[Client, int],
) -> None:
    client, _key = at_home
    scripted = ("profile/", "2fa/webauthn/add/", "2fa/webauthn/reauthenticate/")
    for address in SIGNED_IN:
        response = client.get(f"/en/account/{address.format(key=_key)}")
        policy = response["Content-Security-Policy"]
        assert ("script-src 'self'" in policy) == (address in scripted), address
        assert "unsafe" not in policy
    assert "script-src 'self'" in Client().get("/en/account/login/")["Content-Security-Policy"]


@pytest.mark.parametrize("address", [a for a in SIGNED_IN if a != "logout/" and "{" not in a])
def test_a_visitor_is_asked_to_sign_in_and_comes_back(awa: Person, address: str) -> None:
    response = Client().get(f"/en/account/{address}")
    assert response.status_code == 302
    assert "/en/account/login/" in response["Location"]


def test_nobody_touches_the_passkey_of_another(at_home: tuple[Client, int], editor: Person) -> None:
    client, _key = at_home
    other = Authenticator.objects.create(
        user=editor, type="webauthn", data={"name": "X", "credential": {}}
    )
    for act in ("edit", "remove"):
        address = f"/en/account/2fa/webauthn/keys/{other.pk}/{act}/"
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=other.pk).exists()
