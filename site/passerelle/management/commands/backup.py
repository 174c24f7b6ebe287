"""Write everything that makes this site into one file."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from passerelle.backup.make import make_backup
from passerelle.backup.refusals import BackupError
from passerelle.backup.shelf import note_last, place_for, throw_old_away


class Command(BaseCommand):
    """Database, uploaded files and settings without secrets; the site goes on meanwhile."""

    help = "Write database, uploaded files and settings (without secrets) into one file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument("out", type=Path, help="a folder, or a file that ends in .tar")
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="delete all but the newest N backups in the folder",
        )
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say where it lies.

        Raises:
            CommandError: there is no backup; an older one stays.
        """
        keep, key = options["keep"], settings.BACKUP_KEY
        if keep is not None and keep < 1:
            raise CommandError("Keep at least one backup.")
        began = time.monotonic()
        try:
            file = place_for(options["out"].absolute(), bool(key), timezone.now())
            manifest, written = make_backup(file, key)
            facts = {
                "at": manifest.at,
                "bytes": written.size,
                "sha256": written.digest.hexdigest(),
                "out": str(file),
            }
            note_last(facts)
            gone = throw_old_away(file.parent, keep, timezone.now()) if keep else []
        except BackupError as error:
            raise CommandError(str(error)) from error
        except (OSError, DatabaseError) as error:
            raise CommandError(f"No backup was made: {error}") from error
        facts |= {
            "sealed": bool(key),
            "rows": manifest.rows,
            "files": len(manifest.media),
            "removed": gone,
            "seconds": round(time.monotonic() - began, 1),
        }
        if options["json"]:
            self.stdout.write(json.dumps(facts, indent=2))
            return
        self.stdout.write(
            f"{file}: {facts['rows']} rows and {facts['files']} files, {facts['bytes']} bytes, "
            f"in {facts['seconds']} seconds."
        )
        if not key:
            self.stdout.write("It is not sealed: whoever has it can read it. Set BACKUP_KEY.")
