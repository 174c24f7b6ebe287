"""Write the whole search index again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.jobs import run
from search.lease import TakenError
from search.management.progress import Progress
from search.models import IndexJob, SearchDocument


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
        """Do it and say how many documents there are.

        Raises:
            CommandError: another process is at it, or Elasticsearch does not take it.
        """
        from elasticsearch import ApiError, TransportError

        from search.pushing import PushError

        kind = IndexJob.Kind.COPY if options["resume"] else IndexJob.Kind.REBUILD
        progress = Progress(self.stdout)
        try:
            run(IndexJob(kind=kind), progress.show)
        except TakenError as error:
            raise CommandError(
                "Another process is building an index in Elasticsearch: none was begun here. "
                "Ask again when it has ended."
            ) from error
        except (ApiError, TransportError, PushError) as error:
            raise CommandError(
                f"Elasticsearch did not take the new index: {error}. The one before it still "
                "serves, or the database: run “reindex --resume” to go on."
            ) from error
        finally:
            progress.end()
        self.stdout.write(f"{SearchDocument.objects.count()} documents indexed.")
