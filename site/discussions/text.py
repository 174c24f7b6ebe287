"""What people write, as HTML: paragraphs, bold, lists, quotes, links; nothing is ever nested.

Written line by line in place of a Markdown library: none of the writer's characters reaches the
page unescaped, and no text, however twisted, takes longer than its length.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from thesaurus.towers import without_towers

CONTROLS = re.compile(
    r"[\x01-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
LINES = (
    ("ul", re.compile(r"[ \t]{0,8}[-*•][ \t]+(?=\S)")),
    ("ol", re.compile(r"[ \t]{0,8}\d{1,3}[.)][ \t]+(?=\S)")),
    ("blockquote", re.compile(r"[ \t]{0,8}>[> \t]*")),
)
BOLD = r"\*\*(?P<bold>(?! )[^*\n]{1,500}(?<! ))\*\*"
LINK = r"\[(?P<words>[^\[\]\n]{1,300})\]\((?P<target>https?://[^\s()<>\"]{1,2000})\)"
ADDRESS = r"(?P<address>https?://[^\s<>\"*]{1,2000}(?<![.,;:!?)\]»”’']))"
A = '<a href="{}" rel="nofollow noopener">{}</a>'
MARKS = re.compile(rf"{BOLD}|{LINK}")


def cleaned(text: str) -> str:
    """A text as it is kept: without control characters and towers of accents.

    Args:
        text: as it was typed.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return without_towers(CONTROLS.sub("", text)).strip()


def as_html(text: str, names: Iterable[str] = ()) -> SafeString:
    """A text as HTML that is safe to show.

    Args:
        text: as it is kept.
        names: of the people mentioned, to be set off.
    """
    called = "|".join(re.escape(f"@{name}") for name in sorted(names, key=len, reverse=True))
    marks = re.compile(
        "|".join([BOLD, LINK, ADDRESS, *([rf"(?:{called})(?!\w)"] if called else [])]),
        re.IGNORECASE,
    )
    return format_html_join("", "{}", ((block(tag, rows, marks),) for tag, rows in blocks(text)))


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The tags of a text's blocks, each with its lines, without the signs that began them."""
    for tag, rows in groupby(map(kind_of, text.split("\n")), key=lambda row: row[0]):
        if tag:
            yield tag, [line for _tag, line in rows]


def kind_of(line: str) -> tuple[str, str]:
    """The tag of the block that a line belongs to, empty for a blank one, and the line itself."""
    for tag, sign in LINES:
        if found := sign.match(line):
            return tag, line[found.end() :]
    return ("p" if line.strip() else ""), line.strip()


def block(tag: str, rows: list[str], marks: re.Pattern[str]) -> SafeString:
    """One paragraph, list or quote."""
    lines = [inline(row, marks) for row in rows]
    if tag in ("ul", "ol"):
        return format_html("<{0}>{1}</{0}>", tag, format_html_join("", "<li>{}</li>", pairs(lines)))
    inside = format_html_join(SafeString("<br>"), "{}", pairs(lines))
    return format_html("<p>{}</p>" if tag == "p" else "<blockquote><p>{}</p></blockquote>", inside)


def pairs(lines: list[SafeString]) -> list[tuple[SafeString]]:
    """Lines as the arguments of a template each."""
    return [(line,) for line in lines]


def inline(line: str, marks: re.Pattern[str]) -> SafeString:
    """A line with its bold words, links and names."""
    parts: list[str | SafeString] = []
    end = 0
    for found in marks.finditer(line):
        parts += [line[end : found.start()], marked(found)]
        end = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, line[end:]]))


def marked(found: re.Match[str]) -> SafeString:
    """What a mark stands for."""
    if found["bold"]:
        return format_html("<b>{}</b>", found["bold"])
    if found["words"]:
        return format_html(A, found["target"], found["words"])
    if found["address"]:
        return format_html(A, found["address"], found["address"])
    return format_html("<b>{}</b>", found[0])


def plain(text: str) -> str:
    """The words of a text, for lists, search and mail."""
    lines = (kind_of(line)[1] for line in text.split("\n"))
    return MARKS.sub(lambda found: found["bold"] or found["words"], " ".join(filter(None, lines)))
