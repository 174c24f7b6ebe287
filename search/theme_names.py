"""Names of themes, as readers type them: in any language, in one word or several."""

import re
from dataclasses import dataclass
from functools import lru_cache

from search.words import Phrase, phrases_in, telling
from thesaurus.folding import singular
from thesaurus.vocabulary import Vocabulary, vocabulary

LONGEST_NAME = 5
FEW = 2
PARTS = re.compile(r"\s+(?:et|and|&)\s+|\s*[,/()]\s*")
"""What stands between the parts of a name each of which is one by itself."""

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ThemeNames:
    """What stands for which themes.

    Attributes:
        codes: codes of themes by name, written as one word.
        mentions: codes of the few themes whose preferred name has a word, by word.
        phrases: the phrases of stems that stand for a theme in texts, by code.
    """

    codes: dict[str, frozenset[str]]
    mentions: dict[str, frozenset[str]]
    phrases: dict[str, frozenset[Phrase]]


def as_one_word(text: str) -> str:
    """A name without spaces, hyphens and plurals, by which all ways of writing it are one."""
    return "".join(singular(word) for word in telling(text))


def codes_of_theme(text: str) -> frozenset[str]:
    """The codes of the themes that a name or code stands for."""
    terms = vocabulary()
    if terms.current(text) in terms.terms:
        return frozenset([terms.current(text)])
    return theme_names(terms).codes.get(as_one_word(text), NONE)


def theme_at(words: list[str], start: int) -> tuple[int, frozenset[str]]:
    """The longest name of themes that begins at a word.

    Args:
        words: as they were typed.
        start: the number of the word, from 0.

    Returns:
        How many words it takes, 1 if it names no theme; the codes of the themes.
    """
    names = theme_names(vocabulary()).codes
    for length in range(min(LONGEST_NAME, len(words) - start), 0, -1):
        codes = names.get(as_one_word(" ".join(words[start : start + length])), NONE)
        if codes:
            return length, codes
    return 1, mentioned(words[start])


def mentioned(word: str) -> frozenset[str]:
    """The codes of the themes that a word alone makes one think of."""
    return theme_names(vocabulary()).mentions.get(as_one_word(word), NONE)


def names_of(codes: frozenset[str]) -> frozenset[Phrase]:
    """The phrases of stems that stand for any of these themes."""
    phrases = theme_names(vocabulary()).phrases
    return frozenset(phrase for code in codes for phrase in phrases[code])


@lru_cache(maxsize=2)
def theme_names(terms: Vocabulary) -> ThemeNames:
    """The names and synonyms of all themes; worked out once a vocabulary."""
    codes: dict[str, set[str]] = {}
    mentions: dict[str, set[str]] = {}
    phrases: dict[str, set[Phrase]] = {code: set() for code in terms.terms}
    for term in terms.terms.values():
        for language, name in term.names.items():
            for word in telling(name):
                mentions.setdefault(singular(word), set()).add(term.code)
            for text in (name, *term.synonyms.get(language, [])):
                for part in {text, *PARTS.split(text)}:
                    if key := as_one_word(part):
                        codes.setdefault(key, set()).add(term.code)
                phrases[term.code] |= phrases_in(text, language)
    return ThemeNames(
        {key: frozenset(held) for key, held in codes.items()},
        {key: frozenset(held) for key, held in mentions.items() if len(held) <= FEW},
        {code: frozenset(held) for code, held in phrases.items()},
    )
