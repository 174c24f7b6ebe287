"""What a careful reader would say of the answers to some queries.

Grades were given from the texts alone, before any engine ran the queries, for a reader of the
query's language who types it on the public site:

3  what she came for: the text is about it
2  useful: a good part of the text is about it, or about something close under the same theme
1  a mention: she opens it, and is a little disappointed
0  not what she meant, though it shares a word; every document that is not listed is 0 as well

A text of the other language is graded only where none of her own answers as well, and never
above 2. Quotation marks, `-word`, `theme:` and `country:` are meant as they are written.
A query that nothing answers has one row without a document.
"""

import csv
from dataclasses import dataclass, field
from pathlib import Path

FILE = Path(__file__).parent / "judgements.csv"
COLUMNS = ["query", "language", "document", "grade", "part", "kind"]
TUNING, HELD_OUT = "tuning", "held-out"
PARTS = (TUNING, HELD_OUT)


@dataclass(frozen=True)
class Judgement:
    """A query with the grades of the documents that were judged for it.

    Attributes:
        query: what the reader types.
        language: what she reads.
        part: `tuning`, or `held-out`: never looked at while an engine is tuned.
        kind: what is difficult about it, such as `mistyped`.
        grades: grade by name of document; empty if nothing answers.
    """

    query: str
    language: str
    part: str
    kind: str
    grades: dict[str, int] = field(default_factory=dict)

    @property
    def has_answer(self) -> bool:
        """Whether any document answers it."""
        return any(self.grades.values())


def read_rows(file: Path = FILE) -> list[dict[str, str]]:
    """The rows as they are written."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_judgements(file: Path = FILE) -> list[Judgement]:
    """Each query once, in the order of the file."""
    found: dict[tuple[str, str], Judgement] = {}
    for row in read_rows(file):
        key = (row["query"], row["language"])
        judgement = found.setdefault(key, Judgement(*key, row["part"], row["kind"]))
        if row["document"]:
            judgement.grades[row["document"]] = int(row["grade"])
    return list(found.values())
