"""The site as it runs in production: Granian and its workers, begun again as systemd would."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.serving import family
from tests.faults.place import ROOT, Place

RESTART = 2.0
"""Seconds after which systemd begins a service again: `RestartSec` of the unit."""

FAREWELL = 10
"""Seconds that it has to end in order."""

COMMAND = (
    "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2", "--blocking-threads", "4",
    "--respawn-failed-workers", "--workers-kill-timeout", "20", "--log-level", "warning",
)  # fmt: skip
"""What the unit of systemd has."""


@dataclass
class Site:
    """A site that is served.

    Attributes:
        place: where it lies.
        process: Granian's own.
        ended_at: when it was found ended; 0 while it runs.
    """

    place: Place
    process: subprocess.Popen[bytes] | None = None
    ended_at: float = 0

    def start(self) -> None:
        """Begin to serve."""
        command = [
            *(sys.executable, "-m", "granian", *COMMAND),
            *("--port", str(self.place.port), "passerelle.wsgi:application"),
        ]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.place.environment(), stdout=log, stderr=log
            )
        self.ended_at = 0

    @property
    def log(self) -> Path:
        """What its processes say."""
        return self.place.folder / "log"

    def workers(self) -> list[int]:
        """The processes that answer; those of Granian's housekeeping left out."""
        assert self.process is not None
        return [number for number in family(self.process.pid)[1:] if is_worker(number)]

    def kill(self, numbers: list[int]) -> None:
        """SIGKILL."""
        for number in numbers:
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def kill_all(self) -> None:
        """Kill Granian and its workers at once."""
        if self.process is not None:
            self.kill(list(reversed(family(self.process.pid))))
            self.process.wait()

    def tend(self) -> None:
        """What systemd does: begin again a while after the service has ended."""
        if self.process is None or self.process.poll() is None:
            return
        self.ended_at = self.ended_at or time.monotonic()
        if time.monotonic() - self.ended_at >= RESTART:
            self.start()

    def command(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Begin a command of `manage.py`."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "manage.py", *arguments],
                cwd=ROOT, env=self.place.environment(), stdout=log, stderr=log,
            )  # fmt: skip

    def state(self) -> str:
        """Its processes, and what they said last."""
        assert self.process is not None
        numbers = ", ".join(str(number) for number in family(self.process.pid))
        ended = self.process.poll()
        return f"processes {numbers}; ended: {ended}\n{self.log.read_text()[-2000:]}"

    def stop(self) -> None:
        """End all of it: in order, so that what its processes used is known, or else at once."""
        if self.process is not None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(FAREWELL)
        self.kill_all()


def is_worker(number: int) -> bool:
    """Whether a process is one that answers."""
    try:
        words = Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return False
    return b"resource_tracker" not in words
