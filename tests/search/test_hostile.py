"""Whatever strangers put into addresses of the search, it answers 200 or 400, and with few queries.

Addresses are drawn at random from seeds: a failure names the seed that makes it again.
"""

import json
from random import Random
from urllib.parse import quote, quote_from_bytes, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.filters import SEARCH_FILTERS
from pages.models import Section
from pages.views.search import LONGEST_ADDRESS
from tests.factories import PersonFactory, concept, item
from tests.search.telling import write_index

EACH = 16
MOST_QUERIES = 100
"""However hostile the words: a dozen of them, each of which may be respelt."""

ADDRESSES = ("search/", "search/suggest")
KNOWN = (
    *SEARCH_FILTERS, "q", "page", "sort", "format", "date_from", "date_to", "space", "back",
)  # fmt: skip
UNKNOWN = (
    "", "q[]", "q.$ne", "theme__in", "shown", "archived", "audience", "_csrf", "limit", "offset",
    "index", "routing", "type[$gt]", "__proto__", "\u202eq", "q\0",
)  # fmt: skip
ORDINARY = (
    "puits", "eau", "vilage", "-eau", '"le puits"', "theme:eau", "pays:SN", "article", "date",
    "2026-01-01", "json", "html", "atom", "csv", "fr", "1", "2",
)  # fmt: skip
HOSTILE = (
    '{"query":{"match_all":{}}}', '{"$gt":""}', '[{"a":[[[[]]]]}]', '"}}],"size":10000,"x":[{"y":"',
    "*:*", "_exists_:title", "title:/.*/", "puits~2", "puits^99", "a AND (b OR", "NOT", "NEAR/1",
    "'; DROP TABLE search_text; --", "1 OR 1=1", "${jndi:ldap://x}", "{{7*7}}", "%n%s%x",
    "../../etc",
    "puits\0eau", "\0", "\x1b[2J", "\ufeff", "\u200b\u200b", "\u202e\u2066puits\u2069", "ﬁﬂ",
    "İıſß",
    "مرحبا hello بالعالم world", "שלום puits", "水 puits 水", "e\u0301" * 50, "a\u0300" * 200,
    "theme:" * 50, "country:" * 50, '"' * 99, "-" * 200, "- - -", "«»“”", "١٢٣", "²³", "1e309",
    "-1",
    "99999999999999999999", "NaN", "0x10", "2026-02-30", "9999-12-31", "0000-00-00", "2026-W01-1",
    "20260101", "null", "true", "[]", "😀" * 40, "\u0301", "x" * 300, "puits-" * 100,
    " ".join(f"mot{number}" for number in range(1000)),
    " ".join(f"-mot{number}" for number in range(200)),
)  # fmt: skip
BYTES = (
    b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"\xff\xfe",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
    b"%",
    b"%zz",
)


def drawn(random: Random) -> str:
    """A value: something ordinary, hostile, or of signs from anywhere."""
    kind = random.randrange(5)
    if kind == 0:
        return quote(random.choice(ORDINARY))
    if kind == 1:
        return quote_from_bytes(random.choice(BYTES)) + quote(random.choice(ORDINARY))
    if kind == 2:
        signs = [chr(random.randrange(0x110000)) for _sign in range(random.randrange(1, 40))]
        return quote("".join(signs), errors="surrogatepass")
    if kind == 3:
        return "+".join(quote(one) for one in random.choices(ORDINARY + HOSTILE, k=4))
    return quote(random.choice(HOSTILE))


def query(random: Random) -> str:
    """What follows a question mark: names known and not, again and again, in any order."""
    names = random.choices(KNOWN + UNKNOWN, k=random.randrange(1, 12))
    names += [random.choice(KNOWN)] * random.choice((0, 0, 0, 3, 200))
    if random.randrange(4):
        names.append("q")
    joined = "&".join(f"{quote(name)}={drawn(random)}" for name in names)
    return joined if random.randrange(8) else joined + "&q=" + "puits+" * 2000


@pytest.fixture
def filled(engine: str, section: Section) -> None:
    """A little to find, by each engine."""
    concept("water", "eau", "water")
    for number in range(5):
        item("article", section, f"Le puits du village {number}", themes=["water"])
    write_index()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("seed", range(8))
def test_hostile_addresses_are_answered_with_few_queries(client: Client, seed: int) -> None:
    random = Random(seed)
    if seed % 4 == 0:
        client.force_login(PersonFactory())
    for _time in range(EACH):
        asked = query(random)
        address = f"/{random.choice(('fr', 'en'))}/{random.choice(ADDRESSES)}"
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address, QUERY_STRING=asked)
            if response.streaming:
                assert b"".join(response.streaming_content)  # type: ignore[attr-defined]
        refused = len(asked) > LONGEST_ADDRESS and address.endswith("search/")
        assert response.status_code == (400 if refused else 200), asked
        assert len(queries) <= MOST_QUERIES, asked
        if response["Content-Type"] == "application/json":
            json.loads(response.content)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("form", ["html", "json", "atom", "csv"])
def test_each_hostile_word_is_answered_in_each_form(client: Client, form: str) -> None:
    for word in (*HOSTILE, *(quote_from_bytes(one) for one in BYTES)):
        asked = urlencode({"q": word, "format": form})
        response = client.get(f"/fr/search/?{asked}")
        assert response.status_code == (400 if len(asked) > LONGEST_ADDRESS else 200), word[:99]
        content = b"".join(response) if response.streaming else response.content
        assert b"\0" not in content, word


@pytest.mark.usefixtures("filled")
def test_forms_of_the_search_cannot_be_sent_to_it(client: Client) -> None:
    for address in ("/fr/search/", "/fr/search/suggest", "/fr/search/suggest?q=puits"):
        assert client.post(address, {"q": "puits"}).status_code == 405


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("seed", range(4))
def test_hostile_searches_are_saved_as_what_they_are_or_refused(client: Client, seed: int) -> None:
    client.force_login(PersonFactory())
    random = Random(seed)
    for _time in range(EACH):
        sent = {"query": query(random), "name": random.choice(HOSTILE + ORDINARY)}
        assert client.post("/fr/search/saved/", sent).status_code in (302, 422), sent
    page = client.get("/fr/search/saved/")
    assert page.status_code == 200
