"""Lighthouse's marks for pages of a running demonstration, as a slow phone would load them.

Needs node, and `lighthouse` on the PATH or beside `npx`: nothing of it is shipped or required.
"""

import argparse
import json
import os
import shutil
import subprocess
from typing import Any

from tests.benchmarks.report import Report
from tests.browser.pages import KINDS, LANGUAGES, Places

FEW = ("home", "write_up", "found")
CATEGORIES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
NOT_FOR_ENGINES = ("search", "found", "nothing_found", "sign_in", "light_mode", "not_translated")
"""Kinds that tell search engines to pass by, as they should: their mark for that means nothing."""
LAYOUT_SHIFT, BLOCKING = 0.02, 50
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


def measure(options: argparse.Namespace) -> Report:
    """Mark three kinds of page in French; with `--size`, so many kinds in both languages."""
    places = Places(options.url.rstrip("/"))
    report = Report("Lighthouse, mobile", {"site": places.url})
    kinds = [kind for kind in KINDS if kind != "missing"][: options.size] if options.size else FEW
    languages = LANGUAGES if options.size else LANGUAGES[:1]
    for kind in kinds:
        for language in languages:
            add_marks(report, f"{kind} {language}", kind, run(places.address(kind, language)))
    return report


def run(address: str) -> dict[str, Any]:
    """The report of one page.

    Raises:
        RuntimeError: Lighthouse is not there, or says why it could not look at the page.
    """
    command = shutil.which("lighthouse")
    if command is None:
        raise RuntimeError("lighthouse is not on the PATH: npm install --global lighthouse")
    categories = ",".join(CATEGORIES)
    done = subprocess.run(
        [
            *(command, address, "--quiet", "--output=json", "--output-path=stdout"),
            *(f"--only-categories={categories}", f"--chrome-flags={FLAGS}"),
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROME_PATH": shutil.which("chromium") or ""},
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip().splitlines()[-1])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def add_marks(report: Report, name: str, kind: str, found: dict[str, Any]) -> None:
    """Add the four marks of a page, its layout shift and its blocking time."""
    for category, goal in CATEGORIES.items():
        if category == "seo" and kind in NOT_FOR_ENGINES:
            continue
        mark = round(found["categories"][category]["score"] * 100)
        report.add(f"{name}: {category}", mark, "", goal, at_least=True)
    audits = found["audits"]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    report.add(f"{name}: layout shift", shift, "", LAYOUT_SHIFT)
    blocking = audits["total-blocking-time"]["numericValue"]
    report.add(f"{name}: blocking time", blocking, "ms", BLOCKING)
