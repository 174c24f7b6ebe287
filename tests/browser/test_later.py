"""A page is saved by one tap and read without a line; private ones leave with their reader."""

import json
import sqlite3
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.members import Members
from tests.browser.pages import ITEMS, Places
from tests.browser.server import Demo
from tests.browser.test_journeys import signed_in
from tests.browser.waiting import until

PHONE = {"width": 360, "height": 740}
BUTTON = "[data-later] button"
SOME, ALL = 3, 20
MOST = 1_000_000
"""Bytes that twenty pages may take."""

SECOND = 1000
MONTH = 31 * 86_400 * SECOND
PAGES = "caches.keys().then(all => all.filter(name => name.includes('\"page\"')))"
NO_PRIVATE = """caches.keys().then(async all => {
  for (const name of all) {
    const cache = await caches.open(name);
    for (const kept of await cache.matchAll())
      if ((await kept.text()).includes('/account/logout/')) return false;
  }
  return true;
})"""
"""Whoever is signed in finds on each page how to leave."""

BYTES = """caches.keys().then(async all => {
  let sum = 0;
  for (const name of all) for (const kept of await (await caches.open(name)).matchAll())
    sum += (await kept.arrayBuffer()).byteLength;
  return sum;
})"""
WORKERS = "navigator.serviceWorker.getRegistrations().then(all => all.length)"
TAP = """async button => {
  const begun = performance.now(), line = button.nextElementSibling;
  line.hidden = true;
  button.click();
  while (line.hidden) await new Promise(done => setTimeout(done, 5));
  return performance.now() - begun;
}"""
AGE = """async month => {
  for (const name of await caches.keys()) {
    const one = name[0] === "{" && JSON.parse(name);
    if (!one.reader) continue;
    const older = await caches.open(JSON.stringify({ ...one, at: one.at - month }));
    await older.put(one.path, await caches.match(one.path));
    await caches.delete(name);
  }
}"""

PHOTOS = """caches.keys().then(async all => {
  let count = 0;
  for (const name of all) for (const kept of await (await caches.open(name)).matchAll())
    count += /^image/.test(kept.headers.get("Content-Type"));
  return count;
})"""

NewContext = Callable[..., BrowserContext]


@pytest.fixture
def reader(new_context: NewContext) -> Page:
    """A visitor with a phone."""
    return new_context(viewport=PHONE).new_page()


@pytest.fixture
def member(new_context: NewContext, members: Members) -> Page:
    """A member with a phone, signed in as in the other tests."""
    cookies = members.cookies("member-contributor")
    return new_context(viewport=PHONE, storage_state=cookies).new_page()


def saved(page: Page, address: str) -> Page:
    """Open a page and save it."""
    page.goto(address)
    page.locator(BUTTON).click()
    expect(page.locator("[data-later] p")).to_be_visible()
    return page


def both_saved(page: Page, members: Members, places: Places) -> tuple[str, str]:
    """Save a private and a public page; gives where they are."""
    addresses = members.address("space_page", "fr"), places.address("article", "fr")
    for address in addresses:
        saved(page, address)
    assert len(page.evaluate(PAGES)) == 2
    return addresses


def left(page: Page) -> list[str]:
    """The paths of the pages that are saved."""
    return [json.loads(name)["path"] for name in page.evaluate(PAGES)]


def test_one_tap_saves_a_page_with_its_photo_which_opens_without_a_line(
    reader: Page, places: Places
) -> None:
    address = places.address("article", "fr")
    saved(reader, address)
    taps = [reader.locator(BUTTON).evaluate(TAP) for _time in range(3)]
    assert min(taps) <= SECOND
    title = reader.locator("h1").inner_text()
    reader.context.set_offline(True)
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text(title)
    expect(reader.locator("main > .note").first).to_contain_text("202")
    photo = reader.locator("main figure img").first
    photo.scroll_into_view_if_needed()
    assert photo.evaluate("image => image.complete && image.naturalWidth") == 360
    expect(reader.locator(BUTTON)).to_have_count(0)
    assert reader.evaluate(PAGES) and reader.context.cookies() == []


@pytest.mark.parametrize("number", [SOME, pytest.param(ALL, marks=pytest.mark.full)])
def test_saved_pages_take_little_room(reader: Page, places: Places, number: int) -> None:
    kinds = [(kind, language) for language in ("fr", "en") for kind in ITEMS[:8]]
    kinds += [("write_up", "fr"), ("write_up", "en"), ("offer", "fr"), ("offer", "en")]
    for kind, language in kinds[:number]:
        saved(reader, places.address(kind, language))
    assert len(reader.evaluate(PAGES)) == number
    assert reader.evaluate(BYTES) <= MOST * number // ALL


def test_what_was_not_saved_gives_a_list_in_the_readers_language(
    reader: Page, demo: Demo, places: Places
) -> None:
    if demo.data is None:
        pytest.skip("only a demonstration of our own tells where its Arabic pages are")
    with sqlite3.connect(f"file:{demo.data}/passerelle.sqlite3?mode=ro", uri=True) as connection:
        (path,) = connection.execute(
            """SELECT page.url_path FROM wagtailcore_page page
               JOIN wagtailcore_locale locale ON locale.id = page.locale_id
               JOIN pages_article article ON article.page_ptr_id = page.id
               WHERE page.live AND locale.language_code = 'ar' LIMIT 1"""
        ).fetchone()
    address = "/ar/" + path.split("/", 2)[2]
    saved(reader, address)
    title = reader.locator("h1").inner_text()
    reader.context.set_offline(True)
    reader.goto("/ar/territories/")
    assert reader.locator("html").get_attribute("dir") == "rtl"
    expect(reader.locator("[data-away]")).to_be_visible()
    expect(reader.locator("[data-pages] a")).to_have_text(title)
    assert Axe().run(reader).violations_count == 0
    reader.locator("[data-pages] a").click()
    expect(reader.locator("h1")).to_have_text(title)
    reader.context.set_offline(False)
    reader.goto("/ar/offline/")
    expect(reader.locator("[data-away]")).to_be_hidden()
    reader.locator("[data-pages] button").click()
    expect(reader.locator("[data-none]")).to_be_visible()
    assert reader.evaluate(PAGES) == []


def test_without_script_nothing_offers_what_it_cannot_do(
    new_context: NewContext, places: Places
) -> None:
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(places.address("article", "fr"))
    expect(page.locator(BUTTON)).to_be_hidden()
    page.goto("/fr/offline/")
    expect(page.locator("[data-cannot]")).to_be_visible()


def test_whoever_signs_out_leaves_nothing_on_the_device(
    member: Page, members: Members, places: Places, demo: Demo
) -> None:
    member.context.clear_cookies()  # What she signs out of is hers alone.
    signed_in(member, demo.accounts["member-contributor"])
    both_saved(member, members, places)
    assert not member.evaluate(NO_PRIVATE)
    member.goto("/fr/account/logout/")
    member.locator("main form button.main").click()
    member.wait_for_url(lambda url: "logout" not in url)
    until(member, "caches.keys().then(all => all.length === 0)")
    assert member.evaluate(WORKERS) == 0


def test_in_light_mode_a_page_is_saved_without_its_photos(
    member: Page, places: Places, base_url: str
) -> None:
    address = places.address("article", "fr")
    member.context.add_cookies([{"name": "light", "value": "1", "url": base_url}])
    saved(member, address)
    assert member.evaluate(PHOTOS) == 0
    member.context.add_cookies([{"name": "light", "value": "0", "url": base_url}])
    saved(member, address)
    until(member, f"{PHOTOS}.then(count => count === 1)")
    until(member, f"{PAGES}.then(all => all.length === 1)")


def test_a_note_is_read_without_a_line_and_offers_no_form_that_cannot_be_sent(
    member: Page, members: Members
) -> None:
    address = members.address("note", "fr")
    saved(member, address)
    title = member.locator("h1").inner_text()
    member.context.set_offline(True)
    member.goto(address)
    expect(member.locator("h1")).to_have_text(title)
    expect(member.locator("article.message").first).to_be_visible()
    expect(member.locator("form.compose")).to_have_count(0)


def test_a_private_page_is_marked_opens_without_a_line_and_goes_with_the_session(
    member: Page, members: Members, places: Places
) -> None:
    private, public = both_saved(member, members, places)
    member.goto(private)
    expect(member.locator("[data-later] p")).to_contain_text("30")
    title = member.locator("h1").inner_text()
    member.context.set_offline(True)
    member.goto(private)
    expect(member.locator("h1")).to_have_text(title)
    member.goto("/fr/offline/")
    expect(member.locator("[data-pages] li")).to_have_count(2)
    assert not member.evaluate(NO_PRIVATE)
    member.context.set_offline(False)
    member.context.clear_cookies(name="sessionid")
    member.goto("/fr/")
    until(member, f"{PAGES}.then(all => all.length === 1)")
    assert member.evaluate(NO_PRIVATE)
    assert left(member) == [urlsplit(public).path]


def test_another_account_finds_nothing_of_the_one_before(
    member: Page, members: Members, places: Places, demo: Demo
) -> None:
    both_saved(member, members, places)
    member.context.clear_cookies()
    member.context.add_cookies(members.cookies("member-reader")["cookies"])
    member.goto("/fr/")
    until(member, f"{PAGES}.then(all => all.length === 1)")
    assert "/spaces/" not in left(member)[0]


def test_a_private_page_is_kept_for_a_month_without_a_line_too(
    member: Page, members: Members, places: Places
) -> None:
    private, public = both_saved(member, members, places)
    member.evaluate(AGE, MONTH)
    member.context.set_offline(True)
    member.goto(private)
    expect(member.locator("[data-away]")).to_be_visible()
    assert len(left(member)) == 1
    member.goto(public)
    expect(member.locator("[data-away]")).to_have_count(0)
