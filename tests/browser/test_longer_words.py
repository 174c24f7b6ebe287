"""Words two fifths longer than ours still fit a phone of 360 px."""

from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser.test_reflow import lost
from tests.factories import signed_in
from tests.languages.pseudo.fixtures import greek
from tests.languages.pseudo.language import CODE
from tests.languages.pseudo.world import Greek
from tests.languages.spider import looked_at

# Pytest finds fixtures by the names that are here.
__all__ = ["greek"]

pytestmark = pytest.mark.django_db

FEW = ("", "section/", "spaces/tools/", "account/", "search/?q=xyz")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone that is given pages, and asks no server for anything."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.route("**/*", lambda route: route.abort())
    yield context.new_page()
    context.close()


def overflowing(phone: Page, html: str) -> list[str]:
    """What is beyond the edge of a page, or cut off."""
    phone.set_content(html, wait_until="domcontentloaded")
    return lost(phone)


def test_nothing_overflows_with_longer_words(greek: Greek, phone: Page) -> None:
    client = signed_in(greek.people["manager"])
    found = {
        place: overflowing(phone, client.get(f"/{CODE}/{place}").content.decode()) for place in FEW
    }
    assert {place: many for place, many in found.items() if many} == {}


@pytest.mark.full
@pytest.mark.parametrize("who", ["", "manager"])
def test_nothing_overflows_on_any_page_with_longer_words(
    greek: Greek, phone: Page, who: str
) -> None:
    client = signed_in(greek.people[who]) if who else Client()
    starts = [f"/{CODE}/", *greek.pages, f"/{CODE}/spaces/tools/", f"/{CODE}/account/"]
    pages = dict(looked_at(client, CODE, *starts))
    found = {address: overflowing(phone, html) for address, html in pages.items()}
    assert {address: many for address, many in found.items() if many} == {}
