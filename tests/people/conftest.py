"""Somebody with a password and how she signs in; a mail server that does as it is told."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client
from django.utils import timezone

from pages.models import Home
from people.models import Person
from tests.factories import PersonFactory
from tests.people.openid_journey import NAME
from tests.people.openid_provider import CLIENT_ID, CLIENT_SECRET, OpenIDProvider
from tests.people.post.mail_server import MailServer

PASSWORD = "un-long-mot-de-passe"
CODE = re.compile(r"^[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}$", re.MULTILINE)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes of recovery codes that take no time."""
    monkeypatch.setattr("people.recovery.COST", {"n": 2, "r": 1, "p": 1})


@pytest.fixture
def password() -> str:
    """The password of `awa`."""
    return PASSWORD


@pytest.fixture
def awa(homes: tuple[Home, Home]) -> Person:
    """Somebody with an account and a password."""
    person = PersonFactory(email="awa@example.org", language="en")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """Signs a person in with her password, in a browser of her own."""

    def enter(person: Person, client: Client | None = None) -> Client:
        client = client or Client()
        form = {"login": person.email, "password": PASSWORD}
        assert client.post("/en/account/login/", form).status_code == 302
        return client

    return enter


@pytest.fixture
def prove() -> Callable[..., None]:
    """Types the password once more, as pages that matter ask."""

    def type_it(client: Client) -> None:
        response = client.post("/en/account/reauthenticate/", {"password": PASSWORD})
        assert response.status_code == 302

    return type_it


@pytest.fixture
def mailed_code() -> Callable[[], str]:
    """The code in the last mail."""

    def read() -> str:
        found = CODE.search(str(mail.outbox[-1].body))
        assert found, mail.outbox[-1].body
        return found[0]

    return read


@pytest.fixture
def telephone() -> Callable[..., Any]:
    """Gives a person a telephone with codes, and recovery codes; shows the code of the moment."""

    def give(person: Person) -> Callable[[int], str]:
        secret = generate_totp_secret()
        TOTP.activate(person, secret)
        RecoveryCodes.activate(person)

        def show(steps: int = 0) -> str:
            counter = int(timezone.now().timestamp()) // 30 + steps
            return format_hotp_value(hotp_value(secret, counter))

        return show

    return give


@pytest.fixture
def open_site(settings: Any) -> None:
    """A site where everybody may make an account."""
    settings.SIGN_UP = "open"


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    """A mail server, which the site sends through with little patience."""
    with MailServer() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = running.port
        settings.EMAIL_TIMEOUT = 0.5
        yield running


@pytest.fixture
def provider(settings: Any, homes: tuple[Home, Home]) -> Iterator[OpenIDProvider]:
    """A provider that the site offers, and waits for but a moment."""
    with OpenIDProvider() as running:
        settings.OIDC_ISSUER = running.issuer
        settings.OIDC_CLIENT_ID = CLIENT_ID
        settings.OIDC_CLIENT_SECRET = CLIENT_SECRET
        settings.OIDC_NAME = NAME
        settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.5
        yield running
