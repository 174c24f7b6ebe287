"""The text of .odt, .ods and .odp files: all of it lies in one member."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from files.text.archive import Archive
from files.text.limits import MOST_CELLS, MOST_SLIDES
from files.text.markup import Lines, Marks, lines

MEMBER = "content.xml"
MARKS = Marks(
    text=frozenset({"h", "p"}),
    lines=frozenset({"h", "p"}),
    gaps=frozenset({"line-break", "s", "tab"}),
    # Remarks, numbers of notes, and what was struck out.
    skipped=frozenset({"annotation", "note-citation", "tracked-changes"}),
)


def paragraphs(file: BinaryIO) -> Iterator[str]:
    """Each paragraph and heading of a text."""
    yield from lines(Archive(file).chunks(MEMBER), Lines(MARKS))


def slides(file: BinaryIO) -> Iterator[str]:
    """Each paragraph of the slides, and of what the speaker noted."""
    marks = replace(MARKS, most={"page": MOST_SLIDES})
    yield from lines(Archive(file).chunks(MEMBER), Lines(marks))


def sheets(file: BinaryIO) -> Iterator[str]:
    """Names of sheets, and each cell as it is shown."""
    marks = replace(MARKS, names={"table": "name"}, most={"table-cell": MOST_CELLS})
    yield from lines(Archive(file).chunks(MEMBER), Lines(marks))
