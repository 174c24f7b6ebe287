"""What was begun and not filled in: parts without text, blocks left empty, no key points."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from pages.checks.content import Content
from pages.checks.finding import Found, Rule


def empty_parts(content: Content) -> Iterator[Found]:
    """Titles under which nothing stands."""
    for heading in content.headings:
        if not heading.filled:
            yield Found(heading.place, {"words": heading.words})


def empty_blocks(content: Content) -> Iterator[Found]:
    """Blocks with nothing in them."""
    for blank in content.blanks:
        yield Found(blank.place, {})


def no_key_points(content: Content) -> Iterator[Found]:
    """A write-up without what matters most."""
    if content.lacks_key_points:
        yield Found(content.lacks_key_points, {})


RULES = (
    Rule(
        "empty_part",
        _("Nothing stands under the title “%(words)s”: write the part, or remove its title."),
        empty_parts,
    ),
    Rule("empty_block", _("The block is empty: fill it in, or remove it."), empty_blocks),
    Rule(
        "key_points",
        _(
            "There is a write-up, but nothing is said of what matters most: write three to six "
            "points, for those who read nothing else."
        ),
        no_key_points,
    ),
)
