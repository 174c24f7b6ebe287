"""How accessible the product is: a grid filled in by people, as data, and what follows from it."""

import datetime
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

SOURCE = Path(__file__).parent / "grid.toml"
WRITTEN_IN = ("fr", "en")
"""The languages that the grid is written in; readers of others get the last."""

HOW = {
    "tool": _("By a tool (axe-core), at each change"),
    "test": _("By a test of ours, at each change"),
    "look": _("By looking at pictures of the pages"),
    "read": _("By reading the pages and their source"),
}
"""How a criterion was checked."""


@dataclass(frozen=True)
class Criterion:
    """One criterion of the reference, on the sample pages.

    Attributes:
        number: its number in the reference, such as `8.7`.
        name: what it asks, in our own words.
        how: a key of `HOW`.
        pages: keys of the pages that have what it speaks of.
        is_met: whether it is met on all of them.
        note: where it is not, what is missing.
    """

    number: str
    name: str
    how: str
    pages: tuple[str, ...]
    is_met: bool
    note: str


@dataclass(frozen=True)
class Grid:
    """The whole grid in one language."""

    version: str
    checked_on: datetime.date
    language: str
    pages: dict[str, str]
    criteria: list[Criterion]
    not_tried: list[str]

    @property
    def applicable(self) -> list[Criterion]:
        """The criteria that at least one page is concerned by."""
        return [one for one in self.criteria if one.pages]

    @property
    def unmet(self) -> list[Criterion]:
        """Those that are not met, or not everywhere."""
        return [one for one in self.applicable if not one.is_met]

    @property
    def percent(self) -> int:
        """Share of the applicable criteria that are met, rounded down."""
        met = len(self.applicable) - len(self.unmet)
        return 100 * met // len(self.applicable)

    @property
    def ways(self) -> list[tuple[Any, int]]:
        """How the applicable criteria were checked, with how many in each way."""
        numbers = Counter(one.how for one in self.applicable)
        return [(words, numbers[code]) for code, words in HOW.items()]


@lru_cache
def grid(language: str) -> Grid:
    """The grid in a language, or in the last one that it is written in.

    Args:
        language: the reader's.
    """
    own = language if language in WRITTEN_IN else WRITTEN_IN[-1]
    data = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    pages = {page["key"]: page[own] for page in data["pages"]}
    return Grid(
        version=data["version"],
        checked_on=data["checked_on"],
        language=own,
        pages=pages,
        criteria=[criterion(row, own, tuple(pages)) for row in data["criteria"]],
        not_tried=[one[own] for one in data["not_tried"]],
    )


def criterion(row: dict[str, Any], language: str, every: tuple[str, ...]) -> Criterion:
    """A criterion from its row."""
    among = {"all": every, "none": ()}
    on = row["on"]
    return Criterion(
        number=row["number"],
        name=row[language],
        how=row["how"],
        pages=among[on] if isinstance(on, str) else tuple(on),
        is_met=row.get("result", "met") == "met",
        note=row.get("note", {}).get(language, ""),
    )
