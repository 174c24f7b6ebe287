"""The thesaurus as readers see it: themes in their tree, their names, how much there is on each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from search.search import search
from search.words import fold
from thesaurus.vocabulary import Said, Vocabulary, vocabulary

FEW = 300
"""Where there are more themes, only the first level beneath the domains is shown at once."""


@dataclass(frozen=True)
class Branch:
    """A theme with those beneath it.

    Attributes:
        code: its own.
        said: its name, and the language that it is in.
        is_named: whether it has a name in the reader's language.
        count: how many things there are on it that the reader may see.
        beneath: the themes beneath it, as far as they are shown.
    """

    code: str
    said: Said
    is_named: bool
    count: int
    beneath: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class Tongue:
    """What a theme is called in one language of the site.

    Attributes:
        code: of the language.
        said: the name; None where there is none.
        words: other words for it.
    """

    code: str
    said: Said | None
    words: list[str]


def theme_counts(audiences: tuple[str, ...], language: str) -> dict[str, int]:
    """How many things the search finds on each theme."""
    found = search("", audiences, {}, language, counted=("theme",)).facets
    return dict(found.get("theme", []))


def tree(
    codes: Iterable[str], counts: dict[str, int], language: str, levels: int
) -> tuple[Branch, ...]:
    """Themes by name, with so many levels of those beneath.

    Args:
        codes: of themes that stand beside each other.
        counts: how much there is on each.
        language: the reader's.
        levels: how many levels beneath are wanted.
    """
    terms = vocabulary()
    found = [
        Branch(
            code,
            terms.said(code, language),
            language in terms.terms[code].names,
            counts.get(code, 0),
            tree(terms.narrower.get(code, []), counts, language, levels - 1) if levels else (),
        )
        for code in codes
    ]
    return tuple(sorted(found, key=lambda branch: fold(branch.said.text)))


def tongues(code: str) -> list[Tongue]:
    """What a theme is called in each language of the site."""
    term = vocabulary().terms[code]
    return [
        Tongue(
            language,
            Said(term.names[language], language) if term.names.get(language) else None,
            term.synonyms.get(language, []),
        )
        for language, _name in settings.LANGUAGES
    ]


def gaps(terms: Vocabulary) -> list[tuple[str, int]]:
    """The languages of the site in which themes have no name, and how many have none."""
    counted = [(language, len(terms.unnamed(language))) for language, _name in settings.LANGUAGES]
    return [(language, number) for language, number in counted if number]


def theme_address(code: str, language: str) -> str:
    """The address of a theme in a language; that of the whole thesaurus without a code."""
    with override(language):
        return reverse("theme", args=[code]) if code else reverse("themes")
