"""What is proposed while somebody types a search: themes, places, titles, organisations."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.functional import Promise

from pages.addresses import territory_address
from pages.back import search_address
from pages.labels import FILTERS, TYPES, filter_label
from pages.searches import Search
from search.search import filled
from search.titles import beginnings, titles_begun
from search.words import folded_words
from thesaurus.vocabulary import Vocabulary, vocabulary

MOST = 8
MOST_THEMES = 3
MOST_PLACES = 2
MOST_TRIED = 40
OTHERS = {"theme": FILTERS["theme"], "territory": FILTERS["country"]}
"""What suggestions that are no documents are called."""


@dataclass(frozen=True)
class Suggestion:
    """Something to go to at once.

    Attributes:
        text: what it is called.
        type: `theme`, `territory`, or the type of the document.
        url: where it leads, from the root of the site.
        language: of the text.
    """

    text: str
    type: str
    url: str
    language: str

    @property
    def label(self) -> str | Promise:
        """The type in words."""
        return OTHERS.get(self.type) or TYPES.get(self.type, "")


def suggestions(asked: Search) -> list[Suggestion]:
    """What begins like the words of a search: themes, places, then titles; `MOST` in all."""
    words = beginnings(asked.selection.text)
    if not words:
        return []
    found = [theme_suggestion(code, asked) for code in themes_begun(words, asked)]
    found += [place_suggestion(code, asked) for code in places_begun(words, asked)]
    titles = titles_begun(words, asked.audiences, asked.language, MOST - len(found))
    return found + [
        Suggestion(title.text, title.type, title.url, title.language) for title in titles
    ]


def theme_suggestion(code: str, asked: Search) -> Suggestion:
    """A theme, which leads to all that is about it."""
    selection = replace(asked.selection, text="", filters={"theme": (code,)}, page=1)
    url = search_address(asked.language) + selection.link()
    return Suggestion(filter_label("theme", code), "theme", url, asked.language)


def place_suggestion(code: str, asked: Search) -> Suggestion:
    """A country or region, which leads to all that there is in it."""
    url = territory_address(code, asked.language)
    return Suggestion(filter_label("country", code), "territory", url, asked.language)


def themes_begun(words: list[str], asked: Search) -> list[str]:
    """The codes of themes whose name or synonym has words that begin so.

    Only those of a document that the reader may see: another would lead nowhere, or tell.
    """
    codes = begun(theme_words(vocabulary(), asked.language), words)
    return filled("theme", codes, asked.audiences, asked.language)[:MOST_THEMES]


def places_begun(words: list[str], asked: Search) -> list[str]:
    """The codes of countries and regions likewise; none in a space, which has no such page."""
    if asked.space:
        return []
    codes = begun(place_words(vocabulary(), asked.language), words)
    return filled("country", codes, asked.audiences, asked.language)[:MOST_PLACES]


def begun(names: list[tuple[str, list[str]]], words: list[str]) -> list[str]:
    """The codes whose names have words that begin so, those with the first one in front first."""
    found = sorted(
        (not said[0].startswith(words[0]), len(said), code)
        for code, said in names
        if all(any(word.startswith(begin) for word in said) for begin in words)
    )
    return list(dict.fromkeys(code for _later, _length, code in found))[:MOST_TRIED]


@lru_cache(maxsize=8)
def theme_words(terms: Vocabulary, language: str) -> list[tuple[str, list[str]]]:
    """The folded words of each name and synonym of a language, with the theme's code."""
    return [
        (term.code, words)
        for term in terms.terms.values()
        for name in (term.names.get(language, ""), *term.synonyms.get(language, []))
        if (words := folded_words(name))
    ]


@lru_cache(maxsize=8)
def place_words(terms: Vocabulary, language: str) -> list[tuple[str, list[str]]]:
    """The folded words of the name of each country and region in a language, with its code."""
    return [
        (code, words)
        for code in terms.places
        if (words := folded_words(terms.place(code, language)))
    ]
