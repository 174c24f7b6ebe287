"""From nothing to a living site in several languages, in one command."""

import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from exchange.paper.ready import MISSING, draws_papers
from languages.catalogues import compile_catalogues
from passerelle.demo.accounts import ACCOUNTS, roles_in_spaces
from passerelle.demo.environment import keep_all_in, run_again
from passerelle.demo.folder import DemoError, DemoFolder
from passerelle.demo.load import begin_others, is_loaded, load
from passerelle.demo.schema import migrate, missing_migrations, pack_template, unpack_template
from passerelle.demo.static import collect_static, static_fingerprint
from passerelle.demo.tree import move_site
from passerelle.own.place import DEMO, place_of
from passerelle.server import HOST, PortTakenError, become_server, check_port

STEPS = {
    "records": "Themes, places and organisations",
    "pages": "Pages, pictures and files",
    "accounts": "Accounts and roles",
    "translations": "Translations",
    "spaces": "Spaces and their people",
    "languages": "Languages to be written in",
    "history": "History of pages",
    "index": "Search index",
}


class Command(BaseCommand):
    """Makes the demonstration, or takes up the one that is there, and serves it."""

    help = "Make the demonstration site where there is none yet, then serve it on this machine."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--port", type=int, default=8000, help="where to serve it (8000)")
        parser.add_argument("--data", type=Path, help="the folder that keeps it (.demo)")
        parser.add_argument(
            "--database",
            default="",
            metavar="URL",
            help="an empty PostgreSQL database, in place of a file in the folder",
        )
        parser.add_argument("--no-serve", action="store_true", help="make it, but do not serve it")
        parser.add_argument(
            "--reset", action="store_true", help="delete it first, changes included"
        )
        parser.add_argument(
            "--json", action="store_true", help="end with one line of JSON: addresses, accounts"
        )
        parser.add_argument(
            "--renew-template",
            action="store_true",
            help="for developers, after a new migration: renew the empty database it starts from",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do all of it, or say in a sentence why not."""
        self.started = time.monotonic()
        self.progress = self.stderr if options["json"] else self.stdout
        path = (options["data"] or place_of(DEMO)).absolute()
        folder = DemoFolder(path, options["database"])
        try:
            if compile_catalogues():
                # Django read the texts of the interface when it started.
                run_again({})
            folder.open()
            keep_all_in(folder)
            if not options["no_serve"]:
                check_port(options["port"])
            if options["reset"]:
                folder.reset()
            self.make(folder, options)
        except (DemoError, PortTakenError) as error:
            self.stderr.write(str(error))
            sys.exit(1)
        except DatabaseError as error:
            self.stderr.write(
                f"{folder.database_name} cannot be read ({error}). Nothing was changed: "
                "put it back from a copy, or begin anew with --reset."
            )
            sys.exit(1)
        except OSError as error:
            self.stderr.write(f"{error.filename or folder.path}: {error.strerror or error}.")
            sys.exit(1)
        except KeyboardInterrupt:
            self.stderr.write("Stopped before the end.")
            sys.exit(130)
        self.present(folder, options)
        if not options["no_serve"]:
            connection.close()
            become_server(options["port"])

    def make(self, folder: DemoFolder, options: dict[str, Any]) -> None:
        """Bring the folder to the state of a whole demonstration."""
        is_new = folder.claim()
        is_there = bool(folder.elsewhere) or folder.database.exists()
        if not is_new and not (is_there and is_loaded()):
            raise DemoError(
                f"{folder.path} holds only part of a demonstration: an earlier start was stopped, "
                "or files are gone. Nothing was deleted: begin anew with --reset."
            )
        folder.note(languages=settings.CONTENT_LANGUAGES)
        is_renewed = options["renew_template"] and not folder.elsewhere
        self.prepare_tables(folder, is_new, from_template=not is_renewed)
        if is_renewed:
            pack_template(folder.database)
        self.prepare_static(folder)
        if is_new:
            load((HOST, options["port"]), tell=lambda step: self.tell(STEPS[step]))
        else:
            move_site((HOST, options["port"]))
            begin_others()

    def prepare_tables(self, folder: DemoFolder, is_new: bool, from_template: bool) -> None:
        """Make sure that the database knows every migration."""
        if is_new:
            self.tell("Database")
            if from_template and not folder.elsewhere:
                unpack_template(folder.database)
        if missing_migrations():
            self.tell("Migrations")
            migrate()

    def prepare_static(self, folder: DemoFolder) -> None:
        """Collect the interface's files if any has changed."""
        fingerprint = static_fingerprint()
        if folder.mark.get("static") != fingerprint:
            self.tell("Style sheets and scripts")
            collect_static()
            folder.note(static=fingerprint)

    def tell(self, step: str) -> None:
        """Show the step that begins."""
        self.progress.write(f"{time.monotonic() - self.started:5.1f} s  {step}")
        self.progress.flush()

    def present(self, folder: DemoFolder, options: dict[str, Any]) -> None:
        """Print addresses and accounts, for people or as JSON."""
        address = f"http://{HOST}:{options['port']}"
        spaces = roles_in_spaces()
        facts = {
            "url": f"{address}/",
            "admin_url": f"{address}/admin/",
            "data": str(folder.path),
            "mail": str(settings.MAIL_FOLDER),
            "languages": list(dict(settings.LANGUAGES)),
            "accounts": [
                {
                    "role": account.role,
                    "email": account.email,
                    "password": account.password,
                    "language": account.language,
                    "spaces": spaces[account.email],
                }
                for account in ACCOUNTS
            ],
        }
        if not draws_papers():
            self.tell(MISSING)
        self.tell("Ready")
        if options["json"]:
            self.stdout.write(json.dumps(facts))
            return
        self.stdout.write(f"\n  Site      {facts['url']}\n  Editing   {facts['admin_url']}\n")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.name:20}{account.email:44}{account.password}")
        self.stdout.write(f"\n  All of it is kept in {folder.path}\n")
        if not options["no_serve"]:
            self.stdout.write("  Stop it with Ctrl+C.\n")
