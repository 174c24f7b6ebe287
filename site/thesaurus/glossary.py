"""The thesaurus as a glossary: the themes that a text names, and their names elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from thesaurus.folding import fold, singular
from thesaurus.vocabulary import Vocabulary, vocabulary

WORD = re.compile("\\w[\\w\u0300-\u036f\u064b-\u0652]*")  # accents and vowels may be marks
ENDINGS: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": ((re.compile(r"(?<=\w{2}[^aeiou])ies$"), "y"),),
    "es": ((re.compile(r"(?<=\w{2}[dlnrj])es$"), ""), (re.compile(r"(?<=\w{2})ces$"), "z")),
    "pt": (
        (re.compile(r"(?<=\w)(?:o|a)es$"), "ao"),
        (re.compile(r"(?<=\w{2}[rz])es$"), ""),
        (re.compile(r"(?<=\w{2}[aeou])is$"), "l"),
        (re.compile(r"(?<=\w{2})ns$"), "m"),
    ),
    "ar": ((re.compile(r"^[وف]?(?:ال|بال|كال|لل)(?=\w{3})"), ""),),
}
"""How the words of a language differ from those of the thesaurus beside the -s of plurals: other
plurals, and the article that Arabic writes in one with its noun."""

SHORT = 3
"""Letters of a word that is too short to have other forms, and tells little beside a longer one."""

FORM = 60
"""Percent of two words that must be the same for them to be forms of one."""

CHANGES_WITHIN = {"ar": 50}
"""The same where words change in their middle too, short ones likewise."""


@dataclass(frozen=True)
class Term:
    """A theme that a text names.

    Attributes:
        start, end: where, in characters of the text.
        label: what the thesaurus calls it in the language of the text.
        translation: what it calls it in the other; empty where it has no name there yet.
        code: of the theme.
    """

    start: int
    end: int
    label: str
    translation: str
    code: str


Name = tuple[tuple[str, ...], str]
"""The words of a name, as they are compared, and the code of its theme."""


def terms_in(text: str, source: str, target: str) -> list[Term]:
    """The themes that a text names, by any word that the thesaurus has for them.

    Names are looked for at whole words, without case, accents and signs of plurals; where several
    begin at the same word the longest one is meant.

    Args:
        text: plain, as readers see it.
        source: its language.
        target: the language to translate it into.

    Returns:
        The terms in the order of the text; none overlaps another.
    """
    terms = vocabulary()
    names = names_by_first_word(terms, source)
    words = [(match.start(), match.end()) for match in WORD.finditer(text)]
    compared = [key(text[start:end], source) for start, end in words]
    found = []
    at = 0
    while at < len(words):
        length, code = longest(names.get(compared[at], ()), compared, at)
        if code:
            label = terms.terms[code].names.get(source) or terms.label(code, source)
            translation = terms.terms[code].names.get(target, "")
            found.append(Term(words[at][0], words[at + length - 1][1], label, translation, code))
        at += length
    return found


def longest(names: tuple[Name, ...], words: list[str], at: int) -> tuple[int, str]:
    """How many words the longest of these names takes here, and its theme; 1 and nothing if none.

    Args:
        names: the longest first.
        words: of the text, as they are compared.
        at: the number of the word where it begins.
    """
    for name, code in names:
        if tuple(words[at : at + len(name)]) == name:
            return len(name), code
    return 1, ""


def says_as_agreed(text: str, term: Term, passage: str, source: str, target: str) -> bool:
    """Whether a translation calls a theme what the thesaurus calls it; yes when in doubt.

    Args:
        text: the translation, plain.
        term: the theme, with its name in the language of the translation.
        passage: the words of the original that name it. Where they are another word than its
            name, another word will do in the translation too.
        source: the language of the original.
        target: that of the translation.
    """
    names = [term.translation]
    if keys(passage, source) != keys(term.label, source):
        names += vocabulary().terms[term.code].synonyms.get(target, [])
    there = set(keys(text, target))
    return any(says(there, name, target) for name in names)


def says(there: set[str], name: str, language: str) -> bool:
    """Whether a text says a name, its words in whatever order and form.

    Args:
        there: the words of the text, as they are compared.
        name: in the language of the text.
        language: that language.
    """
    words = keys(name, language)
    telling = [word for word in words if len(word) > SHORT] or words
    return all(any(is_form(one, word, language) for one in there) for word in telling)


def is_form(one: str, word: str, language: str) -> bool:
    """Whether one word may be a form of another, both as they are compared."""
    if len(word) <= SHORT and language not in CHANGES_WITHIN:
        return one == word
    return word in one or fuzz.ratio(one, word) >= CHANGES_WITHIN.get(language, FORM)


def keys(text: str, language: str) -> list[str]:
    """The words of a text as they are compared."""
    return [key(word, language) for word in WORD.findall(text)]


@lru_cache(maxsize=100_000)
def key(word: str, language: str) -> str:
    """A word as it is compared."""
    folded = fold(word)
    for ending, instead in ENDINGS.get(language, ()):
        cut, number = ending.subn(instead, folded)
        if number:
            return cut
    return singular(folded)


@lru_cache(maxsize=16)
def names_by_first_word(terms: Vocabulary, language: str) -> dict[str, tuple[Name, ...]]:
    """The names and other words of a language by their first word, the longest ones first.

    Worked out once a vocabulary. Where two themes share a word, the one whose name it is has it.
    """
    codes: dict[tuple[str, ...], str] = {}
    for name, code in [*preferred(terms, language), *others(terms, language)]:
        words = tuple(keys(name, language))
        if words:
            codes.setdefault(words, code)
    found: dict[str, list[Name]] = {}
    for words, code in sorted(codes.items(), key=lambda item: (-len(item[0]), item)):
        found.setdefault(words[0], []).append((words, code))
    return {word: tuple(names) for word, names in found.items()}


def preferred(terms: Vocabulary, language: str) -> Iterator[tuple[str, str]]:
    """The name of each theme that has one in a language, with its code."""
    for code, term in terms.terms.items():
        if name := term.names.get(language):
            yield name, code


def others(terms: Vocabulary, language: str) -> Iterator[tuple[str, str]]:
    """The other words for each theme in a language, with its code."""
    for code, term in terms.terms.items():
        for word in term.synonyms.get(language, ()):
            yield word, code
