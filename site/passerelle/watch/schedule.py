"""The commands that a timer runs: which, how often, and how the last run of each went."""

import datetime
from dataclasses import dataclass

from django.core.management import call_command
from django.utils import timezone

from passerelle.models import ScheduledRun

MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Scheduled:
    """A command to run again and again.

    Attributes:
        name: of the command.
        every: how far two runs lie apart.
        calendar: the same in the words of systemd, with an hour of the night.
        options: given to the command.
    """

    name: str
    every: datetime.timedelta
    calendar: str
    options: tuple[str, ...] = ()

    def is_late(self, run: ScheduledRun | None, now: datetime.datetime) -> bool:
        """Whether the next run should have begun by now: a run may take its time."""
        return run is None or now - run.began_at > self.every * 2 + 5 * MINUTE


SCHEDULE = {
    scheduled.name: scheduled
    for scheduled in (
        Scheduled("send_letters", MINUTE, "*-*-* *:*:00"),
        Scheduled("publish_scheduled", 10 * MINUTE, "*-*-* *:0/10:20"),
        Scheduled("backup", DAY, "*-*-* 01:30:00"),
        Scheduled("reindex", DAY, "*-*-* 02:30:00"),
        Scheduled("check_index", DAY, "*-*-* 03:30:00", ("--fix",)),
        Scheduled("check_access", DAY, "*-*-* 04:30:00"),
        Scheduled("clearsessions", 7 * DAY, "Sun *-*-* 05:00:00"),
        Scheduled("audit_access", 31 * DAY, "*-*-01 05:30:00"),
    )
}
"""All of them; `check_access` and `audit_access` end with 1 when they find something."""


def run_scheduled(name: str, *more: str) -> None:
    """Run a scheduled command, and note when it began and how it ended.

    Args:
        name: a key of `SCHEDULE`.
        more: options beside those of the schedule.

    Raises:
        CommandError: the command says so.
        SystemExit: likewise.
    """
    began = timezone.now()
    run, _made = ScheduledRun.objects.update_or_create(
        name=name, defaults={"began_at": began, "ended_at": None, "ended_well": False}
    )
    try:
        call_command(name, *SCHEDULE[name].options, *more)
        run.ended_well = True
    finally:
        run.ended_at = timezone.now()
        run.save(update_fields=["ended_at", "ended_well"])


def last_runs() -> dict[str, ScheduledRun | None]:
    """The last run of each scheduled command."""
    runs = ScheduledRun.objects.in_bulk()
    return {name: runs.get(name) for name in SCHEDULE}
