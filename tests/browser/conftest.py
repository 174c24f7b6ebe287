"""A Chromium, and the demonstration that it visits."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.flags import FLAGS
from tests.browser.members import Members
from tests.browser.pages import Case, Places
from tests.browser.server import Demo, made_once, served_demo, started_elsewhere
from tests.browser.windows import Windows

Open = Callable[..., Page]

# What is waited for comes; on a machine with much to do it comes later.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is; without it these tests are skipped, but never in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        reason = "there is no Chromium on this machine: install Debian's `chromium`"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], chromium: str
) -> dict[str, Any]:
    """Start the system's Chromium; Playwright brings none."""
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def demo(
    chromium: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    """The demonstration: the one at `--base-url`, still as it was made, else one of our own."""
    if url := request.config.getoption("base_url"):
        yield started_elsewhere(url)
        return
    base = tmp_path_factory.getbasetemp()
    # Each worker has a folder of its own in the one of the run.
    shared = base.parent if hasattr(request.config, "workerinput") else base
    with served_demo(tmp_path_factory.mktemp("demo"), made_once(shared)) as found:
        yield found


@pytest.fixture(scope="session")
def base_url(demo: Demo) -> str:
    """Where relative addresses lead."""
    return demo.url


@pytest.fixture(scope="session")
def places(demo: Demo) -> Places:
    """Where each kind of page is."""
    return Places(demo.url)


@pytest.fixture(scope="session")
def members(demo: Demo, playwright: Playwright) -> Iterator[Members]:
    """Those who sign in, once each, and where their pages are."""
    found = Members(demo, playwright)
    yield found
    found.close()


@pytest.fixture
def new_context(browser: Browser, base_url: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes readers without cookies; closes them at the end."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        made.append(browser.new_context(base_url=base_url, **options))
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture(scope="module")
def windows(browser: Browser, base_url: str) -> Iterator[Windows]:
    """A window for each language, for those who only look."""
    found = Windows(browser, base_url)
    yield found
    found.close()


@pytest.fixture
def open_case(windows: Windows, places: Places) -> Open:
    """Opens a kind of page in its language and theme, on a desk unless a size is given.

    It stands in the same window as the one that was opened before it.
    """

    def open_it(case: Case, width: int = 1280, height: int = 900) -> Page:
        page = windows.clean(case, (width, height))
        page.goto(places.address(case.kind, case.language))
        return page

    return open_it
