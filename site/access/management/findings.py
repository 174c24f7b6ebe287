"""Commands that judge: they print what they find, and end with 1 where something is wrong."""

import json
from argparse import ArgumentParser
from dataclasses import dataclass
from typing import Any

from django.core.management.base import BaseCommand


@dataclass(frozen=True)
class Found:
    """What a command found.

    Attributes:
        facts: for programs.
        lines: for people.
        is_wrong: whether somebody has to look at it.
    """

    facts: Any
    lines: list[str]
    is_wrong: bool


class FindingsCommand(BaseCommand):
    """Exit code 0 when nothing is wrong, 1 otherwise."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one can ask for."""
        parser.add_argument("--json", action="store_true", help="print what was found as JSON")

    def find(self, **options: Any) -> Found:
        """Look.

        Raises:
            NotImplementedError: a command says what it looks for.
        """
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and say what was found.

        Raises:
            SystemExit: something is wrong.
        """
        found = self.find(**options)
        if options["json"]:
            self.stdout.write(json.dumps(found.facts, indent=2))
        else:
            self.stdout.write("\n".join(found.lines))
        if found.is_wrong:
            raise SystemExit(1)
