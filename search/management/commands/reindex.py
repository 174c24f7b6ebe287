"""Write the whole search index again."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.indexing import reindex
from search.management.progress import Progress


class Command(BaseCommand):
    """Write the whole search index again, from what is published now; nothing stops meanwhile."""

    help = "Write the whole search index again, from what is published now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument(
            "--resume",
            action="store_true",
            help="go on filling the Elasticsearch index that was begun, where there is one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many documents there are."""
        if not options["resume"]:
            progress = Progress(self.stdout)
            written = reindex(progress.show)
            progress.end()
            self.stdout.write(f"{written} documents indexed.")
        if settings.SEARCH_URL:
            self.rebuild(options["resume"])

    def rebuild(self, resume: bool) -> None:
        """Fill a new index in Elasticsearch, and let it serve.

        Raises:
            CommandError: another process is at it, or Elasticsearch does not take it.
        """
        from elasticsearch import ApiError, TransportError

        from search.lease import TakenError
        from search.pushing import PushError
        from search.rebuild import rebuild

        progress = Progress(self.stdout)
        try:
            copied = rebuild(resume, progress.show)
        except TakenError as error:
            raise CommandError(
                "Another process is building an index in Elasticsearch: nothing was begun here. "
                "Ask again when it has ended."
            ) from error
        except (ApiError, TransportError, PushError) as error:
            raise CommandError(
                f"Elasticsearch did not take the new index: {error}. The one before it still "
                "serves, or the database: run “reindex --resume” to go on."
            ) from error
        finally:
            progress.end()
        self.stdout.write(f"{copied} documents copied to Elasticsearch.")
