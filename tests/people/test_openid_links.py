"""The link to an OpenID provider is its owner’s: seen, made, removed."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from people.account_data import link_rows
from people.actions.erase import erase
from people.models import Person
from tests.factories import PersonFactory
from tests.people.openid_journey import LINK, LOGIN, is_in, land, leave, sentence_of, travel
from tests.people.openid_provider import OpenIDProvider
from tests.people.test_account_pages import check


@pytest.fixture
def hers(provider: OpenIDProvider, awa: Person, sign_in: Any, prove: Any) -> Client:
    """Awa's browser, a moment after she proved who she is with her password."""
    client: Client = sign_in(awa)
    prove(client)
    return client


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_the_link_are_ours(
    hers: Client, provider: OpenIDProvider, language: str
) -> None:
    for _time in range(2):
        check(hers.get(f"/{language}/account/"), language)
        check(hers.get(f"/{language}/account/provider/"), language)
        travel(provider, hers, LINK)


def test_she_links_sees_and_removes(hers: Client, provider: OpenIDProvider, awa: Person) -> None:
    response = travel(provider, hers, LINK)
    assert response["Location"] == LINK
    page = hers.get(LINK).content.decode()
    assert "Your account is linked" in page
    assert "awa@example.org" in page
    assert "Linked" in hers.get("/en/account/").content.decode()
    assert link_rows(awa)[0]["provider"] == provider.issuer
    assert "linked already" in sentence_of(hers, travel(provider, hers, LINK))
    assert "The link is removed" in sentence_of(hers, hers.post(LINK, {"remove": ""}))
    assert not SocialAccount.objects.exists()
    assert [message.to for message in mail.outbox[-2:]] == [[awa.email], [awa.email]]
    assert is_in(hers, awa)
    assert hers.post(LINK, {"remove": ""}).status_code == 302


def test_whoever_has_not_proven_who_she_is_is_asked_to(
    provider: OpenIDProvider, awa: Person, sign_in: Any
) -> None:
    assert LOGIN in Client().get(LINK)["Location"]
    client = sign_in(awa)
    SocialAccount.objects.create(user=awa, provider=provider.issuer, uid="4711")
    for response in (client.get(LINK), client.post(LINK), client.post(LINK, {"remove": ""})):
        assert "/reauthenticate/" in response["Location"]
    assert SocialAccount.objects.exists()


def test_once_she_has_proven_it_she_is_led_on_to_the_provider(
    provider: OpenIDProvider, awa: Person, sign_in: Any, password: str
) -> None:
    client = sign_in(awa)
    proof = client.post(LINK)["Location"]
    onward = client.post(proof, {"password": password})["Location"]
    assert land(client, provider.authorize(onward))["Location"] == LINK
    assert SocialAccount.objects.get().user == awa


def test_an_account_of_another_address_is_not_linked(
    hers: Client, provider: OpenIDProvider, awa: Person
) -> None:
    PersonFactory(email="bineta@example.org")
    for address in ("bineta@example.org", "nobody@example.org"):
        provider.person["email"] = address
        assert "not one of your confirmed" in sentence_of(hers, travel(provider, hers, LINK))
    provider.person = {**provider.person, "email": awa.email, "email_verified": False}
    assert "confirmed and can be used here" in sentence_of(hers, travel(provider, hers, LINK))
    assert not SocialAccount.objects.exists()
    assert is_in(hers, awa)


def test_the_account_that_another_person_is_linked_to_stays_hers(
    hers: Client, provider: OpenIDProvider, awa: Person
) -> None:
    other = PersonFactory()
    SocialAccount.objects.create(user=other, provider=provider.issuer, uid="4711")
    assert "another account here" in sentence_of(hers, travel(provider, hers, LINK))
    assert SocialAccount.objects.get().user == other
    assert is_in(hers, awa)


def test_a_link_is_not_made_for_whoever_signed_out_meanwhile(
    hers: Client, provider: OpenIDProvider
) -> None:
    location = provider.authorize(leave(hers, LINK))
    session = hers.session
    for name in ("_auth_user_id", "_auth_user_backend", "_auth_user_hash"):
        del session[name]
    session.save()
    assert "begin again" in sentence_of(hers, land(hers, location))
    assert not is_in(hers)
    assert not SocialAccount.objects.exists()


def test_nobody_removes_the_link_of_another(hers: Client, provider: OpenIDProvider) -> None:
    SocialAccount.objects.create(user=PersonFactory(), provider=provider.issuer, uid="1")
    hers.post(LINK, {"remove": "", "account": "1"})
    assert SocialAccount.objects.count() == 1


def test_the_last_way_in_stays(provider: OpenIDProvider, awa: Person) -> None:
    awa.set_unusable_password()
    awa.save()
    client = Client()
    travel(provider, client)
    assert "codes sent to awa@example.org" in client.get(LINK).content.decode()
    EmailAddress.objects.filter(user=awa).update(verified=False)
    assert 'name="remove"' not in client.get(LINK).content.decode()
    assert "only way to sign in" in sentence_of(client, client.post(LINK, {"remove": ""}))
    assert SocialAccount.objects.exists()
    EmailAddress.objects.filter(user=awa).update(verified=True)
    client.post(LINK, {"remove": ""})
    assert not SocialAccount.objects.exists()


def test_erasing_an_account_takes_its_link(provider: OpenIDProvider, awa: Person) -> None:
    travel(provider, Client())
    erase(awa)
    assert not SocialAccount.objects.exists()
    client = Client()
    travel(provider, client)
    assert not is_in(client)


def test_nothing_of_a_visit_but_the_address_is_kept(
    provider: OpenIDProvider, awa: Person, telephone: Any
) -> None:
    provider.person["phone_number"] = "+221 33 000"
    travel(provider, Client())
    assert "221" not in str(list(SocialAccount.objects.values()))
    assert not Authenticator.objects.exists()
