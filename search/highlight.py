"""The passage of a text that a query found, with its words marked."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.common_words import IRREGULAR
from search.words import WORD, fold, stem, token

EXCERPT_LENGTH = 240

SHORTEST_BEGINNING = 2
ENDING = 2
"""Words and their stems differ in their last letters, seldom before these."""

PREFIXED = frozenset({"ar"})
"""Languages whose words begin otherwise than their stems: each word is looked at."""


def written_forms() -> dict[str, str]:
    """Expressions for how a folded letter may be written: in capitals, with accents, in one."""
    forms: dict[str, str] = defaultdict(str)
    for code in range(0x41, 0x530):
        if (plain := fold(chr(code))).isalpha():
            forms[plain[0]] += chr(code)
    found = {plain: f"[{letters}][\u0300-\u036f]*" for plain, letters in forms.items()}
    return found | {
        pair: f"(?:{one}|{found[pair[0]]}{found[pair[1]]})"
        for pair, one in {"oe": "[Œœ]", "ae": "[Ææ]"}.items()
    }


FORMS = written_forms()


@lru_cache(maxsize=1000)
def beginnings(wanted: frozenset[str], language: str) -> re.Pattern[str]:
    """An expression for words of a language that may have one of these stems."""
    if language in PREFIXED:
        return WORD
    begun = {one[: max(SHORTEST_BEGINNING, len(one) - ENDING)] for one in wanted}
    begun |= {word for word in IRREGULAR.get(language, ()) if stem(word, language) in wanted}
    either = "|".join(
        "".join(FORMS.get(part, re.escape(part)) for part in re.findall("oe|ae|.", one))
        for one in sorted(begun)
    )
    return re.compile(rf"(?<![\w\u0300-\u036f])(?:{either})")


def places(text: str, wanted: frozenset[str], language: str) -> Iterator[re.Match[str]]:
    """The words of a text that have one of these stems; no other one is stemmed for it."""
    for begun in beginnings(wanted, language).finditer(text):
        word = WORD.match(text, begun.start())
        if word and token(word.group(), language) in wanted:
            yield word


def first_place(text: str, wanted: frozenset[str], language: str) -> int | None:
    """Where the first word of a text begins that has one of these stems."""
    word = next(places(text, wanted, language), None)
    return word.start() if word else None


def mark(text: str, wanted: frozenset[str], language: str) -> SafeString:
    """A text, escaped, with `<mark>` around every word whose stem is wanted."""
    if not wanted:
        return escape(text)
    pieces: list[str] = []
    position = 0
    for word in places(text, wanted, language):
        pieces.append(escape(text[position : word.start()]))
        pieces.append(f"<mark>{escape(word.group())}</mark>")
        position = word.end()
    pieces.append(escape(text[position:]))
    return mark_safe("".join(pieces).replace("</mark> <mark>", " "))  # noqa: S308 - each piece is escaped


def excerpt(summary: str, body: str, wanted: frozenset[str], language: str) -> str:
    """The summary if it has a wanted word, else the passage of the body around the first one.

    Args:
        summary: a sentence or two, which most readers want to see first.
        body: all the other words, however many.
        wanted: stems to look for.
        language: the language of both.
    """
    if not wanted or first_place(summary, wanted, language) is not None:
        return summary
    place = first_place(body, wanted, language)
    if place is None:
        return summary
    start = max(0, place - EXCERPT_LENGTH // 3)
    start = body.find(" ", start) + 1 if start else 0
    end = start + EXCERPT_LENGTH
    passage = body[start:end]
    if end < len(body):
        passage = passage.rsplit(" ", 1)[0] + " …"
    return ("… " if start else "") + " ".join(passage.split())
