"""What a request costs: CPU of this process, queries, then time on the clock."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.benchmarks.report import Report

ROUNDS = 200
WARMING = 20


@dataclass(frozen=True)
class Cost:
    """The cost of a request over many rounds, in milliseconds."""

    cpu: float
    slow_cpu: float
    wall: float
    queries: int


def cost(
    addresses: Callable[[int], str],
    rounds: int = ROUNDS,
    status: int = 200,
    person: Any = None,
    warming: int = WARMING,
) -> Cost:
    """Ask for addresses again and again.

    Args:
        addresses: gives the address of each round; another one each time passes the page cache.
        rounds: how many requests are timed, after some to warm up.
        status: what each must answer.
        person: who asks; a reader who is not signed in when None.
        warming: how many requests are made before.
    """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"Accept-Encoding": "br"})
    if person is not None:
        client.force_login(person)
    for number in range(warming):
        assert client.get(addresses(number)).status_code == status
    cpu, wall = [], []
    for number in range(warming, warming + rounds):
        address = addresses(number)
        began, began_cpu = time.perf_counter(), time.process_time()
        client.get(address)
        cpu.append((time.process_time() - began_cpu) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as captured:
        client.get(addresses(warming + rounds))
    return Cost(
        statistics.median(cpu),
        statistics.quantiles(cpu, n=20)[-1],
        statistics.median(wall),
        len(captured),
    )


def spread(
    call: Callable[[Any], Any], arguments: list[Any], points: tuple[int, ...] = (50, 95, 99)
) -> dict[str, dict[int, float]]:
    """Call with each argument once, after the first ones to warm up.

    Returns:
        Milliseconds by `cpu` of this process or `clock`, then by so many of 100 calls below.
    """
    for argument in arguments[:WARMING]:
        call(argument)
    taken: dict[str, list[float]] = {"cpu": [], "clock": []}
    for argument in arguments:
        began, began_cpu = time.perf_counter(), time.process_time()
        call(argument)
        taken["cpu"].append((time.process_time() - began_cpu) * 1000)
        taken["clock"].append((time.perf_counter() - began) * 1000)
    return {
        what: {point: statistics.quantiles(values, n=100)[point - 1] for point in points}
        for what, values in taken.items()
    }


def uncached(address: str) -> Callable[[int], str]:
    """Addresses of one page under another cache key each time: `format` is in the key."""
    numbers = count()
    sign = "&" if "?" in address else "?"
    return lambda _round: f"{address}{sign}format=html{next(numbers)}"


def add_cost(
    report: Report, name: str, found: Cost, cpu: float | None = None, queries: int | None = None
) -> None:
    """Add what a request costs to a report, with its goals."""
    report.add(f"{name}: CPU, median", found.cpu, "ms", cpu)
    report.add(f"{name}: CPU, 95 of 100 below", found.slow_cpu, "ms")
    report.add(f"{name}: queries", found.queries, "", queries)
    report.add(f"{name}: clock, median", found.wall, "ms")
