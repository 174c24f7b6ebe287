"""Forget tasks that ended long ago: for a timer."""

from typing import Any

from django.core.management.base import BaseCommand

from passerelle.task_queue import KEPT, forget


class Command(BaseCommand):
    """Deletes what is known of tasks that ended."""

    help = f"Forget the tasks that ended {KEPT.days} days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many there were."""
        self.stdout.write(f"{forget()} tasks forgotten.")
