"""Print what nginx and systemd need to run this site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from passerelle.deploy.config import KINDS, SIZES, Place


class Command(BaseCommand):
    """Prints the files, or writes them into a folder."""

    help = "Print the configuration of nginx, or the units of systemd, made of the settings."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        usual = Place()
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument(
            "--size",
            choices=SIZES,
            default=usual.size,
            help="all on one machine, or servers beside",
        )
        parser.add_argument("--user", default=usual.user, help=f"who runs it ({usual.user})")
        parser.add_argument(
            "--port", type=int, default=usual.port, help=f"where nginx finds it ({usual.port})"
        )
        parser.add_argument(
            "--certificate",
            default="",
            metavar="FOLDER",
            help="/etc/letsencrypt/live/… unless named",
        )
        parser.add_argument(
            "--backups", default=usual.backups, metavar="FOLDER", help=f"({usual.backups})"
        )
        parser.add_argument(
            "--brotli", action="store_true", help="nginx has libnginx-mod-http-brotli-static"
        )
        parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the files into it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print or write them.

        Raises:
            CommandError: nothing can be written there.
        """
        names = ("size", "user", "port", "certificate", "backups", "brotli")
        files = KINDS[options["kind"]](Place(**{name: options[name] for name in names}))
        for name, text in files.items():
            if options["out"] is None:
                self.stdout.write(f"# ===== {name} =====\n{text}" if len(files) > 1 else text)
                continue
            try:
                (options["out"] / name).write_text(text, encoding="utf-8")
            except OSError as error:
                raise CommandError(f"{error.filename}: {error.strerror}.") from error
            self.stdout.write(str(options["out"] / name))
