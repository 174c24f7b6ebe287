"""What the editing screens do by themselves, seen from outside: notice a change, save it."""

from playwright.sync_api import Page, expect

from tests.browser.waiting import until

STATE = "data-w-autosave-state-value"
SETTLED = 2000
"""Milliseconds after which Wagtail takes what is there for what the server has."""
WATCH = "document.addEventListener('w-unsaved:watch-edits', () => { window.watches = true; });"


def listen_for_watching(page: Page) -> None:
    """Take note, on pages that are opened from now on, of when they begin to watch."""
    page.add_init_script(WATCH)


def it_watches(page: Page) -> None:
    """Wait until the screen notices changes: what is typed before waits for the button."""
    until(page, "window.watches === true")
    page.wait_for_timeout(SETTLED)


def it_saves_no_more(page: Page) -> None:
    """Wait until nothing is being saved by itself."""
    expect(page.locator("#w-autosave-indicator")).not_to_have_attribute(STATE, "saving")
