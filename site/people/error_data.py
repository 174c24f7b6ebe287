"""What a reader reported of errors in translations, found by the addresses that are hers."""

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from languages.models import ErrorReport
from people.addresses import addresses_of
from people.erasure import Eraser, register_eraser
from people.models import Person
from people.own_data import Rows, register_provider


def reports_of(person: Person) -> QuerySet[ErrorReport]:
    """The reports that wait for an answer to one of her addresses, however these were written."""
    found = ErrorReport.objects.annotate(from_address=Lower("address"))
    return found.filter(from_address__in=addresses_of(person))


def report_rows(person: Person) -> Rows:
    """Her reports, to read."""
    fields = ("written_at", "page__title", "quote", "text", "proposal", "address")
    return [dict(row) for row in reports_of(person).values(*fields)]


def forget(person: Person) -> None:
    """Keep what was wrong, and not who said so."""
    reports_of(person).update(address="")


def connect() -> None:
    """Hand in what reports of errors hold of people."""
    register_provider("errors", _("Errors that you reported in translations"), report_rows)
    register_eraser(
        Eraser(
            "errors", "", _("The errors that you reported in translations, without your address."),
            forget,
        )
    )  # fmt: skip
