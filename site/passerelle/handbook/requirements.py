"""What the OWASP Application Security Verification Standard 5.0 asks for at levels 1 and 2.

One line of `asvs.csv` for each: its number and level, in words of ours, how it stands, the tests
that hold it, and the reason where no test does.
"""

import csv
import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).parent / "asvs.csv"
READ_ON = datetime.date(2026, 11, 23)

CHAPTERS = (
    "Encoding and cleaning", "Input and the order of acts", "Browsers", "APIs", "Files",
    "Signing in", "Sessions", "Rights", "Signed tokens", "Providers of sign-in", "Cryptography",
    "Lines", "Configuration", "Data", "Code and components", "Logs and errors",
    "Calls in the browser",
)  # fmt: skip


class Standing(TextChoices):
    """How a requirement stands."""

    MET = "met", _("Met, and tested")
    BUILT = "built", _("Met by how it is built")
    PARTLY = "partly", _("Met in part")
    MACHINE = "machine", _("Up to whoever keeps the machine")
    ABSENT = "absent", _("There is no such thing here")
    OPEN = "open", _("Not met")


@dataclass(frozen=True)
class Requirement:
    """One line.

    Attributes:
        number: chapter, section and place, such as `5.4.3`.
        level: 1 or 2.
        standing: how it stands.
        words: what it asks for, in short.
        tests: files below `tests/`, each with the name of a test.
        note: why no test holds it, or what is to be known.
    """

    number: str
    level: int
    standing: Standing
    words: str
    tests: tuple[str, ...]
    note: str

    @property
    def chapter(self) -> int:
        """The number of its chapter."""
        return int(self.number.partition(".")[0])

    @property
    def held_by(self) -> list[tuple[str, str]]:
        """The file of each test, and its name as the sentence that it is."""
        pairs = (test.partition("::test_") for test in self.tests)
        return [(file, name.replace("_", " ")) for file, _mark, name in pairs]


@cache
def requirements() -> tuple[Requirement, ...]:
    """All lines, in order."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Requirement(
                row["id"],
                int(row["level"]),
                Standing(row["state"]),
                row["requirement"],
                tuple(row["tests"].split()),
                row["note"],
            )
            for row in csv.DictReader(lines)
        )


def by_chapter() -> list[tuple[str, list[Requirement]]]:
    """The lines under the names of their chapters."""
    return [
        (f"{number}. {name}", [line for line in requirements() if line.chapter == number])
        for number, name in enumerate(CHAPTERS, 1)
    ]


def totals() -> list[tuple[str, int]]:
    """How many stand how, in words."""
    counts = Counter(line.standing for line in requirements())
    return [(str(standing.label), counts[standing]) for standing in Standing]
