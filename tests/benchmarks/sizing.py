"""What the search takes of a machine at several sizes, and what it would at ten million documents.

Bytes grow with the number of documents: a straight line through what was measured is followed,
and a rebuild takes as long for each document as at the largest size. What is told of ten million
was not measured.
"""

import argparse
import statistics

from tests.benchmarks.corpus import Corpus, queries
from tests.benchmarks.database import temporary_database
from tests.benchmarks.rebuild import add_rebuild
from tests.benchmarks.report import Figure, Report
from tests.benchmarks.search import add_spread, conditions, search, settle
from tests.benchmarks.servers import forget_indexes, heap, index_bytes, table_bytes

SIZES = (20_000, 50_000, 100_000)
FAR = 10_000_000
MEGABYTE = 1024**2
HOUR = 3600

FOLLOWED = ("tables of the search", "index of Elasticsearch")
"""Bytes grow with documents. Times differ more by what else the machine does, below millions."""


def measure(options: argparse.Namespace) -> Report:
    """Let a corpus grow; measure it at each size."""
    sizes = tuple(options.sizes or SIZES)
    found: dict[int, dict[str, float]] = {}
    with temporary_database(options.engine) as engine:
        report = Report("How large a machine", conditions(engine, sizes[-1]))
        corpus = Corpus()
        for size in sizes:
            corpus.grow(size)
            part = Report("")
            add_size(part, engine, corpus)
            found[size] = {figure.name: figure.value for figure in part.figures}
            report.figures += [named(figure, size) for figure in part.figures]
    follow(report, found)
    return report


def named(figure: Figure, size: int) -> Figure:
    """A figure of a size."""
    return Figure(
        f"{size:,}: {figure.name}", figure.value, figure.unit, digits=figure.digits,
        load=figure.load,
    )  # fmt: skip


def add_size(report: Report, engine: str, corpus: Corpus) -> None:
    """Add what a corpus takes as it is now."""
    settle()
    add_rebuild(report, engine)
    report.add("tables of the search", table_bytes() / MEGABYTE, "MB")
    report.add("tables of the search: bytes of a document", table_bytes() / corpus.size)
    add_spread(report, "search", search, queries(corpus.titles), engine=engine)
    if engine == "elasticsearch":
        report.add("index of Elasticsearch", index_bytes() / MEGABYTE, "MB")
        report.add("index of Elasticsearch: bytes of a document", index_bytes() / corpus.size)
        held, whole = heap()
        report.add("heap that is held", held / MEGABYTE, "MB")
        report.add("heap that there is", whole / MEGABYTE, "MB")
        forget_indexes()


def follow(report: Report, found: dict[int, dict[str, float]]) -> None:
    """Add what a straight line through what was measured comes to far away."""
    told = f"{FAR:,}, extrapolated"
    for name in FOLLOWED:
        points = {size: values[name] for size, values in found.items() if name in values}
        if len(points) > 1:
            line = statistics.linear_regression(list(points), list(points.values()))
            report.add(f"{told}: {name}", line.intercept + line.slope * FAR, "MB")
    rate = found[max(found)]["rebuild: documents a second"]
    report.add(f"{told}: rebuild", FAR / rate / HOUR, "h")
