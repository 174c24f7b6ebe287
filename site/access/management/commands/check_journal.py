"""Judge whether the journal is as it was written."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from access.chain import breaks, chain


class Command(BaseCommand):
    """List entries that were altered, removed or put in; exit code 0 when none was, 1 otherwise."""

    help = "Check the chain of the journal: no entry altered, removed or put in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one can ask for."""
        parser.add_argument("--json", action="store_true", help="print what was found as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Chain what is left of a process that died, look, and say what was found.

        Raises:
            SystemExit: the chain is broken.
        """
        chain()
        found = breaks()
        if options["json"]:
            self.stdout.write(json.dumps([one.as_dict() for one in found], indent=2))
        else:
            for one in found:
                self.stdout.write(one.sentence)
            self.stdout.write(f"{len(found)} findings.")
        if found:
            raise SystemExit(1)
