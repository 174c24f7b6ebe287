"""Sentences: short enough to be read once, on a phone, in a second language."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from pages.checks.content import Content
from pages.checks.finding import Found, Rule

MOST_WORDS = 30
FIRST_WORDS = 6

ABBREVIATIONS = {
    "fr": {
        "m", "mm", "mme", "mlle", "dr", "pr", "me", "st", "ste", "cf", "ex", "art", "p", "pp", "n",
        "no", "env", "vol", "chap", "fig", "éd", "coll", "av", "apr", "bd", "tél", "réf",
        "min", "max", "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc", "hab",
    },
    "en": {
        "mr", "mrs", "ms", "dr", "prof", "st", "vs", "no", "nos", "p", "pp", "fig", "vol", "ch",
        "ed", "eds", "e.g", "i.e", "approx", "dept", "inc", "ltd", "jan", "feb", "aug", "sept",
        "oct", "nov", "dec", "tel", "cf", "art", "sec",
    },
}  # fmt: skip
"""What ends with a full stop that ends no sentence, by language, without that stop."""

EVERY_ABBREVIATION = frozenset().union(*ABBREVIATIONS.values())

END = re.compile(r"[.!?…]+[\s\u00a0\u202f]*[»”\")\]]*(?=\s|$)")
LAST_WORD = re.compile(r"([\w’'.-]+)$")
WORD = re.compile(r"\d+(?:[\u00a0\u202f]\d{3})*\S*|[^\W_]\S*")


def ends_sentence(before: str, stop: str, after: str, language: str) -> bool:
    """Whether a full stop ends a sentence.

    Args:
        before: what stands before it.
        stop: the sign or signs, with what closes after them.
        after: what follows.
        language: of the text.
    """
    follows = after.lstrip(" \t\n\u00a0\u202f«“\"'(‘—–-")
    if follows and follows[0].islower():
        return False
    if stop.strip() != ".":
        return True
    found = LAST_WORD.search(before)
    word = found[1].lower() if found else ""
    if (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:\w\.-?)+\w", word):
        return not follows  # an initial, or letters with stops such as J.-C.
    if word.isdigit() and len(before.strip()) == len(word):
        return False  # the number of an item
    return not follows or word not in ABBREVIATIONS.get(language, EVERY_ABBREVIATION)


def sentences(text: str, language: str) -> Iterator[str]:
    """The sentences of a paragraph.

    Args:
        text: a paragraph without tags.
        language: whose abbreviations end no sentence.
    """
    start = 0
    for found in END.finditer(text):
        if ends_sentence(text[start : found.start()], found[0], text[found.end() :], language):
            yield text[start : found.end()].strip()
            start = found.end()
    if rest := text[start:].strip():
        yield rest


def count_words(sentence: str) -> int:
    """How many words a sentence has; signs that stand alone are none."""
    return len(WORD.findall(sentence))


def long_sentences(content: Content) -> Iterator[Found]:
    """Sentences of more than `MOST_WORDS` words."""
    for text in content.texts:
        for paragraph in text.paragraphs:
            for sentence in sentences(paragraph, content.language):
                number = count_words(sentence)
                if number > MOST_WORDS:
                    beginning = " ".join(sentence.split()[:FIRST_WORDS])
                    yield Found(text.place, {"number": number, "beginning": beginning})


RULES = (
    Rule(
        "sentence",
        _("The sentence “%(beginning)s …” has %(number)d words: make two or three of it."),
        long_sentences,
    ),
)
