"""What is proposed while somebody types a search: themes, titles, organisations."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.functional import Promise

from pages.back import search_address
from pages.labels import FILTERS, TYPES, filter_label
from pages.searches import Search
from search.search import filled
from search.titles import beginnings, titles_begun
from search.words import folded_words
from thesaurus.vocabulary import Vocabulary, vocabulary

MOST = 8
MOST_THEMES = 3
MOST_TRIED = 40


@dataclass(frozen=True)
class Suggestion:
    """Something to go to at once.

    Attributes:
        text: what it is called.
        type: `theme`, or the type of the document.
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
        return FILTERS["theme"] if self.type == "theme" else TYPES.get(self.type, "")


def suggestions(asked: Search) -> list[Suggestion]:
    """What begins like the words of a search: a few themes, then titles; `MOST` in all."""
    words = beginnings(asked.selection.text)
    if not words:
        return []
    found = [theme_suggestion(code, asked) for code in themes_begun(words, asked)]
    titles = titles_begun(words, asked.audiences, asked.language, MOST - len(found))
    return found + [
        Suggestion(title.text, title.type, title.url, title.language) for title in titles
    ]


def theme_suggestion(code: str, asked: Search) -> Suggestion:
    """A theme, which leads to all that is about it."""
    selection = replace(asked.selection, text="", filters={"theme": (code,)}, page=1)
    url = search_address(asked.language) + selection.link()
    return Suggestion(filter_label("theme", code), "theme", url, asked.language)


def themes_begun(words: list[str], asked: Search) -> list[str]:
    """The codes of themes whose name or synonym has words that begin so.

    Only those of a document that the reader may see: another would lead nowhere, or tell.
    """
    names = theme_words(vocabulary(), asked.language)
    begun = sorted(
        (not said[0].startswith(words[0]), len(said), code)
        for code, said in names
        if all(any(word.startswith(begin) for word in said) for begin in words)
    )
    codes = list(dict.fromkeys(code for _later, _length, code in begun))[:MOST_TRIED]
    return filled("theme", codes, asked.audiences, asked.language)[:MOST_THEMES]


@lru_cache(maxsize=8)
def theme_words(terms: Vocabulary, language: str) -> list[tuple[str, list[str]]]:
    """The folded words of each name and synonym of a language, with the theme's code."""
    return [
        (term.code, words)
        for term in terms.terms.values()
        for name in (term.names.get(language, ""), *term.synonyms.get(language, []))
        if (words := folded_words(name))
    ]
