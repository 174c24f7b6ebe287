"""An editor's journeys, counted: from a file, and from nothing, to a write-up that is handed in."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.members import Members
from tests.browser.server import Demo
from tests.browser.test_journeys import FILE
from tests.browser.test_writing import heavy_photo

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
MOST_FROM_A_FILE = 15
MOST_FROM_NOTHING = 25
full = pytest.mark.full

NewContext = Callable[..., BrowserContext]


class Journey:
    """Somebody at work, whose clicks, seconds and bytes are counted.

    Args:
        page: where she works, signed in.
        name: what the journey is called in the figures that are printed.
    """

    def __init__(self, page: Page, name: str) -> None:
        self.page, self.name = page, name
        self.clicks = self.weight = 0
        self.began = time.monotonic()
        page.on("requestfinished", self.weigh)

    def weigh(self, request: Any) -> None:
        """Add what a request and its answer weigh."""
        if request.url.startswith("http"):
            self.weight += sum(max(size, 0) for size in request.sizes().values())

    def click(self, what: Locator) -> None:
        """One click."""
        self.clicks += 1
        what.click()

    def write(self, where: Locator, text: str) -> None:
        """One click into a field, then keys."""
        self.click(where)
        self.page.keyboard.type(text)

    def fill(self, where: Locator, text: str) -> None:
        """One click into a field whose text comes at once, as when it is dictated."""
        self.click(where)
        where.fill(text)

    def choose(self, where: Locator, *files: Any) -> None:
        """One click to choose files in the system's own window."""
        self.clicks += 1
        where.set_input_files(list(files))

    def end(self) -> None:
        """Print the figures."""
        seconds = time.monotonic() - self.began
        print(
            f"\n{self.name}: {self.clicks} clicks, {seconds:.0f} s of machine, {self.weight} bytes"
        )


@pytest.fixture
def begin(new_context: NewContext, members: Members) -> Callable[[str, str], Journey]:
    """Opens the first page of the editing screens for somebody who may not publish."""
    if members.demo.data is None:
        pytest.skip("only a demonstration of our own is written in")

    def open_it(name: str, size: str) -> Journey:
        cookies = members.cookies("contributor")
        page = new_context(viewport=SIZES[size], locale="en", storage_state=cookies).new_page()
        journey = Journey(page, f"{name}, {SIZES[size]['width']} px")
        page.goto("/admin/")
        return journey

    return open_it


def photo() -> Any:
    """A photo of a camera."""
    return {"name": "Réunion.jpg", "mimeType": "image/jpeg", "buffer": heavy_photo()}


def handout(number: int) -> Any:
    """A file that was handed out."""
    text = f"Feuille {number}".encode()
    return {"name": f"Feuille_{number}.txt", "mimeType": "text/plain", "buffer": text}


def tell(journey: Journey, title: str) -> None:
    """Fill in the form that begins a seminar."""
    page = journey.page
    journey.click(page.locator("main a[href$='/new-seminar/']"))
    expect(page.locator("#id_title")).to_be_focused()
    page.keyboard.type(title)
    journey.fill(page.locator("#id_starts_on"), "2026-03-12")
    journey.write(page.locator("#id_summary"), "Quarante personnes. Trois méthodes essayées.")
    journey.write(page.locator("#id_points"), "Un rapport court.\nUn retour en trente jours.\nPeu.")
    journey.write(page.locator("#id_speakers"), "Awa Diallo, agronome")
    journey.click(page.locator("#id_themes option").nth(1))
    journey.choose(page.locator("#id_picture"), photo())
    journey.write(page.locator("#id_picture_alt"), "Le cercle du matin")
    journey.choose(page.locator("#id_materials"), *map(handout, (1, 2, 3)))


def hand_in(journey: Journey) -> None:
    """Submit the page to the editors."""
    page = journey.page
    journey.click(page.locator("footer [data-w-dropdown-target=toggle]"))
    journey.click(page.locator("button[name=action-submit]").last)
    page.wait_for_url("**/admin/pages/*/")


def state_of(demo: Demo, title: str) -> Any:
    """The state of the workflow of the page with a title, and how many files it gives."""
    query = """
        SELECT state.status, COUNT(material.id) FROM wagtailcore_page AS page
        JOIN wagtailcore_workflowstate AS state ON state.object_id = page.id
        LEFT JOIN pages_seminarmaterial AS material ON material.page_id = page.id
        WHERE page.draft_title = ? GROUP BY state.status"""
    with sqlite3.connect(f"file:{demo.data}/passerelle.sqlite3?mode=ro", uri=True) as connection:
        return connection.execute(query, [title]).fetchall()


@pytest.mark.parametrize("size", ["desk", pytest.param("phone", marks=full)])
def test_a_write_up_is_handed_in_from_a_file(
    begin: Callable[[str, str], Journey], demo: Demo, size: str
) -> None:
    journey, title = begin("from a file", size), f"Depuis un fichier, {size}"
    page = journey.page
    tell(journey, title)
    journey.choose(page.locator("#id_file"), Path(FILE))
    journey.click(page.locator("main form button[type=submit]"))
    page.wait_for_url("**/result/**")
    journey.click(page.locator("main form button[type=submit]"))
    page.wait_for_url("**/edit/")
    hand_in(journey)
    journey.end()
    assert state_of(demo, title) == [("in_progress", 3)]
    assert journey.clicks <= MOST_FROM_A_FILE


@pytest.mark.parametrize("size", ["phone", pytest.param("desk", marks=full)])
def test_a_write_up_is_handed_in_from_nothing(
    begin: Callable[[str, str], Journey], demo: Demo, size: str
) -> None:
    journey, title = begin("from nothing", size), f"À partir de rien, {size}"
    page = journey.page
    tell(journey, title)
    journey.click(page.locator("main form button[type=submit]"))
    page.wait_for_url("**/edit/")
    parts = page.locator("[data-contentpath=write_up] [contenteditable=true]")
    expect(parts).to_have_count(6)
    for number in range(6):
        journey.write(parts.nth(number), f"Ce qui s’est dit dans la partie {number + 1}.")
    hand_in(journey)
    journey.end()
    assert state_of(demo, title) == [("in_progress", 3)]
    assert journey.clicks <= MOST_FROM_NOTHING


def test_a_seminar_that_is_being_begun_survives_a_closed_tab(
    begin: Callable[[str, str], Journey],
) -> None:
    page = begin("a closed tab", "desk").page
    page.locator("main a[href$='/new-seminar/']").click()
    page.wait_for_url("**/new-seminar/")
    page.locator("#id_summary").press_sequentially("Quarante personnes.")
    page.locator("#id_starts_on").fill("2026-03-12")
    address = page.url
    page.close()
    page = page.context.new_page()
    page.goto(address)
    expect(page.locator("#id_summary")).to_have_value("Quarante personnes.")
    expect(page.locator("#id_starts_on")).to_have_value("2026-03-12")
    expect(page.locator("[data-restored]")).to_be_visible()
