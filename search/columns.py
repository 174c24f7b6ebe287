"""The text index of a document, the same in every engine: its stems by where they are."""

from collections import Counter

from search.models import SearchDocument
from search.words import stems
from thesaurus.vocabulary import Vocabulary, vocabulary

TEXT = ("title", "themes", "summary", "body")
"""Where words are found; `about` repeats some of them, for the order of results."""

BEGINNING = 40
"""So many words at the beginning say what a text is about."""

RARELY = 2
OFTEN = 100
"""A text is also about a word that it has more than `RARELY`, and once in so many words."""


def theme_token(code: str) -> str:
    """The word under which a theme is indexed beside the texts."""
    return "theme0" + code.replace("-", "0")


def columns(document: SearchDocument) -> dict[str, list[str]]:
    """The stems of a document by where they are.

    Themes are its own; broader ones find it too, but weigh no more than a word of the text.
    """
    terms = vocabulary()
    broader = {code for theme in document.themes for code in terms.with_broader(theme)}
    broader -= set(document.themes)
    body = stems(document.body, document.language)
    return {
        "title": stems(document.title, document.language),
        "themes": [theme_token(code) for code in document.themes],
        "summary": stems(document.summary, document.language),
        "about": [*about(body), *main_themes(document, terms)],
        "body": [*body, *(theme_token(code) for code in sorted(broader))],
    }


def main_themes(document: SearchDocument, terms: Vocabulary) -> list[str]:
    """The theme that the editor put first, and those that it belongs to."""
    return [theme_token(code) for main in document.themes[:1] for code in terms.with_broader(main)]


def about(body: list[str]) -> list[str]:
    """The stems that a text begins with, then those that it has again and again."""
    least = max(RARELY, len(body) // OFTEN)
    often = [stem for stem, number in Counter(body).items() if number > least]
    return body[:BEGINNING] + sorted(often)
