"""Newcomers from an OpenID provider make an account where the rules of the site let them."""

from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.utils import timezone

from people.models import Invitation, Person
from tests.factories import PersonFactory
from tests.people.openid_journey import (
    LOGIN,
    NEWCOMER,
    invited,
    is_in,
    sentence_of,
    travel,
)
from tests.people.openid_provider import OpenIDProvider
from tests.people.test_account_pages import check


def test_where_the_site_is_open_a_newcomer_sees_what_is_made_before_it_is(
    provider: OpenIDProvider, open_site: None
) -> None:
    client = Client()
    assert travel(provider, client, next="/fr/rubrique/")["Location"] == NEWCOMER
    assert not Person.objects.exists()
    page = client.get(NEWCOMER)
    check(page, "en")
    assert "awa@example.org" in page.content.decode()
    assert 'value="Diallo"' in page.content.decode()
    form = {"first_name": "Awa", "last_name": "N’Diaye", "language": "fr"}
    assert client.post(NEWCOMER, form)["Location"] == "/fr/rubrique/"
    person = Person.objects.get()
    assert is_in(client, person)
    assert (str(person), person.email, person.language) == ("Awa N’Diaye", "awa@example.org", "fr")
    assert not person.has_usable_password()
    address = EmailAddress.objects.get(user=person)
    assert (address.email, address.verified, address.primary) == (person.email, True, True)
    assert SocialAccount.objects.get().user == person
    again = Client()
    travel(provider, again)
    assert is_in(again, person)
    assert not mail.outbox


@pytest.mark.parametrize("names", [{"name": "Awa 🌻 Diallo"}, {"given_name": "Fаtou"}, {}])
def test_names_from_there_are_held_to_the_rules_of_here(
    provider: OpenIDProvider, open_site: None, names: dict[str, str]
) -> None:
    provider.person = {**provider.person, "given_name": None, "family_name": None, **names}
    client = Client()
    travel(provider, client)
    given = names.get("given_name", "")
    response = client.post(NEWCOMER, {"first_name": given, "last_name": "Ba", "language": "en"})
    assert response.status_code == 200
    check(response, "en")
    assert 'id="id_first_name_error"' in response.content.decode()
    assert not Person.objects.exists()


def test_whoever_was_invited_at_this_address_makes_an_account(provider: OpenIDProvider) -> None:
    client = invited("awa@example.org")
    assert travel(provider, client)["Location"] == NEWCOMER
    client.post(NEWCOMER, {"first_name": "Awa", "last_name": "", "language": "en"})
    person = Person.objects.get(email="awa@example.org")
    assert is_in(client, person)
    assert person.memberships.get().way == "invited"


def test_nobody_else_does(provider: OpenIDProvider) -> None:
    for client in (Client(), invited("somebody.else@example.org")):
        assert "accounts are opened by invitation" in sentence_of(client, travel(provider, client))
        assert client.get(NEWCOMER)["Location"] == LOGIN
    assert not Person.objects.filter(email="awa@example.org").exists()


def test_an_invitation_that_ends_meanwhile_ends_it(provider: OpenIDProvider) -> None:
    client = invited("awa@example.org")
    travel(provider, client)
    Invitation.objects.update(state=Invitation.State.WITHDRAWN)
    response = client.post(NEWCOMER, {"first_name": "Awa", "last_name": "", "language": "en"})
    assert "accounts are opened by invitation" in sentence_of(client, response)
    assert not Person.objects.filter(email="awa@example.org").exists()


def test_an_account_that_is_half_made_is_not_left_to_the_next_person(
    provider: OpenIDProvider, open_site: None
) -> None:
    client = Client()
    travel(provider, client)
    with time_machine.travel(timezone.now() + timezone.timedelta(minutes=11)):
        response = client.post(NEWCOMER, {"first_name": "Eve", "last_name": "", "language": "en"})
        assert "too long ago" in sentence_of(client, response)
        assert client.get(NEWCOMER)["Location"] == LOGIN
    assert not Person.objects.exists()


def test_an_account_that_was_made_meanwhile_is_not_made_twice(
    provider: OpenIDProvider, open_site: None
) -> None:
    client = Client()
    travel(provider, client)
    PersonFactory(email="awa@example.org")
    response = client.post(NEWCOMER, {"first_name": "Awa", "last_name": "", "language": "en"})
    assert response.status_code == 302
    assert not is_in(client)
    assert Person.objects.count() == 1


def test_settings_that_are_withdrawn_meanwhile_break_nothing(
    provider: OpenIDProvider, awa: Person, telephone: Any, settings: Any, open_site: None
) -> None:
    show = telephone(awa)
    half_way = Client()
    travel(provider, half_way)
    settings.OIDC_CLIENT_SECRET = ""
    done = half_way.post("/en/account/2fa/authenticate/", {"code": show()})
    assert done.status_code == 302
    assert not SocialAccount.objects.exists()
