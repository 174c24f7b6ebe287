"""A demonstration of its own, served to the browser and stopped at the end."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
LONGEST_START = 600
LONGEST_STOP = 20


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in."""

    email: str
    password: str


@dataclass(frozen=True)
class Demo:
    """A site that answers.

    Attributes:
        url: its address, without the last slash.
        accounts: one for each role.
        data: the folder that keeps it; None for a site that somebody else started.
    """

    url: str
    accounts: dict[str, Account]
    data: Path | None = None


def made_once(shared: Path) -> Path:
    """The folder of a demonstration that nobody has visited, made by whichever worker comes first.

    Args:
        shared: a folder that all workers of a run know.
    """
    made = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not made.exists():
            command = [sys.executable, "manage.py", "demo", "--no-serve", "--data", str(made)]
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return made


@contextmanager
def served_demo(folder: Path, made: Path | None = None) -> Iterator[Demo]:
    """Make the demonstration in a folder and serve it.

    Args:
        folder: an empty one, or that of an earlier demonstration.
        made: the folder of one to begin from.

    Raises:
        RuntimeError: it did not come up; the message holds what it printed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if made:
        shutil.copytree(made, folder / "demo")
    command = [sys.executable, "manage.py", "demo", "--json", "--port", str(free_port())]
    said = folder / "said.txt"
    with said.open("w") as output:
        process = subprocess.Popen(
            [*command, "--data", str(folder / "demo")],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        facts = wait_until_it_answers(process, said)
        accounts = {
            row["email"].partition("@")[0]: Account(row["email"], row["password"])
            for row in facts["accounts"]
        }
        yield Demo(facts["url"].rstrip("/"), accounts, Path(facts["data"]))
    finally:
        process.terminate()
        process.wait(LONGEST_STOP)


def wait_until_it_answers(process: subprocess.Popen[bytes], said: Path) -> dict:
    """The line of JSON that the command prints, once its address answers."""
    end = time.monotonic() + LONGEST_START
    while process.poll() is None and time.monotonic() < end:
        lines = [line for line in said.read_text().splitlines() if line.startswith("{")]
        if lines and answers(json.loads(lines[-1])["url"]):
            return json.loads(lines[-1])
        time.sleep(0.2)
    raise RuntimeError(f"The demonstration did not start:\n{said.read_text()}")


def answers(url: str) -> bool:
    """Whether a page comes from there."""
    try:
        with urlopen(url) as response:
            return response.status == 200
    except (URLError, OSError):
        return False


def started_elsewhere(url: str) -> Demo:
    """A demonstration that runs already, with the accounts that everybody knows."""
    # Its module needs Django set up, which only those who pass an address have done.
    from passerelle.demo.accounts import ACCOUNTS

    accounts = {row.name: Account(row.email, row.password) for row in ACCOUNTS}
    return Demo(url.rstrip("/"), accounts)
