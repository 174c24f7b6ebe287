"""Have the antivirus look at the files that it has not seen, and give free what is clean."""

from typing import Any

from django.core.management.base import BaseCommand

from files.actions.judge import scan_waiting


class Command(BaseCommand):
    """Looks here and now, one file after another."""

    help = "Have the antivirus look at the files that were kept back because it was away."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, and say how many."""
        looked_at, waiting = scan_waiting()
        self.stdout.write(f"looked at: {looked_at}\nwaiting: {waiting}")
