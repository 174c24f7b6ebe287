"""Send the letters that are due: for a timer, every minute or so."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from people.post.send import date_again, send_due


class Command(BaseCommand):
    """Send the letters that are due."""

    help = "Send the e-mails that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many there were."""
        date_again(timezone.now())
        tally = send_due()
        self.stdout.write(
            f"{tally['sent']} letters sent, {tally['dropped']} dropped, "
            f"{tally['postponed']} put off."
        )
