"""The directory as a table, in the columns that it is sent back in."""

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from exchange.directory.columns import COLUMNS
from exchange.directory.known import Known
from files.spreadsheet import ENCODING, csv_lines, plain_cell

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 24


def rows(known: Known) -> Iterator[list[str]]:
    """The headings in the language of the moment, then a row for each organisation, by name."""
    yield [column.heading for column in COLUMNS]
    for organization in sorted(known.organizations.values(), key=lambda row: (row.name, row.pk)):
        yield [column.show(column.value_of(organization), known) for column in COLUMNS]


def as_csv(known: Known) -> str:
    """The table as CSV."""
    return ENCODING + csv_lines(rows(known))


def as_workbook(known: Known) -> bytes:
    """The table as a workbook whose cells are text, whatever a spreadsheet would take them for."""
    book = Workbook()
    sheet: Any = book.active
    for number, row in enumerate(rows(known), 1):
        for place, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(number, place, plain_cell(text))
                cell.data_type, cell.number_format = "s", "@"
    for heading in sheet[1]:
        heading.font = Font(bold=True)
        sheet.column_dimensions[heading.column_letter].width = WIDTH
    sheet.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
