"""Run one of the scheduled commands, and note how it went: for timers."""

from argparse import REMAINDER, ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from passerelle.watch.schedule import SCHEDULE, run_scheduled


class Command(BaseCommand):
    """Runs a command as the schedule says; the status page tells of its last run."""

    help = "Run a scheduled command, and note when it ran and how it ended."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which command."""
        parser.add_argument("name", choices=SCHEDULE)
        parser.add_argument("more", nargs=REMAINDER, help="further options of that command")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it.

        Raises:
            CommandError: the command says so.
            SystemExit: likewise.
        """
        run_scheduled(options["name"], *options["more"])
