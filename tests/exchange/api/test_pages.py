"""Pages by the API: what is said of them, how lists are narrowed and divided."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import Home, Section
from pages.models.base import BasePage
from tests.exchange.api.conftest import Ask, titles
from tests.factories import add, concept, item, paragraph, translate
from thesaurus.models import Territory


def test_a_page_says_what_it_is_about_where_it_is_and_what_may_be_done_with_it(
    ask: Ask, english: Home, section: Section, settings: Any
) -> None:
    page = item(
        "article", section, "Un puits", summary="L’eau arrive.", territories=["SN", "ML"],
        themes=["water", "health"], licence="cc0", body=paragraph("Tout le <b>texte</b>."),
    )  # fmt: skip
    base = settings.BASE_URL
    rubric = translate(section, english, "Section")
    translate(page, rubric, "A well")
    expected = {
        "id": page.pk,
        "type": "article",
        "language": "fr",
        "title": "Un puits",
        "summary": "L’eau arrive.",
        "address": f"{base}/fr/rubrique/un-puits/",
        "themes": ["water", "health"],
        "countries": ["SN", "ML"],
        "date": page.first_published_at.date().isoformat(),
        "licence": "cc0",
        "freshness": None,
        "complete": None,
        "translations": [{"language": "en", "address": f"{base}/en/section/a-well/"}],
    }
    (listed,) = ask("v2/pages/", slug="un-puits")["items"]
    assert listed == expected
    detail = ask(f"v2/pages/{page.pk}/")
    assert " ".join(detail.pop("text").split()) == "Tout le texte."
    assert detail == expected


def test_every_type_of_page_has_its_own_summary_licence_and_date(
    ask: Ask, pages: dict[str, Any]
) -> None:
    found = {entry["type"]: entry for entry in ask("v2/pages/", limit=100)["items"]}
    assert set(found) == {"home", "section", *pages}
    for code, page in pages.items():
        assert isinstance(page, BasePage)
        assert found[code]["summary"] == page.summary
        assert found[code]["licence"] == page.licence
        assert found[code]["date"] == page.display_date.isoformat()
    assert found["section"]["summary"] == "Tout ce qui est neuf."


def test_pages_of_a_list_come_in_a_steady_order_and_each_once(
    ask: Ask, pages: dict[str, Any]
) -> None:
    whole = ask("v2/pages/", limit=100)
    total = whole["meta"]["total_count"]
    assert total == len(whole["items"]) == len(pages) + 3
    parts = [ask("v2/pages/", limit=3, offset=offset) for offset in range(0, total + 3, 3)]
    assert [entry for part in parts for entry in part["items"]] == whole["items"]
    assert {part["meta"]["total_count"] for part in parts} == {total}
    assert parts[-1]["items"] == []


def test_a_list_gives_twenty_pages_unless_asked_for_more(ask: Ask, section: Section) -> None:
    for number in range(25):
        item("article", section, f"Article {number}")
    assert len(ask("v2/pages/")["items"]) == 20
    assert len(ask("v2/pages/", limit=25, type="article")["items"]) == 25


def test_a_list_is_narrowed_by_language_type_theme_country_and_slug(
    ask: Ask, english: Home, section: Section
) -> None:
    concept("sanitation", "assainissement", "sanitation", broader=concept("water", "eau", "water"))
    west = Territory.objects.create(code="w-africa", name="Afrique de l’Ouest")
    Territory.objects.create(code="SN", broader=west)
    item("project", section, "Latrines", themes=["sanitation"], territories=["SN"])
    item("article", section, "Eau", themes=["water"])
    item("article", english, "Elsewhere", territories=["w-africa"])
    assert titles(ask("v2/pages/", theme="water")) == ["Latrines", "Eau"]
    assert titles(ask("v2/pages/", theme="sanitation")) == ["Latrines"]
    assert titles(ask("v2/pages/", country="w-africa")) == ["Latrines", "Elsewhere"]
    assert titles(ask("v2/pages/", type="article", language="fr")) == ["Eau"]
    assert titles(ask("v2/pages/", slug="elsewhere")) == ["Elsewhere"]
    assert titles(ask("v2/pages/", slug="nowhere")) == []
    assert ask("v2/pages/", theme="water", limit=1)["meta"]["total_count"] == 2


@pytest.mark.parametrize("path", ["v2/pages/?limit={}", "v2/pages/?type=article&limit={}"])
def test_a_list_takes_the_same_number_of_queries_for_one_and_for_a_hundred_pages(
    client: Client, section: Section, pages: dict[str, Any], english: Home, path: str
) -> None:
    for number in range(40):
        translate(item("article", section, f"Article {number}"), english, f"Article {number}")
    client.get(f"/api/{path.format(1)}")
    counts = []
    for limit in (1, 100):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/api/{path.format(limit)}")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 8


def test_pages_of_the_tree_that_are_of_no_type_of_ours_do_not_break_a_list(
    ask: Ask, home: Home
) -> None:
    from wagtail.models import Page

    page = add(home, Section, "Rubrique")
    plain = Page(title="Nue", locale=home.locale)
    Page.objects.get(pk=page.pk).add_child(instance=plain)
    assert titles(ask("v2/pages/", slug="nue")) == ["Nue"]
    assert ask(f"v2/pages/{plain.pk}/")["text"] == ""
