"""Add a language to a site that is in use, without showing it to anybody."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from languages.known import name_of
from pages.models import Home
from passerelle.begin_language import begin_language, what_remains


class Command(BaseCommand):
    """Prepares the tree, the spaces and the rights of a language; safe to run again."""

    help = (
        "Prepare a language: its home page, its spaces and who may do what there. Nothing is "
        "published. Run it again after it was cut short, or to see what remains."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which language."""
        parser.add_argument("language", metavar="CODE", help="such as ar or pt-br")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, tell each step, then say what is left to people.

        Raises:
            CommandError: there is no such language, or no site yet.
        """
        code = options["language"].lower()
        try:
            name = name_of(code)
        except ImproperlyConfigured as error:
            raise CommandError(f"“{code}” is no language that we know. Nothing was changed.") from (
                error
            )
        with override(settings.LANGUAGE_CODE):
            try:
                home = begin_language(code, lambda step: self.stdout.write(f"Ready: {step}."))
            except Home.DoesNotExist as error:
                raise CommandError(
                    "This site has no home page yet: begin with manage.py install."
                ) from error
        if code in dict(settings.LANGUAGES):
            call_command("reindex", stdout=self.stdout)
        with override("en"):
            self.stdout.write(f"{name} is prepared. What remains to be done:")
        for sentence in what_remains(home, code):
            self.stdout.write(f"- {sentence}")
