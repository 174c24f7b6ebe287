"""What happens to the machine: its clock, its disks, its memory, its lines."""

import random
import resource
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.disk import fill, free, set_read_only
from tests.faults.kind import Kind

if TYPE_CHECKING:
    from tests.faults.run import Run


OFTEN = 0.4
"""Of all jumps of the clock, those during which a timer's command runs."""

AFTERWARDS = 0.4


class Jump(Kind):
    """The clock of all processes of the site jumps while people write, and is set right again.

    Commands that timers run by the wrong clock are run meanwhile.
    """

    acts = ("note", "publish", "draft", "create", "plan", "contact", "translate", "sign in")
    lasts = 0.6
    is_read = True

    def __init__(self, code: str, off: str) -> None:
        self.code = f"clock {code}"
        self.off = off

    def why_not(self, run: "Run") -> str:
        return "" if run.place.clock.library else "libfaketime is not on this machine"

    def begin(self, run: "Run", chance: random.Random) -> None:
        run.place.clock.set(self.off)
        if chance.random() < OFTEN:
            run.site.command(chance.choice(("publish_scheduled", "send_letters"))).wait()

    def end(self, run: "Run") -> None:
        run.place.clock.set()
        # Something is to be written after it, too.
        time.sleep(AFTERWARDS)


class FullDisk(Kind):
    """No room is left on a disk."""

    is_read = True

    def __init__(self, name: str, *acts: str) -> None:
        self.code = f"disk full: {name}"
        self.name = name
        self.acts = acts or self.acts

    def why_not(self, run: "Run") -> str:
        if self.name == "data" and run.place.database:
            return "the database has a disk of its own"
        return run.place.disks[self.name]

    def begin(self, run: "Run", chance: random.Random) -> None:
        fill(run.place.folder / self.name)

    def end(self, run: "Run") -> None:
        for name in run.place.disks:
            free(run.place.folder / name)


class ReadOnly(Kind):
    """A disk can only be read, as after a fault of its own."""

    acts = ("upload", "note", "publish")
    share = 0.5
    is_read = True

    def __init__(self, name: str) -> None:
        self.code = f"disk read-only: {name}"
        self.name = name

    def why_not(self, run: "Run") -> str:
        return run.place.disks[self.name]

    def begin(self, run: "Run", chance: random.Random) -> None:
        set_read_only(run.place.folder / self.name)

    def end(self, run: "Run") -> None:
        set_read_only(run.place.folder / self.name, False)


class SlowClients(Kind):
    """Many begin a request or to read its answer, say no more for a while, and go away."""

    code = "slow clients"
    share = 0.7
    lasts = 1.5

    def begin(self, run: "Run", chance: random.Random) -> None:
        heads = (
            "GET /fr/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-",
            "POST /fr/contact/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=",
            "GET /fr/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        )
        self.lines = []
        for number in range(chance.randint(20, 60)):
            line = socket.create_connection(("127.0.0.1", run.place.port), timeout=5)
            line.sendall(heads[number % len(heads)].encode())
            self.lines.append(line)

    def end(self, run: "Run") -> None:
        for line in self.lines:
            line.close()


class LittleMemory(Kind):
    """A worker gets next to no memory any more."""

    code = "memory limit"
    acts = ("upload", "publish", "note")
    share = 0.5
    ROOM = 4 * 2**20

    def begin(self, run: "Run", chance: random.Random) -> None:
        self.limited = run.site.answering()[:1]
        for number in self.limited:
            with suppress(OSError):
                pages = int(Path(f"/proc/{number}/statm").read_text().split()[0])
                limit = pages * resource.getpagesize() + self.ROOM
                resource.prlimit(number, resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))

    def end(self, run: "Run") -> None:
        for number in self.limited:
            with suppress(OSError):
                unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
                resource.prlimit(number, resource.RLIMIT_AS, unlimited)
