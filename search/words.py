"""Words as every engine compares them: without case and accents, by the stems of a language."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import snowballstemmer
from django.conf import settings

from search import arabic
from search.common_words import IRREGULAR, QUESTION_WORDS, STOP_WORDS
from thesaurus.folding import PLURAL, fold, singular

# Accents may be typed as marks of their own, and Arabic vowels are.
SIGN = "[\\w\u0300-\u036f\u064b-\u065f\u0670]"
WORD = re.compile(f"\\w{SIGN}*")
OTHER_HYPHENS = re.compile("[\u2010\u2011]")
COMPOUND = re.compile(f"\\w{SIGN}*(?:-\\w{SIGN}*)+")
STEMMERS: dict[str, Callable[[str], str]] = {
    **{
        code: snowballstemmer.stemmer(name).stemWord
        for code, name in {
            "fr": "french", "en": "english", "es": "spanish", "pt": "portuguese",
        }.items()
    },
    "ar": arabic.stem,
}  # fmt: skip
FRENCH_WOMEN = re.compile(r"(?<=[tdsv])euse$|(?<=ch)euse$")
"""Emprunteuse, vendeuse, tisseuse, pêcheuse: the same word as for men; not heureuse."""

BEFORE = {
    "fr": ((PLURAL, ""), (FRENCH_WOMEN, "eur")),
    "es": ((re.compile(r"(?<=[bdfghjklmnñprstvyz])es$"), ""),),
    "pt": (
        (re.compile(r"(?<=\w)oes$"), "ao"),
        (re.compile(r"(?<=\w{3}[aou])is$"), "l"),
        (re.compile(r"(?<=\w{3})eis$"), "el"),
        (re.compile(r"(?<=\w{2})ns$"), "m"),
    ),
}
"""Endings of folded words that go before a stemmer sees them, which knows them by their accents
(ações) or takes singular and plural for different words (“credit” for a verb, “credits” not)."""

LONGEST_WORD = 40
MOST_KEPT = 100_000
"""Words of a language that are remembered: those of most texts, in some twenty megabytes."""

Phrase = tuple[str, ...]
"""Stems that stand one after the other."""


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word, by the stemmer of a language if there is one."""
    stemmer = STEMMERS.get(language)
    if stemmer is None or word.isdigit():
        return word
    word = IRREGULAR.get(language, {}).get(word, word)
    for ending, instead in BEFORE.get(language, ()):
        word = ending.sub(instead, word)
    return stemmer(word)


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, with their places in it."""
    return WORD.finditer(text)


def is_telling(folded: str) -> bool:
    """Whether a folded word tells something: not a single letter, not a stop word."""
    return (len(folded) > 1 or folded.isdigit()) and folded not in STOP_WORDS


def is_question_word(text: str) -> bool:
    """Whether a word is of the kind that questions begin with."""
    return fold(text) in QUESTION_WORDS


def telling(text: str) -> list[str]:
    """The folded words of a text that tell something."""
    return [folded for folded in folded_words(text) if is_telling(folded)]


def token(word: str, language: str) -> str:
    """What the index keeps of a word as it is written; empty if it tells nothing."""
    folded = fold(word[:LONGEST_WORD])
    return stem(folded, language) if is_telling(folded) else ""


class Tokens(dict[str, str]):
    """The tokens of words of a language, worked out once each; forgotten when they are many."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> str:
        """Work out the token of a word; what is too long to come again is not kept."""
        found = token(word, self.language)
        if len(word) <= LONGEST_WORD:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[word] = found
        return found


@lru_cache(maxsize=16)
def tokens(language: str) -> Tokens:
    """The tokens of a language."""
    return Tokens(language)


def compounds(text: str) -> list[str]:
    """The words of a text that are written with hyphens, folded and in one."""
    found = []
    for piece in OTHER_HYPHENS.sub("-", text).split():
        if "-" not in piece:
            continue  # most by far: the pattern looks at each letter several times
        for match in COMPOUND.finditer(piece):
            *first, last = folded_words(match.group())
            found.append("".join([*(singular(part) for part in first), last])[:LONGEST_WORD])
    return found


def stems(text: str, language: str) -> list[str]:
    """The stems of the telling words of a text, in order, then those of compounds in one."""
    known = tokens(language)
    found = [stem for word in WORD.findall(text) if (stem := known[word])]
    return found + [known[whole] for whole in compounds(text)]


def phrases_in(text: str, language: str) -> frozenset[Phrase]:
    """The phrases by which a text of a language holds what is written here.

    A word with hyphens may also be written in one; with a part that tells nothing (e-mail,
    by-law), it only stands for itself when it is.
    """
    folded, whole = folded_words(text), compounds(text)
    parts = [word for word in folded if is_telling(word)]
    found = [parts] if parts and (len(parts) == len(folded) or not whole) else []
    if len(whole) == 1 and COMPOUND.fullmatch(OTHER_HYPHENS.sub("-", text.strip())):
        found.append(whole)
    return frozenset(tuple(stem(word, language) for word in phrase) for phrase in found)


def phrases_of(text: str, exact: bool = False) -> frozenset[Phrase]:
    """The phrases by which a text in any of the site's languages holds what was typed.

    Args:
        text: as it was typed.
        exact: whether a word with hyphens stands only for its parts, side by side.
    """
    languages = [language for language, _name in settings.LANGUAGES]
    if exact:
        parts = telling(text)
        found = {tuple(stem(word, language) for word in parts) for language in languages}
        return frozenset(found - {()})
    return frozenset(phrase for language in languages for phrase in phrases_in(text, language))


def folded_words(text: str) -> list[str]:
    """The words of a text without case and accents, in order."""
    return [fold(word[:LONGEST_WORD]) for word in WORD.findall(text)]
