"""The sentences for tables that are refused: what is wrong, and what to do."""

from django.utils.translation import gettext_lazy as _

from exchange.directory.sheet import BEYOND, ERROR, FORMULA, LONG
from exchange.documents.reading import NotReadable

SENTENCES = {
    "table_other": _(
        "This is neither a CSV table nor an .xlsx workbook: save it as one of these, then try "
        "again."
    ),
    "table_damaged": _(
        "This workbook is damaged: open it, save it again as .xlsx, then try again."
    ),
    "macros": _(
        "This file holds macros, which are programs: save it as .xlsx or as CSV without them, "
        "then try again."
    ),
    "lines": _(
        "This table has more than 5,000 lines: make several of it, then send one after the other."
    ),
    "quotes": _(
        "On line %(detail)s a quotation mark is not closed, or stands where none may: correct it, "
        "then try again."
    ),
    "no_heading": _(
        "No column of the first line is known here, or none that says which organisation a line "
        "is about. Take the directory out below and write into that table."
    ),
    "too_heavy": _("This file is larger than 10 MB: make several of it, then try again."),
}
"""Where a table needs other words than a text, or has reasons of its own."""

CELLS = {
    FORMULA: _("A formula is not read: copy the column and paste it as values only."),
    ERROR: _("This cell shows an error: correct it in the spreadsheet."),
    BEYOND: _(
        "This line has more cells than the first: a cell with a comma or semicolon in it stands "
        "between quotation marks."
    ),
    LONG: _("This cell has more than 10,000 characters: shorten it."),
}
"""Why a cell is not read."""


def sentence(refusal: NotReadable) -> str:
    """The sentence for a reason, in the language of the moment."""
    words = SENTENCES.get(refusal.reason)
    return str(words) % {"detail": refusal.detail} if words else str(refusal)
