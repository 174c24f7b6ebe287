"""Make an empty site ready for its first editor, or bring an installed one up to date."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from languages.catalogues import compile_catalogues
from passerelle.install import prepare_site


class Command(BaseCommand):
    """Tables, interface texts, static files, home pages, roles, index; safe to run again."""

    help = "Make an empty site ready for its first editor, or bring an installed one up to date."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--name", default=settings.SITE_NAME, help="what the site is called")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, telling each step."""
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("Tables are up to date.")
        self.stdout.write(f"{compile_catalogues()} catalogues of interface texts compiled.")
        call_command("collectstatic", verbosity=0, interactive=False)
        self.stdout.write("Static files are in place.")
        homes = prepare_site(options["name"])
        self.stdout.write(f"{len(homes)} home pages made." if homes else "Home pages are there.")
        try:
            call_command("reindex", stdout=self.stdout)
        except CommandError as error:  # The site searches in its database until that is mended.
            self.stderr.write(str(error))
        self.stdout.write("Next: manage.py createsuperuser, then sign in at /admin/.")
