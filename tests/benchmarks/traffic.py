"""Readers, members, searches and writing together, at a steady pace for some minutes."""

import http.client
import random
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

from tests.benchmarks.report import Report
from tests.benchmarks.serving import Served, Server
from tests.benchmarks.whole_site import WholeSite

A_SECOND = 50
AT_ONCE = 32
BETWEEN_CHANGES = 10
SLOWEST = 300
GROWTH_OF_MEMORY = 1.05
Address = tuple[str, str]


class Browser(threading.local):
    """The connection of a thread, kept."""

    connection: http.client.HTTPConnection | None = None


BROWSER = Browser()


def mixed_traffic(
    report: Report, served: Served, server: Server, site: WholeSite, minutes: float
) -> None:
    """Ask for a mixture of pages, while something is published now and then.

    Each request is timed from the moment when it was due: whoever waits for another one waits.
    """
    session = server.session_of(site.few)
    chance = random.Random(2026)
    dues = [number / A_SECOND for number in range(int(minutes * 60 * A_SECOND))]
    asked = [an_address(site, session, chance) for _due in dues]
    took: list[float] = []
    faults: list[str] = []
    began = time.perf_counter()
    # Once all has been asked for that will be: what is loaded late is no leak.
    middle = len(dues) // 3
    memory = 0.0
    changed = 0.0
    with ThreadPoolExecutor(AT_ONCE) as readers:
        for number, (due, address) in enumerate(zip(dues, asked, strict=True)):
            if due - changed >= BETWEEN_CHANGES:
                changed = due
                publish_one()
            if number == middle:
                memory = served.memory()[0]
            time.sleep(max(0, began + due - time.perf_counter()))
            readers.submit(ask, served.url, address, began + due, took, faults)
    slow = statistics.quantiles(took, n=100)[-1]
    name = f"mixed traffic, {minutes:g} min at {A_SECOND}/s"
    report.add(f"{name}: 99 of 100 below", slow, "ms", SLOWEST)
    report.add(f"{name}: errors", len(faults), "", 0, beside=", ".join(sorted(set(faults))[:3]))
    report.add(
        f"{name}: memory at the end, × a third in", served.memory()[0] / memory, "×",
        GROWTH_OF_MEMORY, digits=3,
    )  # fmt: skip


def an_address(site: WholeSite, session: str, chance: random.Random) -> Address:
    """An address and the session that it is asked with: most are visitors, as on real sites."""
    kind = chance.choices(("page", "list", "search", "member", "refused"), (60, 12, 10, 15, 3))[0]
    if kind == "page":
        # A few pages are read much more often than others.
        return site.public[min(int(chance.expovariate(1 / 40)), len(site.public) - 1)], ""
    if kind == "list":
        return f"{chance.choice(site.sections)}?page={chance.randint(1, 5)}", ""
    if kind == "search":
        return f"/fr/search/?q={quote(chance.choice(site.words))}", ""
    return chance.choice(site.private[:100]), session if kind == "member" else ""


def ask(url: str, address: Address, due: float, took: list[float], faults: list[str]) -> None:
    """Ask once; what was not answered as it should be is a fault."""
    path, session = address
    headers = {"Accept-Encoding": "br", **({"Cookie": session} if session else {})}
    wanted = 404 if "/spaces/" in path and not session else 200
    try:
        if BROWSER.connection is None:
            BROWSER.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
        BROWSER.connection.request("GET", path, headers=headers)
        answer = BROWSER.connection.getresponse()
        answer.read()
        if answer.status != wanted:
            faults.append(f"{answer.status} for {path}")
    except (OSError, http.client.HTTPException) as error:
        BROWSER.connection = None
        faults.append(f"{type(error).__name__} for {path}")
    took.append((time.perf_counter() - due) * 1000)


def publish_one() -> None:
    """Somebody publishes a page: all that is held falls."""
    from django.db.models import Max, Min

    from pages.models import Article

    keys = Article.objects.aggregate(first=Min("pk"), last=Max("pk"))
    article = Article.objects.filter(pk__gte=random.randint(keys["first"], keys["last"])).first()
    assert article is not None
    article.save_revision().publish()
