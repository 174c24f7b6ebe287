"""Waiting for what a page comes to say by itself."""

import time
from typing import Any

from playwright.sync_api import Page

LONGEST_WAIT = 20
PAUSE = 50
"""Milliseconds between two looks."""


def until(page: Page, script: str, argument: Any = None) -> None:
    """Look again and again until a script says yes.

    Playwright's own way of that evaluates text within the page, which our policy forbids.

    Raises:
        AssertionError: it did not in `LONGEST_WAIT` seconds.
    """
    end = time.monotonic() + LONGEST_WAIT
    while not page.evaluate(script, argument):
        assert time.monotonic() < end, script
        page.wait_for_timeout(PAUSE)
