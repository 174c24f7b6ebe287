"""The site as it runs in production: Granian and the worker of tasks, begun again as by systemd."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
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
class Service:
    """One of its services, begun again where it ended.

    Attributes:
        words: what it is begun with, after the name of Python.
        place: where the site lies.
        process: its own; others may be beneath it.
        ended_at: when it was found ended; 0 while it runs.
    """

    words: tuple[str, ...]
    place: Place
    process: subprocess.Popen[bytes] | None = None
    ended_at: float = 0

    def start(self) -> None:
        """Begin."""
        with (self.place.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.words],
                cwd=ROOT, env=self.place.environment(), stdout=log, stderr=log,
            )  # fmt: skip
        self.ended_at = 0

    @property
    def runs(self) -> bool:
        """Whether it was begun and has not ended."""
        return self.process is not None and self.process.poll() is None

    def tend(self) -> None:
        """What systemd does: begin again a while after it has ended."""
        if self.process is None or self.runs:
            return
        self.ended_at = self.ended_at or time.monotonic()
        if time.monotonic() - self.ended_at >= RESTART:
            self.start()

    def family(self) -> list[int]:
        """Its processes, the first one first."""
        return family(self.process.pid) if self.process else []

    def kill_all(self) -> None:
        """Kill it and what is beneath it at once."""
        if self.process is not None:
            kill(reversed(self.family()))
            self.process.wait()

    def stop(self) -> None:
        """End: in order, so that what its processes used is known, or else at once."""
        if self.process is not None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(FAREWELL)
        self.kill_all()


class Site:
    """A site that is served.

    Attributes:
        place: where it lies.
        web: what answers.
        worker: what runs its tasks.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        port = ("--port", str(place.port), "passerelle.wsgi:application")
        self.web = Service(("-m", "granian", *COMMAND, *port), place)
        self.worker = Service(("manage.py", "db_worker"), place)
        self.services = (self.web, self.worker)

    def start(self) -> None:
        """Begin to serve."""
        for service in self.services:
            service.start()

    @property
    def log(self) -> Path:
        """What its processes say."""
        return self.place.folder / "log"

    def answering(self) -> list[int]:
        """The processes that answer; those of Granian's housekeeping left out."""
        return [number for number in self.web.family()[1:] if is_worker(number)]

    def tend(self) -> None:
        """Begin again what has ended."""
        for service in self.services:
            service.tend()

    def command(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Begin a command of `manage.py`."""
        command = Service(("manage.py", *arguments), self.place)
        command.start()
        assert command.process is not None
        return command.process

    def state(self) -> str:
        """Its processes, and what they said last."""
        said = [f"processes {service.family()}; runs: {service.runs}" for service in self.services]
        return "\n".join([*said, self.log.read_text()[-2000:]])

    def stop(self) -> None:
        """End all of it."""
        for service in self.services:
            service.stop()


def kill(numbers: Iterable[int]) -> None:
    """SIGKILL."""
    for number in numbers:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def is_worker(number: int) -> bool:
    """Whether a process is one that answers."""
    try:
        words = Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return False
    return b"resource_tracker" not in words
