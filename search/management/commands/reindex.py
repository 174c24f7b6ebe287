"""Write the whole search index again."""

from typing import Any

from django.core.management.base import BaseCommand

from search.indexing import reindex


class Command(BaseCommand):
    """Write the whole search index again, from what is published now."""

    help = "Write the whole search index again, from what is published now."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many documents there are."""
        self.stdout.write(f"{reindex()} documents indexed.")
