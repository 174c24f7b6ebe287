"""What a section lists, in which order, in whose language, and in how many queries."""

from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import Directory, Home, Period, Section
from search.indexing import reindex
from tests.factories import (
    OrganizationFactory,
    add,
    archived_period,
    concept,
    day,
    item,
    paragraph,
    translate,
)
from tests.pages.filter_links import filter_links, page_of, total


def listed(client: Client, address: str) -> list[str]:
    """The titles that a list gives, in order."""
    reindex()
    joint = "&" if "?" in address else "?"
    hits: list[dict[str, Any]] = client.get(f"{address}{joint}format=json").json()["hits"]
    return [hit["title"] for hit in hits]


def test_a_section_lists_all_that_lies_beneath_it_and_nothing_else(
    client: Client, home: Home
) -> None:
    section = add(home, Section, "Rubrique")
    below = add(section, Section, "Sous-rubrique")
    item("article", section, "Juste dessous")
    item("article", below, "Plus bas")
    item("article", add(home, Section, "Ailleurs"), "Autre part")
    assert set(listed(client, "/fr/rubrique/")) == {"Juste dessous", "Plus bas"}


def test_the_agenda_begins_with_what_comes_next_and_ends_with_what_is_long_past(
    client: Client, home: Home
) -> None:
    section = add(home, Section, "Agenda", order=Section.Order.AGENDA)
    for title, offset in (
        ("passé", -3),
        ("loin", 90),
        ("ancien", -400),
        ("demain", 1),
        ("ce jour", 0),
    ):
        item("seminar", section, title, starts_on=day(offset))
    assert listed(client, "/fr/agenda/") == ["ce jour", "demain", "loin", "passé", "ancien"]


def test_a_section_by_title_ignores_case_and_accents(client: Client, home: Home) -> None:
    section = add(home, Section, "Fiches", order=Section.Order.TITLE)
    for title in ("eau", "Zone humide", "Élevage", "abeilles", "École"):
        item("article", section, title)
    assert listed(client, "/fr/fiches/") == ["abeilles", "eau", "École", "Élevage", "Zone humide"]


def test_the_newest_come_first_by_default(client: Client, home: Home) -> None:
    section = add(home, Section, "Nouvelles")
    for year in (2021, 2024, 2022):
        item("article", section, str(year), first_published_at=f"{year}-05-01T12:00:00Z")
    assert listed(client, "/fr/nouvelles/") == ["2024", "2022", "2021"]


def test_a_page_of_a_list_has_twenty_items_and_links_to_the_others(
    client: Client, home: Home
) -> None:
    section = add(home, Section, "Rubrique")
    for number in range(45):
        item("article", section, f"Titre {number:02}", themes=["water"] if number < 43 else [])
    reindex()
    pages = [client.get(f"/fr/rubrique/?format=json&page={n}").json() for n in (1, 2, 3, 9)]
    assert [len(data["hits"]) for data in pages] == [20, 20, 5, 5]
    assert [data["page"] for data in pages] == [1, 2, 3, 3]
    assert len({hit["url"] for data in pages[:3] for hit in data["hits"]}) == 45
    html = page_of(client, "/fr/rubrique/?theme=water&page=2")
    assert 'href="?theme=water&amp;page=3"' in html
    assert 'href="?theme=water"' in html
    assert '<span aria-current="page">2</span>' in html


def test_sheets_of_an_archived_period_are_listed_only_when_it_is_asked_for(
    client: Client, home: Home
) -> None:
    section = add(home, Section, "Fiches")
    current = Period.objects.create(code="now", starts=day(-300), ends=day(700))
    item("action_sheet", section, "Actuelle", period=current)
    item("action_sheet", section, "Archivée", period=archived_period())
    assert listed(client, "/fr/fiches/") == ["Actuelle"]
    assert listed(client, "/fr/fiches/?period=archived") == ["Archivée"]
    assert len(listed(client, "/fr/fiches/?period=archived&period=now")) == 2
    assert listed(client, "/fr/search/?q=archivee") == ["Archivée"]


def test_a_list_leads_to_its_archived_periods_even_when_nothing_else_is_left(
    client: Client, home: Home
) -> None:
    section = add(home, Section, "Fiches")
    for number in range(3):
        item("action_sheet", section, f"Fiche {number}", period=archived_period())
    assert listed(client, "/fr/fiches/") == []
    links = filter_links(client, "/fr/fiches/")
    assert [(link.url, link.count) for link in links] == [("/fr/fiches/?period=archived", 3)]
    assert total(client, links[0].url) == 3


def test_each_object_is_listed_once_in_the_readers_language_or_else_in_the_other(
    client: Client, home: Home, english: Home
) -> None:
    section = add(home, Section, "Rubrique")
    rubric = translate(section, english, "Section")
    both = item("article", section, "Les deux")
    translate(both, rubric, "Both")
    item("article", section, "Seulement français")
    item("article", rubric, "Only English")
    assert set(listed(client, "/fr/rubrique/")) == {
        "Les deux",
        "Seulement français",
        "Only English",
    }
    assert set(listed(client, "/en/section/")) == {"Both", "Seulement français", "Only English"}
    assert set(listed(client, "/fr/rubrique/?language=en")) == {"Both", "Only English"}
    html = page_of(client, "/fr/rubrique/")
    assert ' lang="en"' in html
    assert "<span>en anglais</span>" in html


def test_filters_of_one_name_widen_or_narrow_as_their_kind_asks(client: Client, home: Home) -> None:
    section = add(home, Section, "Rubrique")
    for code in ("water", "health"):
        concept(code, code, code)
    item("project", section, "Projet", stage="idea", themes=["water", "health"])
    item("project", section, "Autre", stage="done", themes=["water"])
    assert len(listed(client, "/fr/rubrique/?stage=idea&stage=done")) == 2
    assert listed(client, "/fr/rubrique/?theme=water&theme=health") == ["Projet"]


def test_an_empty_list_with_filters_offers_the_whole_list(client: Client, home: Home) -> None:
    add(home, Section, "Rubrique")
    html = page_of(client, "/fr/rubrique/?theme=water")
    assert '<a href="./">' in html
    assert '<meta name="robots" content="noindex, follow">' in html


ADDRESSES = ("/fr/rubrique/", "/fr/search/?q=titre&", "/fr/annuaire/")


def test_a_list_asks_as_often_for_300_rows_as_for_3(client: Client, home: Home) -> None:
    section = add(home, Section, "Rubrique")
    add(home, Directory, "Annuaire")
    concept("water", "eau", "water")

    def queries(number: int) -> dict[str, int]:
        for index in range(number):
            title = f"Titre {number} {index}"
            item("project", section, title, themes=["water"], territories=["SN"])
            if index % 10 < 3:
                OrganizationFactory()
        reindex()
        found = {}
        for address in ADDRESSES:
            query = f"{'' if '?' in address else '?'}page=1"
            client.get(f"{address}{query}")
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(f"{address}{query}").status_code == 200
            found[address] = len(captured)
        return found

    assert queries(3) == queries(297)


def test_tools_are_narrowed_by_the_time_they_take(client: Client, home: Home) -> None:
    section = add(home, Section, "Outils")
    item("resource", section, "Fiche rapide", minutes=20)
    item("resource", section, "Atelier long", minutes=400)
    item("resource", section, "Sans durée", minutes=None)
    reindex()
    data = client.get("/fr/outils/?duration=short&format=json").json()
    assert [hit["title"] for hit in data["hits"]] == ["Fiche rapide"]


def test_sheets_that_say_what_failed_are_found_as_lessons(client: Client, home: Home) -> None:
    section = add(home, Section, "Fiches")
    item("experience_sheet", section, "Franche", failed=paragraph("La pompe a gelé."))
    item("experience_sheet", section, "Polie")
    reindex()
    data = client.get("/fr/fiches/?lesson=failed&format=json").json()
    assert [hit["title"] for hit in data["hits"]] == ["Franche"]
