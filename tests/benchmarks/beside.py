"""The same figures of several search engines, in columns beside each other."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.report import Figure

ROOT = Path(__file__).resolve().parents[2]
SERVERS = {
    "sqlite": (),
    "postgresql": ("PASSERELLE_POSTGRESQL", "DATABASE_URL"),
    "elasticsearch": ("PASSERELLE_ELASTICSEARCH", "SEARCH_URL"),
}
"""Variables any of which says where an engine's server is."""

WIDTH = 30


@dataclass
class Beside:
    """Reports of the same kind, by the name of the engine."""

    reports: dict[str, dict[str, Any]]

    def text(self) -> str:
        """A line a figure, a column an engine; what misses its goal has a mark."""
        every: dict[str, dict[str, Figure]] = {}
        for engine, report in self.reports.items():
            for held in report["figures"]:
                held.pop("reached")
                every.setdefault(held["name"], {})[engine] = Figure(**held)
        width = max(map(len, every))
        lines = [next(iter(self.reports.values()))["title"]]
        for engine, report in self.reports.items():
            lines.append(f"  {engine}: {'; '.join(report['conditions'].values())}")
        lines += ["", "".join([" " * width, *(f"{engine:>{WIDTH}}" for engine in self.reports)])]
        for name, figures in every.items():
            cells = (cell(figures.get(engine)) for engine in self.reports)
            lines.append("".join([f"{name:{width}}", *(f"{one:>{WIDTH}}" for one in cells)]))
        return "\n".join([*lines, "", "In brackets the goal, then the load; ! where it is missed."])

    def as_json(self) -> str:
        """The same for scripts."""
        return json.dumps(self.reports, ensure_ascii=False, indent=1)


def cell(figure: Figure | None) -> str:
    """A figure with its goal and the load of the machine; a dash for none."""
    if figure is None:
        return "–"
    mark = "! " if figure.reached is False else ""
    goal = f"{figure.limit}; " if figure.limit else ""
    return f"{mark}{figure.shown} {figure.unit} ({goal}{figure.load:.1f})".replace("  ", " ")


def measure_all(options: argparse.Namespace) -> Beside:
    """Measure each engine whose server is known, in a process of its own, one after another.

    Raises:
        SystemExit: one of them failed.
    """
    reports = {}
    for engine, variables in SERVERS.items():
        if variables and not any(map(os.environ.get, variables)):
            continue
        with tempfile.NamedTemporaryFile() as kept:
            command = [sys.executable, "-m", "tests.benchmarks", options.name]
            command += ["--engine", engine, "--json", kept.name]
            if options.size:
                command += ["--size", str(options.size)]
            # Elasticsearch stands before the simplest database.
            others = {name for names in SERVERS.values() for name in names} - {*variables}
            environment = {k: v for k, v in os.environ.items() if k not in others}
            subprocess.run(
                command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True
            )
            reports[engine] = json.loads(Path(kept.name).read_text(encoding="utf-8"))
    return Beside(reports)
