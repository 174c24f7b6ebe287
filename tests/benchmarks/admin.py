"""The editing screens of somebody with rights in many private spaces."""

import argparse
import time

from tests.benchmarks.database import temporary_database
from tests.benchmarks.report import Report
from tests.benchmarks.spaces import MINE, PAGES, SPACES, World, make_world
from tests.benchmarks.timing import add_cost, cost

ROUNDS = 10
WARMING = 2
SMALL, LARGE = 150, 250


def measure(options: argparse.Namespace) -> Report:
    """Make the spaces, then open the screens as a publisher and as a manager."""
    with temporary_database():
        from django.db import connection

        if options.engine not in (None, connection.vendor):
            raise SystemExit(f"DATABASE_URL points to {connection.vendor}: change it, or --engine.")
        began = time.perf_counter()
        world = make_world(pages=options.size or PAGES)
        seconds = time.perf_counter() - began
        report = Report(
            "The editing screens",
            {
                "world": f"{world.pages:,} pages, rights in {MINE} of {SPACES} spaces",
                "database": connection.vendor,
            },
        )
        report.add("making the world: clock", seconds, "s", 60)
        for role, person in world.people.items():
            for name, (address, goal) in screens(world).items():
                found = cost(lambda _round, at=address: at, ROUNDS, person=person, warming=WARMING)
                add_cost(report, f"{role}: {name}", found, cpu=goal)
    return report


def screens(world: World) -> dict[str, tuple[str, int]]:
    """Addresses by name, with the CPU that each may cost in milliseconds."""
    small, large = (world.full[size] for size in sorted(world.full))
    return {
        "home": ("/admin/", SMALL),
        "edit view": (f"/admin/pages/{world.article.pk}/edit/", SMALL),
        "page chooser": ("/admin/choose-page/", SMALL),
        "page chooser, a space": (f"/admin/choose-page/{small.pk}/", SMALL),
        "page chooser, search": ("/admin/choose-page/search/?q=page", SMALL),
        "explorer, 20 rows": (f"/admin/pages/{small.pk}/", SMALL),
        "explorer, 50 rows": (f"/admin/pages/{large.pk}/", LARGE),
        "explorer, the spaces": (f"/admin/pages/{world.above.pk}/", LARGE),
        "page search": ("/admin/pages/search/?q=page", SMALL),
        "images": ("/admin/images/", SMALL),
        "image chooser": ("/admin/images/chooser/", SMALL),
        "documents": ("/admin/documents/", SMALL),
        "document chooser": ("/admin/documents/chooser/", SMALL),
    }
