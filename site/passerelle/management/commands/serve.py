"""Serve an installed site, by the server that the demonstration runs on."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from exchange.paper.ready import MISSING, draws_papers
from passerelle.demo.load import is_loaded
from passerelle.demo.schema import missing_migrations
from passerelle.demo.tree import move_site
from passerelle.server import HOST, PortTakenError, become_server, check_port


class Command(BaseCommand):
    """Becomes the server; settings come from the environment and from .env."""

    help = "Serve the installed site on this machine, behind a proxy where others are to reach it."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--port", type=int, default=8000, help="where to serve it (8000)")
        parser.add_argument("--host", default=HOST, help=f"the address to listen at ({HOST})")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve, or say in a sentence why not.

        Raises:
            CommandError: there is no site, it is not up to date, or the port is taken.
        """
        port, host = options["port"], options["host"]
        try:
            self.check_site()
            check_port(port, host)
            base_url = os.environ.get("BASE_URL", "")
            if not base_url:
                move_site((host, port))
        except PortTakenError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        self.stdout.write(f"{base_url or f'http://{host}:{port}'}/ (stop it with Ctrl+C)")
        if not draws_papers():
            self.stdout.write(MISSING)
        connection.close()
        become_server(port, host, base_url)

    def check_site(self) -> None:
        """See that there is a site of one's own, and that its tables are those of this program.

        Raises:
            CommandError: there is none, or it waits for `install`.
        """
        is_file = connection.vendor == "sqlite"
        is_there = not is_file or os.path.exists(settings.DATABASES["default"]["NAME"])
        if not (is_there and is_loaded()):
            raise CommandError(
                "There is no site here yet: make one with manage.py install, or try the "
                "demonstration with manage.py demo."
            )
        if missing_migrations():
            raise CommandError("The program is newer than the tables: run manage.py install again.")
