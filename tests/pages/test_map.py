"""The map of a list: the same counts and filters as the list, and a list of its own beside it."""

import html
import json
import re
from urllib.parse import urljoin

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.map import country_map, part_of_world
from pages.models import Directory, Home, Section, SpaceHome
from search.indexing import reindex
from tests.factories import OrganizationFactory, a_space, add, belonging, item, signed_in
from tests.pages.filter_links import page_of, total
from thesaurus.models import Territory
from thesaurus.world import FILE, WORLD, world

FIGURE = re.compile(r'<figure class="map">(.*?)</figure>', re.DOTALL)
LISTED = re.compile(r'<li><a href="([^"]*)"([^>]*)>(?:<strong>)?([^<]*) \((\d+)\)')
DRAWN = re.compile(r'<a href="([^"]*)" tabindex="-1"[^>]*><title>([^<]*) \((\d+)\)</title>')


@pytest.fixture
def directory(home: Home) -> Directory:
    """Organisations in three countries, one of them in a region of its country."""
    france = Territory.objects.create(code="FR")
    africa = Territory.objects.create(code="011")
    for code in ("SN", "ML"):
        Territory.objects.create(code=code, broader=africa)
    brittany = Territory.objects.create(code="FR-BRE", broader=france, name="Bretagne")
    for number in range(3):
        OrganizationFactory(kind="funder" if number else "association")
    OrganizationFactory(territory=brittany, kind="funder")
    OrganizationFactory(territory=Territory.objects.get(code="ML"))
    reindex()
    made: Directory = add(home, Directory, "Annuaire")
    return made


def figure(client: Client, address: str) -> str:
    """The map at an address; empty if there is none."""
    found = FIGURE.search(page_of(client, address))
    return found[1] if found else ""


def listed(client: Client, address: str) -> dict[str, tuple[str, int]]:
    """The address and the count of each country, as the list beside the map tells them."""
    return {
        name: (urljoin(address, html.unescape(url)), int(count))
        for url, _more, name, count in LISTED.findall(figure(client, address))
    }


def test_each_country_is_drawn_and_listed_with_what_its_link_gives(
    client: Client, directory: Directory
) -> None:
    found = listed(client, "/fr/annuaire/")
    assert {name: count for name, (_url, count) in found.items()} == {
        "France": 1, "Mali": 1, "Sénégal": 3,
    }  # fmt: skip
    assert all(total(client, url) == count for url, count in found.values())
    drawn = {name: (urljoin("/fr/annuaire/", html.unescape(url)), int(count)) for url, name, count
             in DRAWN.findall(figure(client, "/fr/annuaire/"))}  # fmt: skip
    assert drawn == found


def test_a_filter_changes_the_map_as_it_changes_the_list(
    client: Client, directory: Directory
) -> None:
    found = listed(client, "/fr/annuaire/?kind=funder")
    assert {name: count for name, (_url, count) in found.items()} == {"France": 1, "Sénégal": 2}
    assert all(
        "kind=funder" in url and total(client, url) == count for url, count in found.values()
    )


def test_a_chosen_country_is_marked_and_the_others_stay_to_be_chosen(
    client: Client, directory: Directory
) -> None:
    address = "/fr/annuaire/?country=SN&kind=funder"
    assert total(client, address) == 2
    found = listed(client, address)
    assert {name: count for name, (_url, count) in found.items()} == {"France": 1, "Sénégal": 2}
    assert all(total(client, url) == count for url, count in found.values())
    rows = {name: more for _url, more, name, _count in LISTED.findall(figure(client, address))}
    assert "aria-current" in rows["Sénégal"]
    assert "aria-current" not in rows["France"]
    drawn = figure(client, address)
    assert drawn.count("<circle") == drawn.count('fill="var(--ink)"') + 1 == 2
    region = figure(client, "/fr/annuaire/?country=FR-BRE")
    assert region.count('fill="var(--ink)"') == 1


def test_a_section_has_a_map_when_its_editors_ask_for_one(client: Client, home: Home) -> None:
    plain = add(home, Section, "Sans")
    mapped = add(home, Section, "Avec", with_map=True)
    for section in (plain, mapped):
        item("network", section, f"Réseau {section.title}", territories=["SN", "ML"])
    reindex()
    assert figure(client, "/fr/sans/") == ""
    assert set(listed(client, "/fr/avec/")) == {"Sénégal", "Mali"}
    assert set(listed(client, "/fr/avec/?country=SN")) == {"Sénégal", "Mali"}


def test_a_map_tells_a_visitor_nothing_of_what_lies_in_a_space(client: Client, home: Home) -> None:
    space = a_space(preset="secret")
    root = SpaceHome.objects.get(space=space, locale=home.locale)
    item("article", root, "Confidences", territories=["ML"])
    item("article", home, "Nouvelle", territories=["SN"])
    reindex()
    assert set(listed(client, "/fr/territories/")) == {"Sénégal"}
    member = signed_in(belonging(space, "reader"))
    assert set(listed(member, "/fr/territories/")) == {"Sénégal", "Mali"}


def test_nobody_tabs_through_the_drawing_or_hears_it(client: Client, directory: Directory) -> None:
    svg = figure(client, "/fr/annuaire/").partition("</svg>")[0]
    assert '<svg viewBox="' in svg
    assert 'aria-hidden="true" focusable="false"' in svg
    assert svg.count("<a ") == svg.count('tabindex="-1"') == 3
    assert "style=" not in svg


def test_light_mode_has_the_list_without_the_drawing(client: Client, directory: Directory) -> None:
    client.cookies["light"] = "1"
    assert "<svg" not in figure(client, "/fr/annuaire/")
    assert len(listed(client, "/fr/annuaire/")) == 3


def test_nothing_is_drawn_where_no_country_has_anything(client: Client, home: Home) -> None:
    add(home, Directory, "Annuaire")
    assert figure(client, "/fr/annuaire/") == ""
    assert country_map({"011": 4, "FR-BRE": 2, "SN": 0}, str) is None


def test_the_drawing_costs_few_bytes_and_no_more_queries_for_more_things(
    client: Client, directory: Directory
) -> None:
    def queries(address: str) -> int:
        cache.clear()
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{address}&format=again")
        return len(captured)

    addresses = ("/fr/annuaire/?kind=funder", "/fr/annuaire/?country=SN")
    few = [queries(address) for address in addresses]
    for code in ("BF", "BJ", "TG", "CM", "MG", "HT"):
        place = Territory.objects.create(code=code)
        OrganizationFactory.create_batch(3, territory=place, kind="funder")
    reindex()
    assert [queries(address) for address in addresses] == few
    assert few[1] <= few[0] + 6
    assert len(brotli.compress(figure(client, "/fr/annuaire/").encode())) <= 9_000


def test_the_part_of_the_world_that_is_shown_holds_every_dot() -> None:
    everywhere = world()
    for codes in (("FR",), ("HT", "MG"), ("NZ", "US"), tuple(everywhere), ("IS", "ZA")):
        points = [(everywhere[code].x, everywhere[code].y) for code in codes]
        left, top, right, bottom = part_of_world(points)
        assert all(left <= x <= right and top <= y <= bottom for x, y in points), codes
        assert 0 <= left < right <= WORLD[0]
        assert 0 <= top < bottom <= WORLD[1]


def test_the_outlines_are_small_whole_and_within_the_world() -> None:
    assert len(brotli.compress(FILE.read_bytes())) <= 15_000
    assert json.loads(FILE.read_text(encoding="utf-8")).keys() == world().keys()
    for code, outline in world().items():
        left, top, right, bottom = outline.box
        assert 0 <= left <= right <= WORLD[0], code
        assert 0 <= top <= bottom <= WORLD[1], code
    small_or_new = ("KM", "CV", "MU", "PS", "EH", "XK", "RE", "SO", "SS")
    assert set(small_or_new) <= world().keys()
