"""Every filter link promises exactly what following it gives, with the filters already on.

Where a filter's values are alternatives, one more brings in what it promises.
"""

import random
import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from pages.models import Directory, Home, Period, Section
from people.models import Organization
from search.engines.base import SINGLE_VALUED
from search.indexing import reindex
from tests.factories import (
    ITEMS,
    OrganizationFactory,
    add,
    archived_period,
    concept,
    day,
    item,
    translate,
)
from tests.pages.filter_links import chips, filter_links, total
from thesaurus.models import Territory

THEMES = ("water", "wells", "health", "school", "seeds")
PLACES = ("SN", "ML", "BF", "FR")


def sixty_items() -> Section:
    """A section of items of all types, some in English only, some in both languages."""
    home, english = Home.objects.select_related("locale").order_by("path")
    for code in THEMES:
        concept(code, code, code)
    concept("wells", "wells", "wells", broader=concept("water", "water", "water"))
    africa = Territory.objects.create(code="011")
    for code in PLACES[:3]:
        Territory.objects.update_or_create(code=code, defaults={"broader": africa})
    current = Period.objects.create(code="now", starts=day(-300), ends=day(700))
    section = add(home, Section, "Rubrique")
    rubric = add(english, Section, "Section", translation_key=section.translation_key)
    draw = random.Random(8)
    for number in range(60):
        code = draw.choice(sorted(ITEMS))
        fields = {
            "themes": draw.sample(THEMES, draw.randint(0, 2)),
            "territories": draw.sample(PLACES, draw.randint(0, 2)),
        }
        if code == "action_sheet":
            fields["period"] = draw.choice([current, archived_period()])
        made = item(code, draw.choice([section, section, rubric]), f"Titre {number}", **fields)
        if number % 4 == 0:
            other = rubric if made.locale_id == section.locale_id else section
            if hasattr(made, "starts_on"):
                fields["starts_on"] = made.starts_on
            translate(made, other, f"Title {number}", **fields)
    reindex()
    return section


@pytest.fixture(scope="module")
def section_planted(plant: Callable[..., Any]) -> Section:
    """The section, for all tests of this file."""
    return plant(sixty_items)


@pytest.fixture
def section(section_planted: Section, db: None) -> Section:
    """The section, as a test may change it."""
    return deepcopy(section_planted)


def crawl(client: Client, address: str, levels: int, seen: set[str]) -> int:
    """Follow all filter links down some levels; compare each count with what is there."""
    followed = 0
    here = total(client, address)
    for link in filter_links(client, address):
        if link.url in seen:
            continue
        seen.add(link.url)
        assert link.count > 0, link
        brought = here if adds_alternative(link.url, address) else 0
        assert total(client, link.url) == brought + link.count, link
        followed += 1
        if levels > 1:
            followed += crawl(client, link.url, levels - 1, seen)
    return followed


def adds_alternative(url: str, address: str) -> bool:
    """Whether a link adds a value to a filter that is on at an address, and takes either."""
    here, there = (
        Counter(name for name, _ in parse_qsl(urlsplit(one).query)) for one in (address, url)
    )
    return any(there[name] > here[name] > 0 for name in SINGLE_VALUED)


@pytest.mark.parametrize("address", ["/fr/rubrique/", "/en/section/"])
def test_each_link_of_a_section_gives_what_it_promises(
    client: Client, section: Section, address: str
) -> None:
    assert crawl(client, address, 2, set()) > 100


def test_each_link_of_the_search_gives_what_it_promises(client: Client, section: Section) -> None:
    assert crawl(client, "/fr/search/?q=titre", 1, set()) > 10
    assert crawl(client, "/fr/search/?theme=water&language=fr", 1, set()) > 5


def test_each_link_of_the_directory_gives_what_it_promises(client: Client, home: Home) -> None:
    add(home, Directory, "Annuaire")
    draw = random.Random(5)
    for code in PLACES:
        Territory.objects.get_or_create(code=code)
    for _number in range(25):
        organization = OrganizationFactory(
            kind=draw.choice(Organization.Kind.values),
            size=draw.choice(["", *Organization.Size.values]),
            territory=Territory.objects.get(code=draw.choice(PLACES)),
        )
        organization.sectors.set([concept(draw.choice(THEMES), "nom", "name")])
    reindex()
    assert crawl(client, "/fr/annuaire/", 2, set()) > 40


def test_the_domains_of_the_home_page_give_what_they_promise(
    client: Client, section: Section
) -> None:
    html = client.get("/fr/").content.decode()
    found = re.findall(r'<a href="(/fr/search/\?theme=[^"]*)">[^<]*\((\d+)\)', html)
    assert len(found) == 4
    assert {url: total(client, url) for url, _count in found} == {
        url: int(count) for url, count in found
    }


def test_what_would_leave_nothing_has_no_link(client: Client, home: Home) -> None:
    section = add(home, Section, "Ailleurs")
    concept("water", "eau", "water")
    concept("health", "santé", "health")
    item("article", section, "Un puits", themes=["water"], territories=["SN"])
    item("article", section, "Un dispensaire", themes=["health"])
    reindex()
    labels = {link.label for link in filter_links(client, "/fr/ailleurs/?theme=health")}
    assert "Sénégal" not in labels
    assert "Eau" not in labels
    assert "Sénégal" in {link.label for link in filter_links(client, "/fr/ailleurs/")}


def test_chips_take_one_filter_off_and_keep_the_others(client: Client, section: Section) -> None:
    address = "/fr/rubrique/?theme=water&theme=school&country=011"
    found = chips(client, address)
    assert len(found) == 3
    assert found["Water"] == "/fr/rubrique/?theme=school&country=011"
    assert found["School"] == "/fr/rubrique/?theme=water&country=011"
    assert list(chips(client, "/fr/rubrique/?theme=water").values()) == ["/fr/rubrique/"]
