"""What machines and assistive tools read first: language, versions, card, data, headings."""

import json
from functools import cache
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from tests.browser.pages import ITEMS, KINDS, LANGUAGES, Places
from tests.browser.wire import fetch

OUTSIDE = {
    "search", "found", "nothing_found", "missing", "contact", "sign_in", "light_mode",
    "not_translated", "saved",
}  # fmt: skip
CONTENT = tuple(kind for kind in KINDS if kind not in OUTSIDE | {"help"})
STRUCTURED = ("home", "section", "territory", *ITEMS, "write_up")

every_kind = pytest.mark.parametrize("kind", KINDS)
every_content = pytest.mark.parametrize("kind", CONTENT)
both_languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def parsed(address: str) -> BeautifulSoup:
    """A page, asked for once."""
    return BeautifulSoup(fetch(address, Accept_Encoding="identity").body, "html.parser")


def read(places: Places, kind: str, language: str) -> BeautifulSoup:
    """The parsed page of a kind."""
    return parsed(places.address(kind, language))


def meta(soup: BeautifulSoup, name: str) -> str:
    """A property of the social card."""
    found = soup.find("meta", property=name)
    return str(found["content"]) if found else ""


@both_languages
@every_kind
def test_a_page_says_its_language_and_direction(places: Places, kind: str, language: str) -> None:
    html = read(places, kind, language).html
    assert (html["lang"], html["dir"]) == (language, "ltr")


@both_languages
@every_kind
def test_a_page_has_one_title_and_no_heading_skips_a_level(
    places: Places, kind: str, language: str
) -> None:
    soup = read(places, kind, language)
    levels = [int(heading.name[1]) for heading in soup.find_all(["h1", "h2", "h3", "h4", "h5"])]
    assert levels.count(1) == 1
    within = [int(h.name[1]) for h in soup.main.find_all(["h1", "h2", "h3", "h4", "h5"])]
    assert within[0] == 1
    steps = pairwise(within)
    assert all(following <= level + 1 for level, following in steps), within
    assert soup.title and soup.title.get_text(strip=True)


@both_languages
@every_content
def test_a_page_names_its_own_address_and_its_versions(
    places: Places, kind: str, language: str
) -> None:
    soup = read(places, kind, language)
    here = places.address(kind, language)
    assert soup.find("link", rel="canonical")["href"] == here
    versions = {
        link["hreflang"]: link["href"]
        for link in soup.find_all("link", rel="alternate", hreflang=True)
    }
    if versions:
        assert versions[language] == here
        assert set(LANGUAGES) <= set(versions)
        for address in versions.values():
            assert fetch(address).status == 200


@both_languages
@every_content
def test_a_page_brings_a_card_for_those_who_share_it(
    places: Places, kind: str, language: str
) -> None:
    soup = read(places, kind, language)
    assert meta(soup, "og:url") == places.address(kind, language)
    assert meta(soup, "og:title")
    assert meta(soup, "og:locale").replace("_", "-").split("-")[0] == language
    if picture := meta(soup, "og:image"):
        assert fetch(picture).status == 200


@both_languages
@pytest.mark.parametrize("kind", STRUCTURED)
def test_a_page_describes_itself_to_machines(places: Places, kind: str, language: str) -> None:
    scripts = read(places, kind, language).find_all("script", type="application/ld+json")
    assert scripts
    for script in scripts:
        data = json.loads(script.string)
        assert data["@context"].startswith("https://schema.org")
        assert data["@type"] or data["@graph"]
