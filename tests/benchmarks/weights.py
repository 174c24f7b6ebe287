"""Bytes and requests of every kind of page, as a phone on a dear line pays for them."""

import argparse
import shutil

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.report import Report
from tests.browser.flags import FLAGS
from tests.browser.pages import KINDS, LANGUAGES, Places
from tests.browser.wire import KILOBYTE, fetch, read_to_the_end

FIRST_SCREEN, HOME = 14, 18
WHOLE, WHOLE_REQUESTS = 60, 6
LIGHT, LIGHT_REQUESTS = 16, 2
AGAIN = 0.5


def measure(options: argparse.Namespace) -> Report:
    """Visit every kind of page in every language."""
    places = Places(options.url.rstrip("/"))
    report = Report("Weights", {"site": places.url, "encoding": "br, with headers"})
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for kind in KINDS:
            for language in LANGUAGES:
                weigh(report, browser, places, kind, language)
        browser.close()
    return report


def weigh(report: Report, browser: Browser, places: Places, kind: str, language: str) -> None:
    """Add the figures of one page."""
    address, name = places.address(kind, language), f"{kind} {language}"
    first = fetch(address)
    goal = HOME if kind == "home" else FIRST_SCREEN
    report.add(f"{name}: first screen", first.size / KILOBYTE, "KB", goal)
    if mark := first.headers.get("etag"):
        again = fetch(address, If_None_Match=mark)
        report.add(f"{name}: again, unchanged", again.size / KILOBYTE, "KB", AGAIN)
    for light in (False, True):
        context = browser.new_context(locale=language)
        if light:
            context.add_cookies([{"name": "light", "value": "1", "url": places.url}])
        visit = read_to_the_end(context, address)
        context.close()
        mode = f"{name}: light mode" if light else f"{name}: read to the end"
        report.add(mode, visit.size / KILOBYTE, "KB", LIGHT if light else WHOLE)
        requests = LIGHT_REQUESTS if light else WHOLE_REQUESTS
        report.add(f"{mode}, requests", visit.requests, "", requests)
