"""Elasticsearch filled from the index table, and told what is saved."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit, urlunsplit

from tests.benchmarks.report import Report

ROOT = Path(__file__).resolve().parents[2]
SAVED = 20
LONGEST_WAIT = 30.0
MEGABYTE = 1024


def add_filling(report: Report, size: int) -> None:
    """Build an index in a process of its own, as `manage.py reindex` does.

    Raises:
        SystemExit: Elasticsearch did not take it.
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "reindex", "--resume"],
        env={**os.environ, "DATABASE_URL": database_address()},
        stdout=subprocess.DEVNULL,
    )
    _number, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit("Elasticsearch did not take the index.")
    report.add("filling Elasticsearch: documents a second", size / seconds, "", 2000, True)
    report.add("filling Elasticsearch: CPU of a document", used.ru_utime * 1000 / size, "ms")
    report.add("filling Elasticsearch: memory at most", used.ru_maxrss / MEGABYTE, "MB", 200)


def add_telling(report: Report) -> None:
    """Save documents one by one, and wait until each is found."""
    from search.keeper import KEEPER

    KEEPER.start()
    waited = [findable_after(number) for number in range(SAVED)]
    report.add("found after it was saved: median", median(waited), "s", 2)
    report.add("found after it was saved: at most", max(waited), "s", 2)
    KEEPER.stop()


def findable_after(number: int) -> float:
    """Seconds from the commit of a document until a search finds it."""
    from search.engines import Request, engine
    from search.keeper import KEEPER
    from search.models import SearchDocument
    from search.query import parse

    word = f"nouveau{number}mot"
    key = SearchDocument.objects.values_list("pk", flat=True).order_by("pk")[number]
    SearchDocument.objects.filter(pk=key).update(title=word, audience="public")
    began = time.perf_counter()
    KEEPER.wake()
    request = Request(("public",), "fr", parse(word))
    while not any(engine().counts([request])):
        if time.perf_counter() - began > LONGEST_WAIT:
            raise SystemExit("A saved document is not found.")
        time.sleep(0.01)
    return time.perf_counter() - began


def database_address() -> str:
    """The `DATABASE_URL` of the temporary database."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def remove_indexes() -> None:
    """Leave nothing in Elasticsearch."""
    from search.engines.elasticsearch import indexes

    for name in indexes.ours():
        indexes.remove(name)
