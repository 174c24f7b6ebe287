"""The check-list on the editing screen: of each type, in the editor's language, for editors."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

from pages.models import Home
from people.models import Person
from tests.factories import ITEMS, item, reading_screens, signed_in
from tests.pages.checks.clean import block, good_picture

STREAMS = {
    "article": "body", "project": "results", "workshop": "announcement", "seminar": "write_up",
    "network": "body", "resource": "body", "action_sheet": "synthesis",
    "experience_sheet": "failed",
}  # fmt: skip


@pytest.fixture
def screens(editor: Person) -> Client:
    """The editor's browser, in English."""
    return reading_screens(editor)


def faulty(type_code: str, home: Home, **fields: Any) -> Any:
    """A page of a type whose text lacks a description and a consent, under a title."""
    picture = good_picture(consent="")
    blocks = [
        block("heading", "Le puits"),
        block("picture", {"picture": picture.pk, "alt": "", "caption": ""}),
        block("paragraph", "<p>Lisez la suite <a href='https://example.org'>ici</a>.</p>"),
    ]
    page = item(type_code, home, "Titre", **{STREAMS[type_code]: blocks}, **fields)
    page.save_revision()
    return page


def lines(client: Client, address: str) -> list[Any]:
    """The lines of the check-list at an address, as they are written."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return soup.select(".check-list__lines li")


@pytest.mark.parametrize("type_code", sorted(ITEMS))
def test_each_line_names_its_block_and_leads_to_it(
    screens: Client, home: Home, type_code: str
) -> None:
    page = faulty(type_code, home)
    stream = page.get_latest_revision_as_object()
    blocks = getattr(stream, STREAMS[type_code]).raw_data
    picture, text = (f"#block-{blocks[number]['id']}-section" for number in (1, 2))
    found = lines(screens, f"/admin/pages/{page.pk}/edit/")
    in_text = [line for line in found if "block-" in line.a["href"]]
    assert [line.a["href"] for line in in_text] == [picture, picture, text]
    assert in_text[0].a.get_text() == "Picture, under “Le puits”"
    assert "has no description" in in_text[0].get_text()


@pytest.mark.parametrize(("language", "words"), [("fr", "Image"), ("en", "Picture")])
def test_it_speaks_the_language_of_the_editor_not_that_of_the_page(
    screens: Client, editor: Person, home: Home, language: str, words: str
) -> None:
    UserProfile.objects.update(preferred_language=language)
    page = faulty("article", home)
    assert words in lines(screens, f"/admin/pages/{page.pk}/edit/")[0].a.get_text()


def test_the_saved_draft_can_be_checked_again_without_the_screen(
    screens: Client, home: Home
) -> None:
    page = faulty("article", home)
    address = f"/admin/pages/{page.pk}/check-list/"
    assert len(lines(screens, address)) == 3
    answer = screens.get(address)
    assert "no-store" in answer["Cache-Control"]
    page.body = [("paragraph", "<p>Rien.</p>")]
    page.save_revision()
    assert lines(screens, address) == []


def test_a_page_that_is_being_added_says_when_the_list_comes(screens: Client, home: Home) -> None:
    html = screens.get(f"/admin/pages/add/pages/article/{home.pk}/").content.decode()
    assert "Once the draft is saved" in html
    assert "check-list__modes" not in html


def test_versions_are_compared_without_it(screens: Client, home: Home) -> None:
    page = faulty("article", home)
    page.save_revision()
    answer = screens.get(f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/")
    assert answer.status_code == 200
    assert "check-list" not in answer.content.decode()


def test_the_picture_is_offered_to_those_who_may_change_it(
    home: Home, editor: Person, administrator: Person
) -> None:
    page = faulty("article", home)
    address = f"/admin/pages/{page.pk}/edit/"
    assert "/admin/images/" not in str(lines(signed_in(editor), address))
    assert "/admin/images/" in str(lines(signed_in(administrator), address))


def test_whoever_may_not_edit_the_page_gets_no_list(home: Home, contributor: Person) -> None:
    page = faulty("article", home)
    address = f"/admin/pages/{page.pk}/check-list/"
    assert Client().get(address).status_code == 302
    contributor.groups.clear()
    assert signed_in(contributor).get(address).status_code == 404


def queries_of(client: Client, address: str) -> int:
    """How many queries an address asks, once what stays in memory is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_a_long_list_asks_no_more_queries(screens: Client, home: Home) -> None:
    page = faulty("article", home)
    address = f"/admin/pages/{page.pk}/check-list/"
    page.save_revision()  # Wagtail asks once more for a page of several versions
    few = queries_of(screens, address)
    picture = good_picture(consent="", credit="")
    page.body = [("picture", {"picture": picture, "alt": "", "caption": ""}) for _n in range(60)]
    page.save_revision()
    assert len(lines(screens, address)) > 100
    assert queries_of(screens, address) == few
