"""What a reader asks of the search beside words and filters: days, and one space."""

import datetime
from dataclasses import dataclass, field
from typing import Self

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pages.filters import SEARCH_FILTERS, Selection
from search.query import clean

DAYS = ("date_from", "date_to")
LONGEST_DAY = 20
LONGEST_SLUG = 80


@dataclass
class SearchSelection(Selection):
    """A search as its address says it.

    Attributes:
        typed: the days as they were typed, by name.
        space: the address of the space to search in; empty for everywhere.
    """

    typed: dict[str, str] = field(default_factory=dict)
    space: str = ""

    @classmethod
    def asked(cls, query: QueryDict) -> Self:
        """Read an address; what cannot be understood asks for nothing."""
        selection = cls.read(query, SEARCH_FILTERS)
        selection.text = clean(selection.text)
        typed = {name: clean(query.get(name, ""))[:LONGEST_DAY] for name in DAYS}
        selection.typed = {name: text for name, text in typed.items() if text}
        selection.space = clean(query.get("space", ""))[:LONGEST_SLUG]
        return selection

    def kept(self) -> list[tuple[str, str]]:
        """The days and the space."""
        pairs = list(self.typed.items())
        return [*pairs, ("space", self.space)] if self.space else pairs

    @property
    def words(self) -> str:
        """What it asks for, in a line: words, filters and days; its space is for who may see it."""
        first, last = self.days
        parts = [self.text, *(chip.label for chip in self.chips())]
        parts += [_("from %(day)s") % {"day": date_format(first)}] if first else []
        parts += [_("until %(day)s") % {"day": date_format(last)}] if last else []
        return ", ".join(part for part in parts if part)

    def form(self, name: str) -> str:
        """A relative link to the same search in another form, from its first page."""
        query = self.query()
        return f"?{query}&format={name}" if query else f"?format={name}"

    @property
    def days(self) -> tuple[datetime.date | None, datetime.date | None]:
        """The first and the last day, in that order whichever way they were typed."""
        first, last = (day_of(self.typed.get(name, "")) for name in DAYS)
        return (last, first) if first and last and first > last else (first, last)

    @property
    def strange_days(self) -> list[str]:
        """What was typed that is no day."""
        return [text for text in self.typed.values() if day_of(text) is None]


def day_of(text: str) -> datetime.date | None:
    """The day that a text names, as 2026-11-22; None if it names none."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
