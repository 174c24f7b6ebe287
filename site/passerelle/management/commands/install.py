"""Make an empty site ready to live in, or bring an installed one up to date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from languages.catalogues import compile_catalogues, interface_languages
from passerelle.demo.environment import SETTINGS, run_again
from passerelle.demo.folder import DemoFolder
from passerelle.demo.schema import migrate, unpack_template
from passerelle.install import prepare_site
from passerelle.own import options as checks
from passerelle.own.administrator import administrators, make_administrator, password_link
from passerelle.own.place import OWN, VARIABLE, note, noted, place_of


class Command(BaseCommand):
    """Tables, interface texts, static files, pages, roles, an administrator; safe to run again."""

    help = "Make an empty site ready to live in, or bring an installed one up to date."
    requires_migrations_checks = False
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--name", default=settings.SITE_NAME, help="what the site is called")
        parser.add_argument(
            "--language",
            action="append",
            default=[],
            metavar="CODE",
            help="a language of the site, the first one first; once for each",
        )
        parser.add_argument(
            "--email", default="", metavar="ADDRESS", help="of the first administrator"
        )
        parser.add_argument(
            "--password-file",
            type=Path,
            metavar="FILE",
            help="whose first line is her password; without it, it is asked, or a link is printed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, telling each step.

        Raises:
            CommandError: something stands in the way.
        """
        if not options["name"].strip():
            raise CommandError("A site needs a name: give it with --name. Nothing was changed.")
        email = checks.checked_email(options["email"])
        known = interface_languages()
        languages = checks.checked_languages(options["language"], known)
        password = None
        if options["password_file"]:
            given = checks.password_in(options["password_file"])
            password = checks.checked_password(given, email)
        try:
            self.find_place(languages, is_named=bool(options["language"]))
            self.make(options["name"].strip(), email, password)
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror or error}.") from error

    def find_place(self, languages: list[str], is_named: bool) -> None:
        """See that the settings are those of this site; note its secret and its languages once.

        Where the settings are the embedded ones, the folder of data keeps both.

        Args:
            languages: of the site to be.
            is_named: whether they were asked for.

        Raises:
            CommandError: the folder is the demonstration's, or the site has other languages.
        """
        if settings.SETTINGS_MODULE == SETTINGS:
            place = place_of(OWN)
            if DemoFolder(place).mark:
                raise CommandError(
                    f"{place} holds the demonstration, which is left alone: name another folder "
                    f"in the variable {VARIABLE}."
                )
            if not noted(place):
                note(place, languages)
            if place != settings.DATA or noted(place) != settings.NOTED:
                run_again({VARIABLE: str(place)})
        if is_named and languages != settings.CONTENT_LANGUAGES:
            raise CommandError(
                f"The languages of this site are {', '.join(settings.CONTENT_LANGUAGES)}. Nothing "
                "was changed: the variable CONTENT_LANGUAGES names them."
            )

    def make(self, name: str, email: str, password: str | None) -> None:
        """Make what is missing.

        Raises:
            CommandError: there is nobody to administer the site.
        """
        self.make_tables()
        if not (email or administrators()):
            raise CommandError(
                "A site needs somebody to look after it: name the first administrator with "
                "--email. No page was made."
            )
        if email and password is None and not administrators():
            password = checks.asked_password()
            if password:
                checks.checked_password(password, email)
        self.stdout.write(f"{compile_catalogues()} catalogues of interface texts compiled.")
        call_command("collectstatic", verbosity=0, interactive=False)
        self.stdout.write("Static files are in place.")
        homes = prepare_site(name)
        self.stdout.write(f"{len(homes)} home pages made." if homes else "Home pages are there.")
        if email and not administrators():
            make_administrator(email, password, settings.LANGUAGE_CODE)
        try:
            call_command("reindex", stdout=self.stdout)
        except CommandError as error:  # The site searches in its database until that is mended.
            self.stderr.write(str(error))
        self.present()

    def make_tables(self) -> None:
        """Bring the database to the last migration; a new file begins from the ready-made one."""
        is_file = connection.vendor == "sqlite"
        file = Path(settings.DATABASES["default"]["NAME"]) if is_file else None
        if file and not file.exists():
            unpack_template(file)
        migrate()
        self.stdout.write("Tables are up to date.")

    def present(self) -> None:
        """Say who looks after the site, and what comes next."""
        first = administrators()[0]
        self.stdout.write(f"{first.email} looks after the site.")
        if not first.has_usable_password():
            self.stdout.write(f"She sets her password here: {password_link(first)}")
        self.stdout.write("Next: manage.py serve, then sign in at /admin/.")
