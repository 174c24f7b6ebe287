"""“Back to the list” leads to the same filters, page and row, and never anywhere else."""

import html
import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import Article, Directory, Home, Section
from search.indexing import reindex
from tests.factories import OrganizationFactory, add, concept, item, translate
from tests.pages.filter_links import page_of

ROW = re.compile(r'<li id="([\w-]+)"[^>]*>.*?<h2><a href="([^"]*)">', re.DOTALL)
BACK = re.compile(r'<p class="back"><a href="([^"]*)">')


def articles() -> Section:
    """A section of 25 articles about water."""
    home = Home.objects.select_related("locale").order_by("path")[0]
    concept("water", "eau", "water")
    section = add(home, Section, "Rubrique")
    for number in range(25):
        item("article", section, f"Titre {number:02}", themes=["water"], territories=["SN"])
    reindex()
    return section


@pytest.fixture(scope="module")
def section_planted(plant: Callable[..., Any]) -> Section:
    """The section, for all tests of this file."""
    return plant(articles)


@pytest.fixture
def section(section_planted: Section, db: None) -> Section:
    """The section, as a test may change it."""
    return deepcopy(section_planted)


def rows(client: Client, address: str) -> dict[str, str]:
    """The links of a list, by the anchor of their row."""
    return {anchor: html.unescape(url) for anchor, url in ROW.findall(page_of(client, address))}


def back(client: Client, address: str) -> str:
    """Where the way back of a page leads; empty if it has none."""
    found = BACK.search(page_of(client, address))
    return html.unescape(found[1]) if found else ""


@pytest.mark.parametrize(
    "address",
    [
        "/fr/rubrique/",
        "/fr/rubrique/?page=2",
        "/fr/rubrique/?theme=water&country=SN",
        "/fr/rubrique/?theme=water&page=2",
        "/fr/search/?q=titre",
        "/fr/search/?q=titre+%22eau+vive%22+%C3%A9t%C3%A9",
        "/fr/search/?q=titre&theme=water&sort=date&page=2",
    ],
)
def test_the_way_back_leads_to_the_same_filters_page_and_row(
    client: Client, section: Section, address: str
) -> None:
    found = rows(client, address)
    for anchor, url in found.items():
        assert back(client, url) == f"{address}#{anchor}"
        assert f'id="{anchor}"' in page_of(client, address)
    assert found or "vive" in address


def test_the_way_back_is_the_same_from_a_cached_page(client: Client, section: Section) -> None:
    anchor, url = next(iter(rows(client, "/fr/rubrique/?theme=water&page=2").items()))
    first = back(client, url)
    with CaptureQueriesContext(connection) as captured:
        assert back(client, url) == first == f"/fr/rubrique/?theme=water&page=2#{anchor}"
    assert len(captured) == 1
    plain = url.partition("?")[0]
    assert back(client, plain) == f"/fr/rubrique/#{anchor}"


def test_without_a_list_in_the_address_the_way_back_is_the_list_above(
    client: Client, section: Section
) -> None:
    article = Article.objects.get(title="Titre 03")
    assert back(client, "/fr/rubrique/titre-03/") == f"/fr/rubrique/#page-{article.pk}"


def test_a_page_in_another_language_leads_back_to_the_list_it_was_found_in(
    client: Client, section: Section, english: Home
) -> None:
    rubric = translate(section, english, "Section")
    reindex()
    anchor, url = next(iter(rows(client, "/en/section/?theme=water").items()))
    assert url.startswith("/fr/rubrique/")
    assert back(client, url) == f"{'/en/section/'}?theme=water#{anchor}"
    assert rubric.pk != section.pk


def test_an_organisation_leads_back_to_the_directory_as_it_was(client: Client, home: Home) -> None:
    add(home, Directory, "Annuaire")
    organization = OrganizationFactory()
    reindex()
    found = rows(client, "/fr/annuaire/?country=SN")
    anchor = f"organization-{organization.pk}"
    assert back(client, found[anchor]) == f"/fr/annuaire/?country=SN#{anchor}"
    assert back(client, rows(client, "/fr/search/?q=association")[anchor]) == (
        f"/fr/search/?q=association#{anchor}"
    )


FORGED = [
    "javascript:alert(1)", "//evil.example/", "https://evil.example/", "/admin/",
    "search?\"><script>",
    "search?q=a\r\nSet-Cookie:x", "999999999", "0", "999999999999", "-1", "search#x", "1?page=2#x",
    "search?" + "a" * 5000, "9" * 400, "", "é", "\0", "١٢",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["page", "organisation"])
def test_a_forged_way_back_stays_on_the_site(
    client: Client, section: Section, home: Home, kind: str
) -> None:
    add(home, Directory, "Annuaire")
    organization = OrganizationFactory()
    address = "/fr/rubrique/titre-03/" if kind == "page" else f"/fr/annuaire/{organization.slug}/"
    parent = "/fr/rubrique/" if kind == "page" else "/fr/annuaire/"
    for value in FORGED:
        url = f"{address}?back={quote(value)}"
        found = back(client, url)
        assert re.match(rf"({parent}|/fr/search/)(\?[^\"<>]*)?#[\w-]+$", found), (value, found)
        text = page_of(client, url)
        assert "evil.example" not in text
        assert "<script>" not in text


def test_a_list_that_does_not_hold_the_page_is_not_believed(
    client: Client, section: Section, home: Home
) -> None:
    other = add(home, Section, "Ailleurs")
    article = Article.objects.get(title="Titre 03")
    for stranger in (other.pk, home.pk, article.pk):
        found = back(client, f"/fr/rubrique/titre-03/?back={stranger}%3Fpage%3D2")
        assert found == f"/fr/rubrique/#page-{article.pk}"
