"""When a page stands on an old phone at the end of a slow line, and how soon the site answers."""

import argparse
import shutil
import statistics
import time
import urllib.request
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.report import Report
from tests.benchmarks.slow_line import EDGE, GPRS, SLOW_3G, SlowLine, slowed
from tests.browser.flags import FLAGS
from tests.browser.pages import Places
from tests.browser.wire import PHONE

KINDS = ("home", "write_up", "found")
LANGUAGE = "fr"
FIRST = {SLOW_3G: 3.5, EDGE: 4, GPRS: 6}
"""Seconds until the largest part of a page stands, the first time."""

AGAIN = 1.5
SLOWER = 6
"""How many times slower than this machine the phone is."""

RUNS = 5
HELD, FRESH = 60, 250
ASKED = 20
WATCH = """
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.largest = entry.startTime })
  .observe({ type: "largest-contentful-paint", buffered: true });
"""  # noqa: E501
SETTLED = 700
"""Milliseconds after the last octet in which something larger may still be drawn."""


def measure(options: argparse.Namespace) -> Report:
    """Visit three kinds of page by three lines; then ask the site itself how soon it answers."""
    places = Places(options.url.rstrip("/"))
    conditions = {"site": places.url, "phone": f"360 px, {SLOWER} times slower; median of {RUNS}"}
    report = Report("Slow lines", conditions)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for kind in KINDS:
            path = urlsplit(places.address(kind, LANGUAGE))
            address = f"{path.path}?{path.query}" if path.query else path.path
            for line, goal in FIRST.items():
                add_visits(report, browser, places.url, kind, address, line, goal)
        browser.close()
    for name, goal, is_fresh in (("held", HELD, False), ("not held", FRESH, True)):
        seconds = first_octet(places.address("write_up", LANGUAGE), is_fresh)
        report.add(f"first octet of a page that is {name}", seconds * 1000, "ms", goal)
    return report


def add_visits(
    report: Report,
    browser: Browser,
    url: str,
    kind: str,
    address: str,
    line: SlowLine,
    goal: float,
) -> None:
    """Add when a page stands for somebody new; by EDGE, also when she comes again."""
    first, again = [], []
    with slowed(line, url) as slow:
        for _run in range(RUNS):
            context = browser.new_context(viewport=PHONE, locale=LANGUAGE, is_mobile=True)
            page = context.new_page()
            page.add_init_script(WATCH)
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            first.append(stands(page, slow + address))
            if line is EDGE:
                page.goto("about:blank")
                again.append(stands(page, slow + address))
            context.close()
    report.add(f"{kind}, {line.name}: stands", statistics.median(first), "s", goal)
    if again:
        report.add(f"{kind}, {line.name}: stands again", statistics.median(again), "s", AGAIN)


def stands(page: Page, address: str) -> float:
    """Seconds until the largest part of a page was drawn."""
    page.goto(address, timeout=120_000)
    page.wait_for_timeout(SETTLED)
    return float(page.evaluate("window.largest")) / 1000


def first_octet(address: str, is_fresh: bool) -> float:
    """Seconds until the first octet of an answer, the median of some asked one by one."""
    found = []
    for number in range(ASKED):
        asked = f"{address}?format=html{number}{time.time_ns()}" if is_fresh else address
        began = time.perf_counter()
        with urllib.request.urlopen(asked) as answer:
            answer.read(1)
            found.append(time.perf_counter() - began)
    return statistics.median(found)
