"""How long it takes until a page that is saved is found."""

import time
from statistics import median
from typing import Any

SAVED = 20
MOST_SECONDS = 2
LONGEST_WAIT = 30.0


def add_saved(report: Any, home: Any) -> None:
    """Publish new titles of pages one by one, and wait until a search finds each.

    Args:
        report: gets the figures.
        home: the page below which those are made.
    """
    from pages.models import Article
    from search.keeper import KEEPER
    from tests.factories import add

    KEEPER.start()
    try:
        pages = [add(home, Article, f"Page {number}") for number in range(SAVED)]
        waited = [findable_after(page, f"nouveau{page.pk}mot") for page in pages]
    finally:
        KEEPER.stop()
    report.add("found after it was saved: median", median(waited), "s", MOST_SECONDS)
    report.add("found after it was saved: at most", max(waited), "s", MOST_SECONDS)


def findable_after(page: Any, word: str) -> float:
    """Seconds from when publishing a page under a new title begins until a search finds it.

    Raises:
        SystemExit: it is not found, or a standby answers.
    """
    from search.engines import Request, engine
    from search.query import parse

    request = Request(("public",), "fr", parse(word))
    page.title = word
    began = time.perf_counter()
    page.save_revision().publish()
    while not (found := engine().find(request)).total:
        if found.degraded or time.perf_counter() - began > LONGEST_WAIT:
            raise SystemExit("A saved page is not found.")
        time.sleep(0.01)
    return time.perf_counter() - began
