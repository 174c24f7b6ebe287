"""Every page that not everybody sees meets the goals that public pages meet.

Each is opened once, by the account that sees it, and all is looked at there: opening a page takes
longer than most of the looking.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.members import SIGHTS, Members
from tests.browser.pages import LANGUAGES, THEMES, Case, cases_in_turn
from tests.browser.test_accessibility import violations
from tests.browser.test_keyboard import faults
from tests.browser.test_reflow import LARGER, WIDER, lost
from tests.browser.test_targets import pale, small
from tests.browser.windows import Windows
from tests.browser.wire import KILOBYTE, Visit, listen

HEAVIEST = 40
WITH_PHOTO = {"annexes": 60}
"""Public pages with their photo, which members see more of."""
PHONE, DESK, ZOOMED = (360, 740), (1280, 900), (320, 256)
ALL_PICTURES = """() => {
  for (const picture of document.images) picture.loading = 'eager';
  return Promise.all([...document.images].map(picture => picture.decode().catch(() => {})));
}"""
EVERY = [
    Case(kind, language, theme) for kind in SIGHTS for language in LANGUAGES for theme in THEMES
]


def resize(page: Page, size: tuple[int, int]) -> None:
    """Look at a page through another window."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


def heavy(visit: Visit, most: int) -> Iterator[str]:
    """What a visit costs beyond so many kilobytes, and beyond our own host."""
    if visit.size > most * KILOBYTE:
        yield f"{visit.size} bytes: {visit.addresses}"
    if len(visit.hosts) != 1:
        yield f"hosts: {visit.hosts}"


def shortcomings(page: Page, address: str, most: int) -> Iterator[tuple[str, list[str]]]:
    """What is wrong with a page on a phone, on a desk and at a zoom of 400 percent.

    Args:
        page: a blank one of whoever looks.
        address: of the page.
        most: kilobytes that it may cost.
    """
    session, visit = listen(page)
    page.goto(address)
    page.evaluate(ALL_PICTURES)
    yield "targets on a phone", small(page)
    yield "weight", list(heavy(visit, most))
    session.detach()
    resize(page, DESK)
    yield "axe", violations(page)
    yield "contrast", pale(page)
    yield "targets on a desk", small(page)
    yield "keyboard", faults(page)
    resize(page, ZOOMED)
    yield "zoom", lost(page)


def looked_at(page: Page, members: Members, case: Case) -> dict[str, list[str]]:
    """What is wrong with a kind of page in a language."""
    address = members.address(case.kind, case.language)
    return dict(shortcomings(page, address, WITH_PHOTO.get(case.kind, HEAVIEST)))


def opened(windows: Windows, members: Members, case: Case) -> Page:
    """A blank page of whoever sees a kind of page."""
    if members.demo.data is None and SIGHTS[case.kind].is_in_letters:
        pytest.skip("what letters hold is only known of a demonstration of our own")
    return windows.clean(case, PHONE, members.state(case.kind)["cookies"])


@pytest.mark.parametrize("case", cases_in_turn(tuple(SIGHTS)), ids=str)
def test_a_page_of_members_meets_the_goals_in_a_language_and_theme(
    windows: Windows, members: Members, case: Case
) -> None:
    page = opened(windows, members, case)
    found = looked_at(page, members, case)
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.full
@pytest.mark.parametrize("case", EVERY, ids=str)
def test_a_page_of_members_meets_the_goals_with_larger_and_wider_text_too(
    windows: Windows, members: Members, case: Case
) -> None:
    page = opened(windows, members, case)
    found = looked_at(page, members, case)
    resize(page, DESK)
    page.evaluate(LARGER)
    found["larger"] = lost(page)
    page.reload()
    page.evaluate(WIDER)
    found["wider"] = lost(page)
    assert {name: what for name, what in found.items() if what} == {}
