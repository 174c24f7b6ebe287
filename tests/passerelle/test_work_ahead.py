"""The calendar of work lists by month what somebody has to do on the pages that she may edit."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from pages.models import Home, Section
from passerelle.admin.ahead import MOST, Line, work_of
from people.models import Person
from tests.factories import (
    PersonFactory,
    a_space,
    add,
    belonging,
    day,
    holding,
    item,
    paragraph,
    signed_in,
)
from tests.languages.translating import translate as fill_in

UNTOLD: dict[str, Any] = {"write_up": [], "key_points": []}
ADDRESS = "/admin/work-ahead/"


@pytest.fixture
def section(home: Home) -> Section:
    """Where pages lie."""
    section: Section = add(home, Section, "Rubrique")
    return section


@pytest.fixture
def colleague(roles: dict[str, Group]) -> Person:
    """An editor of the network, who owns none of the pages."""
    return holding(roles["editor"])


def lines(person: Person, **narrowed: str) -> list[Line]:
    """What there is to do, in the order in which it is shown."""
    work = work_of(Person.objects.get(pk=person.pk), **narrowed)
    return [line for month in (*work.ahead, *work.behind) for line in month.lines]


def titles(person: Person, **narrowed: str) -> list[tuple[str, str]]:
    """Kind and title of each line."""
    return [(line.kind, line.title) for line in lines(person, **narrowed)]


def published(page: Any) -> Any:
    """A page with its first version published."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_events_to_come_come_first_and_those_that_are_over_wait_for_their_write_up(
    section: Section, colleague: Person
) -> None:
    item("seminar", section, "Dans longtemps", starts_on=day(90))
    item("workshop", section, "Bientôt", starts_on=day(1))
    item("seminar", section, "En cours", starts_on=day(-1), ends_on=day(1), **UNTOLD)
    item("seminar", section, "Passé", starts_on=day(-70), **UNTOLD)
    item("seminar", section, "Raconté", starts_on=day(-70), write_up=paragraph("Tout."))
    item("seminar", section, "Oublié", starts_on=day(-900), **UNTOLD)
    found = [found for found in titles(colleague) if found[0] != "translate"]
    assert set(found) == {
        ("announced", "En cours"),
        ("announced", "Bientôt"),
        ("announced", "Dans longtemps"),
        ("write-up", "Passé"),
    }
    assert found[-1] == ("write-up", "Passé")
    work = work_of(colleague)
    assert [line.title for line in work.ahead[-1].lines] == ["Dans longtemps"]
    assert work.ahead[-1].first == day(90).replace(day=1)


def test_an_event_that_is_still_a_draft_is_listed_and_says_so(
    section: Section, colleague: Person
) -> None:
    page = item("seminar", section, "Projet de séminaire", starts_on=day(10))
    item("seminar", section, "Annoncé", starts_on=day(11))
    Page.objects.filter(pk=page.pk).update(live=False)
    draft, live = lines(colleague, kind="announced")
    assert draft.note
    assert not live.note


def test_pages_without_their_translation_and_those_that_overtook_it_are_listed(
    section: Section, english: Home, colleague: Person
) -> None:
    section.copy_for_translation(english.locale, copy_parents=True)
    published(item("article", section, "Sans traduction", body=paragraph("Un.")))
    page = published(item("article", section, "Dépassée", body=paragraph("Un.")))
    source, _made = TranslationSource.get_or_create_from_instance(page)
    fill_in(Translation.objects.create(source=source, target_locale=english.locale))
    other = page.copy_for_translation(english.locale)
    other.save_revision().publish()
    assert titles(colleague) == [("translate", "Sans traduction")]
    page.body = paragraph("Deux.")
    published(page)
    found = {line.title: line for line in lines(colleague, kind="translate", language="en")}
    assert set(found) == {"Sans traduction", "Dépassée"}
    assert found["Dépassée"].url == reverse("wagtailadmin_pages:edit", args=[other.pk])
    assert lines(colleague, kind="translate", language="fr") == []


def test_whoever_may_not_have_pages_translated_is_not_asked_to(
    section: Section, english: Home, roles: dict[str, Group]
) -> None:
    published(item("article", section, "Sans traduction", body=paragraph("Un.")))
    contributor = holding(roles["contributor"])
    Page.objects.filter(title="Sans traduction").update(owner=contributor)
    assert titles(contributor) == []


def test_nothing_is_told_of_pages_that_one_may_not_edit(english: Home, colleague: Person) -> None:
    space = a_space()
    room = Page.objects.filter(audience_root__audience=space.audience).order_by("path")[0]
    item("seminar", room, "Bientôt", starts_on=day(1))
    item("seminar", room, "Passé", starts_on=day(-3), **UNTOLD)
    assert len(titles(belonging(space, "manager"))) == 2
    assert titles(colleague) == titles(belonging(space, "reader")) == []
    assert signed_in(PersonFactory()).get(ADDRESS).status_code == 404
    assert Client().get(ADDRESS).status_code == 302


def test_plain_links_narrow_by_kind_and_by_language_and_keep_each_other(
    section: Section, english: Home, colleague: Person
) -> None:
    soon = item("seminar", section, "Bientôt", starts_on=day(1))
    item("seminar", section, "Passé", starts_on=day(-3), **UNTOLD)
    client = signed_in(colleague)
    html = client.get(ADDRESS).content.decode()
    assert 'href="?kind=write-up"' in html
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[soon.pk])}"' in html
    html = client.get(ADDRESS, {"kind": "write-up"}).content.decode()
    assert "Bientôt" not in html
    assert "Passé" in html
    assert 'href="?kind=write-up&amp;language=en"' in html
    assert titles(colleague, kind="announced", language="en") == []
    strange = client.get(ADDRESS, {"kind": "../", "language": "xx"})
    assert "Bientôt" in strange.content.decode()


def test_the_first_page_of_the_screens_and_their_menu_lead_to_it(colleague: Person) -> None:
    html = signed_in(colleague).get("/admin/").content.decode()
    assert html.count(ADDRESS) > 1


def test_the_number_of_queries_does_not_follow_the_number_of_lines(
    section: Section, english: Home, colleague: Person
) -> None:
    client = signed_in(colleague)

    def more(number: int, mark: str) -> None:
        for one in range(number):
            item("seminar", section, f"Bientôt {mark} {one}", starts_on=day(one + 1))
            item("seminar", section, f"Passé {mark} {one}", starts_on=day(-3), **UNTOLD)
            published(item("article", section, f"Texte {mark} {one}"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(ADDRESS).status_code == 200
        return len(found)

    more(2, "a")
    queries()
    few = queries()
    more(10, "b")
    queries()
    assert queries() <= few
    assert len(lines(colleague)) > 3 * 10


def test_a_long_list_is_cut_and_says_so(section: Section, colleague: Person) -> None:
    first = item("seminar", section, "Bientôt", starts_on=day(1))
    assert not work_of(colleague, "announced").has_more
    for number in range(MOST):
        first.copy(to=section, update_attrs={"slug": f"copie-{number}"}, copy_revisions=False)
    work = work_of(colleague, "announced")
    assert work.has_more
    assert len(lines(colleague, kind="announced")) == MOST
