"""Gather, compile or check the interface texts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from languages.catalogues import compile_catalogues, faults, gather


class Command(BaseCommand):
    """Bring the catalogues up to date with the sources, then compile them."""

    help = "Gather interface texts from the sources into locale/, and compile them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What one can ask for."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail on faults")
        parser.add_argument("--compile", action="store_true", help="compile only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it.

        Raises:
            CommandError: the check found faults.
        """
        if options["check"]:
            found = faults()
            if found:
                raise CommandError("\n".join([*found, f"{len(found)} faults in the catalogues."]))
            return
        if not options["compile"]:
            gather()
        self.stdout.write(f"{compile_catalogues()} catalogues compiled.")
