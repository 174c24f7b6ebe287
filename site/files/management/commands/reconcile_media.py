"""Sweep away files that no row names, and say which rows have lost theirs: for a timer."""

from argparse import ArgumentParser
from typing import Any

from access.management.findings import FindingsCommand, Found
from files.reconcile import compare, sweep


class Command(FindingsCommand):
    """A file that is missing is wrong; one without a row goes."""

    help = "Remove files of more than a day that nothing on the site names; list those missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one can ask for."""
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def find(self, **options: Any) -> Found:
        """Compare, and sweep unless asked not to."""
        found = compare()
        if not options["dry_run"]:
            sweep(found.strays)
        counted = f"{len(found.strays)} files without a row, {len(found.missing)} missing."
        facts = {"strays": found.strays, "missing": found.missing}
        lines = [counted, *(f"missing: {name}" for name in found.missing)]
        return Found(facts, lines, bool(found.missing))
