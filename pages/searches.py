"""A search of one reader: what her address asks for, among what she may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language, gettext

from access.models import Space
from access.visibility import audiences_of, inside, space_within
from pages.search_selection import SearchSelection
from search.results import Hit, Results
from search.search import every_hit, search


@dataclass(frozen=True)
class Search:
    """A search of one reader.

    Attributes:
        selection: what she asked.
        language: hers.
        audiences: whose documents are searched.
        space: the one that it is narrowed to.
    """

    selection: SearchSelection
    language: str
    audiences: tuple[str, ...]
    space: Space | None = None

    @classmethod
    def of(cls, reader: Any, query: QueryDict) -> "Search":
        """What an address asks for; nothing is found in a space that the reader may not see."""
        language = get_language() or settings.LANGUAGE_CODE
        selection = SearchSelection.asked(query)
        audiences = audiences_of(reader)
        if not selection.space:
            return cls(selection, language, audiences)
        space = space_within(selection.space, audiences)
        return cls(selection, language, inside(space, audiences) if space else (), space)

    @property
    def name(self) -> str:
        """What it is about, in a line."""
        parts = [self.selection.words, self.space.name if self.space else ""]
        return ", ".join(part for part in parts if part) or gettext("Everything")

    def results(self) -> Results:
        """The page of what is found that was asked for."""
        asked = self.selection
        return search(
            asked.text,
            self.audiences,
            asked.filters,
            self.language,
            asked.page,
            asked.sort,
            days=asked.days,
        )

    def every_hit(self, most: int, sort: str = "") -> Iterator[Hit]:
        """What is found on all pages, read in batches.

        Args:
            most: how many are wanted.
            sort: an order instead of the one that was asked for.
        """
        asked = self.selection
        return every_hit(
            asked.text,
            self.audiences,
            asked.filters,
            self.language,
            sort or asked.sort,
            asked.days,
            most,
        )
