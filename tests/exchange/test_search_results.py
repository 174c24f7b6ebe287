"""Search results as a feed and as a table: what the page shows, for the same reader."""

import csv
import io
import uuid
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from access.models import AudienceRoot
from exchange import search_results
from exchange.feeds import permanent_id
from files.spreadsheet import ENCODING, csv_lines, plain_cell
from pages.models import Article, Directory, Home, Section, SpaceHome
from search.indexing import reindex
from search.models import SearchDocument
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    a_space,
    add,
    belonging,
    concept,
    day,
    item,
    paragraph,
)

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
HEADS = [
    "Title", "Kind of page", "Address", "Language", "Date", "Themes", "Country or region",
    "Excerpt",
]  # fmt: skip


@pytest.fixture
def section(home: Home) -> Section:
    """A French section."""
    found: Section = add(home, Section, "Rubrique")
    return found


def table(client: Client, query: str = "", reader: str = "fr") -> list[list[str]]:
    """The rows of the table of a search, with their heads."""
    response = client.get(f"/{reader}/search/?{query}&format=csv")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="search.csv"'
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith(ENCODING)
    return list(csv.reader(io.StringIO(text.removeprefix(ENCODING))))


def feed(client: Client, query: str = "", reader: str = "fr") -> ElementTree.Element:
    """The feed of a search."""
    response = client.get(f"/{reader}/search/?{query}&format=atom")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(client: Client, query: str = "", reader: str = "fr") -> dict[str, list[str]]:
    """The titles that each form of a search gives, in order."""
    entries = feed(client, query, reader).findall("atom:entry/atom:title", ATOM)
    hits = client.get(f"/{reader}/search/?{query}&format=json").json()["hits"]
    return {
        "atom": [entry.text or "" for entry in entries],
        "csv": [row[0] for row in table(client, query, reader)[1:]],
        "json": [hit["title"] for hit in hits],
    }


def test_every_form_gives_what_the_page_finds(client: Client, section: Section) -> None:
    concept("water", "eau", "water")
    item("article", section, "Le puits du village", themes=["water"], territories=["SN"])
    item("project", section, "Un puits en ville")
    item("article", section, "La forêt")
    reindex()
    for query in ("q=puits", "q=puits&type=project", "theme=water", "", "q=xylophone"):
        found = titles(client, query)
        assert set(found["atom"]) == set(found["csv"]) == set(found["json"]), query
        assert found["csv"] == found["json"]


def test_a_spelling_that_the_page_corrects_is_corrected(client: Client, section: Section) -> None:
    item("article", section, "La vaccination des enfants")
    reindex()
    for found in titles(client, "q=vacination").values():
        assert found == ["La vaccination des enfants"]


def test_a_row_of_the_table_says_all_that_a_result_says(
    client: Client, homes: tuple[Home, Home]
) -> None:
    section = add(homes[1], Section, "Section")
    concept("water", "eau", "water")
    page = item(
        "seminar",
        section,
        "Wells, and “pumps”",
        summary="Two, three.",
        themes=["water"],
        territories=["SN", "FR"],
    )
    reindex()
    assert table(client, "q=wells", "en") == [
        HEADS,
        [
            "Wells, and “pumps”", "Seminar", f"{settings.BASE_URL}/en/section/wells-and-pumps/",
            "en", page.starts_on.isoformat(), "Water", "France; Senegal", "Two, three.",
        ],
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert plain_cell(text) == f"'{text}"
    assert next(csv.reader(io.StringIO(csv_lines([[text]]), newline=""))) == [f"'{text}"]


def test_titles_that_look_like_formulas_are_taken_away_as_text(
    client: Client, section: Section
) -> None:
    item("article", section, "=HYPERLINK(puits)")
    reindex()
    assert [row[0] for row in table(client)[1:]] == ["'=HYPERLINK(puits)"]


def test_the_table_holds_all_pages_up_to_its_limit_in_few_queries(
    client: Client, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(45):
        item("article", section, f"Puits {number:02}")
    reindex()
    every = [f"Puits {number:02}" for number in range(45)]
    with CaptureQueriesContext(connection) as queries:
        assert [row[0] for row in table(client, "q=puits&sort=title")[1:]] == every
    assert len(queries) <= 8
    assert [row[0] for row in table(client, "q=puits&sort=title&page=3")[1:]] == every
    monkeypatch.setattr(search_results, "BATCH", 7)
    monkeypatch.setattr(search_results, "MOST_ROWS", 30)
    assert [row[0] for row in table(client, "q=puits&sort=title")[1:]] == every[:30]


def test_the_feed_has_the_thirty_newest_first(client: Client, section: Section) -> None:
    for number in range(35):
        item("seminar", section, f"Puits {number}", starts_on=day(-number))
    reindex()
    assert titles(client, "q=puits")["atom"] == [f"Puits {number}" for number in range(30)]


def test_an_entry_of_the_feed_is_known_by_what_other_feeds_know_it_by(
    client: Client, home: Home, section: Section
) -> None:
    add(home, Directory, "Annuaire")
    page = item("article", section, "Puits & <b>pompes</b>", summary="<i>Un</i> résumé.")
    OrganizationFactory(name="Puits du Sahel", slug="puits")
    reindex()
    root = feed(client, "q=puits&sort=title&page=2")
    entries = {
        entry.findtext("atom:title", "", ATOM): entry for entry in root.findall("atom:entry", ATOM)
    }
    entry = entries["Puits & <b>pompes</b>"]
    assert entry.findtext("atom:id", "", ATOM) == permanent_id(page).urn
    assert entry.findtext("atom:summary", "", ATOM) == "&lt;i&gt;Un&lt;/i&gt; résumé."
    assert entry.findtext("atom:published", "", ATOM)[:10] == str(page.first_published_at.date())
    assert entry.get(LANGUAGE) == "fr"
    other = entries["Puits du Sahel"]
    assert uuid.UUID(other.findtext("atom:id", "", ATOM))
    assert other.findtext("atom:updated", "", ATOM)
    links = {link.get("rel"): link.get("href") for link in root.findall("atom:link", ATOM)}
    assert links["alternate"] == f"{settings.BASE_URL}/fr/search/?q=puits&sort=title"
    assert links["self"] == f"{settings.BASE_URL}/fr/search/?q=puits&sort=title&format=atom"


def test_what_is_hidden_is_in_no_form(client: Client, home: Home) -> None:
    space = a_space("atelier")
    add(SpaceHome.objects.get(space=space, locale=home.locale), Article, "Puits secret")
    reindex()
    nothing: dict[str, list[str]] = {"atom": [], "csv": [], "json": []}
    queries = ("q=puits", "q=secret", "q=puits&space=atelier", "")
    for reader in (client, Client()):
        if reader is not client:
            reader.force_login(PersonFactory())
        for query in queries:
            assert all("Puits secret" not in found for found in titles(reader, query).values())
        assert titles(reader, "q=puits") == nothing
    client.force_login(belonging(space, "reader"))
    for query in queries:
        assert all("Puits secret" in found for found in titles(client, query).values())


def test_rows_are_checked_again_against_what_may_be_seen_now(
    client: Client, section: Section
) -> None:
    page = item("article", section, "Puits", body=paragraph("profond"))
    reindex()
    AudienceRoot.objects.create(page=page, audience="space:1")
    SearchDocument.objects.update(audience="public")
    found = titles(client, "q=profond")
    assert found == {"atom": [], "csv": [], "json": []}


def test_answers_to_the_signed_in_are_kept_by_nobody_and_by_no_search_engine(
    client: Client, section: Section
) -> None:
    client.force_login(PersonFactory())
    for form in ("atom", "csv", "json"):
        response = client.get(f"/fr/search/?q=puits&format={form}")
        assert "private" in response["Cache-Control"]
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"


def test_the_page_leads_to_both_with_its_filters(client: Client, section: Section) -> None:
    item("article", section, "Le puits du village")
    reindex()
    html = client.get("/fr/search/?q=puits&type=article&page=1&unknown=1").content.decode()
    for form in ("atom", "csv"):
        assert f'href="?q=puits&amp;type=article&amp;format={form}"' in html
    assert html.count("format=atom") == 2


def test_writing_a_table_leaves_no_language_behind(client: Client, section: Section) -> None:
    item("article", section, "Le puits du village")
    reindex()
    response = client.get("/en/search/?format=csv")
    translation.activate("fr")
    for _part in response.streaming_content:  # type: ignore[attr-defined]
        assert translation.get_language() == "fr"


def test_an_address_that_is_too_long_is_refused_in_every_form(
    client: Client, section: Section
) -> None:
    for form in ("atom", "csv", "json", "html"):
        response = client.get(f"/fr/search/?q={'puits+' * 2000}&format={form}")
        assert response.status_code == 400
        assert response["Content-Type"].startswith("text/html")
