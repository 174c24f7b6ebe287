"""Errors that readers report in translations: which paragraphs there are, what waits for whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from access.reach import reaches
from access.visibility import audiences_of, visible_to
from languages.models import ErrorReport, TranslationLink
from languages.models.error_report import ErrorReportQuerySet
from languages.models.review import digest_of
from languages.parts import parts_of, plain
from languages.place import Place
from languages.sheet import Row

MOST = 200
"""Paragraphs of a page from which a reader chooses; of a longer one, she reports on the whole."""

CODE_LENGTH = 10


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a translated page.

    Attributes:
        code: tells it from others, as long as it says the same.
        part: the key of the part that it belongs to.
        text: its words.
    """

    code: str
    part: str
    text: str


def paragraphs_of(link: TranslationLink) -> list[Paragraph]:
    """The paragraphs of a translation, in the order of reading, each once.

    Those that are shown in the language of the original are not translated: nothing is wrong
    with them.

    Args:
        link: with its target.
    """
    found: dict[str, Paragraph] = {}
    for part in parts_of(link.target.specific):
        if part.key in link.untranslated:
            continue
        for text in part.texts:
            code = digest_of(f"{part.key}:{text}")[:CODE_LENGTH]
            found.setdefault(code, Paragraph(code, part.key, text))
    return list(found.values())[:MOST]


def errors_waiting_for(person: Any, languages: Sequence[str]) -> ErrorReportQuerySet:
    """What readers reported in translations that somebody may change, the oldest first.

    Args:
        person: who translates.
        languages: codes of those that matter.
    """
    seen = visible_to(Page.objects.all(), audiences_of(person))
    conditions = [
        Q(page__locale__language_code__in=reach.languages, page__in=seen.filter(reach.pages))
        for reach in reaches(person, languages)
    ]
    found = ErrorReport.objects.waiting()
    return found.filter(reduce(or_, conditions)) if conditions else found.none()


def bring_reports(rows: Iterable[Row], place: Place) -> list[ErrorReport]:
    """Give each row what readers reported about it.

    Args:
        rows: all those of the sheet.
        place: where that is.

    Returns:
        Reports about the page as a whole, or about what is not on the sheet any more.
    """
    rows = list(rows)
    loose = []
    for report in ErrorReport.objects.waiting().filter(
        page__translation_key=place.page.translation_key, page__locale=place.locale
    ):
        of_part = [row for row in rows if report.part in row.part_keys]
        same = [row for row in of_part if row.known and plain(row.known.data) == report.quote]
        if of_part:
            (same or of_part)[0].reports.append(report)
        else:
            loose.append(report)
    return loose
