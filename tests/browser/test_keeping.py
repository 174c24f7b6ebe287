"""What is typed in the editing screens is there again after a fault, to the last character."""

import sqlite3
from collections.abc import Callable
from itertools import count
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.members import Members
from tests.browser.saving import it_saves_no_more
from tests.browser.server import Demo
from tests.browser.test_journeys import signed_in
from tests.browser.waiting import until

WORDS = "Tapé trop tôt, puis plus tard : çà et là."
KEPT = "Object.keys(localStorage).filter(name => name.startsWith('draft:')).length"
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
HOLDS = "text => Object.values(localStorage).some(draft => draft.includes(text))"
PING_SECONDS = 40

numbers = count(1)

NewContext = Callable[..., BrowserContext]


@pytest.fixture(params=["desk", pytest.param("phone", marks=pytest.mark.full)])
def screen(request: pytest.FixtureRequest, new_context: NewContext, members: Members) -> Page:
    """The browser of an editor who is signed in."""
    size, cookies = SIZES[request.param], members.cookies("editor")
    return new_context(viewport=size, storage_state=cookies).new_page()


@pytest.fixture
def address(demo: Demo) -> str:
    """Where a published article is edited."""
    if demo.data is None:
        pytest.skip("only a demonstration of our own is written in")
    with sqlite3.connect(f"file:{demo.data}/passerelle.sqlite3?mode=ro", uri=True) as connection:
        (key,) = connection.execute("SELECT MIN(page_ptr_id) FROM pages_article").fetchone()
    return f"/admin/pages/{key}/edit/"


def typed(page: Page) -> str:
    """Type another summary as soon as the field is there; gives what it says then."""
    summary = page.locator("#id_summary")
    summary.press("Control+a")
    summary.press_sequentially(f"{WORDS} {next(numbers)}")
    return summary.input_value()


def held(page: Page) -> str:
    """Type another summary, and wait until the device has a copy; gives what it says."""
    text = typed(page)
    until(page, HOLDS, text)
    return text


def holds_nothing(page: Page) -> None:
    """Wait until the device has forgotten what was saved: it looks a moment after the page."""
    until(page, f"{KEPT} === 0")


def come_back(page: Page, address: str) -> Page:
    """A new tab with the page in it."""
    page = page.context.new_page()
    page.goto(address)
    return page


def take_back(page: Page, text: str) -> None:
    """Take the offer, and find the words in the form."""
    page.locator("[data-bring-back]").first.click()
    expect(page.locator("#id_summary")).to_have_value(text)


def save(page: Page) -> None:
    """Save the draft, and come back to the screen."""
    with page.expect_navigation():
        page.locator("footer button[type=submit]").first.click()
    page.wait_for_load_state()


def test_words_typed_before_the_screen_is_ready_survive_a_closed_tab(
    screen: Page, address: str
) -> None:
    screen.goto(address, wait_until="commit")
    text = held(screen)
    screen.close()
    page = come_back(screen, address)
    take_back(page, text)
    save(page)
    expect(page.locator("#id_summary")).to_have_value(text)
    expect(page.locator("[data-bring-back]")).to_have_count(0)
    holds_nothing(page)


def test_a_line_cut_in_the_middle_of_typing_loses_nothing(screen: Page, address: str) -> None:
    screen.goto(address)
    screen.context.set_offline(True)
    text = held(screen)
    with screen.expect_event("requestfailed", lambda request: request.is_navigation_request()):
        screen.locator("footer button[type=submit]").first.click(no_wait_after=True)
    screen.context.set_offline(False)
    page = come_back(screen, address)
    take_back(page, text)


def test_a_session_that_ended_leads_to_signing_in_and_back_to_the_words(
    screen: Page, address: str, demo: Demo
) -> None:
    screen.goto(address)
    text = typed(screen)
    screen.context.clear_cookies(name="sessionid")
    screen.locator("footer button[type=submit]").first.click()
    screen.wait_for_url("**/login/**")
    screen.locator("input[name=login]").fill(demo.accounts["editor"].email)
    screen.locator("input[name=password]").fill(demo.accounts["editor"].password)
    screen.locator("main form button[type=submit]").click()
    screen.wait_for_url(f"**{address}*")
    take_back(screen, text)
    save(screen)
    holds_nothing(screen)


def test_words_can_be_thrown_away_and_leave_with_whoever_signs_out(
    screen: Page, address: str, demo: Demo
) -> None:
    screen.context.clear_cookies()  # What she signs out of is hers alone.
    signed_in(screen, demo.accounts["editor"])
    screen.goto(address)
    held(screen)
    screen.close()
    page = come_back(screen, address)
    page.locator("[data-kept] [data-forget]").first.click()
    holds_nothing(page)
    held(page)
    page.close()
    page = come_back(screen, "/fr/account/logout/")
    page.locator("main form button.main").click()
    page.wait_for_url(lambda url: "logout" not in url)
    holds_nothing(page)


def test_of_two_tabs_the_second_is_shown_both_texts(screen: Page, address: str) -> None:
    screen.goto(address)
    other = come_back(screen, address)
    theirs = f"{typed(other)} Les leurs."
    other.locator("#id_summary").fill(theirs)
    save(other)
    mine = typed(screen)
    screen.locator("footer button[type=submit]").first.click()
    expect(screen.locator("#both")).to_be_visible()
    expect(screen.locator("#id_summary")).to_have_value(mine)
    expect(screen.locator(".comparison del").first).to_contain_text("Les")
    screen.locator("section button[form=page-edit-form]").click()
    expect(screen.locator("#both")).to_have_count(0)
    expect(screen.locator("#id_summary")).to_have_value(mine)
    holds_nothing(screen)


def test_an_hour_of_writing_weighs_little_and_is_saved_without_a_question(
    screen: Page, address: str
) -> None:
    weights: dict[str, list[int]] = {"edit": [], "ping": []}

    def weigh(request: Any) -> None:
        kind = "ping" if "/ping/" in request.url else "edit"
        if request.method == "POST":
            sizes = request.sizes()
            weights[kind].append(sum(sizes.values()))

    screen.clock.install()
    screen.on("requestfinished", weigh)
    screen.goto(address)
    for minute in range(60):
        screen.locator("#id_summary").fill(f"Minute {minute}")
        screen.clock.run_for(60_000)
        it_saves_no_more(screen)
    # Time that is made to pass asks less often who else is here; a tab closed a moment ago makes
    # the first answers longer.
    pings = round(median(weights["ping"])) * 3600 // PING_SECONDS
    print(f"{len(weights['edit'])} saves, {sum(weights['edit'])} bytes; pings, {pings} bytes")
    assert weights["edit"], "nothing was saved at all"
    assert sum(weights["edit"]) + pings <= 1_000_000
    save(screen)
    expect(screen.locator("#both")).to_have_count(0)
    expect(screen.locator("#id_summary")).to_have_value("Minute 59")
