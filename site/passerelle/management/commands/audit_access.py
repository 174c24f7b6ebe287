"""Ask every surface of a copy of the site, as every role, what it tells of what is hidden."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from passerelle.audit.background import carry_out
from passerelle.audit.copy import NoCopyError, run_audit
from passerelle.models import AuditRun


class Command(BaseCommand):
    """List leaks and over-blocking; exit code 0 when there are none, 1 otherwise."""

    help = "Plant objects in a throw-away copy of the site, and look for them as each role."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one can ask for."""
        parser.add_argument("--json", metavar="FILE", help="write the findings to a file")
        parser.add_argument(
            "--run", metavar="NUMBER", type=int, help="keep the result of a run asked for on a page"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Audit, and say what was found.

        Raises:
            CommandError: no copy could be made, or nobody asked for this run.
            SystemExit: something was found.
        """
        try:
            report = run_audit() if options["run"] is None else carry_out(options["run"])
        except NoCopyError as refusal:
            raise CommandError(str(refusal)) from refusal
        except AuditRun.DoesNotExist as missing:
            raise CommandError(f"Nobody asked for run {options['run']}.") from missing
        if options["json"]:
            found = [finding.as_dict() for finding in report.findings]
            Path(options["json"]).write_text(json.dumps(found, indent=2), encoding="utf-8")
        for line in report.lines():
            self.stdout.write(line)
        if report.findings:
            raise SystemExit(1)
