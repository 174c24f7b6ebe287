"""Run the tasks that the site leaves in the database."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from passerelle.watch.faults import FAULTS
from passerelle.worker import Workers


class Command(BaseCommand):
    """Stands before the command of the same name in `django_tasks_db`, which runs one backend."""

    help = "Run the tasks that the site leaves in the database, until told to stop."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--once", action="store_true", help="run what waits now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run them.

        Raises:
            CommandError: tasks are not in the database.
        """
        if settings.TASKS_IN != "database":
            raise CommandError("The site runs its tasks by itself: set TASKS_IN=database.")
        if options["once"]:
            Workers().run_once()
        else:
            FAULTS.start()
            Workers().run()
