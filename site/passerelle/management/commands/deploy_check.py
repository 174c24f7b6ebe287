"""Say what is missing before others are let in."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from passerelle.deploy.check import findings
from passerelle.watch.finding import State

MARKS = {State.OK: "✓", State.DEGRADED: "!", State.DOWN: "✗"}


class Command(BaseCommand):
    """Goes through the check-list of a deployment; exit code 0 if all is well, else 1."""

    help = "Say what this site lacks before others are let in; exit code 0 when it lacks nothing."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--json", action="store_true", help="print one list for programs")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of what is said (the site’s first one)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what to do.

        Raises:
            SystemExit: something is missing.
        """
        with override(options["language"]):
            rows = [
                {
                    "check": name,
                    "state": str(finding.state),
                    "says": finding.sentence,
                    "what_to_do": finding.advice,
                }
                for name, finding in findings()
            ]
            if options["json"]:
                self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            else:
                self.tell(rows)
        if any(row["state"] != State.OK for row in rows):
            raise SystemExit(1)

    def tell(self, rows: list[dict[str, str]]) -> None:
        """A line for each check, and below it what to do."""
        for row in rows:
            self.stdout.write(f"{MARKS[State(row['state'])]} {row['check']}: {row['says']}")
            if row["what_to_do"]:
                self.stdout.write(f"    → {row['what_to_do']}")
        missing = sum(row["state"] != State.OK for row in rows)
        said = _("To mend: %(number)s.") % {"number": missing} if missing else _("All is well.")
        self.stdout.write(said)
