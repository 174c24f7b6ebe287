"""Every figure of speed in one table: the site served as in production, asked by many at once."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.benchmarks.database import temporary_database
from tests.benchmarks.load import Asked, Load, best, is_installed
from tests.benchmarks.proxy import nginx_before
from tests.benchmarks.report import Report
from tests.benchmarks.serving import Served, Server, a_server
from tests.benchmarks.traffic import mixed_traffic
from tests.benchmarks.whole_site import MANY, SMALL, WholeSite, make_whole_site

ROOT = Path(__file__).resolve().parents[2]
STARTS = 3
IN_TURN = 200
INSIDE = 100
"""Addresses of pages in spaces of the member of a few."""

GROWTH = 1.3
GROWTH_OF_LISTS = 3
EMBEDDED = "sqlite"


def measure(options: argparse.Namespace) -> Report:
    """Write a site, serve it, and ask; on PostgreSQL unless another engine is named.

    A site larger than the small one is compared with that, which is measured first.
    """
    size = options.size or SMALL
    earlier = small_one(options) if size > SMALL else {}
    engine = options.engine or "postgresql"
    with temporary_database(engine), a_server(1 if engine == EMBEDDED else 2) as server:
        site = make_whole_site(size)
        report = Report(
            "Speed",
            {
                "corpus": f"{site.size // 2:,} public and {site.size // 2:,} private pages",
                "engine": engine,
                "asked by": "wrk -t2 -c8; the cheapest of three rounds of three seconds",
            },
        )
        add_load(report, site)
        add_starts(report, server)
        with server.serve() as served:
            if is_installed():
                add_rows(report, served, server, site, engine)
            else:
                report.notes.append("No row of requests: wrk is not installed here.")
            add_memory(report, served, server)
            if options.minutes:
                mixed_traffic(report, served, server, site, options.minutes)
    add_growth(report, earlier)
    report.notes += [
        "CPU is that of one request: all processes of the site, and in the same row those of the",
        "database (“whole”) where the goal is for both; the column beside is the database’s own.",
    ]
    return report


def small_one(options: argparse.Namespace) -> dict[str, float]:
    """The figures of the small site, measured by a process of its own."""
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        command = [
            *(sys.executable, "-m", "tests.benchmarks", "all", "--size", str(SMALL)),
            *("--engine", options.engine or "postgresql", "--json", file.name),
        ]
        subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
        figures = json.loads(Path(file.name).read_text(encoding="utf-8"))["figures"]
    return {figure["name"]: figure["value"] for figure in figures}


def add_load(report: Report, site: WholeSite) -> None:
    """How fast whole pages were written."""
    report.add("whole pages written in a second", site.speed, "", 200, at_least=True)
    report.add("CPU of writing one, without the engine", site.cpu * 1000 / site.size, "ms")


def add_starts(report: Report, server: Server) -> None:
    """How long it takes from nothing to the first page."""
    seconds = []
    for _start in range(STARTS):
        with server.serve() as served:
            seconds.append((served.seconds, sum(served.cpu().site.values())))
    clock, cpu = min(seconds)
    report.add("cold start, until the first page: clock", clock, "s", 2.5)
    report.add("cold start: CPU", cpu, "s")


def rows(site: WholeSite, server: Server, engine: str) -> Iterator[tuple[str, Asked, float, str]]:
    """What is asked: its name, how, the milliseconds it may take, and of what these are."""
    few, many = server.session_of(site.few), server.session_of(site.many)
    words = [f"/fr/search/?q={quote(word)}" for word in site.words]
    data = [f"{address}&format=json" for address in words]
    member_of = f"member of {min(MANY, len_spaces())}"
    public = 14 if engine == EMBEDDED else 17
    yield "public page, uncached", Asked(site.public[:IN_TURN], is_fresh=True), public, "whole"
    yield "long write-up, uncached", Asked([site.seminar], is_fresh=True), 0, "whole"
    yield "public list, uncached", Asked(site.sections, is_fresh=True), 0, "whole"
    yield "member’s page", Asked(site.private[:INSIDE], few), 20, "whole"
    yield f"page, {member_of} spaces", Asked(site.private[:INSIDE], many), 20, "whole"
    yield f"list, {member_of} spaces", Asked(site.sections, many), 0, "whole"
    yield "search, visitor", Asked(words), 15, "ours"
    yield "search, member", Asked(words, few), 15, "ours"
    yield f"search, {member_of} spaces", Asked(words, many), 15, "ours"
    yield "search as JSON, visitor", Asked(data), 6, "ours"
    yield "search as JSON, member", Asked(data, few), 6, "ours"
    # The first spaces are hers, and the last ones open to whoever is signed in.
    middle = len(site.private) // 2
    refused = site.private[middle : middle + INSIDE]
    yield "refused address, visitor", Asked(refused, refused=True), 4, "whole"
    yield "refused address, signed in", Asked(refused, few, refused=True), 4, "whole"


def len_spaces() -> int:
    """How many spaces there are."""
    from access.models import Space

    return int(Space.objects.count())


def add_rows(report: Report, served: Served, server: Server, site: WholeSite, engine: str) -> None:
    """The cost of each kind of request, then how many are answered from caches."""
    for name, asked, goal, of_what in rows(site, server, engine):
        load = best(served, asked)
        value = load.whole if of_what == "whole" else load.ours
        add(report, f"{name}: CPU, {of_what}", value, goal, load)
    held = best(served, Asked([site.public[0]]))
    add_rate(report, "from the page cache", held, 3000)
    turns = best(served, Asked(site.public[:IN_TURN]))
    add_rate(report, f"from the page cache, {IN_TURN} pages in turn", turns, 0.9 * held.rate)
    with nginx_before(served, server) as proxy:
        if not proxy:
            report.notes.append("No row of nginx: it, or its configuration, is not here.")
            return
        held = best(served, Asked([site.public[0]]), url=proxy)
        add_rate(report, "by nginx", held, 25_000)
        turns = best(served, Asked(site.public[:IN_TURN]), url=proxy)
        add_rate(report, f"by nginx, {IN_TURN} pages in turn", turns, 0.9 * held.rate)


def add(report: Report, name: str, value: float, goal: float, load: Load) -> None:
    """A row of milliseconds, with what the engine took and how many were served."""
    beside = f"engine {load.engine:5.1f} ms  {load.rate:6.0f}/s  p99 {load.p99:5.0f} ms"
    report.add(name, value, "ms", goal or None, beside=beside)


def add_rate(report: Report, name: str, load: Load, goal: float) -> None:
    """A row of requests in a second."""
    beside = f"CPU {load.whole:.2f} ms  p99 {load.p99:.0f} ms"
    report.add(name, load.rate, "/s", round(goal), at_least=True, beside=beside)


def add_memory(report: Report, served: Served, server: Server) -> None:
    """What all processes have in memory by then."""
    resident, shared_once = served.memory()
    name = f"resident memory, {server.workers} worker{'s' if server.workers > 1 else ''}"
    goal = 420 if server.workers == 1 else None
    report.add(name, resident, "MB", goal, beside=f"shared counted once {shared_once:.0f} MB")


def add_growth(report: Report, earlier: dict[str, float]) -> None:
    """How many times each row of requests is dearer than on the small site."""
    for figure in list(report.figures):
        before: Any = earlier.get(figure.name)
        if before and figure.unit == "ms" and ": CPU, " in figure.name:
            goal = GROWTH_OF_LISTS if figure.name.startswith("list, ") else GROWTH
            report.add(f"{figure.name}, × the small site", figure.value / before, "×", goal)
