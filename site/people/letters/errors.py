"""The letter to a reader who reported an error in a translation, once it is settled."""

from typing import Any

from django.utils.translation import gettext as _

from access.decisions import Decision
from access.visibility import PUBLIC_ONLY, audiences_of, visible_to
from languages.actions.report import report_settled
from languages.models import ErrorReport
from people.models import Letter, Person
from people.post.kinds import Kind, register
from people.post.write import write

Outcome = ErrorReport.Outcome


class ErrorSettled(Kind):
    """To the address that a reader gave. Facts: `report`.

    It holds nothing that she wrote: nobody can have the site send words of his to others.
    """

    code = "error_settled"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """The page can be read by whoever gets the letter."""
        audiences = audiences_of(person) if person else PUBLIC_ONLY
        found = visible_to(ErrorReport.objects.filter(page__live=True), audiences)
        return found.filter(pk=letter.facts["report"]).exists()

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """On which page, and what became of it.

        Raises:
            ErrorReport.DoesNotExist: it is gone.
        """
        report = ErrorReport.objects.select_related("page").get(pk=letter.facts["report"])
        if report.outcome == Outcome.CORRECTED:
            line = _("It was corrected: you find it on the page once that is published again.")
        else:
            line = _("Somebody who knows the language read it again, and finds it right as it is.")
        return {
            "subject": _("The error that you reported"),
            "heading": _("You reported an error on “%(title)s”") % {"title": report.page.title},
            "lines": [
                line,
                _("Thank you for reading so closely. Your address serves for nothing else."),
            ],
        }


def tell_reader(report: ErrorReport, **signal: Any) -> None:
    """Write to the reader, if she left an address."""
    if report.address:
        write(
            ErrorSettled.code,
            [report.address],
            {"report": report.pk},
            key=f"report:{report.pk}",
            language=report.language,
        )


def connect() -> None:
    """Register the kind, and write it when a report is settled."""
    register(ErrorSettled())
    report_settled.connect(tell_reader, dispatch_uid="people.letters.errors")
