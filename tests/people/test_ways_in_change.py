"""When what lets somebody in changes, whoever came in before must come in again; she stays."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.test import Client
from django.utils import timezone

from people.models import Person
from tests.people.authenticator import Passkey, options_on
from tests.people.openid_journey import LINK, travel
from tests.people.openid_provider import OpenIDProvider

Act = Callable[[Client, Person], Any]


def change_password(client: Client, awa: Person) -> Any:
    """Choose another password."""
    new = "trois-baobabs-et-une-pirogue"
    form = {"oldpassword": "un-long-mot-de-passe", "password1": new, "password2": new}
    return client.post("/en/account/password/change/", form)


def change_address(client: Client, awa: Person) -> Any:
    """Make another address the main one."""
    EmailAddress.objects.create(user=awa, email="awa@example.com", verified=True)
    form = {"email": "awa@example.com", "action_primary": ""}
    return client.post("/en/account/email/", form)


def add_telephone(client: Client, awa: Person) -> Any:
    """Have a telephone show codes."""
    client.get("/en/account/2fa/totp/activate/")
    counter = int(timezone.now().timestamp()) // 30
    secret = client.session[SECRET_SESSION_KEY]
    code = format_hotp_value(hotp_value(secret, counter))
    return client.post("/en/account/2fa/totp/activate/", {"code": code})


def add_passkey(client: Client, awa: Person) -> Any:
    """Add a passkey."""
    address = "/en/account/2fa/webauthn/add/"
    credential = Passkey().register(options_on(client.get(address)))
    return client.post(address, {"name": "Téléphone", "credential": credential})


def take_telephone_away(client: Client, awa: Person) -> Any:
    """Have no codes any more."""
    return client.post("/en/account/2fa/totp/deactivate/")


def make_recovery_codes(client: Client, awa: Person) -> Any:
    """Have other recovery codes."""
    return client.post("/en/account/2fa/recovery-codes/generate/")


def is_in(client: Client) -> bool:
    """Whether somebody is signed in with a browser."""
    return client.get("/en/account/").status_code == 200


@pytest.fixture(autouse=True)
def committed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows a commit follows at once: a test has none within a request."""
    monkeypatch.setattr(transaction, "on_commit", lambda follow, **kept: follow())


@pytest.fixture
def unlisted(awa: Person) -> Client:
    """A session of Awa's that no list knows of."""
    client = Client()
    client.force_login(awa)
    return client


def check(act: Act, here: Client, elsewhere: list[Client], awa: Person) -> None:
    """Only where she does it she stays signed in; the list of sessions says so."""
    assert all(is_in(client) for client in (here, *elsewhere))
    key = here.session.session_key
    assert act(here, awa).status_code == 302
    assert is_in(here)
    assert not any(is_in(client) for client in elsewhere)
    assert here.session.session_key != key
    listed = UserSession.objects.filter(user=awa).values_list("session_key", flat=True)
    assert list(listed) == [here.session.session_key]


@pytest.mark.parametrize("act", [change_password, change_address, add_telephone, add_passkey])
def test_who_came_in_before_the_change_is_out_and_she_stays(
    awa: Person, sign_in: Callable[..., Client], prove: Any, unlisted: Client, act: Act
) -> None:
    here, there = sign_in(awa), sign_in(awa)
    prove(here)
    check(act, here, [there, unlisted], awa)


@pytest.mark.parametrize("act", [take_telephone_away, make_recovery_codes])
def test_a_factor_that_goes_ends_the_others_too(
    awa: Person,
    sign_in: Callable[..., Client],
    prove: Any,
    telephone: Any,
    act: Act,
) -> None:
    here, there = sign_in(awa), sign_in(awa)
    prove(here)
    telephone(awa)
    check(act, here, [there], awa)


def test_a_link_to_a_provider_is_a_way_in_as_well(
    provider: OpenIDProvider, awa: Person, sign_in: Callable[..., Client], prove: Any
) -> None:
    here, there = sign_in(awa), sign_in(awa)
    prove(here)
    travel(provider, here, LINK)
    assert is_in(here)
    assert not is_in(there)
    there = sign_in(awa)
    here.post(LINK, {"remove": ""})
    assert is_in(here)
    assert not is_in(there)


def test_an_address_that_an_administrator_changes_ends_all_of_hers(
    awa: Person, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(awa)
    awa.email = "another@example.org"
    awa.save()
    assert not is_in(client)


def test_what_changes_nothing_of_the_ways_in_ends_nothing(
    awa: Person, sign_in: Callable[..., Client], unlisted: Client
) -> None:
    sign_in(awa).post("/en/account/name/", {"first_name": "Awa", "last_name": "Ba"})
    awa.refresh_from_db()
    awa.save()
    assert is_in(unlisted)
