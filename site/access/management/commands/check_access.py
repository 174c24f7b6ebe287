"""Judge whether all that decides who sees what agrees with itself."""

from argparse import ArgumentParser
from typing import Any

from access.check import findings, repair
from access.management.findings import FindingsCommand, Found


class Command(FindingsCommand):
    """List what disagrees."""

    help = "Check that rights, roles and audiences of all spaces agree; --fix repairs them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one can ask for."""
        super().add_arguments(parser)
        parser.add_argument("--fix", action="store_true", help="repair what can be derived")

    def find(self, **options: Any) -> Found:
        """Look, and repair if asked to: what is found is what is left."""
        found = findings()
        if found and options["fix"]:
            repair()
            self.stderr.write(f"{len(found)} repaired or looked at again.")
            found = findings()
        lines = [
            f"{finding.surface}: {finding.object} {finding.role} {finding.language}"
            f" expected {finding.expected}, got {finding.got}"
            for finding in found
        ]
        facts = [finding.as_dict() for finding in found]
        return Found(facts, [*lines, f"{len(found)} findings."], bool(found))
