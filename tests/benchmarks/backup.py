"""What a backup costs, and restoring it: a gigabyte of files that nothing makes smaller."""

import argparse
import json
import lzma
import os
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.report import Report

MEGABYTES = 1000
FILE = 2_000_000
GOAL = 180
KILOBYTES = 1024
ROOT = Path(__file__).resolve().parents[2]
MANAGE = ROOT / "manage.py"
TEMPLATE = ROOT / "site" / "passerelle" / "demo" / "empty.sqlite3.xz"


@dataclass(frozen=True)
class Run:
    """A command that has ended: seconds on the clock and of CPU, megabytes of memory, answer."""

    clock: float
    cpu: float
    memory: float
    answer: dict[str, Any]


def measure(options: argparse.Namespace) -> Report:
    """Back up a site, plain and sealed, and restore it elsewhere.

    Raises:
        SystemExit: a command failed.
    """
    weight = options.size or MEGABYTES
    with tempfile.TemporaryDirectory(prefix="passerelle-backup-") as place:
        site, elsewhere = Path(place) / "site", Path(place) / "elsewhere"
        fill(site, weight)
        report = Report("A backup and its restore", {"files": f"{weight:,} MB, of 2 MB each"})
        for name, key in (("plain", ""), ("sealed", secrets.token_urlsafe(32))):
            made = run(site, key, "backup", str(site / "kept"))
            add(report, f"backup, {name}", made)
            restored = run(elsewhere, key, "restore", made.answer["out"], "--yes")
            add(report, f"restore, {name}", restored)
            Path(made.answer["out"]).unlink()
        report.notes.append(f"{restored.answer['rows']:,} rows, {restored.answer['files']:,} files")
        return report


def fill(site: Path, weight: int) -> None:
    """Make an empty site with so many megabytes of files."""
    folder = site / "media" / "public" / "documents"
    folder.mkdir(parents=True)
    for number in range(max(1, weight * 1_000_000 // FILE)):
        (folder / f"{number:06}.bin").write_bytes(os.urandom(FILE))
    (site / "passerelle.sqlite3").write_bytes(lzma.decompress(TEMPLATE.read_bytes()))


def add(report: Report, name: str, done: Run) -> None:
    """Add what a command cost."""
    report.add(f"{name}: clock", done.clock, "s", GOAL)
    report.add(f"{name}: CPU", done.cpu, "s")
    report.add(f"{name}: memory at most", done.memory, "MB")


def run(site: Path, key: str, *words: str) -> Run:
    """Run a command of a site.

    Raises:
        SystemExit: it failed.
    """
    command = [sys.executable, str(MANAGE), *words, "--json"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "passerelle.settings.dev",
        "PASSERELLE_DATA": str(site),
        "BACKUP_KEY": key,
        "JOURNAL_DIR": str(site.parent / "journal"),
    }
    began = time.perf_counter()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        said = child.stdout.read()
        _number, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{words[0]} failed.")
    return Run(
        time.perf_counter() - began,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / KILOBYTES,
        json.loads(said),
    )
