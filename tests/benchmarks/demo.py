"""Making the demonstration, and starting it again."""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.report import Report

ROOT = Path(__file__).resolve().parents[2]


def measure(options: argparse.Namespace) -> Report:
    """Run the command twice on the same folder."""
    report = Report("The demonstration", {"environment": "installed already, packages compiled"})
    with tempfile.TemporaryDirectory() as folder:
        for name, goal in (("first time", 30), ("again", 6)):
            clock, cpu = run(Path(folder) / "demo")
            report.add(f"{name}: clock", clock, "s", goal)
            report.add(f"{name}: CPU", cpu, "s")
    return report


def run(folder: Path) -> tuple[float, float]:
    """Make the demonstration in a folder without serving it.

    Returns:
        Seconds on the clock, and of CPU of the command.
    """
    command = [sys.executable, "manage.py", "demo", "--no-serve", "--data", str(folder)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    clock = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
