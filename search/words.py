"""Words as every engine compares them: without case and accents, by the stems of a language."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

WORD = re.compile("\\w[\\w\u0300-\u036f]*")  # accents may be typed as marks of their own
COMPOUND = re.compile("\\w[\\w\u0300-\u036f]*(?:[-\u2010\u2011]\\w[\\w\u0300-\u036f]*)+")
STEMMERS = {
    code: snowballstemmer.stemmer(name)
    for code, name in {
        "fr": "french", "en": "english", "es": "spanish", "pt": "portuguese", "ar": "arabic",
    }.items()
}  # fmt: skip
# Snowball takes “credit” for a verb (“cred”) and “credits” for none: plurals go first.
FRENCH_PLURAL = re.compile(r"(?<=\w{3}[^s])s$|(?<=eau)x$|(?<=jeu|feu)x$|(?<=lieu|voeu)x$")
LONGEST_WORD = 40

# Too common to tell one text from another; single letters (l', d') are dropped by their length.
STOP_WORDS = frozenset(
    "au aux avec ce ces dans de des du elle en et eux il ils je la le les leur lui ma mais me "  # noqa: SIM905 - a list of eighty lines reads worse
    "meme mes moi mon ne nos notre nous on ou par pas pour qu que qui sa se ses son sur ta te "
    "tes toi ton tu un une vos votre vous est sont the an and are as at be but by for if in "
    "into is it no not of or such that their then there these they this to was will with "
    "el los las una del por para con como em um uma com nao".split()
)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word in small letters without accents or ligatures."""
    opened = word.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", opened)
        if not unicodedata.combining(letter)
    )


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word, by the stemmer of a language if there is one."""
    if language == "fr":
        word = FRENCH_PLURAL.sub("", word)
    stemmer = STEMMERS.get(language)
    return stemmer.stemWord(word) if stemmer and not word.isdigit() else word


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, with their places in it."""
    return WORD.finditer(text)


def is_telling(folded: str) -> bool:
    """Whether a folded word tells something: not a single letter, not a stop word."""
    return (len(folded) > 1 or folded.isdigit()) and folded not in STOP_WORDS


@lru_cache(maxsize=400_000)
def token(word: str, language: str) -> str:
    """What the index keeps of a word as it is written; empty if it tells nothing."""
    folded = fold(word[:LONGEST_WORD])
    return stem(folded, language) if is_telling(folded) else ""


def joined(text: str) -> list[str]:
    """The words of a text that are written with hyphens, folded and without them."""
    return [
        "".join(folded_words(match.group()))[:LONGEST_WORD] for match in COMPOUND.finditer(text)
    ]


def stems(text: str, language: str) -> list[str]:
    """The stems of the telling words of a text, in order, then those of joined compounds."""
    found = [stem for word in WORD.findall(text) if (stem := token(word, language))]
    return found + [token(whole, language) for whole in joined(text)]


def folded_words(text: str) -> list[str]:
    """The words of a text without case and accents, in order."""
    return [fold(word[:LONGEST_WORD]) for word in WORD.findall(text)]
