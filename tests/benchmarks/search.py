"""The search over many documents, and how fast its index is written."""

import argparse
import time
from typing import Any
from urllib.parse import urlencode

from tests.benchmarks.corpus import (
    BATCH,
    COUNTED,
    LENGTH,
    MINE,
    SIZE,
    SPACES,
    Asked,
    audiences,
    beginnings,
    queries,
    write_corpus,
)
from tests.benchmarks.database import temporary_database
from tests.benchmarks.outside import add_filling, add_telling
from tests.benchmarks.report import Report
from tests.benchmarks.timing import add_cost, cost, spread

SUGGESTED = 8
READ_AGAIN = 5000
PAGES_ASKED = 200
GOALS: dict[str, dict[str, float]] = {
    "sqlite": {"cpu 50": 10, "clock 95": 40, "written": 1000},
    "postgresql": {"clock 95": 150, "written": 1000},
    "elasticsearch": {"clock 50": 20, "clock 99": 70, "written": 1000},
}


def measure(options: argparse.Namespace) -> Report:
    """Write an index, then search it."""
    size = options.size or SIZE
    with temporary_database(options.engine) as engine:
        goals = GOALS[engine]
        report = Report(
            "The search",
            {
                "corpus": f"{size:,} documents of {LENGTH} words in {SPACES} spaces",
                "reader": f"{MINE} audiences",
                "search engine": engine,
            },
        )
        written = write_corpus(size)
        report.add(
            "writing: documents a second", size / written.seconds, "", goals["written"], True
        )
        report.add("writing: CPU of a document", written.cpu * 1000 / size, "ms")
        report.add("indexing again: documents a second", index_again(), "", goals["written"], True)
        settle()
        if engine == "elasticsearch":
            add_filling(report, size)
            add_telling(report)
        asked = queries(written.titles)
        report.conditions["queries"] = f"{len(asked)} different ones, facets {', '.join(COUNTED)}"
        add_spread(report, "search", search, asked, goals)
        add_spread(report, "search for everything", search, [Asked("", {}, "fr", "date", 1)] * 20)
        typed = beginnings(asked)
        add_spread(report, "titles that begin so", titles, typed, {"clock 99": 20})
        pages = [address(one) for one in asked[:PAGES_ASKED]]
        found = cost(lambda number: pages[number % len(pages)], PAGES_ASKED)
        add_cost(report, "a visitor's page of results", found, cpu=25)
    return report


def index_again() -> float:
    """How many documents a second the engine takes in again from the index table."""
    from django.db import transaction

    from search.engines import database_engine
    from search.models import SearchDocument

    documents = list(SearchDocument.objects.order_by("pk")[:READ_AGAIN])
    began = time.perf_counter()
    for start in range(0, len(documents), BATCH):
        with transaction.atomic():
            database_engine().index(documents[start : start + BATCH])
    return len(documents) / (time.perf_counter() - began)


def settle() -> None:
    """Let the database count its rows, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def search(asked: Asked) -> Any:
    """Ask the search room as its page does; no standby may answer."""
    from search.search import search

    found = search(
        asked.text, audiences(), asked.filters, asked.language, asked.page, asked.sort, COUNTED
    )
    assert not found.degraded
    return found


def titles(typed: list[str]) -> list[int]:
    """Ask for titles that begin so."""
    from search.engines import engine

    return engine().titles(typed, audiences(), "fr", SUGGESTED)


def address(asked: Asked) -> str:
    """The address of a search."""
    pairs = [("q", asked.text), ("sort", asked.sort), ("page", str(asked.page))]
    pairs += [(name, code) for name, codes in asked.filters.items() for code in codes]
    return f"/{asked.language}/search/?{urlencode(pairs)}"


def add_spread(
    report: Report,
    name: str,
    call: Any,
    arguments: list[Any],
    goals: dict[str, float] | None = None,
) -> None:
    """Add how long calls took, at several points of their order; goals are named `clock 95`."""
    for what, values in spread(call, arguments).items():
        for point, value in values.items():
            key = f"{what} {point}"
            shown = "median" if point == 50 else f"{point} of 100 below"
            report.add(f"{name}: {what}, {shown}", value, "ms", (goals or {}).get(key))
