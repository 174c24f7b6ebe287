"""The page on which one makes the addresses of one's feeds, and stops them."""

import re

import pytest
from django.test import Client

from exchange.personal import FEEDS
from pages.models import Home
from people.models import Person
from people.tokens import issue, person_of, token_held
from tests.factories import PersonFactory

ADDRESS = "/en/account/feeds/"


@pytest.fixture
def awa(client: Client, homes: tuple[Home, Home]) -> Person:
    """Somebody who is signed in."""
    person: Person = PersonFactory()
    client.force_login(person)
    return person


def shown(html: str) -> list[str]:
    """The addresses that the page shows."""
    return re.findall(r'readonly value="([^"]+)"', html)


def test_addresses_are_made_shown_once_and_work(
    client: Client, awa: Person, settings: object
) -> None:
    assert shown(client.get(ADDRESS).content.decode()) == []
    found = shown(client.post(ADDRESS, {"act": "make"}).content.decode())
    base = settings.BASE_URL  # type: ignore[attr-defined]
    assert [address.rpartition(".")[2] for address in found] == ["atom", "ics"]
    for address in found:
        assert address.startswith(f"{base}/en/feeds/")
        assert Client().get(address.removeprefix(base)).status_code == 200
    html = client.get(ADDRESS).content.decode()
    assert shown(html) == []
    assert "/feeds/" not in html.replace("/account/feeds/", "")


def test_the_page_says_when_the_addresses_were_made_and_last_read(
    client: Client, awa: Person
) -> None:
    assert "<dl" not in client.get(ADDRESS).content.decode()
    token = issue(awa, FEEDS)
    before = client.get(ADDRESS).content.decode()
    client.get(f"/en/feeds/{token}.atom")
    after = client.get(ADDRESS).content.decode()
    assert before.count("<dd>") == after.count("<dd>") == 2
    assert before != after


def test_making_again_stops_the_addresses_before(client: Client, awa: Person) -> None:
    before = issue(awa, FEEDS)
    client.post(ADDRESS, {"act": "make"})
    assert person_of(before, FEEDS) is None
    assert token_held(awa, FEEDS) is not None


def test_stopping_leads_back_to_the_page_and_ends_both_addresses(
    client: Client, awa: Person
) -> None:
    token = issue(awa, FEEDS)
    response = client.post(ADDRESS, {"act": "stop"}, follow=True)
    assert response.redirect_chain == [(ADDRESS, 302)]
    assert 'class="note"' in response.content.decode()
    for form in ("atom", "ics"):
        assert client.get(f"/en/feeds/{token}.{form}").status_code == 404
    assert client.post(ADDRESS, {"act": "stop"}).status_code == 302


def test_only_ones_own_addresses_are_touched(client: Client, awa: Person) -> None:
    other = PersonFactory()
    token = issue(other, FEEDS)
    client.post(ADDRESS, {"act": "make", "person": other.pk})
    client.post(ADDRESS, {"act": "stop", "person": other.pk})
    assert person_of(token, FEEDS) == other


@pytest.mark.parametrize("form", [{}, {"act": ""}, {"act": "delete"}, {"act": "make\0"}])
def test_a_form_that_asks_for_anything_else_changes_nothing(
    client: Client, awa: Person, form: dict[str, str]
) -> None:
    token = issue(awa, FEEDS)
    assert client.post(ADDRESS, form).status_code == 400
    assert person_of(token, FEEDS) == awa


def test_one_signs_in_first_and_the_form_carries_its_token(client: Client, home: Home) -> None:
    for response in (client.get(ADDRESS), client.post(ADDRESS, {"act": "make"})):
        assert response.status_code == 302
        assert response["Location"] == f"/en/account/login/?next={ADDRESS}"
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(PersonFactory())
    assert strict.post(ADDRESS, {"act": "make"}).status_code == 403


def test_the_page_is_kept_by_nobody_light_and_without_script(client: Client, awa: Person) -> None:
    for response in (client.get(ADDRESS), client.post(ADDRESS, {"act": "make"})):
        assert response["Cache-Control"] == "private, no-store"
        assert len(response.content) < 40_000
        assert b"<script" not in response.content
        assert response.content.count(b'class="main"') <= 1
    assert client.put(ADDRESS).status_code == 405


def test_the_foot_of_every_page_leads_there(client: Client, awa: Person) -> None:
    assert f'href="{ADDRESS}"' in client.get("/en/").content.decode()
    assert f'href="{ADDRESS}"' not in Client().get("/en/").content.decode()
