"""What each role must get at each surface: `expected.csv`, with the rows of the whole matrix."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from access.models import PUBLIC
from passerelle.audit.places import ALWAYS, column_of
from passerelle.audit.things import CLASSES

FILE = Path(__file__).with_name("expected.csv")
COLUMNS = (
    "an", "au", "om", "pe", "ex", "re", "co", "ma", "j0", "jc", "j1", "cm", "ap", "tr", "se", "ad",
)  # fmt: skip

NOTHING = frozenset("NA")
"""Letters of those who must be answered as if there were nothing."""

SEEN = frozenset({"V", "V*"})
"""Letters of those who must get it."""

FOR_EDITORS = {"new": "draft_page", "comment": "draft_page"}
"""Fields that fewer may see than the object, by the surface that says who."""


@dataclass(frozen=True)
class Row:
    """A row of the matrix.

    Attributes:
        number: of the row in the specification.
        surface: the code of a surface; a name alone where there is none yet.
        title: what it is, in words.
        letters: by role.
        places: where it holds; everywhere if none is named.
        pending: why it is not run yet; empty if it is.
    """

    number: int
    surface: str
    title: str
    letters: dict[str, str]
    places: tuple[str, ...]
    pending: str

    def letter(self, role: str, place: str) -> str:
        """What a role must get of an object in a place.

        Returns:
            `V`, `V*`, `N`, `A`, `F`, or `-` where it says nothing.
        """
        if self.places and place not in self.places:
            return "-"
        if not self.places and (place == PUBLIC or self.is_elsewhere(place)):
            return "-"
        column = ALWAYS.get(role, role) if self.places else column_of(role, place)
        return self.letters[column]

    def is_elsewhere(self, place: str) -> bool:
        """Whether those who read a place come to these screens for other reasons."""
        return place in ("network", "open") and self.surface.startswith("admin_")


@cache
def rows() -> dict[str, Row]:
    """Every row, by its surface."""
    with FILE.open(encoding="utf-8", newline="") as file:
        found = [
            Row(
                int(line["row"]),
                line["surface"],
                line["title"],
                {column: line[column] for column in COLUMNS},
                tuple(line["places"].split()),
                line["pending"],
            )
            for line in csv.DictReader(file)
        ]
    return {row.surface: row for row in found}


def may_see(role: str, kind: str, place: str, field: str) -> bool:
    """Whether a role may see a field of an object at all, wherever it is shown.

    Args:
        role: a key of `passerelle.audit.people.NAMES`.
        kind: the object's class.
        place: where it lies.
        field: one of its fields.
    """
    surface = FOR_EDITORS.get(field, CLASSES[kind].seen_from)
    return rows()[surface].letters[column_of(role, place)] in SEEN
