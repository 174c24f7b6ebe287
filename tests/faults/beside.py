"""What happens to what the site stands on: its cache, mail server, database and search."""

import random
import shutil
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from tests.faults import mail
from tests.faults.kind import Kind

if TYPE_CHECKING:
    from tests.faults.run import Run


LOCKED = ("wagtailcore_page", "discussions_thread", "people_letter")
MOST_CONNECTIONS = 500


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


class DatabaseLocked(Kind):
    """Somebody else holds what others want to write."""

    code = "database locked"
    lasts = 1.5
    share = 0.7

    def begin(self, run: "Run", chance: random.Random) -> None:
        from django.db import connection, transaction

        self.held = transaction.atomic()
        self.held.__enter__()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK {chance.choice(LOCKED)} IN EXCLUSIVE MODE")

    def end(self, run: "Run") -> None:
        self.held.__exit__(None, None, None)


class ServerFault(Kind):
    """Something happens to a server beside the site.

    Attributes:
        server: its name among them.
        comes: where it is there.
    """

    server: ClassVar[str]
    comes: ClassVar[str]

    def why_not(self, run: "Run") -> str:
        return "" if self.of(run) else self.comes

    def of(self, run: "Run") -> Any:
        """The server."""
        return getattr(run.servers, self.server)


class Stopped(ServerFault):
    """It ends at once, as in a fall of its machine, and begins again."""

    def begin(self, run: "Run", chance: random.Random) -> None:
        self.of(run).stop(node=1)

    def end(self, run: "Run") -> None:
        self.of(run).start()


class Frozen(ServerFault):
    """It takes connections and answers nothing for a while."""

    lasts = 2

    def begin(self, run: "Run", chance: random.Random) -> None:
        self.of(run).pause()

    def end(self, run: "Run") -> None:
        self.of(run).resume()


class DatabaseFault(ServerFault):
    """Something happens to PostgreSQL."""

    server = "database"
    comes = "on the site with PostgreSQL"


class DatabaseRestart(DatabaseFault, Stopped):
    """PostgreSQL falls, and comes back."""

    code = "database restarted at once"


class DatabaseFrozen(DatabaseFault, Frozen):
    """PostgreSQL hangs."""

    code = "database frozen"


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


class ConnectionsUsedUp(DatabaseFault):
    """PostgreSQL takes nobody any more, for others have all its connections."""

    code = "database connections used up"

    def begin(self, run: "Run", chance: random.Random) -> None:
        import psycopg

        self.lines: list[Any] = []
        with suppress(psycopg.OperationalError):
            while len(self.lines) < MOST_CONNECTIONS:
                self.lines.append(psycopg.connect(run.place.database))

    def end(self, run: "Run") -> None:
        for line in self.lines:
            line.close()


class SearchFault(ServerFault):
    """Something happens to Elasticsearch: the database answers searches meanwhile."""

    server = "search"
    comes = "on the site with Elasticsearch, from 100 injections"
    acts = ("create", "publish", "note", "upload")
    lasts = 2
    is_read = True
    share = 1.0


class SearchStopped(SearchFault, Stopped):
    """Elasticsearch falls, and comes back."""

    code = "search stopped"
    share = 0.3


class SearchFrozen(SearchFault, Frozen):
    """Elasticsearch hangs."""

    code = "search frozen"


class SearchSlow(SearchFault):
    """Elasticsearch gets a small part of the time that it needs."""

    code = "search slow"

    def begin(self, run: "Run", chance: random.Random) -> None:
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self.slow, args=(self.of(run),))
        self.thread.start()

    def slow(self, server: Any) -> None:
        """Let it run now and then."""
        while not self.is_over.is_set():
            server.pause()
            self.is_over.wait(0.4)
            server.resume()
            self.is_over.wait(0.1)

    def end(self, run: "Run") -> None:
        self.is_over.set()
        self.thread.join()
