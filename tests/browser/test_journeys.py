"""Whole journeys: a visitor, a reader of another language, one without script, an editor."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.members import Members
from tests.browser.pages import Places
from tests.browser.server import Account, Demo

FILE = Path(__file__).parents[1] / "exchange/documents/files/libreoffice-seminar.docx"
HEADING = "Ce qui revient le plus souvent"

NewContext = Callable[..., BrowserContext]


def searched(page: Page, words: str) -> None:
    """Search from the home page, with the form that stands in the page."""
    page.goto("/fr/")
    field = page.locator("main").get_by_role("searchbox")
    field.fill(words)
    field.press("Enter")
    page.wait_for_url("**/search/?*")


def signed_in(page: Page, account: Account) -> None:
    """Sign in with an account."""
    page.goto("/fr/account/login/")
    page.locator("input[name=login]").fill(account.email)
    page.locator("input[name=password]").fill(account.password)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(lambda url: "login" not in url)


def open_menu(within: Locator, name: str) -> None:
    """Open a menu of the editing screens, which say so once their script answers."""
    within.get_by_role("button", name=name, exact=True, expanded=False).click()


def reads_and_comes_back(page: Page, row: Locator) -> None:
    """Open a row of a list, then go back: to the same list, and to that row."""
    here, anchor = page.url, row.get_attribute("id")
    title = row.get_by_role("link").inner_text()
    row.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text(title)
    page.locator(".back a").first.click()
    expect(page).to_have_url(f"{here}#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_visitor_searches_narrows_reads_and_comes_back_to_the_same_row(
    new_context: NewContext, script: bool
) -> None:
    page = new_context(java_script_enabled=script).new_page()
    searched(page, "semences")
    choice = page.locator("#filters li").first
    count = int(re.sub(r"\D", "", choice.locator("span").inner_text()))
    choice.get_by_role("link").click()
    expect(page.locator(".chips li")).to_have_count(1)
    total = page.locator("main .meta strong").first.inner_text()
    assert int(re.sub(r"\D", "", total)) == count
    reads_and_comes_back(page, page.locator(".rows > li:not([lang])").last)


def test_a_visitor_narrows_a_section_and_the_way_back_keeps_it_so(
    new_context: NewContext, places: Places
) -> None:
    page = new_context().new_page()
    page.goto(places.address("section", "fr"))
    page.locator("#filters li").first.get_by_role("link").click()
    reads_and_comes_back(page, page.locator(".rows > li").last)


def test_the_way_back_from_a_result_in_another_language_leads_to_the_same_search(
    new_context: NewContext,
) -> None:
    page = new_context().new_page()
    page.goto("/fr/search/?q=savings")
    reads_and_comes_back(page, page.locator(".rows > li[lang=en]").first)


def test_a_search_without_result_offers_a_way_on(new_context: NewContext, places: Places) -> None:
    page = new_context().new_page()
    page.goto(places.address("nothing_found", "fr"))
    page.locator("main .note").get_by_role("link").first.click()
    page.wait_for_url(lambda url: "search" not in url)
    expect(page.locator("h1")).to_be_visible()


def test_a_reader_switches_language_and_stays_on_the_page(
    new_context: NewContext, places: Places
) -> None:
    page = new_context().new_page()
    page.goto(places.address("project", "fr"))
    page.locator("header").get_by_role("link", name="English").locator("visible=true").click()
    page.wait_for_url("**/en/**")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("header").get_by_role("link", name="Français").locator("visible=true").click()
    expect(page).to_have_url(places.address("project", "fr"))


def test_a_reader_meets_a_page_that_is_not_translated_and_goes_to_its_source(
    new_context: NewContext, places: Places
) -> None:
    page = new_context().new_page()
    page.goto(places.address("not_translated", "en"))
    title = page.locator("h1").inner_text()
    assert page.locator("h1").get_attribute("lang") == "fr"
    page.locator("main .button.main").click()
    page.wait_for_url("**/fr/**")
    expect(page.locator("h1")).to_have_text(title)


def test_a_visitor_searches_with_the_keyboard_only(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/fr/")
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main input[type=search]')"):
            break
    page.keyboard.type("eau")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=eau")
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.rows h2 a')"):
            break
    title = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)


def test_a_member_signs_in_and_out_without_script(new_context: NewContext, demo: Demo) -> None:
    page = new_context(java_script_enabled=False).new_page()
    signed_in(page, demo.accounts["contributor"])
    page.goto("/fr/")
    page.locator("footer a[href*=logout]").click()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("footer a[href*=login]")).to_be_visible()


def test_light_mode_is_chosen_and_left_without_script(
    new_context: NewContext, places: Places
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(places.address("project", "fr"))
    expect(page.locator("main picture")).not_to_have_count(0)
    for pictures in (False, True):
        page.locator("footer a[href*='/light/']").click()
        page.locator("main button[name=light]").click()
        expect(page).to_have_url(places.address("project", "fr"))
        assert bool(page.locator("main picture").count()) is pictures


def with_a_picture_of_its_own(folder: Path) -> Path:
    """The file with its picture made smaller: one that is known is not asked about again."""
    copy = folder / FILE.name
    with zipfile.ZipFile(FILE) as source, zipfile.ZipFile(copy, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member.endswith(".jpeg"):
                smaller = io.BytesIO()
                Image.open(io.BytesIO(content)).save(smaller, "JPEG", quality=60)
                content = smaller.getvalue()
            target.writestr(member, content)
    return copy


def test_an_editor_makes_a_published_write_up_from_a_file(
    new_context: NewContext, demo: Demo, places: Places, tmp_path: Path
) -> None:
    address = places.apart("seminar", "fr", "a file")
    editing = new_context(locale="fr").new_page()
    signed_in(editing, demo.accounts["editor"])
    editing.goto(address)
    editing.locator("main a[href*='/admin/pages/']").click()
    open_menu(editing.locator("header"), "Actions")
    editing.locator("a[href*='/import-write-up/']").click()
    editing.locator("input[type=file]").set_input_files(with_a_picture_of_its_own(tmp_path))
    editing.locator("form[enctype] button[type=submit]").click()
    editing.wait_for_url("**/import-write-up/**")
    if editing.locator("input[name=confirm]").count():
        editing.locator("form:has(input[name=confirm]) button[type=submit]").click()
    editing.wait_for_url("**/import-write-up/result/")
    for described in editing.locator("[name$='-alt']").all():
        described.fill("Une salle pleine")
    for answer in editing.locator("[name$='-consent'][value='nobody']").all():
        answer.check()
    editing.locator("main form button[type=submit]").click()
    editing.wait_for_url("**/edit/")
    reader = new_context().new_page()
    reader.goto(address)
    assert HEADING not in reader.locator("main").inner_text()
    open_menu(editing.locator("footer"), "Plus d'actions")
    with editing.expect_navigation():
        editing.locator("button[name=action-publish]").click()
    reader.goto(address)
    expect(reader.get_by_role("heading", name=HEADING)).to_be_visible()
    reader.goto("/fr/search/?q=" + quote(HEADING))
    expect(reader.locator(f".rows a[href*='{urlsplit(address).path}']")).to_be_visible()


def test_an_editor_pastes_a_text_with_its_form(
    new_context: NewContext, members: Members, places: Places
) -> None:
    editing = new_context(locale="fr", storage_state=members.cookies("editor")).new_page()
    editing.goto(places.apart("seminar", "fr", "a paste"))
    number = editing.locator("main a[href*='/admin/pages/']").get_attribute("href")
    assert number
    editing.goto(f"{number.removesuffix('edit/')}import-write-up/")
    editing.locator("textarea[data-paste]").evaluate(
        """box => {
            const carried = new DataTransfer();
            carried.setData("text/html", "<h1>Pasted part</h1><p>Some <b>words</b>.</p>");
            box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: carried}));
            box.value = "Pasted part Some words.";
        }"""
    )
    expect(editing.locator("#id_pasted")).to_have_value(re.compile("<h1>Pasted part</h1>"))
    with editing.expect_navigation():
        editing.locator("form[enctype] button[type=submit]").click()
    yes = editing.locator("form:has(input[name=confirm]) button[type=submit]")
    if yes.count():
        expect(editing.locator("ins", has_text="Pasted part")).to_be_visible()
        yes.click()
    editing.wait_for_url("**/edit/")
    expect(editing.locator("[name^='write_up-'][name$='-value']").first).to_have_value(
        "Pasted part"
    )
