"""Whatever is typed or forged in the address of the search, the answer is 200 or 400."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from pages.models import Section
from tests.factories import item
from tests.search.telling import write_index

pytestmark = pytest.mark.usefixtures("engine")

ODD = [
    "", " ", '"', '""', '"""', "*", "**", "puits*", "NOT", "NOT NOT", "AND OR", "a OR", "NEAR(a b)",
    "(", ")", "title:puits", "^puits", "-puits", "puits -", "{}:[]", "\\", "'", "';--", "%", "_",
    "__", "\t\r\n", "\x01\x02\x1f\x7f", "puits\0", "\0", "😀", "puits 😀", "مرحبا بالعالم",
    "\u202epuits", "水", "e\u0301", "\u0301", "a" * 5000, "puits " * 1000, "« »",
    "«", "²", "١٢٣", "İ", "ß", "ﬁn",
]  # fmt: skip

FORGED = [
    "page=-1", "page=0", "page=999999", "page=9999999999999999999", "page=abc", "page=", "page=²",
    "page=1&page=2", "type=nothing", "theme=x'y", "theme=" + "a" * 500, "country=%00", "year=abcd",
    "language=../..", "sort=__class__", "sort=date&sort=x", "size=1000000", "unknown=1",
    "format=xml", "format=json&format=html", "&".join(f"theme=t{n}" for n in range(200)),
    "q=%ED%A0%80",
    "q=%FF", "q[]=a", "=", "&&&", "%", "shown=fr", "archived=yes",
    "type=article&type=article&type=project",
]  # fmt: skip


@pytest.mark.parametrize("form", ["html", "json"])
def test_odd_words_are_answered(client: Client, section: Section, form: str) -> None:
    item("article", section, "Le puits du village")
    write_index()
    statuses = {
        text: client.get("/fr/search/", {"q": text, "format": form}).status_code for text in ODD
    }
    assert statuses == dict.fromkeys(ODD, 200)


@pytest.mark.parametrize("address", ["/fr/search/", "/fr/rubrique/"])
def test_forged_parameters_are_answered(client: Client, section: Section, address: str) -> None:
    item("article", section, "Le puits du village")
    write_index()
    forged = [*FORGED, *(f"{query}&format=json" for query in FORGED)]
    statuses = {query: client.get(f"{address}?{query}").status_code for query in forged}
    assert statuses == dict.fromkeys(forged, 200)


def test_an_address_of_a_hundred_kilobytes_is_refused_in_words(
    client: Client, section: Section
) -> None:
    for form in ("html", "json"):
        query = urlencode({"format": form, "q": "puits " * 17_000})
        response = client.get(f"/fr/search/?{query}")
        assert response.status_code == 400
    html = client.get("/en/search/?q=" + "puits+" * 17_000).content.decode()
    assert "This address is too long to be read" in html


def test_words_with_operators_are_searched_as_words(client: Client, section: Section) -> None:
    item("article", section, "Le puits du village")
    item("article", section, "La forêt du village")
    write_index()

    def total(text: str) -> int:
        return client.get(f"/fr/search/?format=json&q={quote(text)}").json()["total"]

    assert total("puits NOT village") == total("puits village") == 1
    assert total("puit*") == total("puits") == 1
    assert total("title:forêt") == 0


@pytest.mark.parametrize(("asked", "shown"), [("-1", 1), ("abc", 1), ("0", 1), ("999999", 2)])
def test_a_page_that_does_not_exist_gives_the_nearest_one(
    client: Client, section: Section, asked: str, shown: int
) -> None:
    for number in range(21):
        item("article", section, f"Puits {number}")
    write_index()
    answer = client.get(f"/fr/search/?q=puits&format=json&page={asked}").json()
    assert (answer["page"], answer["pages"], answer["total"]) == (shown, 2, 21)
    assert len(answer["hits"]) == (1 if shown == 2 else 20)


def test_filters_that_do_not_exist_change_nothing_and_unknown_values_find_nothing(
    client: Client, section: Section
) -> None:
    item("article", section, "Le puits du village")
    write_index()
    assert client.get("/fr/search/?format=json&shape=round").json()["total"] == 1
    assert client.get("/fr/search/?format=json&type=nothing").json()["total"] == 0


def test_filters_for_the_index_itself_cannot_be_reached_from_outside(
    client: Client, section: Section
) -> None:
    item("article", section, "Le puits du village")
    write_index()
    assert client.get("/fr/search/?format=json&shown=en").json()["total"] == 1
    assert "shown" not in client.get("/fr/search/?format=json").json()["facets"]
