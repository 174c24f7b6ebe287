"""Take translations from a file that was written here."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exchange.documents.reading import NotReadable
from exchange.translations.apart import read_apart
from exchange.translations.plan import Plan, State, make_plan
from exchange.translations.refusals import sentence_of
from exchange.translations.take import take
from people.models import Person


class Command(BaseCommand):
    """Take what a file brings, and say of each text what became of it."""

    help = "Take translations from a file, and report each text that is not taken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report, and write nothing")
        parser.add_argument("--json", action="store_true", help="report as JSON")
        parser.add_argument("--by", metavar="EMAIL", help="whose work it is, within her rights")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and report.

        Raises:
            CommandError: there is no such file or person, or the file cannot be read.
        """
        person = self.person(options["by"])
        try:
            with options["file"].open("rb") as file:
                bundle = read_apart(iter(lambda: file.read(65_536), b""), waits=True)
        except OSError as error:
            raise CommandError(f"The file could not be opened: {error.strerror}.") from error
        except NotReadable as refusal:
            reason = sentence_of(refusal)
            if options["json"]:
                self.report({**Plan("").as_data(), "refused": [{"segment": "", "reason": reason}]})
            raise CommandError(reason) from refusal
        plan = make_plan(bundle, person) if options["dry_run"] else take(bundle, person)
        if options["json"]:
            self.report(plan.as_data())
        else:
            self.say(plan)

    def person(self, email: str | None) -> Person | None:
        """Whose work it is.

        Raises:
            CommandError: nobody has this address.
        """
        person = Person.objects.filter(email__iexact=email).first() if email else None
        if email and person is None:
            raise CommandError(f"Nobody here has the address {email}.")
        return person

    def report(self, data: dict[str, Any]) -> None:
        """Write the report for programs."""
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))

    def say(self, plan: Plan) -> None:
        """Write the report for people."""
        for verdict in plan.of(State.REFUSED):
            self.stdout.write(f"refused   {verdict.line.key}  {verdict.reason}")
        for verdict in plan.of(State.CONFLICT):
            self.stdout.write(f"conflict  {verdict.line.key}  {verdict.source}")
            self.stdout.write(f"  here: {verdict.here}\n  file: {verdict.target}")
        counts = [f"{len(plan.of(state))} {state.value}" for state in State]
        self.stdout.write(", ".join(counts))
