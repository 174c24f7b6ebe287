"""Titles: no level is skipped."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from pages.checks.content import Content
from pages.checks.finding import Found, Rule

UNDER_A_TITLE = {"results", "worked", "failed", "synthesis", "presentation"}
"""Fields that the page itself shows under a title of a part."""


def skipped_levels(content: Content) -> Iterator[Found]:
    """Titles within a part that stand before the title of any part."""
    for heading in content.headings:
        if heading.level > 1 and heading.first and heading.field not in UNDER_A_TITLE:
            yield Found(heading.place, {"words": heading.words})


RULES = (
    Rule(
        "heading",
        _(
            "“%(words)s” is a title within a part, but no title of a part stands before it: make "
            "it a title of a part, or add one above."
        ),
        skipped_levels,
    ),
)
