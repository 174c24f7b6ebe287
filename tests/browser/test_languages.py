"""The two people for whom languages are there: a volunteer who translates, a reader who asks."""

import re
import sqlite3
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default as default_policy
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import Account, Demo
from tests.browser.test_journeys import signed_in

PHONE = {"width": 360, "height": 740}
STALE = "acerca-de"
"""A page in Spanish whose French original has two new paragraphs; no other test writes it."""

PARTIAL = "rebuilding-a-water-committee"
"""A page of which half is translated into Arabic; no other test asks for it."""

VOLUNTEER = Account("ines.roca@example.org", "una frase larga y mía")

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


def invited_by_letter(demo: Demo, administrator: Page) -> str:
    """Invite the volunteer on the screen; gives the address in the letter."""
    signed_in(administrator, demo.accounts["administrator"])
    administrator.goto("/fr/translators/")
    form = administrator.locator("form:has(#invited_address)")
    form.locator("#invited_address").fill(VOLUNTEER.email)
    form.locator("#invited_first_name").fill("Inés")
    form.locator("#invited_letter").select_option("es")
    form.locator("input[name=languages][value=es]").check()
    form.locator("button").click()
    administrator.locator("li", has_text=VOLUNTEER.email).wait_for()
    assert demo.data is not None
    letters = [
        message_from_bytes(file.read_bytes(), policy=default_policy)
        for file in (demo.data / "mail").glob("*.eml")
    ]
    (letter,) = (one for one in letters if one["To"] == VOLUNTEER.email)
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"/es/invitations/\S+", body.get_content())
    assert found
    return found[0]


def make_account(page: Page, address: str) -> None:
    """Go from the letter to the list of what waits."""
    page.goto(address)
    page.locator("button[name=sign_up]").click()
    expect(page.locator("#id_email")).to_have_value(VOLUNTEER.email)
    expect(page.locator("#id_first_name")).to_have_value("Inés")
    page.locator("#id_last_name").fill("Roca")
    page.locator("#id_password1").fill(VOLUNTEER.password)
    page.locator("main form button.main").first.click()
    page.wait_for_url("**/es/translate/")


def test_a_volunteer_comes_by_invitation_mends_a_translation_on_a_cut_line_and_publishes_it(
    phone: Page, demo: Demo, rows: Callable[..., list[Any]], new_context: NewContext
) -> None:
    (original, path), *_others = rows(
        """SELECT link.source_id, page.url_path FROM languages_translationlink link
           JOIN wagtailcore_page page ON page.id = link.target_id WHERE page.slug = ?""",
        STALE,
    )
    public = f"/es/{path.split('/', 2)[2]}"
    phone.goto(public)
    assert banner(phone) == {"freshness": "stale", "changed": "2", "complete": "34"}
    address = invited_by_letter(demo, new_context().new_page())
    make_account(new_context(viewport=PHONE, java_script_enabled=False).new_page(), address)
    signed_in(phone, VOLUNTEER)
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
