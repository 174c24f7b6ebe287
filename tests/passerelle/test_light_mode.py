"""Light mode is one small cookie, set by a form of our own only, that leads back to the page."""

import pytest
from django.test import Client

from pages.models import Home

ADDRESS = "/fr/light/"
ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)",
    "///evil.example", "http:/evil.example", "\x00//evil.example", " //evil.example", "evil", "",
]  # fmt: skip


@pytest.fixture(autouse=True)
def site(homes: tuple[Home, Home]) -> None:
    """A site in two languages."""


def test_the_form_switches_it_on_for_a_year_and_leads_back(client: Client) -> None:
    response = client.post(ADDRESS, {"light": "1", "next": "/fr/rubrique/"})
    assert response.status_code == 302
    assert response["Location"] == "/fr/rubrique/"
    cookie = response.cookies["light"]
    assert (cookie.value, cookie["samesite"], bool(cookie["httponly"])) == ("1", "Lax", True)
    assert cookie["max-age"] >= 364 * 24 * 3600
    assert list(response.cookies) == ["light"]


def test_the_form_switches_it_off_again(client: Client) -> None:
    client.post(ADDRESS, {"light": "1"})
    assert 'value="0"' in client.get(ADDRESS).content.decode()
    response = client.post(ADDRESS, {"light": "0"})
    assert response.cookies["light"].value == "0"


def test_to_look_at_the_form_changes_nothing(client: Client) -> None:
    response = client.get(f"{ADDRESS}?next=/fr/rubrique/")
    assert response.status_code == 200
    assert not response.cookies
    assert 'value="/fr/rubrique/"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    ],
)
def test_a_form_from_another_site_is_refused(client: Client, headers: dict[str, str]) -> None:
    response = client.post(ADDRESS, {"light": "1"}, headers=headers)
    assert response.status_code == 403
    assert not response.cookies


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}, {}]
)
def test_a_form_of_ours_is_accepted_without_a_token(headers: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, {"light": "1"}, headers=headers).status_code == 302


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_led_to_another_site(client: Client, address: str) -> None:
    assert client.post(ADDRESS, {"light": "1", "next": address})["Location"] == "/fr/"
    html = client.get(ADDRESS, {"next": address}).content.decode()
    assert "evil.example" not in html
    assert "javascript:" not in html
