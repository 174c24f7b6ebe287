"""The site as it is served for real, and what its processes use: Granian on a port of its own."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.servers import database_address
from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 60
OWN_TICKS = slice(11, 13)
"""Of `/proc/…/stat`: the time in user mode and in the kernel."""

THREADS = 4


@dataclass(frozen=True)
class Cpu:
    """Seconds of CPU used so far, by process."""

    site: dict[int, float]
    database: dict[int, float]

    def ours_since(self, earlier: "Cpu") -> float:
        """What the site has used since an earlier moment."""
        return growth(earlier.site, self.site)

    def engine_since(self, earlier: "Cpu") -> float:
        """What the sessions of the database have used; those that ended meanwhile are lost."""
        return growth(earlier.database, self.database)


@dataclass
class Served:
    """A running site.

    Attributes:
        url: where it answers, without a slash at its end.
        process: Granian's own; its workers are beneath it.
        seconds: what it took on the clock until the first page came.
    """

    url: str
    process: subprocess.Popen[bytes]
    seconds: float

    def processes(self) -> list[int]:
        """The numbers of Granian and of its workers."""
        return family(self.process.pid)

    def cpu(self) -> Cpu:
        """What the site and the sessions of its database have used."""
        return Cpu(
            {number: used(number) for number in self.processes()},
            {number: used(number) for number in backends()},
        )

    def memory(self) -> tuple[float, float]:
        """Megabytes of all processes: resident, and with what they share counted once."""
        sums = {"Rss": 0, "Pss": 0}
        for number in self.processes():
            for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
                name, _colon, rest = line.partition(":")
                if name in sums:
                    sums[name] += int(rest.split()[0])
        return sums["Rss"] / 1024, sums["Pss"] / 1024


def family(number: int) -> list[int]:
    """A process and all beneath it."""
    try:
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
    except OSError:
        return []
    return [number, *(one for child in children for one in family(int(child)))]


def used(number: int) -> float:
    """Seconds of CPU of a process and of its threads, those that have ended too."""
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[OWN_TICKS])) / os.sysconf("SC_CLK_TCK")


def growth(before: dict[int, float], after: dict[int, float]) -> float:
    """How much more processes have used than before."""
    return sum(max(0, seconds - before.get(number, 0)) for number, seconds in after.items())


def backends() -> list[int]:
    """The processes of PostgreSQL that answer the site; none elsewhere."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return [row[0] for row in cursor.fetchall()]


class Server:
    """How to serve the temporary database: as in production, with secrets and folders of its own.

    Attributes:
        key: the secret that sessions are signed with.
    """

    def __init__(self, folder: Path, workers: int) -> None:
        """Collect the static files; nothing runs yet.

        Args:
            folder: for the page cache and static files.
            workers: how many processes answer.
        """
        from django.conf import settings

        self.workers = workers
        self.folder = folder
        self.key = secrets.token_hex(32)
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "SEARCH_URL"},
            "DJANGO_SETTINGS_MODULE": "passerelle.settings.production",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
            "SECRET_KEY": self.key,
            "DATABASE_URL": database_address(),
            "SEARCH_URL": settings.SEARCH_URL,
            "ALLOWED_HOSTS": "127.0.0.1",
            "CACHE_URL": f"filecache://{folder / 'pages'}",
            "PASSERELLE_DATA": str(folder),
            "MEDIA_ROOT": settings.MEDIA_ROOT,
            "BASE_URL": "http://127.0.0.1",
            "PACE": "1e9",
        }
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.run("manage.py", "collectstatic", "--no-input", "-v0")
        self.run("-m", "compileall", "-q", "site", "pages", "search")

    def run(self, *arguments: str) -> None:
        """Run Python as the site would."""
        command = [sys.executable, *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)

    @contextmanager
    def serve(self) -> Iterator[Served]:
        """Serve until the end.

        Raises:
            TimeoutError: no page came within `LONGEST_START` seconds.
        """
        port = free_port()
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi"),
            *("--host", "127.0.0.1", "--port", str(port)),
            *("--workers", str(self.workers), "--blocking-threads", str(THREADS)),
            *("--log-level", "warning", "passerelle.wsgi:application"),
        ]
        began = time.perf_counter()
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=log)
        try:
            served = Served(f"http://127.0.0.1:{port}", process, 0)
            wait_for(f"{served.url}/fr/", began + LONGEST_START)
            served.seconds = time.perf_counter() - began
            yield served
        finally:
            # Granian once did not hear that it shall stop, and its workers outlive it.
            for number in reversed(served.processes()):
                os.kill(number, 9)
            process.wait()

    def session_of(self, person: Any) -> str:
        """A cookie by which somebody is signed in."""
        from django.conf import settings
        from django.test import Client, override_settings

        with override_settings(SECRET_KEY=self.key):
            client = Client()
            client.force_login(person)
        return (
            f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        )


def wait_for(url: str, limit: float) -> None:
    """Wait until an address answers.

    Raises:
        TimeoutError: it did not, until a moment of the clock of `time.perf_counter`.
    """
    while time.perf_counter() < limit:
        try:
            urllib.request.urlopen(url, timeout=10).read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
        else:
            return
    raise TimeoutError(f"{url} does not answer")


def wait_for_port(port: int, limit: float) -> None:
    """Wait until somebody listens at a port.

    Raises:
        TimeoutError: nobody did, until a moment of the clock of `time.perf_counter`.
    """
    while time.perf_counter() < limit:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError(f"nobody listens at {port}")


@contextmanager
def a_server(workers: int) -> Iterator[Server]:
    """A server with a folder that is gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="passerelle-speed-"))
    try:
        yield Server(folder, workers)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
