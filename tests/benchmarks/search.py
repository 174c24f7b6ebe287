"""The search over many documents, and how fast its index is written."""

import argparse
import datetime
import random
import time
from collections.abc import Iterator

from tests.benchmarks.database import temporary_database
from tests.benchmarks.prose import NOUNS, STEMS, Prose
from tests.benchmarks.report import Report
from tests.benchmarks.timing import add_cost, cost

SIZE = 20_000
LENGTH = 300
BATCH = 500
ROUNDS = 210
TYPES = (
    "article", "project", "workshop", "seminar", "network", "resource", "action_sheet",
    "experience_sheet",
)  # fmt: skip
COUNTRIES = ("FR", "SN", "BF", "BJ", "TG", "CM", "MG", "HT", "MA", "ML")
THEMES = tuple(f"theme-{number}" for number in range(40))


def measure(options: argparse.Namespace) -> Report:
    """Write an index, then search it."""
    size = options.size or SIZE
    with temporary_database(options.engine) as engine:
        report = Report(
            "The search",
            {"corpus": f"{size:,} documents of {LENGTH} words", "search engine": engine},
        )
        seconds, cpu = write_corpus(size)
        report.add("indexing: documents a second", size / seconds, "", 500, at_least=True)
        report.add("indexing: CPU of a document", cpu * 1000 / size, "ms")
        asked = queries()
        times = ROUNDS // len(asked)
        report.conditions["queries"] = f"{len(asked)} different ones, each {times} times"
        found = cost(lambda number: asked[number % len(asked)], ROUNDS)
        add_cost(report, "search", found, cpu=20)
    return report


def write_corpus(size: int) -> tuple[float, float]:
    """Write documents to the index, with bare pages that their addresses come from.

    Returns:
        Seconds on the clock and of CPU that the index took, without making texts and pages.
    """
    from django.db import transaction

    from search.indexing import write_entries

    make_themes()
    clock = cpu = 0.0
    for batch in batches(size):
        began, began_cpu = time.perf_counter(), time.process_time()
        with transaction.atomic():
            write_entries("page", batch)
        clock += time.perf_counter() - began
        cpu += time.process_time() - began_cpu
    return clock, cpu


def make_themes() -> None:
    """The themes that documents have."""
    from tests.factories import concept

    for code in THEMES:
        concept(code, f"Thème {code}", f"Theme {code}")


def batches(size: int) -> Iterator[list]:
    """Pairs of a page's id and its entry, in batches."""
    from access.models import PUBLIC
    from search.documents import Entry
    from tests.factories import french_and_english

    homes = dict(zip(("fr", "en"), french_and_english(), strict=True))
    prose = {language: Prose(language) for language in homes}
    chance = random.Random(2026)
    for start in range(0, size, BATCH):
        languages = [chance.choice(("fr", "fr", "en")) for _ in range(min(BATCH, size - start))]
        keys = bare_pages(homes, languages, start)
        yield [
            (
                key,
                Entry(
                    type=(kind := chance.choice(TYPES)),
                    language=language,
                    group=f"group-{key}",
                    title=prose[language].title(),
                    summary=prose[language].text(30),
                    body=prose[language].text(LENGTH),
                    date=datetime.date(2026, 1, 1) - datetime.timedelta(chance.randint(0, 4000)),
                    facets=[
                        ("theme", theme := chance.choice(THEMES)),
                        ("country", chance.choice(COUNTRIES)),
                        ("kind", kind),
                    ],
                    themes=[theme],
                    audience=PUBLIC,
                    shown_in=(language,),
                ),
            )
            for key, language in zip(keys, languages, strict=True)
        ]


def bare_pages(homes: dict, languages: list[str], start: int) -> list[int]:
    """Add public pages without a type of their own: all that addresses of hits need.

    Returns:
        Their ids.
    """
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    content_type = ContentType.objects.get_for_model(Page)
    pages = []
    for offset, language in enumerate(languages, start):
        home = homes[language]
        pages.append(
            Page(
                title=f"Page {offset}",
                draft_title=f"Page {offset}",
                slug=f"page-{offset}",
                path=Page._get_path(home.path, home.depth + 1, offset + 1),
                depth=home.depth + 1,
                url_path=f"{home.url_path}page-{offset}/",
                locale_id=home.locale_id,
                content_type=content_type,
                live=True,
            )
        )
    return [page.pk for page in Page.objects.bulk_create(pages)]


def queries() -> list[str]:
    """Thirty addresses of searches: one word, two, phrases, filters, dates, later pages."""
    from urllib.parse import urlencode

    asked = []
    for index in range(30):
        language = ("fr", "en")[index % 2]
        words = [NOUNS[language].split()[index % 20], STEMS[language].split()[index % 20] + "er"]
        text = (words[0], " ".join(words), f'"{words[0]}"')[index % 3]
        pairs = [("q", text)]
        if index % 5 == 1:
            pairs.append(("theme", THEMES[index]))
        if index % 5 == 2:
            pairs += [("type", TYPES[index % 8]), ("country", COUNTRIES[index % 10])]
        if index % 5 == 3:
            pairs.append(("sort", "date"))
        if index % 5 == 4:
            pairs.append(("page", "3"))
        asked.append(f"/{language}/search/?{urlencode(pairs)}")
    return asked
