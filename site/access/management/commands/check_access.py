"""Judge whether all that decides who sees what agrees with itself."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from access.check import findings, repair


class Command(BaseCommand):
    """List what disagrees; exit code 0 when nothing does, 1 otherwise."""

    help = "Check that rights, roles and audiences of all spaces agree; --fix repairs them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one can ask for."""
        parser.add_argument("--fix", action="store_true", help="repair what can be derived")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, repair if asked to, and say what is left.

        Raises:
            SystemExit: something disagrees.
        """
        found = findings()
        if found and options["fix"]:
            repair()
            self.stderr.write(f"{len(found)} repaired or looked at again.")
            found = findings()
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_dict() for finding in found], indent=2))
        else:
            for finding in found:
                self.stdout.write(
                    f"{finding.surface}: {finding.object} {finding.role} {finding.language}"
                    f" expected {finding.expected}, got {finding.got}"
                )
            self.stdout.write(f"{len(found)} findings.")
        if found:
            raise SystemExit(1)
