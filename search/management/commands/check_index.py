"""Compare every index with what it should hold."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from elasticsearch import ApiError, TransportError

from search.drift import Drift
from search.jobs import run
from search.lease import TakenError
from search.models import IndexJob
from search.pushing import PushError


class Command(BaseCommand):
    """Count what is missing, stale or extra in the index, and what waits; 0 of all is success."""

    help = "Compare the search index with the site; the exit code is 0 when nothing differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--fix", action="store_true", help="repair what differs, compare again")
        parser.add_argument("--json", action="store_true", help="answer as data")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, repair if asked, and tell how it is now.

        Raises:
            CommandError: Elasticsearch cannot be asked.
            SystemExit: something differs, or waits.
        """
        try:
            drift = counted(IndexJob.Kind.CHECK)
            if options["fix"] and not drift.is_none:
                if not options["json"]:
                    self.stdout.write(in_words(drift))
                drift = counted(IndexJob.Kind.REPAIR)
        except (ApiError, TransportError, PushError, TakenError) as error:
            raise CommandError(
                f"Elasticsearch could not be compared or repaired: {error}. Ask again later."
            ) from error
        self.stdout.write(json.dumps(asdict(drift)) if options["json"] else in_words(drift))
        if not drift.is_none:
            raise SystemExit(1)


def counted(kind: str) -> Drift:
    """What a comparison counts, after a repair if that is its kind."""
    return Drift(**run(IndexJob(kind=kind)).found)


def in_words(drift: Drift) -> str:
    """What was found, on one line."""
    return (
        f"{drift.engine}: {drift.missing} missing, {drift.stale} stale, {drift.extra} extra, "
        f"{drift.outbox} waiting"
    )
