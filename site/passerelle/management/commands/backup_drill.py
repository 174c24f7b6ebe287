"""Prove that this site can be restored: make a backup, restore it elsewhere, compare."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from passerelle.backup.drill import drill
from passerelle.backup.refusals import BackupError


class Command(BaseCommand):
    """Exit code 0 when every row and file came back as it was, 1 otherwise."""

    help = "Make a backup, restore it into a throw-away site, and compare rows and files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The option."""
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what came back.

        Raises:
            CommandError: there was no backup, or no place to restore it.
            SystemExit: something did not come back as it was.
        """
        try:
            found = drill()
        except (BackupError, OSError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(found, indent=2))
        else:
            self.stdout.write(
                f"{found['rows']} rows of {found['tables']} tables and {found['files']} files: "
                f"backup in {found['backup_seconds']} seconds, restore in "
                f"{found['restore_seconds']} seconds."
            )
            for name in found["different"]:
                self.stdout.write(f"Not as it was: {name}")
        if found["different"]:
            raise SystemExit(1)
