"""What is proposed while somebody types: only what she may see, and only what leads somewhere."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.generation import forget_held
from access.models import AudienceRoot
from pages.models import Article, Directory, Home, Section, SpaceHome
from search.models import SearchDocument
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    a_space,
    add,
    belonging,
    concept,
    item,
    signed_in,
    translate,
)
from tests.search.telling import write_index
from thesaurus.models import Territory

STRANGE = [
    "", " ", "a", "-", '"', '"a', "_", "__", "\0", "%", "*", "ab*", "\u202e", "😀", "\\",
    "é", "e\u0301", "' OR 1=1", "{}[]()", "mot " * 500, "x" * 9000, "مرحبا", "水", "水水", "²³",
    "ab\0cd",
]  # fmt: skip


def proposed(client: Client, typed: str, reader: str = "fr", **more: str) -> list[dict[str, Any]]:
    """What is proposed for what somebody typed."""
    response = client.get(f"/{reader}/search/suggest", {"q": typed, **more})
    assert response.status_code == 200
    assert list(response.json()) == ["suggestions"]
    found: list[dict[str, Any]] = response.json()["suggestions"]
    return found


def texts(found: list[dict[str, Any]]) -> list[str]:
    """What suggestions are called."""
    return [one["text"] for one in found]


@pytest.mark.usefixtures("engine")
def test_titles_organisations_and_themes_are_completed(
    client: Client, home: Home, section: Section
) -> None:
    concept("seeds", "semences paysannes", "farmers’ seeds")
    add(home, Directory, "Annuaire")
    item("article", section, "Des semences pour tous", themes=["seeds"])
    OrganizationFactory(name="Semences du Sahel", slug="semences")
    write_index()
    found = proposed(client, "seme")
    base = settings.BASE_URL
    assert found == [
        {
            "text": "Semences paysannes",
            "type": "theme",
            "url": f"{base}/fr/search/?theme=seeds",
        },
        {
            "text": "Semences du Sahel",
            "type": "organization",
            "url": f"{base}/fr/annuaire/semences/",
        },
        {
            "text": "Des semences pour tous",
            "type": "article",
            "url": f"{base}/fr/rubrique/des-semences-pour-tous/",
        },
    ]
    for one in found:
        assert client.get(one["url"].removeprefix(base)).status_code == 200


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("typed", ["eva", "Éva", "L’ÉVA", "évaluation des", "des eval"])
def test_case_accents_and_order_do_not_matter(client: Client, section: Section, typed: str) -> None:
    item("article", section, "L’évaluation des projets")
    write_index()
    assert texts(proposed(client, typed)) == ["L’évaluation des projets"]


@pytest.mark.usefixtures("engine")
def test_the_reader_s_language_comes_first_and_an_object_comes_once(
    client: Client, section: Section, rubric: Section
) -> None:
    french = item("article", section, "Radio rurale")
    translate(french, rubric, "Radio in villages")
    item("article", rubric, "Radio")
    write_index()
    assert texts(proposed(client, "radio")) == ["Radio rurale", "Radio"]
    assert texts(proposed(client, "radio", "en")) == ["Radio", "Radio in villages"]


def test_a_theme_is_proposed_by_its_synonyms_and_only_if_it_finds_something(
    client: Client, section: Section
) -> None:
    concept("water", "eau", "water", synonyms_fr="ressource hydrique")
    concept("hydro", "hydroélectricité", "hydropower")
    item("article", section, "Un puits", themes=["water"])
    write_index()
    assert [(one["text"], one["type"]) for one in proposed(client, "hydr")] == [("Eau", "theme")]


@pytest.mark.usefixtures("engine")
def test_no_more_than_eight_are_proposed(client: Client, section: Section) -> None:
    for number in range(5):
        concept(f"well-{number}", f"puits {number}", f"well {number}")
        item("article", section, f"Le puits {number}", themes=[f"well-{number}"])
        item("article", section, f"Un puits {number}")
    write_index()
    found = proposed(client, "puits")
    assert len(found) == 8
    assert [one["type"] for one in found].count("theme") == 3


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("form", ["", "html"])
def test_what_is_strange_is_answered(client: Client, section: Section, form: str) -> None:
    item("article", section, "Le puits du village")
    write_index()
    for typed in STRANGE:
        response = client.get("/fr/search/suggest", {"q": typed, "format": form})
        assert response.status_code == 200, typed
        assert b"Le puits" not in response.content, typed


def test_without_words_there_is_an_empty_list(client: Client, home: Home) -> None:
    assert client.get("/fr/search/suggest").json() == {"suggestions": []}
    assert client.get("/fr/search/suggest?format=html").content == b""


@pytest.mark.usefixtures("engine")
def test_what_is_hidden_is_proposed_to_nobody_else(client: Client, home: Home) -> None:
    space = a_space("atelier")
    concept("hiring", "embauche", "hiring")
    french = SpaceHome.objects.get(space=space, locale=home.locale)
    add(french, Article, "Embauche secrète", themes=["hiring"])
    write_index()
    assert proposed(client, "embauche") == []
    client.force_login(PersonFactory())
    assert proposed(client, "embauche") == []
    client.force_login(belonging(space, "reader"))
    assert texts(proposed(client, "embauche")) == ["Embauche", "Embauche secrète"]


def test_titles_are_checked_again_against_what_may_be_seen_now(
    client: Client, section: Section
) -> None:
    page = item("article", section, "Licenciement économique")
    write_index()
    assert texts(proposed(client, "licen")) == ["Licenciement économique"]
    AudienceRoot.objects.create(page=page, audience="space:1")
    SearchDocument.objects.update(audience="public")
    assert proposed(client, "licen") == []


@pytest.mark.usefixtures("engine")
def test_within_a_space_only_what_lies_there_is_proposed(client: Client, home: Home) -> None:
    space = a_space("atelier")
    concept("water", "eau", "water")
    section = add(home, Section, "Rubrique")
    item("article", section, "Eau pour tous", themes=["water"])
    inside = SpaceHome.objects.get(space=space, locale=home.locale)
    add(inside, Article, "Eau de l’atelier", themes=["water"])
    write_index()
    client.force_login(belonging(space, "reader"))
    found = proposed(client, "eau", space="atelier")
    assert texts(found) == ["Eau", "Eau de l’atelier"]
    assert found[0]["url"].endswith("/fr/search/?theme=water&space=atelier")
    assert proposed(client, "eau", space="nulle-part") == []


def test_the_list_of_the_script_says_kinds_and_languages(
    client: Client, section: Section, rubric: Section
) -> None:
    item("article", section, "Radio <b>rurale</b>")
    item("project", rubric, "Radio days")
    write_index()
    html = client.get("/fr/search/suggest?q=radio&format=html").content.decode()
    assert "Radio &lt;b&gt;rurale" in html
    assert 'lang="en" dir="ltr">Radio days <small lang="fr" dir="ltr">' in html
    assert html.startswith("<ul data-said=")


def test_answers_to_the_signed_in_are_kept_by_nobody(client: Client, home: Home) -> None:
    client.force_login(PersonFactory())
    for form in ("", "html"):
        control = client.get("/fr/search/suggest", {"q": "eau", "format": form})["Cache-Control"]
        assert "private" in control
        assert "no-store" in control


def test_completing_asks_as_much_of_the_database_for_many_as_for_few(
    client: Client, home: Home, section: Section
) -> None:
    add(home, Directory, "Annuaire")
    counts = []
    for number in (1, 9):
        for _one in range(number):
            code = f"radio-{SearchDocument.objects.count()}"
            concept(code, f"radio {code}", f"radio {code}")
            item("article", section, f"Radio {code}", themes=[code])
            OrganizationFactory(name=f"Radio {code}")
            write_index()
        forget_held()
        cache.clear()
        client.get("/fr/search/suggest?q=radio")
        with CaptureQueriesContext(connection) as queries:
            client.get("/fr/search/suggest?q=radio")
        # What PostgreSQL is told of how to answer is no question.
        counts.append(sum(" FROM " in query["sql"] for query in queries))
    assert counts[0] == counts[1] <= 7


def test_the_search_page_alone_loads_the_script_and_is_whole_without_it(
    client: Client, section: Section
) -> None:
    for address, loads in (("/fr/search/", True), ("/fr/rubrique/", False), ("/fr/", False)):
        response = client.get(address)
        assert ("script-src 'self'" in response["Content-Security-Policy"]) == loads
        assert ("<script defer" in response.content.decode()) == loads
        assert "unsafe" not in response["Content-Security-Policy"]


def test_the_script_is_small() -> None:
    path = finders.find("theme/suggest.js")
    assert isinstance(path, str)
    assert Path(path).stat().st_size <= 1000


def test_a_country_is_proposed_where_there_is_something_in_it(client: Client, home: Home) -> None:
    Territory.objects.create(code="SN")
    Territory.objects.create(code="SC")
    write_index()
    assert client.get("/fr/search/suggest?q=sen").json()["suggestions"] == []
    item("article", home, "Nouvelle", territories=["SN"])
    write_index()
    (found,) = client.get("/fr/search/suggest?q=sén").json()["suggestions"]
    assert (found["text"], found["type"]) == ("Sénégal", "territory")
    assert found["url"].endswith("/fr/territories/SN/")


def test_a_country_of_hidden_pages_alone_is_proposed_to_those_who_see_them(
    client: Client, home: Home
) -> None:
    space = a_space(preset="secret")
    root = SpaceHome.objects.get(space=space, locale=home.locale)
    item("article", root, "Confidences", territories=["ML"])
    write_index()
    address = "/fr/search/suggest?q=mali"
    assert client.get(address).json()["suggestions"] == []
    member = signed_in(belonging(space, "reader"))
    assert [one["text"] for one in member.get(address).json()["suggestions"]] == ["Mali"]
