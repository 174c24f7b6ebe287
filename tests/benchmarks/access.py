"""What access costs: pages, lists and rights of somebody in many private spaces."""

import argparse
import statistics
import time
from collections.abc import Callable
from itertools import cycle
from typing import Any

from tests.benchmarks.database import temporary_database
from tests.benchmarks.report import Report
from tests.benchmarks.spaces import MINE, PAGES, PEOPLE, SPACES, World, make_world
from tests.benchmarks.timing import add_cost, cost

ROUNDS = 30
RIGHTS = 20


def measure(options: argparse.Namespace) -> Report:
    """Make the spaces, then read, list, search, give and take rights, and check all of it."""
    with temporary_database(options.engine) as engine:
        from search.indexing import reindex

        has_search = engine == "sqlite"
        world = make_world(pages=options.size or PAGES)
        report = Report(
            "Access",
            {
                "world": f"{world.pages:,} pages, {PEOPLE:,} people, {SPACES} spaces; a reader in "
                f"{MINE} of them",
                "database": engine if has_search else f"{engine}, which has no search engine yet",
            },
        )
        measure_reading(report, world)
        if has_search:
            reindex()
            measure_search(report, world)
        measure_rights(report, world)
        measure_check(report)
        return report


def measure_reading(report: Report, world: World) -> None:
    """What the person's audiences add to a page, and what lists and search cost her."""
    from pages.models import Article, Home
    from tests.factories import PersonFactory, add, paragraph

    home = Home.objects.get(locale__language_code="fr")
    article = add(home, Article, "Page publique", body=paragraph("Un texte. " * 200))
    person = world.people["publisher"]
    small = world.full[min(world.full)]
    found = median_cpu(lambda: audiences_anew(person), ROUNDS)
    report.add("a person's audiences: CPU", found, "ms", 1)
    report.add("a person's audiences: queries", audience_queries(person), "", 2)
    for name, reader in {"anybody with an account": PersonFactory(), "her": person}.items():
        public = cost(lambda _n: f"/fr/{article.slug}/", ROUNDS, person=reader)
        add_cost(report, f"a public page, to {name}", public)
    addresses = {
        "a page of a space": f"/fr/spaces/{small.slug}/{world.article.slug}/",
        "a space's home": f"/fr/spaces/{small.slug}/",
        "her list of spaces": "/fr/spaces/",
    }
    for name, address in addresses.items():
        add_cost(report, name, cost(lambda _n, at=address: at, ROUNDS, person=person))


def measure_search(report: Report, world: World) -> None:
    """What lists and search cost her, with exact totals."""
    person = world.people["publisher"]
    for name, address in {
        "search, 1 page in 40": "/fr/search/?q=12",
        "search, all pages": "/fr/search/?q=page",
    }.items():
        add_cost(report, name, cost(lambda _n, at=address: at, ROUNDS, person=person), cpu=25)


def audiences_anew(person: Any) -> tuple[str, ...]:
    """The audiences of a person as a new request works them out."""
    from access.visibility import audiences_of, forget_audiences

    forget_audiences(person)
    return audiences_of(person)


def audience_queries(person: Any) -> int:
    """How many queries her audiences take."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        audiences_anew(person)
    return len(captured)


def measure_rights(report: Report, world: World) -> None:
    """Giving and taking a role in the space with most pages, and changing who comes in."""
    from access.actions.membership import end, give
    from access.actions.space import change_preset
    from access.models import Membership, Space
    from search.models import Outbox
    from tests.factories import PersonFactory

    space = Space.objects.get(slug=world.full[max(world.full)].slug)
    people = [PersonFactory() for _number in range(RIGHTS)]
    fresh = iter(people)
    before = Outbox.objects.count()
    given = median_wall(lambda: give(space, next(fresh), "contributor", None), RIGHTS)
    report.add("giving a role: clock", given, "ms", 20)
    rows = iter(Membership.objects.filter(space=space, person__in=people))
    report.add("taking a role: clock", median_wall(lambda: end(next(rows), None), RIGHTS), "ms", 20)
    presets = cycle(["open", "secret", "team", "members"])
    changed = median_wall(lambda: change_preset(space, next(presets), None), RIGHTS)
    report.add("changing who comes in: clock", changed, "ms", 20)
    report.add("noted for the index meanwhile", Outbox.objects.count() - before, "rows", 0)


def measure_check(report: Report) -> None:
    """The judgement over everything."""
    from access.check import findings

    began, began_cpu = time.perf_counter(), time.process_time()
    found = findings()
    report.add("check_access: clock", time.perf_counter() - began, "s", 3)
    report.add("check_access: CPU", time.process_time() - began_cpu, "s")
    report.add("check_access: findings", len(found), "", 0)


def median_cpu(act: Callable[[], Any], rounds: int) -> float:
    """Milliseconds of this process's CPU that an act takes."""
    taken = []
    for _round in range(rounds):
        began = time.process_time()
        act()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def median_wall(act: Callable[[], Any], rounds: int) -> float:
    """Milliseconds on the clock that an act takes, database included."""
    taken = []
    for _round in range(rounds):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)
