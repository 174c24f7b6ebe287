"""Make this site what it was when a backup was made."""

import json
import time
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from passerelle.backup.refusals import ArchiveError, BackupError
from passerelle.backup.restore import restore


class Command(BaseCommand):
    """Rows, files and indexes; what was removed since the backup is removed again."""

    help = "Make this site of a backup; stop its servers meanwhile."
    requires_migrations_checks = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to restore."""
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument(
            "--yes", action="store_true", help="let it take the place of what is here"
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say who may come in.

        Raises:
            CommandError: nothing was changed, or the site is not whole: the message says which.
        """
        began = time.monotonic()
        try:
            result = restore(options["file"], settings.BACKUP_KEY, options["yes"])
        except (ArchiveError, BackupError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"{error}. Mend that and run this again: until then the site is what it was, or "
                "open to its managers only."
            ) from error
        facts = {**asdict(result), "seconds": round(time.monotonic() - began, 1)}
        if options["json"]:
            self.stdout.write(json.dumps(facts, indent=2))
            return
        self.stdout.write(
            f"The site is that of {result.at}: {result.rows} rows and {result.files} files. "
            f"{result.removals} removals of since then were done again. Everybody has to sign in."
        )
        if result.known_until:
            self.stdout.write(
                f"The journal of removals was followed to its last line, of {result.known_until}: "
                "is that when the site stopped?"
            )
        for trouble in result.troubles:
            self.stderr.write(trouble)
