"""Weights: what a reader on a slow, dear line has to load."""

from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from pages.checks.content import Content
from pages.checks.finding import Found, Rule

HEAVY_FILE = 1024 * 1024
HEAVY_PAGE = 60 * 1024
FRAME = 12 * 1024
"""Bytes of a page without text: its head, sheet, menus and foot, compressed."""
COMPRESSED = 0.45
"""What is left of a text on the wire."""


def heavy_files(content: Content) -> Iterator[Found]:
    """Files above `HEAVY_FILE` bytes."""
    for file in content.files:
        size = file.document.file_size or 0
        if size > HEAVY_FILE:
            values = {"title": file.document.title, "size": filesizeformat(size)}
            yield Found(file.place, values)


def page_weight(content: Content) -> int:
    """About how many bytes a phone loads for the page with all its pictures."""
    text = len(content.words.encode()) * COMPRESSED
    return round(FRAME + text + sum(shown.weight for shown in content.pictures))


def heavy_page(content: Content) -> Iterator[Found]:
    """A page above `HEAVY_PAGE` bytes, at its heaviest picture."""
    weight = page_weight(content)
    if weight > HEAVY_PAGE and content.pictures:
        heaviest = max(content.pictures, key=lambda shown: shown.weight)
        values = {"size": filesizeformat(weight), "number": len(content.pictures)}
        yield Found(heaviest.place, values)


RULES = (
    Rule(
        "heavy_file",
        _(
            "The file “%(title)s” weighs %(size)s, which is long and dear to load on a phone: "
            "make it lighter, or say so beside it."
        ),
        heavy_files,
    ),
    Rule(
        "heavy_page",
        _(
            "The page weighs about %(size)s on a phone, with its %(number)s pictures: keep those "
            "that tell something. This one is the heaviest."
        ),
        heavy_page,
    ),
)
