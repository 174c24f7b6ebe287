"""What a corrected file would change in a write-up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from pages.blocks.body import texts_in

SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_LINES = 3_000
"""Compared on each side: what comes after them is not shown."""


@dataclass(frozen=True)
class Change:
    """Some words that stay, come in or go.

    Attributes:
        kind: `same`, `added` or `removed`.
        lines: the words, line by line.
    """

    kind: str
    lines: list[str]


def changes_between(before: Iterable[Any], after: Iterable[Any]) -> list[Change]:
    """The changes from a body to another, in order.

    Args:
        before: raw data of the body that is there.
        after: raw data of the one that would take its place.
    """
    old, new = (list(islice(lines_of(side), MOST_LINES)) for side in (before, after))
    changes = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            changes.append(Change(SAME, old[old_from:old_to]))
            continue
        if old_to > old_from:
            changes.append(Change(REMOVED, old[old_from:old_to]))
        if new_to > new_from:
            changes.append(Change(ADDED, new[new_from:new_to]))
    return changes


def lines_of(blocks: Iterable[Any]) -> Iterator[str]:
    """The lines of a body as a reader counts them: paragraphs, items, rows."""
    for block in blocks:
        kind, value = block["type"], block["value"]
        if kind == "paragraph":
            yield from lines_of_text(str(value))
        elif kind == "table":
            yield from (" | ".join(filter(None, row)) for row in value["data"])
        elif kind == "picture":
            yield _("Picture: %(words)s") % {
                "words": value.get("caption") or value.get("alt") or "…"
            }
        elif kind == "notes":
            yield from (plain(str(note["value"])) for note in value)
        else:
            yield plain(" – ".join(filter(None, texts_in(value))))


def lines_of_text(html: str) -> Iterator[str]:
    """The paragraphs and items of a rich text."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["p", "li"]):
        inner = [found.extract() for found in tag.find_all(["ul", "ol"])]
        yield " ".join(tag.get_text(" ").split())
        for found in inner:
            yield from lines_of_text(str(found))


def plain(html: str) -> str:
    """The words of a rich text."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text().split())
