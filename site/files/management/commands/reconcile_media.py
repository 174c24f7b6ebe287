"""Sweep away files that no row names, and say which rows have lost theirs: for a timer."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from files.reconcile import compare, sweep


class Command(BaseCommand):
    """Exit code 0 when every row has its file, 1 otherwise."""

    help = "Remove files of more than a day that nothing on the site names; list those missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The option."""
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many there were.

        Raises:
            SystemExit: a file is missing.
        """
        found = compare()
        if not options["dry_run"]:
            sweep(found.strays)
        self.stdout.write(f"{len(found.strays)} files without a row, {len(found.missing)} missing.")
        for name in found.missing:
            self.stdout.write(f"missing: {name}")
        if found.missing:
            raise SystemExit(1)
