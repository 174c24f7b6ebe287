"""Let go of what is kept of people no longer."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from passerelle.retention.forget import forget_old


class Command(BaseCommand):
    """Delete or strike out what is older than the table of terms says, kind after kind."""

    help = "Let go of what is kept of people no longer, as the table of terms says."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one can ask for."""
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")
        parser.add_argument("--json", action="store_true", help="print the numbers as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how much went of what."""
        done = forget_old(options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in done], indent=2))
            return
        for one in done:
            if one.outdated:
                self.stdout.write(f"{one.kind}: {one.outdated} outdated, {one.forgotten} gone.")
        total = sum(one.forgotten for one in done)
        self.stdout.write(f"{sum(one.outdated for one in done)} outdated, {total} gone.")
