"""What changed between two versions of a text, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SAME, OLD, NEW = "same", "old", "new"
TAGS = {OLD: "del", NEW: "ins"}
WORD = re.compile(r"<[^<>]*>|\s+|[^\s<]+|<")
LONGEST_COMPARED = 4000
"""Words and gaps of two texts beyond which they are shown whole: comparing would take long."""


def difference(before: str, now: str, said: tuple[str, str] = ("", "")) -> SafeString:
    """A text as it is now, with what was taken out in `del` and what was added in `ins`.

    Args:
        before: plain text.
        now: plain text.
        said: what whoever hears it is told before what was taken out, and before what was added.
    """
    words = {OLD: said[0], NEW: said[1]}
    found = passages(WORD.findall(before), WORD.findall(now))
    return format_html_join("", "{}", ((marked(kind, part, words),) for kind, part in found))


def marked(kind: str, part: Sequence[str], said: dict[str, str]) -> SafeString | str:
    """A passage in the tag that says what became of it."""
    text = "".join(part)
    if kind == SAME:
        return text
    # `bdi`: these words do not decide in which direction the text is written.
    heard = format_html('<bdi class="w-sr-only">{} </bdi>', said[kind]) if said[kind] else ""
    return format_html("<{0}>{1}{2}</{0}>", TAGS[kind], heard, text)


def passages(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The passages of two texts in their order, each with its words.

    Returns:
        Pairs of `old`, `new` or `same` and words.
    """
    if len(old) + len(new) > LONGEST_COMPARED:
        yield from ((OLD, old), (NEW, new))
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield SAME, new[j1:j2]
            continue
        if i1 < i2:
            yield OLD, old[i1:i2]
        if j1 < j2:
            yield NEW, new[j1:j2]
