"""Prove that this site can be restored: make a backup, restore it elsewhere, compare."""

from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError

from access.management.findings import FindingsCommand, Found
from passerelle.backup.drill import drill
from passerelle.backup.refusals import BackupError


class Command(FindingsCommand):
    """A table or a file that did not come back as it was is wrong."""

    help = "Make a backup, restore it into a throw-away site, and compare rows and files."

    def find(self, **options: Any) -> Found:
        """Do it.

        Raises:
            CommandError: there was no backup, or no place to restore it.
        """
        try:
            found = drill()
        except (BackupError, OSError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        told = (
            f"{found['rows']} rows of {found['tables']} tables and {found['files']} files: "
            f"backup in {found['backup_seconds']} seconds, restore in "
            f"{found['restore_seconds']} seconds."
        )
        lines = [told, *(f"Not as it was: {name}" for name in found["different"])]
        return Found(found, lines, bool(found["different"]))
