"""The table of the names that themes lack: a line for each, with a cell to fill in."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.spreadsheet import CONTENT_TYPE, ENCODING, csv_lines
from thesaurus.vocabulary import vocabulary

LANGUAGE = gettext_lazy("Language")
CODE = gettext_lazy("Code")
ADDED = gettext_lazy("Name to add")
"""Headings of the columns by which a table that was filled in is read."""


def as_table(languages: list[str], counts: dict[str, int]) -> HttpResponse:
    """The themes without a name in these languages, for spreadsheets.

    Args:
        languages: their codes.
        counts: how many pages each theme has; those with most come first.
    """
    terms = vocabulary()
    rows = [
        (
            language,
            code,
            terms.said(code).text,
            terms.said(code).language,
            str(counts.get(code, 0)),
            "",
        )
        for language in languages
        for code in sorted(terms.unnamed(language), key=lambda code: -counts.get(code, 0))
    ]
    heads = (
        str(LANGUAGE), str(CODE), _("Name"), _("Language of the name"), _("Number of pages"),
        str(ADDED),
    )  # fmt: skip
    return HttpResponse(
        ENCODING + csv_lines([heads, *rows]),
        content_type=CONTENT_TYPE,
        headers={"Content-Disposition": 'attachment; filename="themes.csv"'},
    )
