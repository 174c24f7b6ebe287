"""How many cases were really sent and what came back, said after the tests by their files."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROPERTY = "cases"
seen: Counter[str] = Counter()
"""Of the test under way, by status; `read` and `refused` where no request is sent."""


def note(came: int | str) -> None:
    """Count one case.

    Args:
        came: the status of the answer, or what a function did with it.
    """
    seen[str(came)] += 1


@pytest.fixture(autouse=True)
def counted_cases(record_property: Callable[[str, object], None]) -> Iterator[None]:
    """Hand on what a test counted, from whichever process it runs in."""
    seen.clear()
    yield
    if seen:
        record_property(PROPERTY, dict(seen))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say the cases of each file, and of all."""
    families: dict[str, Counter[str]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            counts = dict(getattr(report, "user_properties", [])).get(PROPERTY)
            if counts and report.when == "teardown":
                name = Path(report.nodeid.partition("::")[0]).stem.removeprefix("test_")
                families.setdefault(name, Counter()).update(counts)
    if families:
        terminalreporter.section("cases of bad input")
        for name, counts in (*sorted(families.items()), ("all", sum(families.values(), Counter()))):
            each = ", ".join(f"{came}: {number:,}" for came, number in sorted(counts.items()))
            terminalreporter.write_line(f"{name:12} {counts.total():>8,}   {each}")
