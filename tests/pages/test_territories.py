"""The page of a country or region: all that there is in it, for whoever may see it."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.models import Directory, Home, Period, Section, SpaceHome
from people.models import Organization
from search.indexing import reindex
from tests.factories import OrganizationFactory, a_space, add, belonging, day, item, signed_in
from tests.pages.filter_links import filter_links, page_of
from thesaurus.models import Territory

SHELF = re.compile(r"<h2>([^<]*) <small>\((\d+)\)</small></h2>(.*?)</section>", re.DOTALL)
TITLE = re.compile(r"<h3><a [^>]*>([^<]*)</a></h3>")
ALL = re.compile(r'<p class="alone"><a href="(\?[^"]*)">')


@pytest.fixture
def section(home: Home) -> Section:
    """A public section, beside a directory."""
    add(home, Directory, "Annuaire")
    africa = Territory.objects.create(code="011")
    for code in ("SN", "ML"):
        Territory.objects.create(code=code, broader=africa)
    section: Section = add(home, Section, "Rubrique")
    return section


def shelves(client: Client, code: str) -> dict[str, tuple[int, list[str]]]:
    """How many things of each kind the page of a territory tells, and the titles it shows."""
    html = page_of(client, f"/fr/territories/{code}/")
    return {
        title.strip(): (int(count), TITLE.findall(rows))
        for title, count, rows in SHELF.findall(html)
    }


def test_a_country_shows_how_much_there_is_of_each_kind_with_the_first_ones(
    client: Client, section: Section
) -> None:
    current = Period.objects.create(code="now", starts=day(-300), ends=day(700))
    for number in range(5):
        item("project", section, f"Projet {number}", territories=["SN"])
    item("network", section, "Réseau du fleuve", territories=["SN"])
    item("action_sheet", section, "Fiche action", territories=["SN"], period=current)
    item("project", section, "Ailleurs", territories=["ML"])
    OrganizationFactory(name="Keur Ndaw")
    OrganizationFactory(name="Centre de Thiès", kind=Organization.Kind.RESOURCE_CENTRE)
    reindex()
    found = shelves(client, "SN")
    assert [(count, len(titles)) for count, titles in found.values()] == [
        (2, 2), (1, 1), (1, 1), (5, 3), (1, 1),
    ]  # fmt: skip
    assert list(found.values())[1] == (1, ["Centre de Thiès"])
    assert "Ailleurs" not in page_of(client, "/fr/territories/SN/")


def test_what_comes_next_stands_before_what_is_past(client: Client, section: Section) -> None:
    for title, offset in (("passé", -3), ("loin", 90), ("ancien", -400), ("demain", 1)):
        kind = "workshop" if offset > 0 else "seminar"
        item(kind, section, title, starts_on=day(offset), territories=["SN"])
    reindex()
    assert list(shelves(client, "SN").values()) == [(4, ["demain", "loin", "passé"])]


def test_a_region_holds_what_its_countries_hold_events_by_their_place_too(
    client: Client, section: Section
) -> None:
    item("project", section, "Puits", territories=["ML"])
    item("seminar", section, "Rencontre", country=Territory.objects.get(code="SN"))
    reindex()
    assert sorted(titles for _count, titles in shelves(client, "011").values()) == [
        ["Puits"], ["Rencontre"],
    ]  # fmt: skip
    html = page_of(client, "/fr/territories/011/")
    assert '<a href="/fr/territories/ML/">Mali</a> (1)' in html
    assert '<a href="/fr/territories/011/">' in page_of(client, "/fr/territories/ML/")


def test_a_territory_that_is_not_in_the_thesaurus_is_missing(
    client: Client, section: Section
) -> None:
    for code in ("XX", "sn", "S N", "%00", "SN/ML", "0" * 300):
        assert client.get(f"/fr/territories/{code}/").status_code == 404, code
    assert client.get("/fr/territories/ML/").status_code == 200
    assert client.post("/fr/territories/ML/").status_code == 405


def test_a_territory_has_an_address_whatever_its_code_is_made_of(
    client: Client, section: Section
) -> None:
    place = Territory.objects.create(code="A/B? é", name="Ailleurs")
    OrganizationFactory(slug="la-bas", territory=place)
    reindex()
    assert reverse("territory", args=[place.code]) in page_of(client, "/fr/annuaire/la-bas/")
    html = page_of(client, reverse("territory", args=[place.code]))
    assert "<h1>Ailleurs</h1>" in html


def test_a_shelf_leads_to_the_list_of_all_that_it_counts(client: Client, section: Section) -> None:
    for number in range(25):
        kind = ("workshop", "seminar", "project")[number % 3]
        item(kind, section, f"Titre {number}", territories=["SN"])
    OrganizationFactory.create_batch(4, kind=Organization.Kind.RESOURCE_CENTRE)
    reindex()
    html = page_of(client, "/fr/territories/SN/")
    links = [url.replace("&amp;", "&") for url in ALL.findall(html)]
    counts = [count for count, titles in shelves(client, "SN").values() if count > len(titles)]
    found = [page_of(client, f"/fr/territories/SN/{url}") for url in links]
    assert [int(re.findall(r"<strong>(\d+) ", page)[0]) for page in found] == counts
    assert counts == [4, 4, 17, 8]
    assert all('content="noindex, follow"' in page for page in found)


def test_the_list_of_a_territory_is_narrowed_like_any_other_with_exact_counts(
    client: Client, section: Section
) -> None:
    for number in range(12):
        item("project", section, f"P{number}", themes=["water"] * (number % 2), territories=["SN"])
        item("article", section, f"A{number}", territories=["ML"], themes=["water"])
    reindex()
    address = "/fr/territories/011/?type=project"
    links = [link for link in filter_links(client, address) if "type=article" not in link.url]
    assert "Water" in {link.label for link in links}
    for link in links:
        told = re.findall(r"<strong>(\d+) ", page_of(client, link.url))
        assert int(told[0]) == link.count, link


def test_a_visitor_is_told_nothing_of_what_lies_in_a_space_and_a_member_is(
    client: Client, section: Section, home: Home
) -> None:
    space = a_space(preset="secret")
    root = SpaceHome.objects.get(space=space, locale=home.locale)
    item("article", root, "Confidences", territories=["ML"])
    reindex()
    assert shelves(client, "ML") == {}
    assert "Mali" not in page_of(client, "/fr/territories/").partition("<main")[2]
    member = signed_in(belonging(space, "reader"))
    assert [titles for _count, titles in shelves(member, "ML").values()] == [["Confidences"]]
    assert "Mali" in page_of(member, "/fr/territories/").partition("<main")[2]
    assert shelves(signed_in(belonging(a_space("autre"), "reader")), "ML") == {}


def test_the_index_tells_regions_with_their_countries_and_is_narrowed_by_links(
    client: Client, section: Section
) -> None:
    item("project", section, "Puits", territories=["ML"])
    item("article", section, "Nouvelle", territories=["SN"])
    reindex()
    html = page_of(client, "/fr/territories/")
    assert "Afrique occidentale</a> <small>(2)</small>" in html
    narrowed = page_of(client, "/fr/territories/?type=project")
    assert "Afrique occidentale</a> <small>(1)</small>" in narrowed
    assert "Mali" in narrowed
    assert "/fr/territories/SN/" not in narrowed
    assert page_of(client, "/fr/territories/?theme=nothing&type=%00&page=x")


def test_a_page_costs_as_many_queries_with_many_things_as_with_few(
    client: Client, section: Section
) -> None:
    def queries(address: str) -> int:
        cache.clear()
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}?format=again")
        return len(captured)

    def grow(number: int) -> None:
        for at in range(number):
            for kind in ("project", "article", "seminar", "resource", "network"):
                item(kind, section, f"{kind} {at}", territories=["SN", "ML"])
            OrganizationFactory()
        reindex()

    grow(2)
    few = [queries(f"/fr/territories/{code}") for code in ("", "SN/", "011/")]
    grow(6)
    assert [queries(f"/fr/territories/{code}") for code in ("", "SN/", "011/")] == few
    assert max(few) <= 14


def test_a_territory_has_an_address_a_title_and_data_in_each_language(
    client: Client, section: Section, english: Home
) -> None:
    add(english, Directory, "Directory")
    html = page_of(client, "/en/territories/SN/")
    assert "<title>Senegal" in html
    assert re.search(r'hreflang="fr" href="[^"]*/fr/territories/SN/"', html)
    assert '"@type": "CollectionPage"' in html
    assert '"@type": "Country"' in html


def test_one_goes_back_to_the_territory_that_one_came_from(
    client: Client, section: Section
) -> None:
    page = item("project", section, "Puits", territories=["SN"])
    organization = OrganizationFactory(slug="keur-ndaw")
    reindex()
    for address in re.findall(r'<h3><a href="([^"]*)"', page_of(client, "/fr/territories/SN/")):
        back = page_of(client, address)
        assert 'href="/fr/territories/SN/#' in back, address
    assert page.pk and organization.pk
    unknown = page_of(client, "/fr/rubrique/puits/?back=territory-fr.XX")
    assert "/fr/territories/XX/" not in unknown


def test_an_organisation_an_event_and_a_page_lead_to_their_territories(
    client: Client, section: Section
) -> None:
    OrganizationFactory(slug="keur-ndaw")
    item("project", section, "Puits", territories=["ML"])
    item("seminar", section, "Rencontre", country=Territory.objects.get(code="SN"))
    assert reverse("territory", args=["SN"]) in page_of(client, "/fr/annuaire/keur-ndaw/")
    assert "/fr/territories/ML/" in page_of(client, "/fr/rubrique/puits/")
    assert "/fr/territories/SN/" in page_of(client, "/fr/rubrique/rencontre/")
