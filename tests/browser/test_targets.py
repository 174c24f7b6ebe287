"""Goal A4: targets that a finger meets, and text that tired eyes can read, in both themes."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.pages import Case, cases_in_turn, every_case

SMALL = """() => {
  const small = [], name = e => e.outerHTML.slice(0, 140);
  // A country on a map is in the list beside the map as well.
  const seen = e => e.checkVisibility() && e.getBoundingClientRect().height > 1
    && !e.matches('.skip, .map svg a');
  const actions = 'button,.button,input:not([type=hidden]),select,textarea';
  for (const e of document.querySelectorAll(actions)) {
    if (!seen(e)) continue;
    // A tick box is pressed by its label too, so that it may be smaller itself.
    const least = e.matches('[type=checkbox],[type=radio]') ? 24 : 44;
    const box = e.getBoundingClientRect();
    if (Math.round(box.height) < least || Math.round(box.width) < least)
      small.push(`${Math.round(box.width)}×${Math.round(box.height)}: ${name(e)}`);
  }
  const inSentence = e => {
    const block = e.closest('p,li,dd,td,th,figcaption,blockquote,div,h1,h2,h3');
    if (!block || getComputedStyle(e).display !== 'inline') return false;
    const around = block.cloneNode(true);
    for (const link of around.querySelectorAll('a')) link.remove();
    return /\\p{L}{2,}/u.test(around.textContent);
  };
  for (const e of document.querySelectorAll('a[href],summary')) {
    if (!seen(e) || e.matches('.button') || inSentence(e)) continue;
    const box = e.getBoundingClientRect();
    if (Math.round(box.height) < 24 || Math.round(box.width) < 24)
      small.push(`${Math.round(box.width)}×${Math.round(box.height)}: ${name(e)}`);
  }
  return small.slice(0, 12);
}"""

PALE = """() => {
  const numbers = value => {
    const found = value.match(/[\\d.]+/g).map(Number);
    return found.length > 3 ? found : [...found, 1];
  };
  const mix = (over, under) => [0, 1, 2].map(i => over[i] * over[3] + under[i] * (1 - over[3]));
  const ground = e => {
    if (!e) return numbers(getComputedStyle(document.documentElement).backgroundColor)[3]
      ? numbers(getComputedStyle(document.documentElement).backgroundColor) : [255, 255, 255];
    const own = numbers(getComputedStyle(e).backgroundColor);
    return own[3] === 1 ? own : mix(own, ground(e.parentElement));
  };
  const light = rgb => rgb.slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ratio = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
    return (high + .05) / (low + .05);
  };
  const pale = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !e.checkVisibility()) continue;
    const style = getComputedStyle(e), under = ground(e);
    const found = ratio(mix(numbers(style.color), under), under);
    if (found < 7) pale.add(`${found.toFixed(2)}: ${e.outerHTML.slice(0, 100)}`);
  }
  const drawn = 'input:not([type=hidden]),button,.button,.tags a,svg.icon';
  for (const e of document.querySelectorAll(drawn)) {
    if (!e.checkVisibility() || !e.getBoundingClientRect().width) continue;
    const style = getComputedStyle(e), under = ground(e.parentElement);
    const isIcon = e.matches('svg'), inside = isIcon ? ground(e) : under;
    const line = mix(numbers(isIcon ? style.stroke : style.borderTopColor), inside);
    const face = isIcon ? 0 : ratio(mix(numbers(style.backgroundColor), under), under);
    const found = Math.max(ratio(line, inside), face);
    if (found < 3) pale.add(`edge ${found.toFixed(2)}: ${e.outerHTML.slice(0, 100)}`);
  }
  return [...pale].slice(0, 12);
}"""


def small(page: Page) -> list[str]:
    """Targets that are too small."""
    return list(page.evaluate(SMALL))


def pale(page: Page) -> list[str]:
    """Texts, edges and signs without enough contrast."""
    return list(page.evaluate(PALE))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_buttons_are_44_pixels_and_links_24(open_case: Open, case: Case, width: int) -> None:
    found = small(open_case(case, width))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("case", cases_in_turn(), ids=str)
def test_text_has_seven_times_the_light_of_its_ground_and_edges_three(
    open_case: Open, case: Case
) -> None:
    found = pale(open_case(case))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_links_that_were_followed_can_be_read_too(open_case: Open, theme: str) -> None:
    page = open_case(Case("write_up", "fr", theme))
    # Browsers hide the colour of visited links from scripts: set it where it may be read.
    page.evaluate(
        "for (const a of document.querySelectorAll('main a:not(.button)'))"
        " a.style.color = 'var(--visited)'"
    )
    found = pale(page)
    assert not found, "\n".join(found)


@pytest.mark.full
@pytest.mark.parametrize("case", every_case(), ids=str)
def test_targets_and_contrasts_are_right_on_any_kind_of_page(open_case: Open, case: Case) -> None:
    page = open_case(case, 360, 740)
    found = small(page) + pale(page)
    assert not found, "\n".join(found)
