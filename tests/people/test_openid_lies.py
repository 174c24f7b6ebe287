"""An OpenID provider that lies, is slow or gone lets nobody in, and breaks nothing."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from people.models import Person
from tests.people.openid_journey import BACK, LOGIN, START, is_in, land, leave, sentence_of, travel
from tests.people.openid_provider import CLIENT_ID, OpenIDProvider


@pytest.mark.parametrize(
    "told",
    [
        {"email": None},
        {"email": ""},
        {"email_verified": None},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": "true"},
        {"email_verified": 1},
        {"email": "awa"},
        {"email": "awa@example.org\x00"},
        {"email": "awa@example.org, eve@example.org"},
        {"email": "a" * 300 + "@example.org"},
    ],
)
def test_without_a_confirmed_address_nobody_is_linked_or_made(
    provider: OpenIDProvider, awa: Person, open_site: None, told: dict[str, Any]
) -> None:
    provider.person = {**provider.person, **told}
    client = Client()
    assert "confirmed and can be used here" in sentence_of(client, travel(provider, client))
    assert not is_in(client)
    assert Person.objects.count() == 1
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "address", ["awa@exаmple.org", "awa@xn--exmple-4nf.org", "аwa@example.org"]
)
def test_addresses_that_look_like_anothers_are_refused(
    provider: OpenIDProvider, awa: Person, open_site: None, address: str
) -> None:
    provider.person["email"] = address
    client = Client()
    assert "confirmed and can be used here" in sentence_of(client, travel(provider, client))
    assert not is_in(client)
    assert Person.objects.count() == 1


def test_an_account_that_never_confirmed_the_address_is_not_taken_for_hers(
    provider: OpenIDProvider, awa: Person, open_site: None
) -> None:
    EmailAddress.objects.filter(user=awa).update(verified=False)
    client = Client()
    assert "never confirmed" in sentence_of(client, travel(provider, client))
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_nor_is_one_that_only_claims_it_as_a_second_address(
    provider: OpenIDProvider, awa: Person, open_site: None
) -> None:
    EmailAddress.objects.create(user=awa, email="bineta@example.org", verified=False)
    provider.person["email"] = "bineta@example.org"
    client = Client()
    assert "never confirmed" in sentence_of(client, travel(provider, client))
    assert not is_in(client)


@pytest.mark.parametrize(
    "lie",
    [
        {"claims": {"nonce": "another"}},
        {"claims": {"nonce": None}},
        {"claims": {"nonce": 7}},
        {"claims": {"nonce": "é"}},
        {"claims": {"iss": "https://evil.example"}},
        {"claims": {"iss": None}},
        {"claims": {"aud": "another-site"}},
        {"claims": {"aud": None}},
        {"claims": {"aud": ["another-site", CLIENT_ID], "azp": "another-site"}},
        {"claims": {"exp": 1_000_000_000}},
        {"claims": {"exp": None}},
        {"claims": {"exp": float("inf")}},
        {"claims": {"iat": 4_000_000_000}},
        {"claims": {"iat": None}},
        {"claims": {"sub": None}},
        {"claims": {"sub": ""}},
        {"claims": {"sub": 4711}},
        {"claims": {"sub": "x" * 192}},
        {"claims": {"sub": "a\x00b"}},
        {"claims": {"email": ["awa@example.org"]}},
        {"signature": "none"},
        {"signature": "stranger"},
        {"signature": "shared"},
        {"signature": "secret"},
        {"headers": {"kid": "unknown"}},
        {"userinfo": {"sub": "4712", "email": "awa@example.org", "email_verified": True}},
        {"userinfo": {"email": "awa@example.org", "email_verified": True}},
        {"answers": {"/token": (200, {"access_token": "access"})}},
        {"answers": {"/token": (200, {"id_token": "x.y.z", "access_token": "access"})}},
        {"answers": {"/token": (200, {"id_token": 7, "access_token": "access"})}},
        {"answers": {"/token": (200, [])}},
        {"answers": {"/token": (200, 7)}},
        {"answers": {"/token": b"<html>"}},
        {"answers": {"/token": (400, {"error": "invalid_grant"})}},
        {"answers": {"/jwks": (200, [])}},
        {"answers": {"/jwks": (200, {"keys": []})}},
        {"answers": {"/jwks": (200, {"keys": [{"kty": "RSA", "kid": "first", "n": 1, "e": 2}]})}},
        {"answers": {"/jwks": (200, {"keys": [{"kty": "oct", "kid": "first", "k": "eA"}]})}},
        {"answers": {"/jwks": b"\xff"}},
        {"answers": {"/jwks": b"[" * 100_000}},
        {"directory": {"issuer": "https://evil.example"}},
        {
            "directory": {"issuer": "https://evil.example"},
            "claims": {"iss": "https://evil.example"},
        },
        {"directory": {"issuer": None}},
        {"directory": {"authorization_endpoint": "javascript:alert(1)"}},
        {"directory": {"token_endpoint": "file:///etc/passwd"}},
        {"directory": {"jwks_uri": None}},
        {"answers": {"/.well-known/openid-configuration": (200, [])}},
        {"answers": {"/.well-known/openid-configuration": b"<html>"}},
    ],
    ids=str,
)
def test_a_provider_that_lies_lets_nobody_in(
    provider: OpenIDProvider, awa: Person, open_site: None, lie: dict[str, Any]
) -> None:
    for name, value in lie.items():
        setattr(provider, name, value)
    client = Client()
    assert "cannot be trusted" in sentence_of(client, travel(provider, client))
    assert not is_in(client)
    assert Person.objects.count() == 1
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "path", ["/.well-known/openid-configuration", "/token", "/jwks", "/userinfo"]
)
@pytest.mark.parametrize("fault", ["hangs", "breaks", "moves"])
def test_a_provider_that_is_away_or_slow_is_said_so(
    provider: OpenIDProvider, awa: Person, path: str, fault: str
) -> None:
    provider.userinfo = dict(provider.person)
    client = Client()
    if fault == "hangs":
        provider.silent.add(path)
    else:
        provider.answers[path] = (500 if fault == "breaks" else 302, {})
    response = travel(provider, client, next="/fr/rubrique/")
    sentence = sentence_of(client, response)
    assert "does not answer" in sentence or "cannot be trusted" in sentence
    assert not is_in(client)
    provider.silent.clear()
    provider.answers.clear()
    assert travel(provider, client, next="/fr/rubrique/")["Location"] == "/fr/rubrique/"
    assert is_in(client, awa)


def test_a_provider_that_is_gone_is_said_so(settings: Any, provider: OpenIDProvider) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    client = Client()
    assert "does not answer" in sentence_of(client, client.post(START))


def test_a_provider_that_is_away_when_she_comes_back_is_said_so_where_she_was(
    provider: OpenIDProvider, awa: Person
) -> None:
    client = Client()
    location = provider.authorize(leave(client, next="/fr/rubrique/"))
    cache.clear()
    provider.silent.add("/.well-known/openid-configuration")
    response = land(client, location)
    assert response["Location"] == f"{LOGIN}?next=%2Ffr%2Frubrique%2F"
    assert "does not answer" in sentence_of(client, response)


def test_a_secret_provider_may_not_lead_where_others_listen(settings: Any) -> None:
    from people.openid.answers import Directory

    issuer = "https://id.example"
    places = dict.fromkeys(("authorization_endpoint", "token_endpoint", "jwks_uri"), issuer)
    assert Directory(issuer=issuer, **places).is_of(f"{issuer}/")
    for name in places:
        spied = {**places, name: "http://id.example"}
        assert not Directory(issuer=issuer, **spied).is_of(issuer)


@pytest.mark.parametrize(
    "query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=access_denied", "?state=%00"]
)
def test_nobody_comes_back_who_has_not_left(
    provider: OpenIDProvider, awa: Person, query: str
) -> None:
    client = Client()
    assert "begin again" in sentence_of(
        client, client.get(BACK + query, headers={"Accept-Language": "en"})
    )
    assert provider.asked == []


def test_the_way_back_is_open_once_to_one_browser_for_some_minutes(
    provider: OpenIDProvider, awa: Person
) -> None:
    client, other = Client(), Client()
    location = provider.authorize(leave(client))
    land(other, location)
    assert not is_in(other)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=11)):
        land(client, location)
    assert not is_in(client)
    location = provider.authorize(leave(client))
    land(client, location)
    assert is_in(client, awa)
    client.post("/en/account/logout/")
    land(client, location)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("error=access_denied", "You stopped at"),
        ("error=server_error&error_description=<b>x</b>", "cannot be trusted"),
        ("", "cannot be trusted"),
        ("code=" + "x" * 5000, "cannot be trusted"),
        ("code=%00", "cannot be trusted"),
    ],
)
def test_what_the_provider_says_instead_of_a_code_is_said(
    provider: OpenIDProvider, awa: Person, answer: str, sentence: str
) -> None:
    client = Client()
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    response = client.get(f"{BACK}?state={state}&{answer}")
    assert sentence in sentence_of(client, response)
    assert not is_in(client)


def test_an_answer_in_the_name_of_another_provider_is_refused(
    provider: OpenIDProvider, awa: Person
) -> None:
    client = Client()
    location = provider.authorize(leave(client))
    response = land(client, f"{location}&iss=https://evil.example")
    assert "cannot be trusted" in sentence_of(client, response)
    assert not is_in(client)
    location = provider.authorize(leave(client))
    land(client, f"{location}&iss={provider.issuer}")
    assert is_in(client, awa)


def test_one_comes_back_in_the_language_in_which_one_left(
    provider: OpenIDProvider, awa: Person
) -> None:
    provider.signature = "stranger"
    for language in ("fr", "en"):
        response = travel(provider, Client(), f"/{language}/account/provider/login/")
        assert response["Location"] == f"/{language}/account/login/"
        assert {"private", "no-store"} <= set(response["Cache-Control"].replace(" ", "").split(","))


def test_pressing_too_often_is_slowed(provider: OpenIDProvider, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    client = Client()
    for _number in range(2):
        assert leave(client).startswith(provider.issuer)
    assert "too often" in sentence_of(client, client.post(START))
