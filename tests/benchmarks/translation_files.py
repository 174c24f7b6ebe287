"""What it takes to write the texts of many pages into a file, and to bring them back."""

import argparse
import io
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.database import temporary_database
from tests.benchmarks.report import Report

PAGES = 1_000
TEXTS = 40
"""On a page."""

MOST_SECONDS = 60
SOME = 100
"""Pages whose texts fit into a file of each format."""


def measure(options: argparse.Namespace) -> Report:
    """Write all as PO and compare it again; some pages in the other formats."""
    with temporary_database(options.engine), TemporaryDirectory() as folder:
        pages = options.size or PAGES
        make_pages(pages)
        report = Report("Translations as files", {"pages": f"{pages:,} with {TEXTS} texts each"})
        path = Path(folder) / "texts.po"
        seconds = seconds_of(lambda: call("export_translations", path, to="en", format="po"))
        report.add("all as PO: clock", seconds, "s", MOST_SECONDS)
        report.add("all as PO: weight", path.stat().st_size / 1e6, "MB")
        seconds = seconds_of(lambda: call("import_translations", path, dry_run=True))
        report.add("all compared again: clock", seconds, "s")
        for kind in ("po", "docx", "xliff"):
            seconds = seconds_of(lambda kind=kind: written(kind))  # type: ignore[misc]
            report.add(f"{SOME} pages as {kind}: clock", seconds, "s")
        return report


def call(name: str, path: Path, **options: Any) -> None:
    """Run a command that says nothing here."""
    from django.core.management import call_command

    call_command(name, path, stdout=io.StringIO(), **options)


def written(kind: str) -> None:
    """Some pages in one file."""
    from exchange.translations.export import FORMATS, bundle_of
    from exchange.translations.pages import into

    chosen = FORMATS[kind]
    chosen.write(bundle_of(into("en")[:SOME], "en", chosen.most_texts))


def seconds_of(act: Callable[[], object]) -> float:
    """Seconds on the clock."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def make_pages(number: int) -> None:
    """Pages on their way into English, half of whose texts are translated."""
    from django.db import transaction

    from pages.models import Article
    from tests.factories import add, french_and_english

    home, english = french_and_english()
    with transaction.atomic():
        for place in range(number):
            send(add(home, Article, f"Page {place}", summary="Deux phrases."), english.locale)


def send(page: Any, locale: Any) -> None:
    """Send a page to translation with made-up texts, faster than by extracting them."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Page
    from wagtail_localize.models import (
        String,
        StringSegment,
        StringTranslation,
        TranslatableObject,
        Translation,
        TranslationContext,
        TranslationSource,
    )

    known = TranslatableObject.objects.create(
        translation_key=page.translation_key, content_type=ContentType.objects.get_for_model(Page)
    )
    source = TranslationSource.objects.create(
        object=known,
        specific_content_type=ContentType.objects.get_for_model(type(page)),
        locale=page.locale,
        object_repr=page.title,
        content_json="{}",
        last_updated_at=timezone.now(),
    )
    Translation.objects.create(source=source, target_locale=locale)
    paths = [f"body.{uuid.uuid4()}" for _text in range(TEXTS)]
    contexts = TranslationContext.objects.bulk_create(
        TranslationContext(
            object=known,
            path=path,
            path_id=TranslationContext._get_path_id(path),
            field_path="body.paragraph",
        )
        for path in paths
    )
    texts = [f'L’<b>eau</b> du <a id="a1">puits</a> {path} : deux phrases. ' * 3 for path in paths]
    strings = String.objects.bulk_create(
        String(locale=page.locale, data=text, data_hash=String._get_data_hash(text))
        for text in texts
    )
    StringSegment.objects.bulk_create(
        StringSegment(source=source, context=context, string=string, order=place, attrs="{}")
        for place, (context, string) in enumerate(zip(contexts, strings, strict=True))
    )
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=string,
            context=context,
            locale=locale,
            data=string.data,
            translation_type="manual",
        )
        for context, string in list(zip(contexts, strings, strict=True))[::2]
    )
