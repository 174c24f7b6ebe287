"""The passage of a text that a query found, with its words marked."""

import re
from collections.abc import Iterator
from itertools import chain

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.words import WORD, fold, stem, words

EXCERPT_LENGTH = 240
FURTHEST = 60_000
"""Up to here each word of a text is looked at; of long files, what is beyond is only skimmed."""

PLAIN = {code: plain for code in range(0x41, 0x530) if len(plain := fold(chr(code))) == 1}
"""Letters without case and accents, where one stands for one."""


def mark(text: str, wanted: frozenset[str], language: str) -> SafeString:
    """A text, escaped, with `<mark>` around every word whose stem is wanted."""
    if not wanted:
        return escape(text)
    pieces: list[str] = []
    position = 0
    for match in words(text):
        if stem(fold(match.group()), language) in wanted:
            pieces.append(escape(text[position : match.start()]))
            pieces.append(f"<mark>{escape(match.group())}</mark>")
            position = match.end()
    pieces.append(escape(text[position:]))
    return mark_safe("".join(pieces).replace("</mark> <mark>", " "))  # noqa: S308 - each piece is escaped


def excerpt(summary: str, body: str, wanted: frozenset[str], language: str) -> str:
    """The summary if it has a wanted word, else the passage of the body around the first one.

    Args:
        summary: a sentence or two, which most readers want to see first.
        body: all the other words.
        wanted: stems to look for.
        language: the language of both.
    """
    if not wanted or any(stem(fold(w.group()), language) in wanted for w in words(summary)):
        return summary
    for match in chain(words(body[:FURTHEST]), skimmed(body, wanted)):
        if stem(fold(match.group()), language) in wanted:
            start = max(0, match.start() - EXCERPT_LENGTH // 3)
            start = body.find(" ", start) + 1 if start else 0
            end = start + EXCERPT_LENGTH
            passage = body[start:end]
            if end < len(body):
                passage = passage.rsplit(" ", 1)[0] + " …"
            return ("… " if start else "") + " ".join(passage.split())
    return summary


def skimmed(body: str, wanted: frozenset[str]) -> Iterator[re.Match[str]]:
    """The words far down in a text that begin as one of these stems does."""
    if len(body) <= FURTHEST:
        return
    begins = "|".join(re.escape(one[: max(2, len(one) - 2)]) for one in sorted(wanted))
    for found in re.compile(rf"\b(?:{begins})").finditer(body.translate(PLAIN), FURTHEST):
        if word := WORD.match(body, found.start()):
            yield word
