"""The first page of the editing screens says what waits for whoever opens it, and nothing else."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from access.actions.membership import give
from languages.actions.record import follows
from languages.models import ErrorReport, TranslationLink
from pages.models import Home, Section
from passerelle.admin.waiting import MOST, waiting_for
from people.models import ContactMessage, JoinRequest, Person
from tests.factories import (
    PersonFactory,
    a_space,
    add,
    day,
    item,
    paragraph,
    signed_in,
    translate,
)
from tests.languages.translating import translate as fill_in


@pytest.fixture
def people(roles: dict[str, Group]) -> dict[str, Person]:
    """Somebody of each role, by role."""
    found = {}
    for role, group in roles.items():
        found[role] = PersonFactory(first_name=role.title(), last_name="Essai")
        found[role].groups.add(group)
    return found


@pytest.fixture
def section(home: Home) -> Section:
    """Where pages lie."""
    section: Section = add(home, Section, "Rubrique")
    return section


def draft(parent: Page, title: str, person: Person) -> Any:
    """A page that somebody began."""
    page = item("article", parent, title, body=paragraph("Du texte."), owner=person)
    Page.objects.filter(pk=page.pk).update(live=False)
    page.refresh_from_db()
    page.save_revision(user=person)
    return page


def titles(person: Person) -> dict[str, list[str]]:
    """What waits for somebody: titles by heading."""
    fresh = Person.objects.get(pk=person.pk)
    return {
        str(waiting.heading): [row.title for row in waiting.rows] for waiting in waiting_for(fresh)
    }


def hand_in(page: Any, person: Person) -> None:
    """Submit a page to its editors."""
    page.get_workflow().start(page, person)


@pytest.fixture(autouse=True)
def in_english() -> Any:
    """Headings are compared by their English words."""
    with translation.override("en"):
        yield


def test_what_is_handed_in_waits_for_the_editor_and_is_the_writers_to_follow(
    section: Section, people: dict[str, Person]
) -> None:
    page = draft(section, "À lire", people["contributor"])
    assert titles(people["contributor"]) == {"Your drafts": ["À lire"]}
    assert titles(people["editor"]) == {}
    hand_in(page, people["contributor"])
    assert titles(people["editor"]) == {"To read and approve": ["À lire"]}
    assert titles(people["contributor"]) == {"Handed in: somebody else reads them": ["À lire"]}


def test_what_is_published_waits_for_nobody_until_it_is_changed(
    section: Section, people: dict[str, Person]
) -> None:
    editor = people["editor"]
    page = draft(section, "Un titre", editor)
    page.get_latest_revision().publish(user=editor)
    assert "Your drafts" not in titles(editor)
    page = page.specific_class.objects.get(pk=page.pk)
    page.title = "Un autre titre"
    page.save_revision(user=editor)
    assert titles(editor)["Your drafts"] == ["Un autre titre"]


def test_an_event_that_is_over_waits_to_be_written_up(
    section: Section, people: dict[str, Person]
) -> None:
    editor = people["editor"]
    over = {"starts_on": day(-3), "owner": editor, "write_up": [], "key_points": []}
    item("seminar", section, "Passé", **over)
    item("seminar", section, "À venir", **{**over, "starts_on": day(3)})
    item("workshop", section, "Sans maître", **{**over, "owner": None})
    item("seminar", section, "Raconté", **{**over, "write_up": paragraph("Tout.")})
    item("seminar", section, "De quelqu’un d’autre", **{**over, "owner": PersonFactory()})
    item("seminar", section, "Oublié", **{**over, "starts_on": day(-900)})
    assert titles(editor)["To write up"] == ["Passé", "Sans maître"]


def test_a_page_without_its_translation_waits_for_whoever_may_have_it_translated(
    section: Section, people: dict[str, Person], english: Home
) -> None:
    editor, contributor = people["editor"], people["contributor"]
    for person in (editor, contributor):
        item("article", section, f"De {person.first_name}", owner=person)
    assert titles(editor)["To translate"] == ["De Editor"]
    assert "To translate" not in titles(contributor)


def test_a_translation_that_was_overtaken_waits_too(
    section: Section, people: dict[str, Person], english: Home
) -> None:
    editor = people["editor"]
    section.copy_for_translation(english.locale, copy_parents=True)
    page = item("article", section, "Source", owner=editor, body=paragraph("Un."))
    source, _made = TranslationSource.get_or_create_from_instance(page)
    fill_in(Translation.objects.create(source=source, target_locale=english.locale))
    other = page.copy_for_translation(english.locale)
    other.save_revision().publish()
    assert "To translate" not in titles(editor)
    page.body = paragraph("Deux.")
    page.save_revision(user=editor).publish()
    assert titles(editor)["To translate"] == ["Source"]


@pytest.mark.parametrize(
    ("state", "note"),
    [
        ("partial", "Not all is translated"),
        ("unread", "Partly written by a machine, and read by nobody yet"),
    ],
)
def test_a_translation_that_is_partial_or_unread_waits_and_says_so(
    section: Section, people: dict[str, Person], english: Home, state: str, note: str
) -> None:
    editor = people["editor"]
    page = item("article", section, "Source", owner=editor)
    link = follows(translate(page, english, "Made"), page)
    assert "To translate" not in titles(editor)
    TranslationLink.objects.filter(pk=link.pk).update(state=state)
    (waiting,) = [one for one in waiting_for(editor) if one.heading == "To translate"]
    assert [(row.title, row.note) for row in waiting.rows] == [("Source", note)]


def test_errors_that_readers_report_wait_for_whoever_may_translate_the_page(
    section: Section, people: dict[str, Person], english: Home
) -> None:
    page = item("article", section, "Source", owner=people["editor"])
    target = translate(page, english, "Made")
    follows(target, page)
    ErrorReport.objects.create(page=target, text="Wrong.", language="en")
    assert titles(people["editor"])["To answer"] == ["1 error reported by readers"]
    assert "To answer" not in titles(people["documentalist"])


def test_managers_and_administrators_see_what_they_have_to_answer(
    people: dict[str, Person],
) -> None:
    space = a_space()
    give(space, people["editor"], "manager", actor=None)
    for _time in range(2):
        JoinRequest.objects.create(space=space, person=PersonFactory())
    ContactMessage.objects.create(name="N", address="n@a.example", text="Bonjour", language="fr")
    assert titles(people["editor"])["To answer"] == ["2 requests to join"]
    assert titles(people["administrator"])["To answer"] == ["1 message received"]
    assert "To answer" not in titles(people["contributor"])


def test_nothing_is_told_of_pages_that_one_does_not_come_across(
    people: dict[str, Person], section: Section
) -> None:
    contributor = people["contributor"]
    page = draft(section, "À elle autrefois", contributor)
    hand_in(page, contributor)
    contributor.groups.clear()
    people["editor"].groups.clear()
    assert titles(contributor) == titles(people["editor"]) == {}


def test_the_screen_shows_it_in_the_place_of_wagtails_lists(
    section: Section, people: dict[str, Person]
) -> None:
    hand_in(draft(section, "Le livret", people["contributor"]), people["contributor"])
    item("seminar", section, "Un séminaire", starts_on=day(3))
    client = signed_in(people["editor"])
    html = client.get("/admin/").content.decode()
    assert html.count("Le livret") == 1
    assert 'id="waiting"' in html
    assert f"/admin/pages/{section.pk}/new-seminar/" in html
    assert "recent-edits" not in html
    assert Client().get("/admin/").status_code == 302


def queries(client: Client) -> int:
    """How many queries the screen takes."""
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get("/admin/").status_code == 200
    return len(found)


def test_the_number_of_queries_does_not_follow_the_number_of_rows(
    section: Section, people: dict[str, Person]
) -> None:
    editor, contributor = people["editor"], people["contributor"]
    space = a_space()
    give(space, editor, "manager", actor=None)

    def more(number: int, mark: str) -> None:
        for one in range(number):
            hand_in(draft(section, f"Lire {mark} {one}", contributor), contributor)
            draft(section, f"Brouillon {mark} {one}", editor)
            over = {"starts_on": day(-3), "owner": editor, "write_up": [], "key_points": []}
            item("seminar", section, f"Passé {mark} {one}", **over)
            JoinRequest.objects.create(space=space, person=PersonFactory())

    more(2, "a")
    client = signed_in(editor)
    client.get("/admin/")
    few = queries(client)
    more(MOST, "b")
    assert queries(client) <= few
    with translation.override("en"):
        lists = {str(one.heading): one for one in waiting_for(Person.objects.get(pk=editor.pk))}
    assert len(lists["Your drafts"].rows) == MOST
    assert lists["Your drafts"].has_more
