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

    def is_late(self, run: ScheduledRun, now: datetime.datetime) -> bool:
        """Whether the next run should have begun by now: a run may take its time."""
        return now - (run.began_at or run.awaited_since) > self.every * 2 + 5 * MINUTE


SCHEDULE = {
    scheduled.name: scheduled
    for scheduled in (
        Scheduled("send_letters", MINUTE, "*-*-* *:*:00"),
        Scheduled("publish_scheduled", 10 * MINUTE, "*-*-* *:0/10:20"),
        Scheduled("scan_files", 10 * MINUTE, "*-*-* *:5/10:40"),
        Scheduled("backup", DAY, "*-*-* 01:30:00"),
        Scheduled("reindex", DAY, "*-*-* 02:30:00"),
        Scheduled("check_index", DAY, "*-*-* 03:30:00", ("--fix",)),
        Scheduled("check_access", DAY, "*-*-* 04:30:00"),
        Scheduled("check_journal", DAY, "*-*-* 04:45:00"),
        Scheduled("forget_old", DAY, "*-*-* 05:00:00"),
        Scheduled("forget_tasks", DAY, "*-*-* 05:15:00"),
        Scheduled("reconcile_media", DAY, "*-*-* 05:20:00"),
        Scheduled("audit_access", 31 * DAY, "*-*-01 05:30:00"),
        Scheduled("backup_drill", 31 * DAY, "*-*-02 05:30:00"),
    )
}
"""All of them; those that check or reconcile, and `backup_drill`, end with 1 at a fault."""


def run_scheduled(name: str, *more: str) -> None:
    """Run a scheduled command, and note when it began and how it ended.

    Args:
        name: a key of `SCHEDULE`.
        more: options beside those of the schedule.

    Raises:
        CommandError: the command says so.
        SystemExit: likewise.
    """
    # From the first run of one on, all are awaited.
    ScheduledRun.objects.bulk_create(
        [ScheduledRun(name=one) for one in SCHEDULE], ignore_conflicts=True
    )
    run = ScheduledRun(name=name, began_at=timezone.now())
    run.save(update_fields=["began_at", "ended_at", "ended_well"])
    try:
        call_command(name, *SCHEDULE[name].options, *more)
        run.ended_well = True
    finally:
        run.ended_at = timezone.now()
        run.save(update_fields=["ended_at", "ended_well"])


def last_runs() -> dict[str, ScheduledRun]:
    """The last run of each scheduled command; empty before any has run."""
    runs = ScheduledRun.objects.in_bulk(list(SCHEDULE))
    return {name: runs[name] for name in SCHEDULE if name in runs}
