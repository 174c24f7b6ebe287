"""Goal A6: a crawler finds no passage, name or link in another language without its `lang`."""

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag

from tests.browser.pages import LANGUAGES, Places
from tests.browser.wire import fetch

NAMES = {"fr": "Français", "en": "English"}
COMMON = {
    "fr": " le la les des du une est dans pour que qui sur pas au aux ce et avec sont par ",
    "en": " the of and to is that for was with are this it from by be at which they have ",
}
WORD = re.compile(r"[^\W\d_]+")
FEWEST_WORDS = 8
MOST_PAGES = 400


def addresses(places: Places) -> list[str]:
    """Every address of the sitemap, and the lists that search makes."""
    sitemap = fetch(f"{places.url}/sitemap.xml", Accept_Encoding="identity").body.decode()
    found = re.findall(r"<loc>([^<]+)</loc>", sitemap)[:MOST_PAGES]
    more = ("search", "found", "nothing_found", "missing", "sign_in", "help", "not_translated")
    return found + [places.address(kind, code) for kind in more for code in LANGUAGES]


def said_language(element: Tag) -> str:
    """The language that the nearest `lang` around an element says."""
    holder = element if element.get("lang") else element.find_parent(attrs={"lang": True})
    return str(holder["lang"]) if holder else ""


def heard_language(text: str) -> str:
    """The language that a passage is clearly in; empty when it is short or unclear."""
    words = [word.casefold() for word in WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return ""
    counts = {code: sum(f" {word} " in common for word in words) for code, common in COMMON.items()}
    best, other = sorted(counts, key=counts.__getitem__, reverse=True)
    clearly = counts[best] >= 3 and counts[best] > 3 * counts[other]
    return best if clearly else ""


def passages(soup: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    """Each element with the words that are its own or those of plain children."""
    for element in soup.body.find_all(["p", "li", "dd", "h1", "h2", "h3", "figcaption", "td", "a"]):
        if not element.find(["p", "li", "dd", "h2", "h3", "ul"]) and not element.find(lang=True):
            yield element, element.get_text(" ", strip=True)


def mismatches(url: str, language: str) -> list[str]:
    """What a page says in a language other than the one it claims."""
    soup = BeautifulSoup(fetch(url, Accept_Encoding="identity").body, "html.parser")
    found = [] if soup.html["lang"] == language else [f"{url}: the page claims {soup.html['lang']}"]
    for element, text in passages(soup):
        heard = heard_language(text)
        if heard and heard != said_language(element):
            found.append(f"{url}: {heard} said to be {said_language(element)}: {text[:80]}")
        for code, name in NAMES.items():
            if text == name and said_language(element) != code:
                found.append(f"{url}: {name} said to be {said_language(element)}")
    for image in soup.find_all(alt=True):
        heard = heard_language(image["alt"])
        if heard and heard != said_language(image):
            found.append(f"{url}: alt in {heard}: {image['alt'][:80]}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_passage_says_its_language(places: Places, language: str) -> None:
    own = [url for url in addresses(places) if url.startswith(f"{places.url}/{language}/")]
    assert len(own) > 20
    found = [line for url in own for line in mismatches(url, language)]
    assert not found, "\n".join(found[:40])
