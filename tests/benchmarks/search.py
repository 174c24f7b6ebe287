"""The search over many documents, how fast its index is written, and when it knows of changes."""

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
    Corpus,
    audiences,
    beginnings,
    queries,
)
from tests.benchmarks.database import temporary_database
from tests.benchmarks.rebuild import add_rebuild
from tests.benchmarks.report import Report
from tests.benchmarks.saved import add_saved
from tests.benchmarks.servers import server_cpu
from tests.benchmarks.timing import WARMING, add_cost, cost, spread

SUGGESTED = 8
READ_AGAIN = 5000
PAGES_ASKED = 200
WRITTEN = "written again from what is kept: documents a second"
GOALS: dict[str, dict[str, float]] = {
    "sqlite": {"cpu 50": 10, "cpu 95": 40, "clock 95": 40, WRITTEN: 1000},
    "postgresql": {"clock 95": 150, WRITTEN: 1000},
    "elasticsearch": {"clock 50": 20, "clock 99": 70},
}


def measure(options: argparse.Namespace) -> Any:
    """Write an index, then search it; with every engine if all are asked for."""
    if options.engine == "all":
        from tests.benchmarks.beside import measure_all

        return measure_all(options)
    size = options.size or SIZE
    with temporary_database(options.engine) as engine:
        goals = GOALS[engine]
        report = Report("The search", conditions(engine, size))
        corpus = Corpus()
        corpus.grow(size)
        report.add("written at first: documents a second", size / corpus.seconds)
        report.add("written at first: CPU of a document", corpus.cpu * 1000 / size, "ms")
        report.add(WRITTEN, index_again(), "", goals.get(WRITTEN), True)
        settle()
        add_rebuild(report, engine)
        add_saved(report, corpus.home)
        settle()
        asked = queries(corpus.titles)
        report.conditions["queries"] = f"{len(asked)} different ones, facets {', '.join(COUNTED)}"
        add_spread(report, "search", search, asked, goals, engine)
        add_spread(report, "search for everything", search, [Asked("", {}, "fr", "date", 1)] * 20)
        typed = beginnings(asked)
        add_spread(report, "titles that begin so", titles, typed, {"clock 99": 20}, engine)
        pages = [address(one) for one in asked[:PAGES_ASKED]]
        found = cost(lambda number: pages[number % len(pages)], PAGES_ASKED)
        add_cost(report, "a visitor's page of results", found, cpu=25)
    return report


def conditions(engine: str, size: int) -> dict[str, str]:
    """On what the search is measured."""
    return {
        "corpus": f"{size:,} documents of {LENGTH} words in {SPACES} spaces",
        "reader": f"{MINE} audiences, one client",
        "search engine": engine,
    }


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
    """Let the database count its rows and tidy up, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


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
    engine: str = "",
) -> None:
    """Add how long calls took, at several points of their order; goals are named `clock 95`.

    Args:
        report: gets the figures.
        name: what is called.
        call: takes one argument.
        arguments: one for each call.
        goals: the most that a figure may be, by name.
        engine: whose server's CPU is told too.
    """
    began = server_cpu(engine)
    found = spread(call, arguments)
    ended = server_cpu(engine)
    for what, values in found.items():
        for point, value in values.items():
            shown = "median" if point == 50 else f"{point} of 100 below"
            goal = (goals or {}).get(f"{what} {point}")
            report.add(f"{name}: {what}, {shown}", value, "ms", goal)
    if began is not None and ended is not None:
        calls = len(arguments) + min(WARMING, len(arguments))
        report.add(f"{name}: cpu of the server, mean", (ended - began) * 1000 / calls, "ms")
