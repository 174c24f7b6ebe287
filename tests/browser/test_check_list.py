"""The check-list in the page editor: lines bring their block into view, and follow each save."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import Places
from tests.browser.server import Demo
from tests.browser.test_journeys import open_menu, signed_in

NewContext = Callable[..., BrowserContext]

PAUSE = 1000
"""Milliseconds after the last key in which the screen notices that something is not saved."""

SETTLED = 2000
"""Milliseconds after which Wagtail saves by itself; what is typed before waits for the button."""


@pytest.fixture(
    params=[
        pytest.param(1280, id="desk", marks=pytest.mark.full),
        pytest.param(360, id="phone"),
    ]
)
def editing(
    request: pytest.FixtureRequest, new_context: NewContext, demo: Demo, places: Places
) -> Page:
    """The editing screen of an article, on a desk and on a phone."""
    page = new_context(viewport={"width": request.param, "height": 800}, locale="en").new_page()
    signed_in(page, demo.accounts["editor"])
    page.goto(places.address("article", "en"))
    page.locator("main a[href*='/admin/pages/']").click()
    expect(page.locator("[data-check-list]")).to_be_visible()
    page.wait_for_timeout(SETTLED)
    return page


def check_again(page: Page) -> None:
    """Ask for the list anew, a moment after the last key."""
    page.wait_for_timeout(PAUSE)
    page.get_by_role("button", name=re.compile("^(Check again|Vérifier de nouveau)$")).click()


def test_a_line_leads_to_its_block_and_goes_once_it_is_corrected(editing: Page) -> None:
    described = editing.locator("[name='picture_alt']")
    before = described.input_value()
    with editing.expect_response("**/check-list/"):
        described.fill("")
        check_again(editing)
    line = editing.locator("[data-check-list-target='#id_picture_alt']")
    expect(line).to_be_visible()
    line.click()
    expect(described).to_be_focused()
    expect(described).to_be_in_viewport()
    with editing.expect_response("**/check-list/"):
        described.fill(before)
        check_again(editing)
    expect(line).to_have_count(0)


def test_a_line_leads_to_a_block_of_the_text(editing: Page) -> None:
    block = editing.locator("[data-streamfield-child]").last
    number = block.get_attribute("data-contentpath")
    editing.evaluate(
        """number => {
            const list = document.querySelector("[data-check-list-lines]");
            list.innerHTML = `<a href="#block-${number}-section"
                data-check-list-target="#block-${number}-section">Text</a>`;
        }""",
        number,
    )
    editing.locator("[data-check-list-target]").click()
    target = editing.locator(f"#block-{number}-section")
    expect(target).to_be_focused()
    expect(target).to_be_in_viewport()


def test_publishing_is_refused_with_a_sentence_and_keeps_what_was_typed(editing: Page) -> None:
    described, summary = (editing.locator(f"#id_{name}") for name in ("picture_alt", "summary"))
    before = described.input_value()
    described.fill("")
    summary.fill("Typed and kept")
    open_menu(editing.locator("footer"), "Plus d'actions")
    editing.locator("button[name=action-publish]").click()
    expect(editing.locator(".messages .error")).to_be_visible()
    expect(summary).to_have_value("Typed and kept")
    with editing.expect_response("**/check-list/"):
        described.fill(before)


def test_every_way_of_looking_is_one_click_away(editing: Page) -> None:
    links = editing.locator(".check-list__modes a")
    # The phone, readers, light mode and print; the page in each of its other languages.
    assert links.count() == 10
    for link in links.all():
        with editing.context.expect_page() as opened:
            link.click()
        seen = opened.value
        seen.wait_for_load_state()
        assert re.search(r"/view_draft/\?mode=", seen.url)
        expect(seen.locator("h1, iframe").first).to_be_visible()
        seen.close()
