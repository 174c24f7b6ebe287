"""What changed between two versions of a text, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WORD = re.compile(r"<[^<>]*>|\s+|[^\s<]+|<")


def difference(before: str, now: str) -> SafeString:
    """A text as it is now, with what was taken out in `del` and what was added in `ins`.

    Args:
        before: plain text.
        now: plain text.
    """
    return format_html_join("", "{}", ((part,) for part in parts(before, now)))


def parts(before: str, now: str) -> Iterator[str | SafeString]:
    """The passages of both texts in their order."""
    old, new = WORD.findall(before), WORD.findall(now)
    for kind, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "".join(new[j1:j2])
            continue
        if i1 < i2:
            yield format_html("<del>{}</del>", "".join(old[i1:i2]))
        if j1 < j2:
            yield format_html("<ins>{}</ins>", "".join(new[j1:j2]))
