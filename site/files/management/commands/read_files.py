"""Read the texts of files that wait, so that search finds them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from files.models import FileText
from files.text.outcome import DONE
from files.text.queue import note_unknown, read_waiting


class Command(BaseCommand):
    """Reads here and now, one file after another."""

    help = "Read the texts of files that wait; --again also of those that could not be read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The option."""
        parser.add_argument(
            "--again", action="store_true", help="also those that were refused, cut or damaged"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, and say what is known now."""
        note_unknown()
        if options["again"]:
            FileText.objects.exclude(state=DONE).wait()
        read_waiting.call()
        counts = FileText.objects.values_list("state").annotate(Count("pk")).order_by("state")
        for state, number in counts:
            self.stdout.write(f"{state}: {number}")
