"""What the script of the search proposes: by keyboard, to those who listen, moving nothing."""

import re
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, expect

NewContext = Callable[..., BrowserContext]
SHIFTS = """() => new Promise(done => new PerformanceObserver(list =>
  done(list.getEntries().reduce((sum, one) => sum + one.value, 0))
).observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 300))"""
PAUSE = 400
"""Milliseconds after the last key in which the script has asked."""
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


def opened(new_context: NewContext, asked: list[str], **options: object) -> Page:
    """The search on a phone, with note taken of what its script asks for."""
    page = new_context(viewport={"width": 360, "height": 740}, **options).new_page()
    page.goto("/fr/search/")

    def note(route: Route) -> None:
        asked.append(route.request.url.partition("q=")[2])
        route.continue_()

    page.route("**/search/suggest?*", note)
    return page


def typed(page: Page, words: str) -> None:
    """Type into the field of the search, key by key."""
    page.locator("main [type=search]").press_sequentially(words, delay=20)


def test_typing_asks_once_and_what_is_chosen_by_keyboard_is_opened(
    new_context: NewContext,
) -> None:
    asked: list[str] = []
    page = opened(new_context, asked)
    page.clock.install(time=0)
    page.clock.pause_at(60)
    typed(page, "s")
    page.clock.run_for(PAUSE)
    assert asked == []
    typed(page, "emences")
    page.clock.run_for(PAUSE)
    links = page.locator("[data-suggest] a")
    expect(links.first).to_be_visible()
    assert asked == ["semences"]
    assert 0 < links.count() <= 8
    expect(page.locator("[data-suggest] [role=status]")).to_have_text(re.compile(r"^\d"))
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("main [type=search]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    there = links.first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{there}")


def test_escape_closes_the_list_and_keeps_what_was_typed(new_context: NewContext) -> None:
    page = opened(new_context, [])
    typed(page, "semences")
    expect(page.locator("[data-suggest] a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("[data-suggest] a")).to_have_count(0)
    expect(page.locator("main [type=search]")).to_be_focused()
    expect(page.locator("main [type=search]")).to_have_value("semences")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/search/?q=semences*")


def test_the_list_moves_nothing_and_axe_finds_nothing(new_context: NewContext) -> None:
    for theme in ("light", "dark"):
        page = opened(new_context, [], color_scheme=theme)
        before = page.locator("main").bounding_box()
        typed(page, "semences")
        expect(page.locator("[data-suggest] a").first).to_be_visible()
        assert page.locator("main").bounding_box() == before
        assert page.evaluate(SHIFTS) == 0
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(width) == 0
        answer = Axe().run(page, options={"runOnly": RULES}).response
        assert answer["violations"] == []


def test_a_later_answer_is_never_covered_by_an_earlier_one(new_context: NewContext) -> None:
    page = opened(new_context, [])
    page.unroute("**/search/suggest?*")
    late: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.url.endswith("q=se"):
            late.append(route)
        else:
            route.continue_()

    page.route("**/search/suggest?*", hold)
    with page.expect_request(re.compile("q=se$")):
        typed(page, "se")
    typed(page, "mences")
    links = page.locator("[data-suggest] a")
    expect(links.first).to_be_visible()
    shown = links.all_inner_texts()
    assert len(late) == 1
    late[0].abort()
    page.wait_for_timeout(200)
    assert links.all_inner_texts() == shown


def test_without_the_script_the_form_searches(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/fr/search/")
    page.locator("main [type=search]").fill("semences")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/search/?q=semences*")
    assert page.locator(".rows li").count() > 0
