"""Publish the pages whose hour has come, and take back those whose time is over: for a timer."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Stands before Wagtail's, which leaves a page that nobody finds if it dies on its way."""

    help = "Publish the pages whose hour has come, and take back those whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, each page whole or not at all, and say how many there were.

        Raises:
            CommandError: some could not be done; the others were.
        """
        now = timezone.now()
        over = Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
        due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
        ended, faults = one_by_one(over, take_back)
        published, more = one_by_one(due, publish)
        self.stdout.write(f"{published} published, {ended} taken back.")
        if faults + more:
            raise CommandError(f"{faults + more} could not be done: see the log.")


def one_by_one(rows: QuerySet[Any], act: Callable[[Any], Any]) -> tuple[int, int]:
    """Do something with each row that still asks for it, in a transaction of its own.

    Returns:
        How many were done, and how many failed.
    """
    done = failed = 0
    numbers: Iterable[int] = list(rows.values_list("pk", flat=True))
    for number in numbers:
        try:
            with transaction.atomic():
                # Whoever else runs this waits, then finds nothing left to do.
                row = rows.select_for_update(of=("self",)).filter(pk=number).first()
                if row is not None:
                    act(row)
                    done += 1
        except Exception:  # One that fails must not hold up the others.
            logger.exception("%s %s could not be done", rows.model.__name__, number)
            failed += 1
    return done, failed


def take_back(page: Page) -> None:
    """Unpublish a page whose time is over."""
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publish(version: Revision) -> None:
    """Publish a version whose hour has come."""
    version.publish(log_action="wagtail.publish.scheduled")
