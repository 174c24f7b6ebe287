"""What a translator types is there again after a fault, to the last character, and saved once."""

import random
import sqlite3
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.server import Account, Demo
from tests.browser.test_journeys import signed_in

PHONE = {"width": 360, "height": 740}
KEPT = "Object.keys(localStorage).filter(name => name.startsWith('draft:')).length"
SIGNS = "éèçœ’« » &%\"' ñãô عربي १२ — …  abc XYZ."
SOME, ALL = 3, 50
HEAVIEST = 40_000
"""Bytes of a sheet of fifteen texts, as it comes over the line before it is packed."""

numbers = count(1)

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def key(demo: Demo) -> int:
    """A page in English that the demonstration has not in French; no other test opens it."""
    if demo.data is None:
        pytest.skip("only a demonstration of our own is written in")
    with sqlite3.connect(f"file:{demo.data}/passerelle.sqlite3?mode=ro", uri=True) as connection:
        (found,) = connection.execute(
            """SELECT page.id FROM wagtailcore_page page
               JOIN wagtailcore_locale locale ON locale.id = page.locale_id
               JOIN pages_experiencesheet sheet ON sheet.page_ptr_id = page.id
               LEFT JOIN wagtailcore_page other
                 ON other.translation_key = page.translation_key
                 AND other.id <> page.id AND other.live
               WHERE page.live AND locale.language_code = 'en' AND other.id IS NULL"""
        ).fetchone()
    return int(found)


@pytest.fixture
def address(key: int) -> str:
    """Its sheet, into French."""
    return f"/fr/translate/{key}/fr/"


@pytest.fixture
def savings(demo: Demo) -> Callable[[], int]:
    """How many forms were saved."""

    def counted() -> int:
        path = f"file:{demo.data}/passerelle.sqlite3?mode=ro"
        with sqlite3.connect(path, uri=True) as connection:
            return int(connection.execute("SELECT COUNT(*) FROM languages_saving").fetchone()[0])

    return counted


@pytest.fixture
def sheet(new_context: NewContext, demo: Demo, address: str) -> Page:
    """The sheet in the browser of somebody who may translate it, on a phone."""
    page = new_context(viewport=PHONE).new_page()
    signed_in(page, demo.accounts["editor"])
    return begun(page, address)


def begun(page: Page, address: str) -> Page:
    """Open a sheet; begin it if nobody has."""
    page.goto(address)
    if page.locator("form[data-draft]").count() == 0:
        page.locator("main button[value=begin]").click()
    expect(page.locator("form[data-draft]")).to_be_attached()
    return page


def fields(page: Page) -> list[str]:
    """The names of the fields whose originals have no signs to keep."""
    return page.evaluate(
        """() => [...document.querySelectorAll("form[data-draft] textarea")]
           .filter(field => !document.getElementById("o-" + field.name.slice(2))
             .innerText.includes("<"))
           .map(field => field.name)"""
    )


def field(page: Page, name: str) -> Locator:
    """One of them."""
    return page.locator(f'[name="{name}"]')


def typed(page: Page, dice: random.Random) -> dict[str, str]:
    """Type into a few fields; gives what each must say from now on."""
    found = {}
    for name in dice.sample(fields(page), 3):
        words = "".join(dice.choices(SIGNS, k=dice.randint(20, 60))).strip()
        found[name] = f"{next(numbers)}. {words}."
        field(page, name).fill("")
        field(page, name).press_sequentially(found[name])
    return found


def said(page: Page, names: dict[str, str]) -> dict[str, str]:
    """What these fields say."""
    return {name: field(page, name).input_value() for name in names}


def save(page: Page) -> None:
    """Press the button."""
    page.locator("main button[value=save]").click(no_wait_after=True)


def saved(page: Page) -> None:
    """Wait until the page says that all is saved."""
    expect(page.locator("main > p.note").first).to_be_visible()


def a_cut_line(page: Page, address: str, account: Account, text: dict[str, str]) -> Page:
    """The line is gone when she saves, and comes back a moment later."""
    page.context.set_offline(True)
    save(page)
    expect(page.locator("[data-line]")).to_be_visible()
    assert said(page, text) == text
    page.context.set_offline(False)
    return page


def a_lost_answer(page: Page, address: str, account: Account, text: dict[str, str]) -> Page:
    """All is saved, but the line is gone before she is told; the browser sends it again."""

    def lose(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        route.fetch(max_redirects=0)
        return route.abort()

    page.route("**/translate/**", lose)
    save(page)
    expect(page.locator("[data-line]")).to_be_visible()
    page.unroute("**/translate/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    return page


def a_killed_tab(page: Page, address: str, account: Account, text: dict[str, str]) -> Page:
    """The tab is gone without a word, and opened again."""
    other = page.context.new_page()
    page.close(run_before_unload=False)
    other.goto(address)
    assert said(other, text) == text
    save(other)
    return other


def an_ended_session(page: Page, address: str, account: Account, text: dict[str, str]) -> Page:
    """She is asked to sign in when she saves, and comes back to her words."""
    page.context.clear_cookies(name="sessionid")
    save(page)
    page.wait_for_url("**/login/**")
    page.locator("input[name=login]").fill(account.email)
    page.locator("input[name=password]").fill(account.password)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**{address}*")
    expect(page.locator("[data-restored]")).to_be_visible()
    assert said(page, text) == text
    save(page)
    return page


FAULTS = [a_cut_line, a_lost_answer, a_killed_tab, an_ended_session]
CUTS = [
    pytest.param(number, marks=[] if number < SOME else pytest.mark.full) for number in range(ALL)
]


@pytest.mark.parametrize("number", CUTS)
def test_no_character_is_lost_by_a_fault_and_none_is_saved_twice(
    sheet: Page, address: str, demo: Demo, savings: Callable[[], int], number: int
) -> None:
    fault = FAULTS[number % len(FAULTS)]
    before = savings()
    text = typed(sheet, random.Random(number))
    page = fault(sheet, address, demo.accounts["editor"], text)
    saved(page)
    page.goto(address)
    assert said(page, text) == text
    assert savings() == before + 1
    assert page.evaluate(KEPT) == 0


def test_a_session_that_ended_keeps_what_was_typed(sheet: Page, address: str, demo: Demo) -> None:
    text = typed(sheet, random.Random(-1))
    saved(an_ended_session(sheet, address, demo.accounts["editor"], text))


def test_what_is_kept_is_for_the_same_account_alone_and_leaves_when_she_signs_out(
    sheet: Page, address: str, demo: Demo
) -> None:
    text = typed(sheet, random.Random(-2))
    sheet.context.clear_cookies(name="sessionid")
    signed_in(sheet, demo.accounts["administrator"])
    begun(sheet, address)
    expect(sheet.locator("[data-restored]")).to_be_hidden()
    assert all(field(sheet, name).input_value() != words for name, words in text.items())
    sheet.context.clear_cookies(name="sessionid")
    signed_in(sheet, demo.accounts["editor"])
    sheet.goto(address)
    assert said(sheet, text) == text
    sheet.goto("/fr/account/logout/")
    sheet.locator("main form button.main").click()
    sheet.wait_for_url(lambda url: "logout" not in url)
    assert sheet.evaluate(KEPT) == 0


def test_what_is_thrown_away_does_not_come_back(sheet: Page, address: str) -> None:
    text = typed(sheet, random.Random(-3))
    sheet.goto(address)
    sheet.locator("[data-restored] button").click()
    expect(sheet.locator("[data-restored]")).to_be_hidden()
    sheet.goto(address)
    assert all(field(sheet, name).input_value() != words for name, words in text.items())
    assert sheet.evaluate(KEPT) == 0


def test_what_somebody_else_saved_meanwhile_is_shown_beside_what_is_kept(
    sheet: Page, address: str, demo: Demo, new_context: NewContext
) -> None:
    other = new_context(viewport=PHONE).new_page()
    signed_in(other, demo.accounts["administrator"])
    begun(other, address)
    name = fields(sheet)[0]
    field(sheet, name).fill("Les miens")
    field(other, name).fill(f"Les leurs {next(numbers)}")
    theirs = field(other, name).input_value()
    save(other)
    saved(other)
    save(sheet)
    expect(sheet.locator("main .errors").first).to_be_visible()
    expect(sheet.locator("main")).to_contain_text(theirs)
    expect(field(sheet, name)).to_have_value("Les miens")
    save(sheet)
    saved(sheet)
    expect(field(sheet, name)).to_have_value("Les miens")


def test_without_script_the_sheet_is_opened_and_saved_in_three_clicks_and_is_light(
    new_context: NewContext, demo: Demo, key: int, address: str
) -> None:
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    signed_in(page, demo.accounts["editor"])
    page.goto("/fr/translate/?language=fr")
    page.locator(f'form[action="{address}"] button').first.click()
    name = page.locator("textarea").nth(1).get_attribute("name")
    words = f"Sans script {next(numbers)}"
    field(page, str(name)).fill(words)
    save(page)
    saved(page)
    expect(field(page, str(name))).to_have_value(words)
    body = page.goto(address)
    assert body is not None
    assert len(body.body()) <= HEAVIEST


@pytest.mark.parametrize("width", [360, 1280])
def test_a_sheet_has_no_fault_that_a_program_finds(sheet: Page, address: str, width: int) -> None:
    sheet.set_viewport_size({"width": width, "height": 740})
    sheet.goto(address)
    report: Any = Axe().run(sheet)
    assert report.violations_count == 0, report.generate_report()
    assert sheet.evaluate("document.documentElement.scrollWidth") == width
    low = sheet.evaluate(
        """() => [...document.querySelectorAll("main button, main textarea")]
           .filter(part => part.offsetParent && part.getBoundingClientRect().height < 44)
           .map(part => part.outerHTML)"""
    )
    assert low == []
