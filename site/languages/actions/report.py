"""A reader reports an error in a translation; somebody who translates settles it."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from languages.models import ErrorReport

report_settled = Signal()
"""Sent with `report`, whose `address` is that of the reader if she gave one."""


def file_report(report: ErrorReport) -> None:
    """Keep what a reader reported."""
    report.save()


@transaction.atomic
def settle(report: ErrorReport, outcome: str, person: Any) -> bool:
    """Say what became of a report, once; the reader is told, and her address forgotten.

    Args:
        report: what a reader reported.
        outcome: a value of `ErrorReport.Outcome`.
        person: who looked at it.

    Returns:
        Whether nobody had settled it yet.
    """
    is_first = (
        ErrorReport.objects.waiting()
        .filter(pk=report.pk)
        .update(outcome=outcome, settled_at=timezone.now(), settled_by=person, address="")
    )
    if is_first:
        report_settled.send(ErrorReport, report=report)
    return bool(is_first)
