"""Tables for spreadsheets: in an encoding that they know, without a cell taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

CONTENT_TYPE = "text/csv; charset=utf-8"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a cell for a formula by."""

ENCODING = "\ufeff"
"""What spreadsheets know the encoding by, at the very beginning."""


def plain_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def bare_cell(text: str) -> str:
    """What a cell said before `plain_cell`."""
    is_guarded = text.startswith("'") and text[1:].lstrip(" ").startswith(FORMULA)
    return text[1:] if is_guarded else text


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """Rows as lines of CSV, whose cells are what they say and nothing else."""
    written = io.StringIO()
    csv.writer(written).writerows([plain_cell(cell) for cell in row] for row in rows)
    return written.getvalue()
