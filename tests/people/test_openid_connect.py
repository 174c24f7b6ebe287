"""People sign in, and make accounts, through an OpenID provider where one is set."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from people.actions.suspend import suspend
from people.models import Person, SiteRole
from tests.people.openid_journey import (
    BACK,
    BUTTON,
    LINK,
    LOGIN,
    NAME,
    NEWCOMER,
    START,
    is_in,
    leave,
    travel,
)
from tests.people.openid_provider import OpenIDProvider
from tests.people.test_account_pages import check


@pytest.mark.parametrize("missing", ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"])
def test_without_all_of_the_settings_there_is_nothing(
    provider: OpenIDProvider, awa: Person, sign_in: Any, settings: Any, missing: str
) -> None:
    setattr(settings, missing, "")
    hers = sign_in(awa)
    for client in (Client(), hers):
        for address in (START, LINK, NEWCOMER, BACK):
            assert client.get(address).status_code == 404, address
            assert client.post(address).status_code == 404, address
    assert "Trame" not in Client().get(LOGIN).content.decode()
    assert "Trame" not in hers.get("/en/account/").content.decode()


def test_the_button_is_on_the_pages_for_signing_in_and_up(
    provider: OpenIDProvider, open_site: None
) -> None:
    for address in (LOGIN, "/en/account/signup/"):
        response = Client().get(address)
        assert BUTTON in response.content.decode()
        check(response, "en")
    assert 'value="/fr/rubrique/"' in Client().get(f"{LOGIN}?next=/fr/rubrique/").content.decode()


def test_a_link_cannot_start_it_and_a_form_of_another_site_neither(
    provider: OpenIDProvider,
) -> None:
    assert Client().get(START).status_code == 405
    assert Client(enforce_csrf_checks=True).post(START).status_code == 403
    assert Client().post(BACK).status_code == 405
    assert provider.asked == []


def test_what_an_address_adds_is_not_passed_on(provider: OpenIDProvider) -> None:
    location = leave(Client(), f"{START}?auth_params=nonce%3Dx%26prompt%3Dnone&scope=admin")
    asked = parse_qs(urlsplit(location).query)
    assert asked["nonce"] != ["x"]
    assert "prompt" not in asked
    assert "admin" not in asked["scope"][0]
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]


def test_a_provider_in_the_database_counts_for_nothing(provider: OpenIDProvider) -> None:
    SocialApp.objects.create(
        provider="openid_connect", client_id="evil", settings={"server_url": "https://evil.example"}
    )
    assert leave(Client()).startswith(provider.issuer)


def test_whoever_has_the_confirmed_address_is_in_and_linked(
    provider: OpenIDProvider, awa: Person
) -> None:
    client = Client()
    assert travel(provider, client)["Location"] == "/"
    assert is_in(client, awa)
    link = SocialAccount.objects.get()
    assert (link.user, link.provider, link.uid) == (awa, provider.issuer, "4711")
    assert link.extra_data == {"email": "awa@example.org"}
    assert mail.outbox[-1].to == [awa.email]
    assert NAME in str(mail.outbox[-1].body)
    assert Person.objects.count() == 1


def test_letters_of_any_size_make_the_same_address(provider: OpenIDProvider, awa: Person) -> None:
    provider.person["email"] = "AWA@Example.ORG"
    client = Client()
    travel(provider, client)
    assert is_in(client, awa)


def test_a_second_confirmed_address_serves_too(provider: OpenIDProvider, awa: Person) -> None:
    EmailAddress.objects.create(user=awa, email="awa@work.example", verified=True)
    provider.person["email"] = "awa@work.example"
    client = Client()
    travel(provider, client)
    assert is_in(client, awa)


def test_once_linked_she_is_known_by_her_number_whatever_her_address(
    provider: OpenIDProvider, awa: Person
) -> None:
    travel(provider, Client())
    mails = len(mail.outbox)
    provider.person["email"] = "other@example.org"
    client = Client()
    travel(provider, client)
    assert is_in(client, awa)
    provider.person["email"] = None
    client = Client()
    travel(provider, client)
    assert is_in(client, awa)
    assert len(mail.outbox) == mails


def test_a_link_is_worth_nothing_with_another_provider(
    provider: OpenIDProvider, awa: Person, settings: Any
) -> None:
    travel(provider, Client())
    with OpenIDProvider() as other:
        settings.OIDC_ISSUER = other.issuer
        other.person["email"] = "mallory@example.org"
        client = Client()
        travel(other, client)
        assert not is_in(client)


def test_the_address_may_be_told_beside_the_token(provider: OpenIDProvider, awa: Person) -> None:
    provider.userinfo = dict(provider.person)
    client = Client()
    travel(provider, client)
    assert is_in(client, awa)
    assert "/userinfo" in provider.asked


@pytest.mark.parametrize("ways", [["client_secret_post"], ["client_secret_basic"], None])
def test_the_secret_is_given_as_the_provider_wants_it(
    provider: OpenIDProvider, awa: Person, ways: list[str] | None
) -> None:
    if ways:
        provider.directory["token_endpoint_auth_methods_supported"] = ways
    client = Client()
    travel(provider, client)
    assert is_in(client, awa)


def test_one_comes_back_to_where_one_was_and_never_to_another_site(
    provider: OpenIDProvider, awa: Person
) -> None:
    assert travel(provider, Client(), next="/fr/rubrique/")["Location"] == "/fr/rubrique/"
    for forged in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert travel(provider, Client(), next=forged)["Location"] == "/"


def test_the_second_factor_is_asked_here_and_nothing_is_linked_before(
    provider: OpenIDProvider, awa: Person, telephone: Callable[..., Any]
) -> None:
    show = telephone(awa)
    client = Client()
    response = travel(provider, client, next="/fr/rubrique/")
    assert response["Location"] == "/en/account/2fa/authenticate/"
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    done = client.post("/en/account/2fa/authenticate/", {"code": show()})
    assert done["Location"] == "/fr/rubrique/"
    assert is_in(client, awa)
    assert SocialAccount.objects.get().user == awa


def test_a_second_factor_that_a_role_requires_is_required_here(
    provider: OpenIDProvider, awa: Person, settings: Any
) -> None:
    settings.MFA_REQUIRED_FOR = frozenset({"administrator"})
    group = Group.objects.create(name="Direction")
    SiteRole.objects.create(group=group, code="administrator")
    awa.groups.add(group)
    awa.set_unusable_password()
    awa.save()
    client = Client()
    travel(provider, client)
    assert client.get("/en/account/")["Location"] == "/en/account/2fa/"
    assert client.get(LINK)["Location"] == "/en/account/2fa/"
    assert client.get("/en/account/2fa/totp/activate/").status_code == 200


def test_a_suspended_person_stays_out(
    provider: OpenIDProvider, awa: Person, editor: Person
) -> None:
    suspend(awa, editor)
    client = Client()
    assert travel(provider, client)["Location"] == "/en/account/inactive/"
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    SocialAccount.objects.create(user=awa, provider=provider.issuer, uid="4711")
    travel(provider, client)
    assert not is_in(client)


def test_whoever_is_in_already_is_not_led_away(
    provider: OpenIDProvider, awa: Person, sign_in: Any
) -> None:
    assert leave(sign_in(awa), next="/fr/rubrique/") == "/fr/rubrique/"
