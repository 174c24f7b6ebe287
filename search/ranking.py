"""What makes one document a better answer than another: data that every engine reads.

No engine weighs words by how rare they are among all documents, nor by how long those are: the
documents which a reader may not see would change the order of those which she does.
"""

import datetime
from dataclasses import dataclass

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
        weight: what that counts for; below zero, they come later.
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
    # Where all but one are asked for, every document satisfies as many as every other.
    is_uneven = least and least < len(query.groups) - 1
    found = [Clue("text", group, EACH) for group in query.groups] if is_uneven else []
    for group in query.groups:
        typed, alike = Group(group.phrases), Group(group.alike)
        found += [Clue(place, typed, weight) for place, weight in TYPED.items()]
        if group.alike:
            found += [Clue(place, alike, weight) for place, weight in ALIKE.items()]
        if group.themes:
            themes = Group(frozenset(), themes=group.themes)
            found += [Clue("themes", themes, THEME), Clue("about", themes, MAIN_THEME)]
            found.append(Clue("text", typed, WRITTEN))
    return found + [Clue("text", Group(pair), BESIDE) for pair in query.beside[:MOST_PAIRS]]
