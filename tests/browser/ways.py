"""The editing screens of ours: who looks at them, and the way that leads there."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.members import Members
from tests.browser.pages import Places
from tests.browser.saving import it_watches, listen_for_watching
from tests.browser.test_journeys import FILE

LONG_ENOUGH = 3100
"""Milliseconds: who sends the contact form sooner is taken for a machine."""


@dataclass
class Walk:
    """Somebody who walks through the site in a language.

    Attributes:
        page: where she is, signed in.
        places: where public pages are.
        language: of the pages and of the screens.
    """

    page: Page
    places: Places
    language: str

    def address(self, kind: str) -> str:
        """The address of a public page of a kind."""
        return self.places.address(kind, self.language)

    def say(self, french: str, english: str) -> str:
        """The words of the language."""
        return french if self.language == "fr" else english


@dataclass(frozen=True)
class Way:
    """A screen: whose eyes, and how one gets there from anywhere."""

    account: str
    go: Callable[[Walk], None]


def first_page(walk: Walk) -> None:
    """What the editing screens show first."""
    walk.page.goto("/admin/")


def begin(walk: Walk) -> None:
    """A seminar of which one has said a little."""
    first_page(walk)
    page = walk.page
    page.locator("main a[href$='/new-seminar/']").first.click()
    page.wait_for_url("**/new-seminar/")
    title = walk.say("Garder ses semences d’une saison à l’autre", "Keeping seeds between seasons")
    page.locator("#id_title").fill(title)
    page.locator("#id_starts_on").fill("2027-03-12")
    page.locator("#id_city").fill("Thiès")
    page.locator("#id_title").focus()


def edit(walk: Walk) -> None:
    """An article with something left to do before it is published."""
    page = walk.page
    listen_for_watching(page)
    page.goto(walk.address("article"))
    page.locator("main a[href*='/admin/pages/']").first.click()
    expect(page.locator("[data-check-list]")).to_be_visible()
    it_watches(page)
    described = page.locator("[name='picture_alt']")
    if described.input_value():
        with page.expect_response("**/check-list/"):
            described.fill("")
    expect(page.locator("[data-check-list-target='#id_picture_alt']")).to_be_visible()
    page.locator("[data-check-list]").scroll_into_view_if_needed()


def write_up(walk: Walk) -> None:
    """The form that takes a file."""
    page = walk.page
    page.goto(walk.address("write_up"))
    edit_link = page.locator("main a[href*='/admin/pages/']").first.get_attribute("href") or ""
    page.goto(re.sub(r"edit/.*$", "import-write-up/", edit_link))


def changes(walk: Walk) -> None:
    """What a file would change in a write-up that is there."""
    write_up(walk)
    page = walk.page
    page.locator("#id_file").set_input_files(FILE)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main ins").first).to_be_visible()


def result(walk: Walk) -> None:
    """What became of a file: of a seminar that begins with one."""
    begin(walk)
    page = walk.page
    page.locator("#id_file").set_input_files(FILE)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/result/**")


def our_site(walk: Walk) -> None:
    """The name, the colour, the sections."""
    walk.page.goto("/admin/settings/our-site/")


def messages(walk: Walk) -> None:
    """What visitors wrote; one of them at least."""
    page = walk.page
    page.goto("/admin/settings/messages/")
    if page.locator("main section").count():
        return
    page.goto(walk.address("contact"))
    page.locator("#id_name").fill("Awa Diallo")
    page.locator("#id_address").fill("awa@jardins.example")
    words = "Bonjour, où peut-on lire le compte rendu de la rencontre sur l’eau ? Merci à vous."
    page.locator("main textarea").fill(words)
    page.wait_for_timeout(LONG_ENOUGH)
    page.locator("main form button.main").click()
    page.goto("/admin/settings/messages/")
    expect(page.locator("main section").first).to_be_visible()


def directory(walk: Walk) -> None:
    """The directory by spreadsheet."""
    walk.page.goto("/admin/directory/import/")


def dry_run(walk: Walk) -> None:
    """What a table would change."""
    directory(walk)
    page = walk.page
    page.locator("#id_file").set_input_files([table(walk)])
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main [name=add]").first).to_be_visible()


def table(walk: Walk) -> Any:
    """A table: a record corrected, a new one, and one that looks like another."""
    answer = walk.page.request.get("/admin/directory/organisations.csv")
    name, place = walk.say("Nom", "Name"), walk.say("Pays ou région", "Country or region")
    lines = list(csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig"))))
    names = {line[name] for line in lines}
    known = next(line for line in lines if f"Les {line[name]}" not in names)
    rows = [
        ["Short name in addresses", "Name", "Country or region", "Town"],
        [next(iter(known.values())), "", "", "Kaolack"],
        ["", walk.say("Femmes du fleuve", "Women of the river"), "Senegal", "Matam"],
        ["", f"Les {known[name]}", known[place], ""],
    ]
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return {"name": "table.csv", "mimeType": "text/csv", "buffer": written.getvalue().encode()}


def duplicates(walk: Walk) -> None:
    """Records that are perhaps one organisation; a pair of them at least."""
    page = walk.page
    page.goto("/admin/directory/duplicates/")
    if not page.locator("main table").count():
        dry_run(walk)
        page.locator("main [name=add]").first.check()
        page.locator("main form button[type=submit]").first.click()
        page.goto("/admin/directory/duplicates/")


def pair(walk: Walk) -> None:
    """Two of them side by side."""
    duplicates(walk)
    walk.page.locator("main table a.button").first.click()
    expect(walk.page.locator("[name=act]").first).to_be_visible()


WAYS = {
    "admin_begin": Way("editor", begin),
    "admin_edit": Way("editor", edit),
    "admin_write_up": Way("editor", write_up),
    "admin_changes": Way("editor", changes),
    "admin_result": Way("editor", result),
    "admin_our_site": Way("administrator", our_site),
    "admin_messages": Way("administrator", messages),
    "admin_directory": Way("editor", directory),
    "admin_dry_run": Way("editor", dry_run),
    "admin_duplicates": Way("administrator", duplicates),
    "admin_pair": Way("administrator", pair),
    "admin_first": Way("editor", first_page),
}


class Desks:
    """Those who work on the editing screens, each in a browser of her own.

    Args:
        browser: where.
        members: who they are, on a site in which drafts may be left.
    """

    def __init__(self, browser: Browser, members: Members) -> None:
        self.browser, self.members = browser, members
        self.places = Places(members.demo.url)
        self.desks: dict[str, BrowserContext] = {}
        self.spoken: dict[str, str] = {}

    def walk(self, way: Way, language: str, size: tuple[int, int]) -> Page:
        """Go a way in a language, in a window of a size; what is at its end."""
        page = self.desk(way.account).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if self.spoken.get(way.account) != language:
            speak(page, language)
            self.spoken[way.account] = language
        way.go(Walk(page, self.places, language))
        page.wait_for_load_state("networkidle")
        return page

    def desk(self, account: str) -> BrowserContext:
        """The browser of an account, signed in."""
        if account not in self.desks:
            state = self.members.reader(account).storage_state()
            self.desks[account] = self.browser.new_context(
                base_url=self.members.demo.url, locale="fr", storage_state=state
            )
        return self.desks[account]

    def close(self) -> None:
        """Close all browsers."""
        for desk in self.desks.values():
            desk.close()


def speak(page: Page, language: str) -> None:
    """Have the editing screens of whoever looks in a language."""
    page.goto("/admin/account/")
    choice = page.locator("select[name$=preferred_language]")
    if choice.input_value() != language:
        choice.select_option(language)
        with page.expect_navigation():
            page.locator("main form [type=submit]").last.click()
