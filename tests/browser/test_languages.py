"""The two people for whom languages are there: a volunteer who translates, a reader who asks."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import Demo
from tests.browser.test_journeys import signed_in

PHONE = {"width": 360, "height": 740}
STALE = "acerca-de"
"""A page in Spanish whose French original has two new paragraphs; no other test writes it."""

PARTIAL = "rebuilding-a-water-committee"
"""A page of which half is translated into Arabic; no other test asks for it."""

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def rows(demo: Demo) -> Callable[..., list[Any]]:
    """Asks the database of the demonstration."""
    if demo.data is None:
        pytest.skip("only a demonstration of our own is written in")

    def asked(statement: str, *values: Any) -> list[Any]:
        path = f"file:{demo.data}/passerelle.sqlite3?mode=ro"
        with sqlite3.connect(path, uri=True) as connection:
            return list(connection.execute(statement, values))

    return asked


@pytest.fixture
def phone(new_context: NewContext) -> Page:
    """A phone."""
    return new_context(viewport=PHONE).new_page()


def banner(page: Page) -> dict[str, str | None]:
    """What a page says of how fresh it is."""
    found = page.locator("[data-freshness]")
    return {
        name: found.get_attribute(f"data-{name}") for name in ("freshness", "changed", "complete")
    }


def test_a_volunteer_mends_a_translation_on_a_line_that_is_cut_and_publishes_it(
    phone: Page, demo: Demo, rows: Callable[..., list[Any]]
) -> None:
    (original, address), *_others = rows(
        """SELECT link.source_id, page.url_path FROM languages_translationlink link
           JOIN wagtailcore_page page ON page.id = link.target_id WHERE page.slug = ?""",
        STALE,
    )
    public = f"/es/{address.split('/', 2)[2]}"
    phone.goto(public)
    assert banner(phone) == {"freshness": "stale", "changed": "2", "complete": "34"}
    signed_in(phone, demo.accounts["translator-es"])
    phone.goto(f"/es/translate/{original}/es/")
    waiting = phone.locator("li:has(details) textarea, li textarea:text-is('')")
    written = {}
    for number in range(waiting.count()):
        name = waiting.nth(number).get_attribute("name") or ""
        before = waiting.nth(number).input_value()
        written[name] = f"{before} Añadido «nuevo» número {number}: ñandú, ¿sí?".strip()
    phone.context.set_offline(True)
    for name, words in written.items():
        phone.locator(f'[name="{name}"]').fill(words)
    phone.locator("main button[value=save]").click(no_wait_after=True)
    expect(phone.locator("[data-line]")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.locator("main > p.note").first).to_be_visible()
    assert {name: phone.locator(f'[name="{name}"]').input_value() for name in written} == written
    with phone.expect_navigation():
        phone.locator("main button[value=publish]").click()
    phone.goto(public)
    assert banner(phone) == {"freshness": "current", "changed": "0", "complete": "100"}
    text = phone.locator("article").inner_text()
    assert all(words.split("Añadido")[1] in text for words in written.values())


def test_a_reader_in_arabic_sees_what_is_missing_and_asks_for_it(
    phone: Page, rows: Callable[..., list[Any]]
) -> None:
    ((address,),) = rows(
        """SELECT page.url_path FROM wagtailcore_page page
           JOIN wagtailcore_locale locale ON locale.id = page.locale_id
           WHERE page.slug = ? AND locale.language_code = 'ar'""",
        PARTIAL,
    )
    asked = "SELECT COUNT(*) FROM languages_wish WHERE language = 'ar'"
    ((before,),) = rows(asked)
    phone.goto(f"/ar/{address.split('/', 2)[2]}")
    assert banner(phone)["freshness"] == "partial"
    missing = phone.locator("[data-untranslated]").first
    assert (missing.get_attribute("lang"), missing.get_attribute("dir")) == ("fr", "ltr")
    phone.locator("a[href*='/wish/']").click()
    phone.locator("button[name=language][value=ar]").click()
    phone.wait_for_url("**thanks=ar")
    assert rows(asked) == [(before + 1,)]
    assert phone.locator("html").get_attribute("dir") == "rtl"
