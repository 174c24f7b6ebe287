"""The faults: how each comes, and how it goes."""

import random
import resource
import shutil
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults import mail
from tests.faults.acts import ACTS
from tests.faults.disk import fill, free
from tests.faults.migration import migrate_broken_off

if TYPE_CHECKING:
    from tests.faults.run import Run

MANY = 100
"""Injections from which the dear kinds come too."""


class Kind:
    """A kind of fault.

    Attributes:
        code: its name in the table.
        acts: what people do meanwhile; one of them at a time.
        share: how often it comes beside others.
        lasts: seconds.
        is_read: whether pages must be shown while it lasts.
    """

    code = ""
    acts: tuple[str, ...] = tuple(ACTS)
    share: float = 1
    lasts = 0.5
    is_read = False

    def why_not(self, run: "Run") -> str:
        """Why it cannot come here; empty where it can."""
        return ""

    def begin(self, run: "Run", chance: random.Random) -> None:
        """It comes."""
        raise NotImplementedError

    def end(self, run: "Run") -> None:
        """It goes by itself, unless it must be ended."""
        return


class Killed(Kind):
    """Workers are killed during something that people do, one, or both, or all of the server."""

    share = 0.4
    lasts = 0

    def __init__(self, act: str) -> None:
        self.code = f"kill during {act}"
        self.acts = (act,)

    def begin(self, run: "Run", chance: random.Random) -> None:
        workers = run.site.workers()
        how = chance.choices(("one", "both", "server"), (14, 3, 2))[0]
        if how == "server":
            run.site.kill_all()
        else:
            run.site.kill(workers if how == "both" else workers[:1])


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


class Flushed(Kind):
    """Somebody empties the cache."""

    code = "cache emptied"
    lasts = 0.2
    is_read = True

    def begin(self, run: "Run", chance: random.Random) -> None:
        for path in run.place.cache.iterdir():
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


class Garbage(Kind):
    """The cache holds something else than what was put there."""

    code = "cache full of garbage"
    lasts = 0.2
    is_read = True

    def begin(self, run: "Run", chance: random.Random) -> None:
        for path in run.place.cache.rglob("*.djcache"):
            with suppress(OSError):
                path.write_bytes(chance.randbytes(chance.choice((0, 7, 500))))


class MailMood(Kind):
    """The mail server is not as it should be."""

    acts = ("contact", "note", "translate")
    share = 0.7
    is_read = True

    def __init__(self, code: str, mood: str) -> None:
        self.code = code
        self.mood = mood

    def begin(self, run: "Run", chance: random.Random) -> None:
        run.post.mood = self.mood
        # That it was away a moment ago is forgotten: it is to be asked.
        Flushed().begin(run, chance)

    def end(self, run: "Run") -> None:
        run.post.mood = mail.WELL


class MailDown(MailMood):
    """Nobody answers where the mail server was."""

    def __init__(self) -> None:
        super().__init__("mail down", mail.WELL)

    def begin(self, run: "Run", chance: random.Random) -> None:
        super().begin(run, chance)
        run.post.stop()

    def end(self, run: "Run") -> None:
        run.post.start()


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


class SlowClients(Kind):
    """Many begin a request, say no more for a while, and go away."""

    code = "slow clients"
    share = 0.7
    lasts = 1.5

    def begin(self, run: "Run", chance: random.Random) -> None:
        heads = (
            "GET /fr/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-",
            "POST /fr/contact/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=",
        )
        self.lines = []
        for number in range(chance.randint(20, 60)):
            line = socket.create_connection(("127.0.0.1", run.place.port), timeout=5)
            line.sendall(heads[number % 2].encode())
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
        self.limited = run.site.workers()[:1]
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


class DatabaseFault(Kind):
    """Something happens to PostgreSQL."""

    def why_not(self, run: "Run") -> str:
        return "" if run.servers.database else "on the site with PostgreSQL"


class DatabaseRestart(DatabaseFault):
    """PostgreSQL ends at once, as in a fall of its machine, and begins again."""

    code = "database restarted at once"

    def begin(self, run: "Run", chance: random.Random) -> None:
        run.servers.database.stop(node=1)

    def end(self, run: "Run") -> None:
        run.servers.database.start()


class DatabaseFrozen(DatabaseFault):
    """PostgreSQL takes connections and answers nothing for a while."""

    code = "database frozen"
    lasts = 2

    def begin(self, run: "Run", chance: random.Random) -> None:
        run.servers.database.pause()

    def end(self, run: "Run") -> None:
        run.servers.database.resume()


class LostConnections(DatabaseFault):
    """PostgreSQL ends the sessions of the site."""

    code = "database connections cut"

    def begin(self, run: "Run", chance: random.Random) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.close()


class SearchFault(Kind):
    """Something happens to Elasticsearch: the database answers searches meanwhile."""

    acts = ("create", "publish", "note", "upload")
    lasts = 2
    is_read = True
    share = 0.3

    def why_not(self, run: "Run") -> str:
        return "" if run.servers.search else "on the site with Elasticsearch, from 100 injections"


class SearchStopped(SearchFault):
    """Elasticsearch ends, and begins again."""

    code = "search stopped"

    def begin(self, run: "Run", chance: random.Random) -> None:
        run.servers.search.stop(node=1)

    def end(self, run: "Run") -> None:
        run.servers.search.start()


class SearchFrozen(SearchFault):
    """Elasticsearch takes connections and answers nothing for a while."""

    code = "search frozen"
    share = 1

    def begin(self, run: "Run", chance: random.Random) -> None:
        run.servers.search.pause()

    def end(self, run: "Run") -> None:
        run.servers.search.resume()


class Clock(Kind):
    """The clock jumps."""

    code = "clock jumps"

    def why_not(self, run: "Run") -> str:
        return "libfaketime is not on this machine"


KINDS: list[Kind] = [
    *(Killed(act) for act in ACTS),
    KilledCommand("reindex"),
    KilledCommand("send_letters"),
    KilledCommand("check_access", "--fix"),
    KilledCommand("reconcile_media"),
    Flushed(),
    Garbage(),
    MailDown(),
    MailMood("mail refused for now", mail.LATER),
    MailMood("mail refused", mail.NEVER),
    MailMood("mail slow", mail.SLOW),
    MailMood("mail taken, then cut off", mail.DROPS),
    FullDisk("media", "upload", "note", "publish"),
    FullDisk("data"),
    FullDisk("cache"),
    SlowClients(),
    LittleMemory(),
    BrokenMigration(),
    DatabaseRestart(),
    DatabaseFrozen(),
    LostConnections(),
    SearchStopped(),
    SearchFrozen(),
    Clock(),
]
