"""What makes one document a better answer than another: data that every engine reads.

No engine weighs words by how rare they are among all documents, nor by how long those are: the
documents which a reader may not see would change the order of those which she does. How rare they
are among public ones is known to everybody, and counts.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

from django.utils import timezone

from search.query import Group, TextQuery

TYPED = {"title": 12, "summary": 5, "about": 5}
"""What words as they were typed count for by where they are; in the body alone for nothing."""

ALIKE = {"title": 4, "summary": 2, "about": 2}
"""What another name of the same theme counts for."""

THEME = 5
"""What a theme of the document's own counts for."""

MAIN_THEME = 6
"""What its first theme, or one that this belongs to, counts for besides."""

WRITTEN = 6
"""What words as they were typed count for anywhere, where another name would do as well."""

BESIDE = 4
"""What two words count for that stand beside each other as they were typed."""

EACH = 20
"""What each group counts for where not all of them are asked for."""

MOST_PAIRS = 4

SCALE = 10
"""Engines add whole numbers, and a word may count for a little more than another."""

RECENT = "recent"
"""The name of what favours documents by their days; its code says how many days back."""


@dataclass(frozen=True)
class Clue:
    """A document that has a group in a place is so much better.

    Attributes:
        place: a column of the text index, or `text` for any of them.
        group: what it must have there.
        weight: what that counts for.
    """

    place: str
    group: Group
    weight: int


@dataclass(frozen=True)
class Favour:
    """Documents of a kind come earlier or later than others, whatever words they have.

    Attributes:
        name: a facet; or `recent`.
        code: a code of the facet; or how many days back.
        weight: what that counts for, in the measure of clues; below zero, they come later.
    """

    name: str
    code: str
    weight: int

    @property
    def since(self) -> datetime.date | None:
        """The first day of what is recent, where it is that which is favoured."""
        if self.name != RECENT:
            return None
        return timezone.localdate() - datetime.timedelta(days=int(self.code))


def clues(query: TextQuery, least: int = 0) -> list[Clue]:
    """All that orders the documents which a query finds.

    Args:
        query: what was asked.
        least: how many groups a document must satisfy where it does not satisfy all of them: those
            that satisfy more come first; 0 for documents that satisfy all.
    """
    shares = query.shares or repeat(1.0)
    found = [
        clue
        for group, share in zip(query.groups, shares, strict=False)
        for clue in clues_of(group, share, some=least > 0)
    ]
    pairs = query.beside[:MOST_PAIRS]
    return found + [Clue("text", Group(pair), BESIDE * SCALE) for pair in pairs]


def clues_of(group: Group, share: float, some: bool) -> Iterator[Clue]:
    """What orders the documents that have a group, or may have it.

    Args:
        group: what a reader wishes.
        share: how much it counts among her wishes.
        some: whether documents may lack it.
    """

    def clue(place: str, part: Group, weight: int) -> Clue:
        return Clue(place, part, max(1, round(weight * share * SCALE)))

    if some:
        yield clue("text", group, EACH)
    typed, alike = Group(group.phrases), Group(group.alike)
    yield from (clue(place, typed, weight) for place, weight in TYPED.items())
    if group.alike:
        yield from (clue(place, alike, weight) for place, weight in ALIKE.items())
    if group.themes:
        themes = Group(frozenset(), themes=group.themes)
        yield clue("themes", themes, THEME)
        yield clue("about", themes, MAIN_THEME)
        yield clue("text", typed, WRITTEN)
