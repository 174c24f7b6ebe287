"""Goal A3: everything is reached by keyboard, in sight, and nothing holds the reader."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.pages import Case, cases_in_turn, every_case

THINNEST = 3
MOST_PARTS = 5
"""Day, month, year, and the button of a field for a date are all stops of the one field."""
REACHABLE = """() => [...document.querySelectorAll(
  'a[href]:not([tabindex="-1"]),button,input:not([type=hidden]):not([tabindex="-1"]),select,'
  + 'textarea,summary,[tabindex="0"]')]
  .filter(e => e.checkVisibility() && !e.closest('details:not([open]) > :not(summary)')
    // Of choices that exclude each other one is a stop: arrows lead to the rest.
    && (e.type !== 'radio' || e === (document.querySelector(`[name="${e.name}"]:checked`)
      || document.querySelector(`[name="${e.name}"]`)))).length"""
STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  if (!e.dataset.stop) e.dataset.stop = String(document.querySelectorAll('[data-stop]').length + 1);
  const style = getComputedStyle(e), box = e.getClientRects()[0] || e.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 0), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const holder = e.matches('input[type=checkbox],input[type=radio]') ? e.labels[0] : null;
  return {
    number: Number(e.dataset.stop),
    name: e.outerHTML.slice(0, 120),
    inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      && !!top && (e === top || e.contains(top) || top.contains(e) || holder === top),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    ring: style.boxShadow,
    isSkip: e.matches('.skip'),
  };
}"""


def walk(page: Page) -> list[dict]:
    """All stops of the Tab key, until it comes back to the first or leaves the page."""
    stops: list[dict] = []
    parts = 0
    for _press in range(int(page.evaluate(REACHABLE)) + 10):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        is_same = bool(stop and stops and stop["number"] == stops[-1]["number"])
        parts = parts + 1 if is_same else 0
        if stop is None or parts > MOST_PARTS or (stops and stop["number"] < stops[-1]["number"]):
            break
        if not is_same:
            stops.append(stop)
    return stops


def faults(page: Page) -> list[str]:
    """What is wrong on the way through a page by the Tab key."""
    if page.locator("[data-later]").count():  # A script brings its button.
        expect(page.locator("[data-later] button")).to_be_visible()
    reachable = page.evaluate(REACHABLE)
    stops = walk(page)
    found = [f"out of sight: {stop['name']}" for stop in stops if not stop["inSight"]]
    found += [f"thin ring: {stop['name']}" for stop in stops if stop["outline"] < THINNEST]
    found += [f"one tone: {stop['name']}" for stop in stops if stop["ring"] == "none"]
    if not (stops and stops[0]["isSkip"]):
        found.append("the first stop is no skip link")
    if len(stops) != reachable:
        found.append(f"{len(stops)} stops for {reachable} links, buttons and fields")
    return found


@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_every_stop_of_the_keyboard_is_in_sight_with_a_strong_ring(
    open_case: Open, case: Case
) -> None:
    found = faults(open_case(case))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_every_stop_is_in_sight_on_a_phone_too(open_case: Open, case: Case) -> None:
    found = faults(open_case(case, 360, 740))
    assert not found, "\n".join(found)


def test_the_skip_link_leads_past_the_menu(open_case: Open) -> None:
    page = open_case(Case("write_up", "fr", "light"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


@pytest.mark.full
@pytest.mark.parametrize("case", every_case(), ids=str)
def test_the_keyboard_goes_through_any_kind_of_page(open_case: Open, case: Case) -> None:
    found = faults(open_case(case))
    assert not found, "\n".join(found)
