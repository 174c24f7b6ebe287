"""A form that is filled in without a line is kept on the device, and sent once when it is back."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.members import Members
from tests.browser.pages import Places
from tests.browser.server import ROOT, Demo
from tests.browser.test_journeys import signed_in
from tests.browser.waiting import until

PHONE = {"width": 360, "height": 740}
SOME, ALL = 5, 50
READING = 3100
"""Milliseconds before which the contact form takes nobody for a person."""

ASKED = "spaces/eau-et-gouvernance"
WAITING = "caches.keys().then(all => all.filter(name => name.includes('\"form\"')).length)"
WORKS = "navigator.serviceWorker.controller !== null"

NewContext = Callable[..., BrowserContext]
Count = Callable[..., int]


@pytest.fixture
def count(demo: Demo) -> Count:
    """Counts rows of the demonstration."""
    if demo.data is None:
        pytest.skip("only a demonstration of our own is written in")

    def counted(table: str, where: str = "1", *values: str) -> int:
        path = f"file:{demo.data}/passerelle.sqlite3?mode=ro"
        with sqlite3.connect(path, uri=True) as connection:
            query = f"SELECT COUNT(*) FROM {table} WHERE {where}"
            return int(connection.execute(query, values).fetchone()[0])

    return counted


@pytest.fixture(scope="module")
def home(demo: Demo) -> str:
    """The home of a space in which the contributor of the demonstration writes."""
    command = [sys.executable, "-m", "tests.browser.talking", demo.accounts["contributor"].email]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "passerelle.settings.dev",
        "PASSERELLE_DATA": str(demo.data),
    }
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()[-1]


@pytest.fixture
def visitor(new_context: NewContext, count: Count) -> Page:
    """A visitor with a phone."""
    return new_context(viewport=PHONE).new_page()


def ready(page: Page, address: str) -> Page:
    """Open a form, and lose the line once the page is there."""
    page.goto(address)
    until(page, WORKS)
    page.context.set_offline(True)
    return page


def kept(page: Page, button: str = "form[data-keep] button.main") -> None:
    """Send it, and be told that it is kept."""
    page.locator(button).first.click()
    expect(page.locator("[data-waits]")).to_be_visible()
    assert page.evaluate(WAITING) == 1


def sent(page: Page) -> None:
    """Wait until nothing waits any more, and the page says so."""
    expect(page.locator("main > .note[role=status]").first).to_be_visible()
    expect(page.locator("[data-waits]")).to_have_count(0)
    assert page.evaluate(WAITING) == 0


def test_a_message_of_a_visitor_is_kept_listed_and_sent_when_the_line_is_back(
    visitor: Page, count: Count
) -> None:
    before = count("people_contactmessage")
    ready(visitor, "/fr/contact/")
    visitor.locator("#id_name").fill("Awa")
    visitor.locator("#id_address").fill("awa@example.org")
    visitor.locator("#id_text").fill("Où vous réunissez-vous ?")
    visitor.wait_for_timeout(READING)
    kept(visitor)
    visitor.context.set_offline(False)
    sent(visitor)
    assert count("people_contactmessage") == before + 1
    assert count("people_contactmessage", "text = ?", "Où vous réunissez-vous ?") == 1
    assert visitor.context.cookies() == []


def test_a_wish_is_sent_at_the_next_visit_of_any_page(
    visitor: Page, places: Places, count: Count
) -> None:
    before = count("languages_wish")
    ready(visitor, places.address("not_translated", "fr"))
    kept(visitor, "form[data-keep] button")
    visitor.close()
    page = visitor.context.new_page()
    visitor.context.set_offline(False)
    page.goto("/fr/territories/")
    until(page, f"{WAITING}.then(number => number === 0)")
    assert count("languages_wish") == before + 1
    page.goto("/fr/offline/")
    expect(page.locator("[data-told] a")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("[data-told]")).to_be_hidden()


def test_a_request_to_join_waits_for_its_own_account(
    new_context: NewContext, demo: Demo, members: Members, count: Count
) -> None:
    page = new_context(viewport=PHONE).new_page()
    signed_in(page, demo.accounts["former"])
    before = count("people_joinrequest")
    ready(page, f"/fr/{ASKED}/join/")
    for field in page.locator("form[data-keep] textarea").all():
        field.fill("Je reviens volontiers.")
    kept(page)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    page.goto("/fr/offline/")
    expect(page.locator("[data-forms] li")).to_have_count(0)
    page.context.add_cookies(members.cookies("outsider")["cookies"])
    page.goto("/fr/")
    page.goto("/fr/offline/")
    expect(page.locator("[data-forms] li")).to_have_count(0)
    assert page.evaluate(WAITING) == 1
    assert count("people_joinrequest") == before
    page.context.clear_cookies()
    page.context.add_cookies(cookies)
    page.goto("/fr/")
    until(page, f"{WAITING}.then(number => number === 0)")
    assert count("people_joinrequest") == before + 1
    page.goto(f"/fr/{ASKED}/join/")
    page.locator("main button[name=withdraw]").click()
    page.wait_for_url(lambda url: "join" not in url)


@pytest.mark.parametrize("cuts", [SOME, pytest.param(ALL, marks=pytest.mark.full)])
def test_of_many_messages_on_a_line_that_is_cut_none_is_lost_and_none_is_doubled(
    new_context: NewContext, members: Members, home: str, count: Count, cuts: int
) -> None:
    page = new_context(viewport=PHONE, storage_state=members.cookies("contributor")).new_page()
    page.goto(f"{home}notes/new/")
    page.locator("#id_title").fill(f"Essai {cuts}")
    page.locator("#id_text").fill("Un début")
    page.locator("form.compose button.main").click()
    expect(page.locator("h1")).to_have_text(f"Essai {cuts}")
    thread = page.url.partition("#")[0]

    def lose(route: Route) -> Any:
        """What is sent arrives, and nobody is told."""
        if route.request.method != "POST":
            return route.continue_()
        route.fetch()
        return route.abort()

    for number in range(cuts):
        page.goto(thread)
        until(page, WORKS)
        is_lost = number % 2
        if is_lost:
            page.route("**/*", lose)
        else:
            page.context.set_offline(True)
        page.locator("#id_text").fill(f"Coupure {cuts}.{number}")
        if is_lost:
            # The line is there still: the worker tries again at once.
            page.locator("form[data-keep] button.main").click()
            sent(page)
            page.unroute("**/*", lose)
        else:
            kept(page)
            page.context.set_offline(False)
            sent(page)
    for number in range(cuts):
        text = f"Coupure {cuts}.{number}"
        assert count("discussions_message", "text = ?", text) == 1, text
    page.goto(thread)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_what_the_site_refuses_later_is_not_lost(
    new_context: NewContext, members: Members, home: str, count: Count
) -> None:
    page = new_context(viewport=PHONE, storage_state=members.cookies("contributor")).new_page()
    ready(page, f"{home}notes/new/")
    page.locator("#id_title").fill("Un titre")
    page.locator("#id_text").fill("Un texte long, écrit sans ligne.")
    kept(page)
    page.evaluate(
        """async () => {
          for (const name of await caches.keys()) if (name.includes('"form"')) {
            const one = { ...JSON.parse(name), path: "/fr/spaces/nowhere/notes/new/" };
            const body = await caches.match("/form", { cacheName: name });
            await (await caches.open(JSON.stringify(one))).put("/form", body);
            await caches.delete(name);
          }
        }"""
    )
    page.context.set_offline(False)
    until(page, "caches.keys().then(all => all.some(name => name.includes('refused')))")
    page.goto("/en/offline/")
    expect(page.locator("[data-forms] li")).to_contain_text("Un texte long, écrit sans ligne.")
    page.locator("[data-forms] button").click()
    expect(page.locator("[data-forms] li")).to_have_count(0)
    assert page.evaluate(WAITING) == 0
