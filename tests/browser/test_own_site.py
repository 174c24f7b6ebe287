"""From `install` to a network's first page of its own, on a desk and on a phone."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.server import LONGEST_STOP, ROOT, Account, answers
from tests.browser.test_journeys import open_menu, signed_in
from tests.browser.wire import listen
from tests.passerelle.own.test_install_command import PASSWORD, environment
from tests.services.ports import free_port

LONGEST_START = 60
MOST_CLICKS = 12
WIDTHS = {1280: 900, 360: 740}

Visit = Callable[[int], Page]


@pytest.fixture(scope="module")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that was just installed and is served."""
    folder = tmp_path_factory.mktemp("own-site") / "site"
    password = folder.parent / "password"
    password.write_text(PASSWORD)
    command = [sys.executable, "manage.py"]
    told = ["--name", "Rives", "--language", "fr", "--language", "en", "--email", "awa@x.example"]
    subprocess.run(
        [*command, "install", *told, "--password-file", str(password)],
        cwd=ROOT,
        env=environment(folder),
        check=True,
        capture_output=True,
    )
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [*command, "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + LONGEST_START
        while not answers(f"{url}/fr/") and time.monotonic() < end:
            time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(LONGEST_STOP)


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Visit]:
    """Opens the site in a window of a width."""
    made: list[BrowserContext] = []

    def open_it(width: int) -> Page:
        size = {"width": width, "height": WIDTHS[width]}
        made.append(browser.new_context(base_url=site, viewport=size, locale="fr"))
        return made[-1].new_page()

    yield open_it
    for context in made:
        context.close()


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.full), 360])
def test_a_new_site_shows_its_own_colour_and_first_page_after_a_few_clicks(
    visit: Visit, width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    page = visit(width)
    session, seen = listen(page)
    began = time.monotonic()
    signed_in(page, Account("awa@x.example", PASSWORD))
    clicks = 1

    page.goto("/admin/settings/our-site/")
    page.locator("input[name='shared-colour'][value=leaf]").check()
    page.locator("input[name='words-fr-baseline']").fill("Des jardins sur deux rives")
    page.locator("form button[type=submit].button").last.click()
    clicks += 2
    page.goto("/fr/actualites/")
    expect(page.locator("meta[name=theme-color]")).to_have_attribute("content", "#1f5141")

    title = f"Notre première page, {width}"
    page.locator("main a[href$='/add_subpage/'], main a[href$='/edit/']").last.click()
    if "/edit/" in page.url:  # The section has a page already.
        page.goto(page.url.replace("/edit/", "/add_subpage/"))
    page.locator("main a[href*='/add/pages/article/']").click()
    page.locator("#id_title").press_sequentially(title)
    page.locator("#id_summary").fill("Qui nous sommes, en deux phrases.")
    open_menu(page.locator("footer"), "Plus d'actions")
    with page.expect_navigation():
        page.locator("button[name=action-publish]").click()
    clicks += 4
    page.goto("/fr/actualites/")
    page.locator("main .rows h2 a").first.click()
    expect(page.locator("h1")).to_have_text(title)
    clicks += 1
    session.detach()
    with capsys.disabled():
        print(
            f"\n{width} px: {clicks} clicks, {time.monotonic() - began:.1f} s, "
            f"{seen.size / 1000:.0f} kB"
        )
    assert clicks <= MOST_CLICKS


def test_somebody_writes_to_the_new_site_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit(360)
    page.goto("/fr/contact/")
    page.locator("input[name=name]").focus()
    for words in ("Awa", "awa@x.example", "Où vous retrouvez-vous ?"):
        page.keyboard.type(words, delay=20)
        page.keyboard.press("Tab")
    page.wait_for_timeout(3000)  # Nobody reads it faster: see the form.
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Votre message est arrivé")
