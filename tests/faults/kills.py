"""What is killed: those who answer, the worker of tasks, commands, and a migration."""

import random
import time
from typing import TYPE_CHECKING

from tests.faults.kind import Kind
from tests.faults.migration import migrate_broken_off
from tests.faults.site import kill
from tests.faults.work import DIGESTS, Work

if TYPE_CHECKING:
    from tests.faults.run import Run


MANY = 100
"""Injections from which the dear kinds come too."""

LONGEST_START = 15.0
LONGEST_WORK = 0.15


class Killed(Kind):
    """Workers are killed during something that people do, one, or both, or all of the server."""

    share = 0.4
    lasts = 0

    def __init__(self, act: str) -> None:
        self.code = f"kill during {act}"
        self.acts = (act,)

    def begin(self, run: "Run", chance: random.Random) -> None:
        answering = run.site.answering()
        how = chance.choices(("one", "both", "server"), (14, 3, 2))[0]
        if how == "server":
            run.site.web.kill_all()
        else:
            kill(answering if how == "both" else answering[:1])


class KilledCommand(Kind):
    """A command of `manage.py` is killed somewhere on its way."""

    share = 0.3
    lasts = 0
    is_read = True

    def __init__(self, *words: str) -> None:
        self.code = f"kill of {words[0]}"
        self.words = words

    def begin(self, run: "Run", chance: random.Random) -> None:
        command = run.site.command(*self.words)
        time.sleep(chance.uniform(1, 4))
        command.kill()
        command.wait()


class KilledWorker(Kind):
    """The worker of tasks is killed while it sends letters, reads files and tells the index."""

    code = "kill of the worker"
    acts = ("contact", "note", "upload", "create")
    share = 2
    lasts = 0
    is_read = True

    def begin(self, run: "Run", chance: random.Random) -> None:
        DIGESTS.write(run)
        time.sleep(chance.uniform(0, 1))
        run.site.worker.kill_all()


class KilledAtWork(Kind):
    """A command that has work to do is killed in the middle of it.

    Args:
        command: its name.
        work: what it is given to do.
    """

    acts = ("note", "publish", "translate")
    lasts = 0
    is_read = True

    def __init__(self, command: str, work: Work) -> None:
        self.code = f"kill of {command} at {work.name}"
        self.command = command
        self.work = work

    def begin(self, run: "Run", chance: random.Random) -> None:
        self.work.write(run)
        before, until = self.work.left(), time.monotonic() + LONGEST_START
        command = run.site.command(self.command)
        while command.poll() is None and time.monotonic() < until and self.work.left() == before:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, LONGEST_WORK))
        command.kill()
        command.wait()


class BrokenMigration(Kind):
    """`migrate` is killed on its way, and run again."""

    code = "half-done migration"
    share = 0.05
    lasts = 0
    is_read = True

    def why_not(self, run: "Run") -> str:
        return "" if run.number >= MANY else f"comes from {MANY} injections on"

    def begin(self, run: "Run", chance: random.Random) -> None:
        run.wrong_now["half"] += migrate_broken_off(run.place, chance)
