"""The counts of facets are exact: compared with counting by hand over a generated corpus."""

import datetime
import random
from collections import Counter
from typing import Any

import pytest
from django.test import Client

from access.models import AudienceRoot
from pages.models import Home, Section
from tests.factories import add, concept, item, paragraph
from tests.search.conftest import Find
from tests.search.telling import write_index
from thesaurus.models import Territory

pytestmark = pytest.mark.usefixtures("engine")

THEMES = ("water", "wells", "health", "school")
COUNTRIES = ("SN", "ML", "FR")
TYPES = ("article", "resource", "workshop")
BROADER = {"wells": ["water"]}
REGION = "011"
WORDS = ("puits", "récolte", "école")

Row = dict[str, Any]


@pytest.fixture
def corpus(section: Section, rubric: Section, home: Home) -> list[Row]:
    """Sixty documents with what is true of each, ten of them hidden."""
    for code in THEMES:
        concept(code, code, code)
    concept("wells", "wells", "wells", broader=concept("water", "water", "water"))
    region = Territory.objects.create(code=REGION)
    for code in ("SN", "ML"):
        Territory.objects.update_or_create(code=code, defaults={"broader": region})
    hidden = add(home, Section, "Espace")
    AudienceRoot.objects.create(page=hidden, audience="space:1")
    draw = random.Random(3)
    rows: list[Row] = []
    for number in range(70):
        parent, language = draw.choice([(section, "fr"), (section, "fr"), (rubric, "en")])
        is_hidden = number % 7 == 0
        row: Row = {
            "type": draw.choice(TYPES),
            "theme": draw.sample(THEMES, draw.randint(0, 2)),
            "country": draw.sample(COUNTRIES, draw.randint(0, 2)),
            "language": "fr" if is_hidden else language,
            "year": draw.choice(["2021", "2022"]),
            "word": draw.choice(WORDS),
        }
        moment = f"{row['year']}-06-0{number % 9 + 1}"
        is_event = row["type"] == "workshop"
        item(
            row["type"],
            hidden if is_hidden else parent,
            f"Numéro {number}",
            themes=row["theme"],
            territories=row["country"],
            **{"announcement" if is_event else "body": paragraph(row["word"])},
            **{
                "starts_on" if is_event else "first_published_at": (
                    moment if is_event else f"{moment}T12:00:00Z"
                )
            },
        )
        if not is_hidden:
            rows.append(row)
    write_index()
    return rows


def values(row: Row, name: str) -> set[str]:
    """All values by which a filter finds a row, broader ones too."""
    if name == "theme":
        return {code for own in row["theme"] for code in [own, *BROADER.get(own, [])]}
    if name == "country":
        return set(row["country"]) | ({REGION} if {"SN", "ML"} & set(row["country"]) else set())
    return {row[name]}


def matches(row: Row, wanted: dict[str, list[str]]) -> bool:
    """Whether a row passes filters, as the site promises: all themes and countries, any type."""
    return all(
        set(codes) <= values(row, name)
        if name in ("theme", "country")
        else bool(set(codes) & values(row, name))
        for name, codes in wanted.items()
    )


SELECTIONS: list[tuple[str, dict[str, list[str]]]] = [
    ("", {}),
    ("puits", {}),
    ("", {"type": ["article"]}),
    ("", {"type": ["article", "workshop"]}),
    ("", {"theme": ["water"]}),
    ("école", {"theme": ["water"]}),
    ("", {"theme": ["water", "health"], "language": ["fr"]}),
    ("", {"country": [REGION], "year": ["2021"]}),
    ("récolte", {"country": ["SN"], "type": ["resource"], "language": ["en", "fr"]}),
    ("", {"theme": ["school"], "country": ["FR", "ML"], "year": ["2021", "2022"]}),
    ("puits", {"type": ["project"]}),
]


def without_own(wanted: dict[str, list[str]], name: str) -> dict[str, list[str]]:
    """The filters that count for the values of a facet: not its own, if these are alternatives."""
    alternatives = ("type", "language", "year")
    return {
        other: codes for other, codes in wanted.items() if other != name or name not in alternatives
    }


def test_totals_and_facets_equal_those_counted_by_hand(corpus: list[Row], client: Client) -> None:
    for word, wanted in SELECTIONS:
        answer = client.get("/fr/search/", {"q": word, "format": "json", **wanted}).json()
        found = [row for row in corpus if word in ("", row["word"])]
        assert answer["total"] == sum(matches(row, wanted) for row in found), (word, wanted)
        for name in ("type", "theme", "country", "language", "year"):
            left = [row for row in found if matches(row, without_own(wanted, name))]
            counted = Counter(value for row in left for value in values(row, name))
            told = {choice["value"]: choice["count"] for choice in answer["facets"][name]}
            assert told == dict(counted), (word, wanted, name)


def test_every_page_of_results_is_full_but_for_the_last(corpus: list[Row], client: Client) -> None:
    pages = [client.get(f"/fr/search/?format=json&page={n}").json() for n in (1, 2, 3)]
    found = [hit["url"] for page in pages for hit in page["hits"]]
    assert [len(page["hits"]) for page in pages] == [20, 20, 20]
    assert pages[0]["total"] == len(corpus) == len(set(found)) == 60
    assert pages[0]["pages"] == 3


def test_years_are_offered_from_the_last_one(section: Section, find: Find) -> None:
    for year in (2021, 2023, 2021, 2022):
        item("workshop", section, "Atelier", starts_on=datetime.date(year, 6, 1))
    years = [choice["value"] for choice in find()["facets"]["year"]]
    assert years == ["2023", "2022", "2021"]
