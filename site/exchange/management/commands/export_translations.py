"""Write the texts of pages into a file, to be translated away from the site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Locale

from exchange.translations.export import FORMATS, bundle_of
from exchange.translations.noted import note_taken_out
from exchange.translations.pages import into, of_page, waiting
from search.management.progress import Progress


class Command(BaseCommand):
    """Write the texts of all pages that are on their way into a language into one file."""

    help = "Write the texts of pages, with their translations so far, into a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("out", type=Path, help="the file to write")
        parser.add_argument("--to", required=True, help="code of the language to translate into")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--page", type=int, help="only the page of this number")
        parser.add_argument(
            "--waiting", action="store_true", help="only pages with a text that nobody translated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many texts there are.

        Raises:
            CommandError: there is no such language or page, the texts do not fit in one file, or
                it cannot be written.
        """
        if not Locale.objects.filter(language_code=options["to"]).exists():
            raise CommandError(f"The site has no language “{options['to']}”.")
        translations = into(options["to"])
        if options["page"] is not None:
            translations = of_page(translations, options["page"])
        if options["waiting"]:
            translations = waiting(translations)
        total, done = translations.count(), 0
        if not total:
            raise CommandError("No page is on its way into this language: nothing was written.")
        progress = Progress(self.stdout)

        def step() -> None:
            nonlocal done
            done += 1
            progress.show(done, total)

        kind = FORMATS[options["format"]]
        bundle = bundle_of(translations.iterator(), options["to"], kind.most_texts, step)
        progress.end()
        if done < total:
            raise CommandError(
                f"One file of this format holds at most {kind.most_texts:,} texts, and these "
                f"{total:,} pages have more: nothing was written. Choose po, or fewer pages."
            )
        try:
            options["out"].write_bytes(kind.write(bundle))
        except OSError as error:
            raise CommandError(f"The file could not be written: {error.strerror}.") from error
        note_taken_out(bundle, actor=None)
        self.stdout.write(f"{len(bundle.lines)} texts of {total} pages: {options['out']}")
