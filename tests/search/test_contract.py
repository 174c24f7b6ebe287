"""What scripts may count on: the keys and kinds of `format=json`, for search and lists."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from pages.models import Directory, Home, Section
from tests.factories import ITEMS, OrganizationFactory, add, concept, item
from tests.search.telling import write_index

pytestmark = pytest.mark.usefixtures("engine")

KEYS = [
    "query", "total", "page", "pages", "suggestion", "corrected", "degraded", "hits", "others",
    "pinned", "facets",
]  # fmt: skip
HIT_KEYS = ["type", "title", "url", "language", "date", "excerpt", "freshness", "complete"]
KINDS: dict[str, type] = {
    "query": str, "total": int, "page": int, "pages": int, "suggestion": str, "corrected": str,
    "degraded": bool, "hits": list, "others": list, "pinned": list, "facets": dict,
}  # fmt: skip


@pytest.fixture
def everything(section: Section) -> None:
    """One item of each type, and an organisation."""
    concept("water", "eau", "water")
    for code in ITEMS:
        item(
            code,
            section,
            f"Titre {code}",
            summary="Un résumé.",
            themes=["water"],
            territories=["SN"],
        )
    add(section.get_parent(), Directory, "Annuaire")
    OrganizationFactory()
    write_index()


@pytest.mark.parametrize(
    "address", ["/fr/search/?q=titre&", "/fr/search/?", "/fr/rubrique/?", "/fr/annuaire/?"]
)
def test_search_and_lists_answer_with_exactly_the_promised_keys(
    client: Client, everything: None, address: str
) -> None:
    response = client.get(f"{address}format=json")
    assert response["Content-Type"] == "application/json"
    answer = response.json()
    assert list(answer) == KEYS
    assert {name: type(value) for name, value in answer.items()} == KINDS
    assert answer["hits"]
    for hit in answer["hits"]:
        check_hit(client, hit)
    for choices in answer["facets"].values():
        for choice in choices:
            assert list(choice) == ["value", "label", "count"]
            assert choice["label"]
            assert choice["count"] > 0


def check_hit(client: Client, hit: dict[str, Any]) -> None:
    """A hit has the promised keys, codes and an address that answers."""
    assert list(hit) == HIT_KEYS
    assert hit["type"] in {*ITEMS, "organization"}
    assert hit["language"] == "fr"
    assert hit["date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", hit["date"])
    assert hit["url"].startswith(f"{settings.BASE_URL}/fr/")
    assert client.get(hit["url"].removeprefix(settings.BASE_URL)).status_code == 200


def test_every_type_has_the_promised_name(client: Client, everything: None) -> None:
    facets = client.get("/fr/search/?format=json").json()["facets"]
    assert {choice["value"] for choice in facets["type"]} == {
        "article", "project", "workshop", "seminar", "network", "resource", "action_sheet",
        "experience_sheet", "organization",
    }  # fmt: skip
    assert set(facets) == {"type", "theme", "country", "language", "year"}


def test_lists_have_at_least_the_promised_facets(client: Client, everything: None) -> None:
    facets = client.get("/fr/rubrique/?format=json").json()["facets"]
    assert {"theme", "country", "stage", "period", "language"} <= set(facets)


def test_values_are_codes_and_labels_are_words(client: Client, everything: None) -> None:
    facets = client.get("/fr/search/?format=json").json()["facets"]
    assert facets["country"] == [{"value": "SN", "label": "Sénégal", "count": len(ITEMS) + 2}]
    assert facets["language"][0] == {"value": "fr", "label": "Français", "count": len(ITEMS) + 1}
    assert facets["theme"] == [{"value": "water", "label": "Eau", "count": len(ITEMS)}]


def test_the_query_is_given_back_as_it_was_understood(client: Client, home: Home) -> None:
    assert client.get("/fr/search/?format=json&q=%20un%20%0A puits ").json()["query"] == "un puits"
    assert client.get("/fr/search/?format=json&q=" + "a" * 300).json()["query"] == "a" * 200


def test_nothing_found_is_one_empty_page(client: Client, home: Home) -> None:
    answer = client.get("/fr/search/?format=json&q=xylophone").json()
    assert answer["total"] == 0
    assert (answer["page"], answer["pages"]) == (1, 1)
    assert answer["hits"] == []
