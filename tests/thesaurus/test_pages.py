"""The thesaurus on pages of its own: its tree, its names, and what has none yet."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import Home, Section
from search.indexing import reindex
from search.models import SearchDocument
from tests.factories import a_space, add, belonging, concept, holding, item, signed_in
from theme.templatetags.tongue import tongue
from thesaurus.actions.merge_concepts import merge
from thesaurus.models import Concept, ConceptLabel
from thesaurus.vocabulary import Said


@pytest.fixture(autouse=True)
def known(water: Concept) -> None:
    """The themes of these tests."""


def body(client: Client, address: str) -> str:
    """A page that is there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_tree_names_each_theme_in_the_language_of_the_page(client: Client) -> None:
    page = body(client, "/fr/themes/")
    assert page.index("Environnement") < page.index(">Eau<")
    page = body(client, "/en/themes/")
    assert page.index("Environment") < page.index(">Water<")


def test_what_has_no_name_is_shown_in_the_language_it_has_and_counted(client: Client) -> None:
    page = body(client, "/en/themes/water/")
    assert '<a href="/en/themes/wells/" lang="fr" dir="ltr">Puits et forages</a>' in page
    assert "data-untranslated" in page
    assert "1 theme has no name in French" not in body(client, "/en/themes/")
    assert re.search(r"1 theme has no name in\s+English", body(client, "/en/themes/"))
    assert "data-untranslated" not in body(client, "/fr/themes/water/")


def test_a_theme_says_its_other_words_and_those_around_it(client: Client) -> None:
    other = concept("climate", "climat", "climate")
    Concept.objects.get(code="water").related.add(other)
    page = body(client, "/fr/themes/water/")
    assert "or bleu, hydraulique" in page
    for code in ("environment", "wells", "climate"):
        assert f'href="/fr/themes/{code}/"' in page


def test_a_theme_that_lacks_a_name_says_in_which_language_it_is_shown(client: Client) -> None:
    page = body(client, "/en/themes/wells/")
    assert '<h1 lang="fr" dir="ltr">Puits et forages</h1>' in page
    assert "/en/thesaurus/propose/?theme=wells&amp;language=en" in page


def test_arabic_says_that_it_runs_the_other_way(home: Home) -> None:
    assert tongue(Said("ماء", "ar")) == ' lang="ar" dir="rtl"'
    assert tongue(Said("eau", "fr")) == ""
    assert tongue(Said("nothing", "")) == ""


def test_the_number_of_pages_is_that_of_the_list_it_leads_to(client: Client, home: Home) -> None:
    section = add(home, Section, "Rubrique")
    item("article", section, "Un puits", themes=["wells"])
    item("article", section, "Une source", themes=["water"])
    reindex()
    page = body(client, "/fr/themes/water/")
    assert "/fr/search/?theme=water" in page
    assert client.get("/fr/search/?theme=water&format=json").json()["total"] == 2
    assert "2 pages" in body(client, "/en/themes/water/")


def test_pages_of_spaces_are_counted_for_those_alone_who_see_them(
    client: Client, home: Home
) -> None:
    space = a_space("atelier")
    item("article", add(home, Section, "Rubrique"), "Une source", themes=["water"])
    reindex()
    SearchDocument.objects.update(audience=space.audience)
    inside = signed_in(belonging(space, "reader"))
    assert "/en/search/?theme=water" in body(inside, "/en/themes/water/")
    assert "/en/search/?theme=water" not in body(client, "/en/themes/water/")


def test_filters_and_tags_say_the_language_of_a_borrowed_name(
    client: Client, home: Home, english: Home
) -> None:
    section = add(english, Section, "Section")
    page = item("article", section, "A borehole", themes=["wells"])
    item("article", section, "A river")
    reindex()
    name = re.compile('lang="fr" dir="ltr">Puits et forages<')
    assert name.search(body(client, "/en/search/"))
    assert name.search(body(client, "/en/search/?theme=wells"))
    assert name.search(body(client, page.url))
    assert not name.search(body(client, "/fr/search/"))


def test_what_is_no_theme_is_missing(client: Client) -> None:
    assert client.get("/fr/themes/nothing/").status_code == 404


def test_the_address_of_a_theme_that_was_merged_leads_on(client: Client) -> None:
    gone = concept("aqua", "onde", "aqua")
    merge(Concept.objects.get(code="water"), gone, None)
    response = client.get("/fr/themes/aqua/")
    assert (response.status_code, response["Location"]) == (301, "/fr/themes/water/")


def test_editing_is_offered_to_those_who_tend_the_thesaurus(
    client: Client, hers: Client, desk: Client
) -> None:
    for reader in (client, hers):
        assert "/thesaurus/merge/" not in body(reader, "/fr/themes/water/")
    assert "/fr/thesaurus/merge/water/" in body(desk, "/fr/themes/water/")


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_editors_and_administrators_tend_it_too(roles: dict[str, Group], role: str) -> None:
    reader = signed_in(holding(roles[role]))
    assert reader.get("/fr/thesaurus/").status_code == 200


def asked(client: Client, address: str) -> int:
    """How many queries a page takes once the thesaurus is in memory."""
    body(client, address)
    with CaptureQueriesContext(connection) as queries:
        body(client, address)
    return len(queries)


@pytest.mark.parametrize("address", ["/en/themes/", "/en/themes/water/"])
def test_a_larger_thesaurus_takes_as_many_queries(hers: Client, address: str) -> None:
    few = asked(hers, address)
    broad = Concept.objects.get(code="water")
    for number in range(40):
        row = Concept.objects.create(code=f"theme-{number}", broader=broad)
        ConceptLabel.objects.create(concept=row, language="fr", name=f"thème {number}")
    assert asked(hers, address) == few


def test_members_read_it_on_a_slow_line(hers: Client) -> None:
    for number in range(60):
        concept(f"theme-{number}", f"thème numéro {number}", f"theme number {number}")
    for address in ("/fr/themes/", "/fr/themes/water/", "/fr/thesaurus/propose/"):
        assert len(hers.get(address).content) < 40_000, address
