"""Goal A2: nothing overflows or is clipped on a narrow screen or with larger, wider text."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.pages import KINDS, Case, cases_in_turn, every_case

LOST = """() => {
  const width = document.documentElement.clientWidth, lost = [];
  if (document.documentElement.scrollWidth > width)
    lost.push(`the page is ${document.documentElement.scrollWidth} wide in ${width}`);
  const name = e => e.outerHTML.slice(0, 120);
  const mayScroll = e => e && (/auto|scroll/.test(getComputedStyle(e).overflowX)
    || mayScroll(e.parentElement));
  const unseen = e => e && (getComputedStyle(e).clip !== 'auto' || e.matches('.skip')
    || unseen(e.parentElement));
  // A drawing cuts off what lies beyond its own edge.
  for (const e of document.body.querySelectorAll('*:not(svg *)')) {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (!box.width || style.visibility === 'hidden' || unseen(e)) continue;
    if ((box.right > width + 1 || box.left < -1) && !mayScroll(e))
      lost.push('beyond the edge: ' + name(e));
    const cuts = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (cuts && e.textContent.trim()
        && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
      lost.push('clipped: ' + name(e));
  }
  return lost.slice(0, 8);
}"""
LARGER = "document.documentElement.style.fontSize = '200%'"
WIDER = """() => {
  for (const e of document.body.querySelectorAll('*')) {
    const set = (property, value) => e.style.setProperty(property, value, 'important');
    set('line-height', '1.5'); set('letter-spacing', '.12em'); set('word-spacing', '.16em');
    if (e.matches('p')) set('margin-bottom', '2em');
  }
}"""


def lost(page: Page) -> list[str]:
    """What overflows or is clipped."""
    return list(page.evaluate(LOST))


@pytest.mark.parametrize("case", cases_in_turn(KINDS), ids=str)
def test_nothing_overflows_at_a_zoom_of_400_percent(open_case: Open, case: Case) -> None:
    found = lost(open_case(case, 320, 256))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [1280, 640])
@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_nothing_is_lost_when_text_is_twice_as_large(
    open_case: Open, case: Case, width: int
) -> None:
    page = open_case(case, width)
    page.evaluate(LARGER)
    found = lost(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_nothing_is_lost_when_readers_space_their_text(
    open_case: Open, case: Case, width: int
) -> None:
    page = open_case(case, width)
    page.evaluate(WIDER)
    found = lost(page)
    assert not found, "\n".join(found)


@pytest.mark.full
@pytest.mark.parametrize("case", every_case(), ids=str)
def test_nothing_is_lost_on_any_kind_of_page(open_case: Open, case: Case) -> None:
    narrow = lost(open_case(case, 320, 256))
    page = open_case(case)
    page.evaluate(LARGER)
    larger = lost(page)
    page = open_case(case)
    page.evaluate(WIDER)
    found = narrow + larger + lost(page)
    assert not found, "\n".join(found)
