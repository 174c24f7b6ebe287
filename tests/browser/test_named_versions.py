"""A version that was named in the page editor is found again in three clicks, as it was."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.members import Members
from tests.browser.pages import Places

NewContext = Callable[..., BrowserContext]


def save(editing: Page, summary: str, name: str = "") -> None:
    """Save a draft with this summary, under a name if there is one."""
    editing.locator("[name='summary']").fill(summary)
    editing.locator("[name='version_name']").fill(name)
    with editing.expect_navigation():
        editing.locator("footer .action-save").first.click()


@pytest.mark.parametrize(
    "width", [1280, pytest.param(360, marks=pytest.mark.full)], ids=["desk", "phone"]
)
def test_what_is_named_while_it_is_saved_is_three_clicks_away_whatever_is_written_after(
    new_context: NewContext, members: Members, places: Places, width: int
) -> None:
    size, cookies = {"width": width, "height": 800}, members.cookies("editor")
    page = new_context(viewport=size, locale="en", storage_state=cookies).new_page()
    page.goto(places.apart("article", "en", "named versions"))
    page.locator("main a[href*='/admin/pages/']").click()
    name = f"Before the board’s corrections ({width})"
    save(page, "As the board read it.", name)
    save(page, "As it was agreed upon.")
    expect(page.locator("[name='version_name']")).to_have_value("")
    page.locator("a[href$='/history/']:visible").first.click()
    page.locator("a[href$='?only=named']").click()
    page.locator("tr", has_text=name).locator("p a[href*='/revert/']").click()
    expect(page.locator("[name='summary']")).to_have_value("As the board read it.")
