"""Figures for Prometheus, counted by every process and told by whichever is asked.

Processes of one server add to files in one folder, named by their parent's number: what an
earlier server has left there is removed. Without a token nothing is counted.

prometheus-client looks for its folder when it is imported: so that comes late here.
"""

import os
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from passerelle.watch.current import route_of
from passerelle.watch.finding import Finding, State
from passerelle.watch.look import WATCH

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
STATES = {State.OK: 1.0, State.DEGRADED: 0.5, State.DOWN: 0.0}
GONE = "none"
"""What addresses are called that lead nowhere."""


def prepare_folder() -> None:
    """Make the folder of this server's figures, and remove those of servers that have ended."""
    if FOLDER in os.environ:
        return
    folder = Path(settings.DATA) / "metrics"
    own = folder / str(os.getppid())
    own.mkdir(parents=True, exist_ok=True, mode=0o750)
    for one in folder.iterdir():
        if one != own and one.name.isdigit() and not Path("/proc", one.name).exists():
            shutil.rmtree(one, ignore_errors=True)
    os.environ[FOLDER] = str(own)


@lru_cache(maxsize=1)
def figures() -> tuple[Any, Any, Any]:
    """Requests, how long they took, and what the page cache did; made when first counted."""
    prepare_folder()
    from prometheus_client import CollectorRegistry, Counter, Histogram

    registry = CollectorRegistry()
    return (
        Counter(
            "passerelle_requests",
            "Requests, by the name of their address.",
            ["route", "method", "status"],
            registry=registry,
        ),
        Histogram(
            "passerelle_request_seconds",
            "How long they took.",
            ["route"],
            buckets=BUCKETS,
            registry=registry,
        ),
        Counter(
            "passerelle_page_cache",
            "Pages that anonymous readers share.",
            ["result"],
            registry=registry,
        ),
    )


def count(request: HttpRequest, status: int, seconds: float) -> None:
    """Count a request, where somebody may ask for figures."""
    if not settings.METRICS_TOKEN:
        return
    requests, durations, pages = figures()
    held: str = getattr(request, "page_cache", "")
    route = route_of(request) or GONE
    method = request.method if request.method in ("GET", "HEAD", "POST") else "OTHER"
    requests.labels(route, method, str(status)).inc()
    durations.labels(route).observe(seconds)
    if held:
        pages.labels(held).inc()


def everything() -> bytes:
    """All figures of all processes, as Prometheus reads them."""
    figures()
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(Services())
    return generate_latest(registry)


class Services:
    """What the checks have measured, at the moment of asking."""

    def describe(self) -> list[Any]:
        """Nothing is known of them beforehand."""
        return []

    def collect(self) -> Iterator[Any]:
        """One figure after the other."""
        from prometheus_client.core import GaugeMetricFamily

        found = WATCH.look()
        states = GaugeMetricFamily(
            "passerelle_check", "1 well, 0.5 degraded, 0 down.", labels=["check"]
        )
        waiting = GaugeMetricFamily("passerelle_waiting", "What waits.", labels=["queue"])
        oldest = GaugeMetricFamily(
            "passerelle_waiting_oldest_seconds", "Since when the oldest waits.", labels=["queue"]
        )
        for name, finding in found.items():
            states.add_metric([name], STATES[finding.state])
            if "waiting" in finding.facts:
                waiting.add_metric([name], finding.facts["waiting"])
                oldest.add_metric([name], finding.facts["oldest"])
        yield from (states, waiting, oldest)
        yield from single("passerelle_disk_free_bytes", "Room on the disk.", found["disk"], "free")
        yield from single(
            "passerelle_backup_age_seconds", "Of the last one.", found["backup"], "age"
        )
        yield from single("passerelle_backup_bytes", "Of the last one.", found["backup"], "bytes")
        yield from single(
            "passerelle_tasks_late", "Commands that did not run.", found["tasks"], "late_count"
        )
        yield from single(
            "passerelle_tasks_failed", "Commands that ended badly.", found["tasks"], "failed_count"
        )


def single(name: str, help: str, finding: Finding, fact: str) -> Iterator[Any]:
    """A figure without labels, where it is known."""
    from prometheus_client.core import GaugeMetricFamily

    if fact in finding.facts:
        yield GaugeMetricFamily(name, help, value=float(finding.facts[fact]))
