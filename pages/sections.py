"""The parts of a seminar's write-up, laid out before anything is written; empty ones stay out."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pages.blocks.body import TAG

SECTIONS = (
    _("Why we met"),
    _("What we heard"),
    _("Experiences shared"),
    _("What was debated"),
    _("What we take away"),
    _("What comes next"),
)
"""The titles of the parts, in order."""

POINTS = 3
LEVELS = {"heading": 1, "subheading": 2}
TEXTS = ("paragraph", "point")
EMPTY = {"type": "paragraph", "value": ""}


def laid_out(language: str) -> list[dict[str, str]]:
    """The raw data of a write-up to fill in: each title with a place for its text.

    Args:
        language: that of the page.
    """
    with translation.override(language):
        return [
            block
            for title in SECTIONS
            for block in ({"type": "heading", "value": str(title)}, EMPTY)
        ]


def points_to_fill() -> list[dict[str, str]]:
    """The raw data of a few points to fill in."""
    return [{"type": "point", "value": ""} for _number in range(POINTS)]


def said(blocks: Iterable[Any]) -> list[Any]:
    """The blocks of a text without the titles that nothing follows, and the texts without words.

    Args:
        blocks: raw data of a stream, in its order.
    """
    kept: list[Any] = []
    below = len(LEVELS) + 1  # the highest level of what was kept last: a title needs a lower one
    for block in reversed(list(blocks)):
        level = LEVELS.get(block["type"])
        if level is not None and level >= below:
            continue
        if level is None and block["type"] in TEXTS and not words(block["value"]):
            continue
        if level is not None and not kept:
            continue
        kept.append(block)
        below = level if level is not None else len(LEVELS) + 1
    return kept[::-1]


def words(value: Any) -> str:
    """What a text says, without its form."""
    return TAG.sub("", str(value)).replace("&nbsp;", " ").strip()
