"""The text of .xlsx files."""

from collections.abc import Iterator
from typing import BinaryIO

from files.text.archive import Archive
from files.text.limits import MOST_CELLS
from files.text.markup import Lines, Marks, lines, local

BOOK = r"xl/workbook\d*\.xml"
STRINGS = r"xl/sharedStrings\d*\.xml"
SHEETS = r"xl/worksheets/[^/]+\.xml"
SPOKEN = frozenset({"rPh"})
"""How a text in Japanese is spoken: the text once more."""

NAMES = Marks(names={"sheet": "name"})
SHARED = Marks(text=frozenset({"t"}), lines=frozenset({"si"}), skipped=SPOKEN)
CELLS = Marks(
    text=frozenset({"t", "v"}),
    lines=frozenset({"row"}),
    skipped=SPOKEN,
    most={"c": MOST_CELLS},
)
WITHOUT_WORDS = frozenset({"b", "e"})
"""Types of cells: true or false, and errors."""


class Rows(Lines):
    """Hears the events of a sheet: each row is a line, its cells parted by tabs."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__(CELLS)
        self.strings = strings
        self.type = ""
        self.begun = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        super().start(tag, attributes)
        if local(tag) == "c":
            self.type = attributes.get("t", "")
            self.begun = len(self.line)

    def end(self, tag: str) -> None:
        """An element ends; of a cell, its value is known now."""
        if local(tag) == "c":
            self.line[self.begun :] = [self.value("".join(self.line[self.begun :])), "\t"]
        super().end(tag)

    def value(self, written: str) -> str:
        """What a cell shows, by what is written in it."""
        if self.type in WITHOUT_WORDS:
            return ""
        if self.type != "s":
            return written
        number = int(written) if written.isascii() and written.isdigit() else len(self.strings)
        return self.strings[number] if number < len(self.strings) else ""


def rows(file: BinaryIO) -> Iterator[str]:
    """Names of sheets, then each row of each sheet.

    Raises:
        ValueError: there is no sheet.
    """
    archive = Archive(file)
    sheets = archive.names(SHEETS)
    if not sheets:
        raise ValueError("it has no sheets")
    for name in archive.names(BOOK):
        yield from lines(archive.chunks(name), Lines(NAMES))
    strings = [
        text
        for name in archive.names(STRINGS)
        for text in lines(archive.chunks(name), Lines(SHARED))
    ]
    for name in sheets:
        yield from lines(archive.chunks(name), Rows(strings))
