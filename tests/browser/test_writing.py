"""A member writes a note with a photo from a phone: with the script that helps, and without."""

import io
import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.members import Members
from tests.browser.server import ROOT, Demo
from tests.browser.test_journeys import signed_in
from tests.browser.waiting import until

PHONE = {"width": 360, "height": 740}
HEAVIEST = 120_000
DRAFTS = "Object.keys(localStorage).filter(name => name.startsWith('draft:')).length"

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def home(demo: Demo) -> str:
    """The home of a space in which the contributor of the demonstration writes."""
    if demo.data is None:
        pytest.skip("a space can only be opened in a demonstration of our own")
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
def phone(new_context: NewContext, members: Members) -> Callable[..., Page]:
    """Opens the site on a phone, signed in."""

    def open_it(**options: Any) -> Page:
        cookies = members.cookies("contributor")
        return new_context(viewport=PHONE, storage_state=cookies, **options).new_page()

    return open_it


def rows(demo: Demo, query: str, *values: str) -> list[Any]:
    """What the database of the demonstration holds."""
    with sqlite3.connect(f"file:{demo.data}/passerelle.sqlite3?mode=ro", uri=True) as connection:
        return connection.execute(query, values).fetchall()


def sent(page: Page, title: str) -> None:
    """Send the form, and arrive at the note."""
    page.locator("form.compose button.main").click()
    expect(page.locator("h1")).to_have_text(title)


@cache
def heavy_photo() -> bytes:
    """A photo of about three megabytes, as phones make them."""
    noise = random.Random(4).randbytes(900 * 675 * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (900, 675), noise).resize((3000, 2250)).save(out, "JPEG", quality=93)
    return out.getvalue()


def choose(page: Page, content: bytes) -> None:
    """Choose a photo for the form."""
    photo: Any = {"name": "Puits.JPG", "mimeType": "image/jpeg", "buffer": content}
    page.locator("input[type=file]").set_input_files([photo])


def test_a_note_with_a_photo_takes_few_taps_and_the_photo_leaves_small(
    phone: Callable[..., Page], home: str, demo: Demo
) -> None:
    page = phone()
    page.goto(home)
    page.get_by_role("link", name="Write a note").click()  # 1
    page.locator("#id_title").click()  # 2
    page.keyboard.type("Une visite")
    page.locator("#id_text").click()  # 3
    page.keyboard.type("Le puits du haut")
    photo = heavy_photo()
    assert len(photo) > 2_500_000
    choose(page, photo)  # 4
    expect(page.locator("[data-photos]")).to_be_visible()
    sent(page, "Une visite")  # 5
    query = "SELECT file_size, width, height FROM files_picture ORDER BY id DESC LIMIT 1"
    ((size, width, height),) = rows(demo, query)
    assert size <= HEAVIEST
    assert max(width, height) <= 1280
    expect(page.locator("article.message img")).to_be_visible()
    assert page.evaluate(DRAFTS) == 0


def test_without_script_the_same_note_is_written(
    phone: Callable[..., Page], home: str, demo: Demo
) -> None:
    page = phone(java_script_enabled=False)
    page.goto(home)
    page.get_by_role("link", name="Write a note").click()
    page.locator("#id_title").fill("Une visite")
    page.locator("#id_text").fill("Le puits du haut")
    choose(page, heavy_photo())
    expect(page.locator("[data-restored]")).to_be_hidden()
    sent(page, "Une visite")
    expect(page.locator("article.message img")).to_be_visible()


def test_what_was_typed_survives_a_closed_tab_and_is_forgotten_once_sent(
    phone: Callable[..., Page], home: str, demo: Demo
) -> None:
    page = phone()
    page.goto(f"{home}notes/new/")
    page.locator("#id_title").fill("Une visite")
    page.locator("#id_text").press_sequentially("Le puits du haut")
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(f"{home}notes/new/")
    expect(page.locator("#id_text")).to_have_value("Le puits du haut")
    expect(page.locator("[data-restored]")).to_be_visible()
    sent(page, "Une visite")
    page.goto(f"{home}notes/new/")
    expect(page.locator("#id_text")).to_have_value("")
    expect(page.locator("[data-restored]")).to_be_hidden()


def test_what_was_typed_can_be_thrown_away(
    phone: Callable[..., Page], home: str, demo: Demo
) -> None:
    page = phone()
    page.goto(f"{home}notes/new/")
    page.locator("#id_text").fill("Non")
    page.reload()
    page.locator("[data-restored] button").click()
    expect(page.locator("#id_text")).to_have_value("")
    page.reload()
    expect(page.locator("#id_text")).to_have_value("")


def test_a_note_typed_while_offline_is_sent_once(
    phone: Callable[..., Page], home: str, demo: Demo
) -> None:
    page = phone()
    page.goto(f"{home}notes/new/")
    until(page, "navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    page.locator("#id_title").fill("Hors ligne")
    page.locator("#id_text").fill("Sans réseau")
    page.locator("form.compose button.main").click()
    expect(page.locator("[data-waits]")).to_be_visible()
    page.context.set_offline(False)
    page.goto(f"{home}notes/new/")
    sent = re.compile(r"/notes/\d+/")
    expect(page.locator("main .note a").first).to_have_attribute("href", sent)
    page.reload()
    expect(page.locator("#id_text")).to_have_value("")
    query = "SELECT COUNT(*) FROM discussions_thread WHERE title = ?"
    assert rows(demo, query, "Hors ligne") == [(1,)]


def test_words_lost_with_a_session_come_back_after_signing_in(
    phone: Callable[..., Page], home: str, demo: Demo
) -> None:
    page = phone()
    page.goto(f"{home}notes/new/")
    page.locator("#id_title").fill("Tard")
    page.locator("#id_text").fill("Un long texte")
    page.context.clear_cookies(name="sessionid")
    page.locator("form.compose button.main").click()
    expect(page.locator("form.compose")).to_have_count(0)
    expect(page.locator("main textarea").last).to_have_value("Un long texte")
    signed_in(page, demo.accounts["contributor"])
    page.goto(f"{home}notes/new/")
    expect(page.locator("#id_text")).to_have_value("Un long texte")


def test_an_edit_in_conflict_keeps_what_was_typed_and_can_be_saved(
    phone: Callable[..., Page], home: str, demo: Demo
) -> None:
    page = phone()
    page.goto(f"{home}notes/new/")
    page.locator("#id_title").fill("Une visite")
    page.locator("#id_text").fill("Un")
    sent(page, "Une visite")
    address = re.sub(r"#.*", "edit/", page.url)
    page.goto(address)
    other = page.context.new_page()
    other.goto(address)
    other.locator("#id_text").fill("Deux")
    other.locator("form.compose button.main").click()
    expect(other.locator("h1")).to_have_text("Une visite")
    page.locator("#id_text").fill("Trois")
    page.locator("form.compose button.main").click()
    expect(page.locator(".theirs dd")).to_have_text("Deux")
    expect(page.locator("#id_text")).to_have_value("Trois")
    page.locator("form.compose button.main").click()
    expect(page.locator("article.message")).to_contain_text("Trois")
    assert page.evaluate(DRAFTS) == 0


def test_a_draft_leaves_the_device_with_its_author(
    phone: Callable[..., Page], home: str, demo: Demo
) -> None:
    page = phone()
    page.context.clear_cookies()  # What she signs out of is hers alone.
    signed_in(page, demo.accounts["contributor"])
    page.goto(f"{home}notes/new/")
    page.locator("#id_text").fill("Un début")
    page.goto("/fr/account/logout/")
    assert page.evaluate(DRAFTS) == 1
    page.locator("main form button.main").click()
    page.wait_for_url(lambda url: "logout" not in url)
    assert page.evaluate(DRAFTS) == 0
    signed_in(page, demo.accounts["contributor"])
    page.goto(f"{home}notes/new/")
    expect(page.locator("#id_text")).to_have_value("")


def test_signing_out_keeps_the_choice_of_light_mode(
    phone: Callable[..., Page], base_url: str, demo: Demo
) -> None:
    page = phone()
    page.context.clear_cookies()  # What she signs out of is hers alone.
    signed_in(page, demo.accounts["contributor"])
    page.context.add_cookies([{"name": "light", "value": "1", "url": base_url}])
    page.goto("/fr/account/logout/")
    page.locator("main form button.main").click()
    page.wait_for_url(lambda url: "logout" not in url)
    assert [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "light"]
