"""Read one table, CSV or XLSX. Run by `apart` in a process of its own, which limits itself first.

What is here knows nothing of the site: neither settings nor database.
"""

import csv
import datetime
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, BinaryIO

from openpyxl import load_workbook

from exchange.documents.archive import BEGINNING, open_archive
from exchange.documents.limits import limit_process
from exchange.documents.reading import NotReadable
from exchange.documents.suspects import check_members
from files.spreadsheet import bare_cell

MOST_LINES = 5_000
MOST_COLUMNS = 100
MOST_CELL = 10_000
"""Characters."""

MOST_GAP = 1_000
"""Empty lines after which a table has ended."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED_PARTS = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"%pdf", b"{\\rtf")
DELIMITERS = (";", ",", "\t")
FORMULA, ERROR, LONG, BEYOND = "formula", "error", "long", "beyond"
UNREAD = {"f": FORMULA, "e": ERROR}
"""What the letters stand for by which a workbook says what a cell holds."""


@dataclass
class Sheet:
    """A table as it was sent.

    Attributes:
        head: the cells of its first line.
        rows: number of a line in the file, and its cells.
        troubles: line, column from 0, and one of `FORMULA`, `ERROR`, `LONG`, `BEYOND`: no such cell
            is read.
        notes: `gap:<line>` and `sheets:<how many>`: what was not read.
    """

    head: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    troubles: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Cell = tuple[str, str]
"""What a cell says, and the trouble with it, if any."""


def main() -> None:
    """Read standard input; write one line of JSON."""
    limit_process()
    try:
        answer = asdict(read_sheet(sys.stdin.buffer))
    except NotReadable as refusal:
        answer = {"refused": refusal.reason, "detail": refusal.detail}
    except (MemoryError, RecursionError):
        answer = {"refused": "bomb", "detail": ""}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")


def read_sheet(file: BinaryIO) -> Sheet:
    """A table, whatever was sent.

    Raises:
        NotReadable: with the reason.
    """
    start = file.read(2048)
    file.seek(0)
    if not start.strip():
        raise NotReadable("empty")
    if start.startswith(OLD_OFFICE):
        raise NotReadable("protected" if ENCRYPTED_PARTS in file.read() else "table_other")
    sheet = Sheet()
    if start.startswith(BEGINNING):
        lines = workbook_lines(file, sheet)
    elif start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(MARKUP):
        raise NotReadable("table_other")
    else:
        lines = text_lines(file.read())
    fill(sheet, lines)
    if not sheet.head:
        raise NotReadable("empty")
    return sheet


def fill(sheet: Sheet, lines: Iterable[tuple[int, list[Cell]]]) -> None:
    """Put lines into a sheet, those without a word left out.

    Raises:
        NotReadable: they are too many.
    """
    last = 0
    for number, cells in lines:
        if not any(text or trouble for text, trouble in cells):
            if number - last > MOST_GAP:
                sheet.notes.append(f"gap:{last}")
                return
            continue
        last = number
        if not sheet.head:
            sheet.head = [text for text, _trouble in cells]
            # A formula that is not read is no heading either.
            while sheet.head and not sheet.head[-1]:
                sheet.head.pop()
            continue
        if len(sheet.rows) == MOST_LINES:
            raise NotReadable("lines")
        width = len(sheet.head)
        if any(text or trouble for text, trouble in cells[width:]):
            sheet.troubles.append((number, width, BEYOND))
        sheet.rows.append((number, [text for text, _trouble in cells[:width]]))
        for column, (text, trouble) in enumerate(cells[:width]):
            if trouble := trouble or (LONG if len(text) > MOST_CELL else ""):
                sheet.troubles.append((number, column, trouble))
                sheet.rows[-1][1][column] = ""


def workbook_lines(file: BinaryIO, sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
    """The lines of the first sheet of a workbook.

    Raises:
        NotReadable: it is no workbook, or not one without programs and outside references.
    """
    try:
        with open_archive(file) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise NotReadable("table_other")
            check_members(archive)
        book = load_workbook(file, read_only=True, keep_links=False)
        first, *others = book.worksheets
        if others:
            sheet.notes.append(f"sheets:{len(others) + 1}")
        first.reset_dimensions()
        for number, row in enumerate(first.iter_rows(max_col=MOST_COLUMNS), 1):
            cells = list(row)
            while cells and cells[-1].value is None:
                cells.pop()
            yield number, [cell_of(cell) for cell in cells]
    except (NotReadable, MemoryError, RecursionError):
        raise
    except zipfile.BadZipFile as error:
        raise NotReadable("table_damaged") from error
    except Exception as error:  # A workbook can be damaged in more ways than there are names for.
        raise NotReadable("table_damaged") from error


def cell_of(cell: Any) -> Cell:
    """What a cell of a workbook says, as one would type it."""
    value = cell.value
    if value is not None and cell.data_type in UNREAD:
        return "", UNREAD[cell.data_type]
    if isinstance(value, bool) or (isinstance(value, float) and value.is_integer()):
        value = int(value)
    elif isinstance(value, datetime.datetime):
        value = value.date()
    return clean("" if value is None else str(value)), ""


def text_lines(content: bytes) -> Iterator[tuple[int, list[Cell]]]:
    """The lines of a CSV, by the number of the first of those in the file.

    Raises:
        NotReadable: it is no text, or its quotation marks do not go together.
    """
    text = decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, [(clean(cell), "") for cell in cells[:MOST_COLUMNS]]
            number = reader.line_num + 1
    except csv.Error as error:
        raise NotReadable("quotes", str(number)) from error


def decoded(content: bytes) -> str:
    """A text in one of the encodings that spreadsheets write.

    Raises:
        NotReadable: it is none.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        # The last knows every byte, those too that the one before has no letter for.
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\0" in text:
            break
        return text
    raise NotReadable("table_other")


def delimiter_of(text: str) -> str:
    """What parts the cells of a CSV: whatever parts those of its first line most often."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def clean(text: str) -> str:
    """A cell without spaces around it, its lines parted in one way, nor what guards formulas."""
    return "\n".join(line.strip() for line in bare_cell(text.strip()).splitlines())
