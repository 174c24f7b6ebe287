"""Let people write, let faults come, wait until the site is back, judge."""

import os
import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.faults.acts import ACTS
from tests.faults.browser import NO_ANSWER, Browser
from tests.faults.judge import KINDS as WRONGS
from tests.faults.judge import Judge, Verdict
from tests.faults.kinds import KINDS, Kind
from tests.faults.ledger import Entry, Ledger
from tests.faults.mail import Post
from tests.faults.place import Place
from tests.faults.servers import Servers
from tests.faults.site import Site
from tests.faults.world import World

MOST_RECOVERY = 30.0
PATIENCE = 90.0
"""Seconds after which we give up waiting."""

MOST_WRITES = 12
"""By one person during one fault."""

BREATH = 0.08
"""Seconds that she takes between two."""

LONGEST_WAIT = 2.0
"""Seconds for which a fault waits until something was taken."""

LONGEST_MOMENT = 0.3
LONGEST_READ = 10.0

EVERY = 25
"""Injections after which all of the site is looked at."""


def share_of(load: float) -> float:
    """By how many times a machine under a load is slower than one that is idle."""
    return max(1, load / (os.cpu_count() or 1))


@dataclass
class Row:
    """What came of one kind of fault.

    Attributes:
        longest: seconds until the site was back, at most.
        load: of the machine by then.
    """

    code: str
    injections: int = 0
    taken: int = 0
    wrong: dict[str, int] = field(default_factory=lambda: dict.fromkeys(WRONGS, 0))
    longest: float = 0
    load: float = 0

    @property
    def is_slow(self) -> bool:
        """Whether it took too long, for a machine whose cores are shared by so many."""
        return self.longest > MOST_RECOVERY * share_of(self.load)

    def add(self, taken: int, verdict: Verdict, seconds: float) -> None:
        """Note one injection more."""
        self.injections += 1
        self.taken += taken
        for name in WRONGS:
            self.wrong[name] += verdict.number(name)
        if seconds > self.longest:
            self.longest, self.load = seconds, os.getloadavg()[0]


@dataclass
class Run:
    """Injections into one site.

    Attributes:
        place: where it lies.
        site: its processes.
        post: its mail server.
        world: who writes.
        ledger: what was taken.
        servers: those beside the site.
        number: of injections.
        statuses: how often each status of a failure was answered.
        wrong_now: what was found wrong while the present fault lasts.
    """

    place: Place
    site: Site
    post: Post
    world: World
    ledger: Ledger
    servers: Servers
    number: int
    rows: dict[str, Row] = field(default_factory=dict)
    wrongs: list[str] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    wrong_now: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def judge(self) -> Judge:
        """Who looks."""
        return Judge(self.world, self.place.port, self.post)

    def inject(self, seed: int) -> None:
        """All faults; the same ones for the same seed."""
        chance = random.Random(seed)
        for count, kind in enumerate(self.order(chance), 1):
            self.one(kind, chance, whole=count % EVERY == 0 or count == self.number)

    def order(self, chance: random.Random) -> Iterator[Kind]:
        """Which kinds come: each in turn in an order of chance, by its share."""
        here: list[Kind] = []
        for kind in KINDS:
            if reason := kind.why_not(self):
                self.left_out[kind.code] = reason
            else:
                here.append(kind)
        given = 0
        owed = dict.fromkeys((kind.code for kind in here), 0.0)
        while given < self.number:
            chance.shuffle(here)
            for kind in here:
                owed[kind.code] += kind.share
                if owed[kind.code] >= 1 and given < self.number:
                    owed[kind.code] -= 1
                    given += 1
                    yield kind

    def one(self, kind: Kind, chance: random.Random, whole: bool) -> None:
        """One fault."""
        from django.db import connection

        act = chance.choice(kind.acts)
        self.wrong_now.clear()
        stop = threading.Event()
        sent: list[list[Entry]] = [[] for _writer in self.world.writers]
        people = [
            threading.Thread(target=self.write, args=(act, number, sent[number], stop))
            for number in range(len(self.world.writers))
        ]
        for one in people:
            one.start()
        self.await_some(sent, chance)
        kind.begin(self, chance)
        try:
            time.sleep(kind.lasts)
            if kind.is_read:
                self.read()
        finally:
            kind.end(self)
        ended = time.monotonic()
        stop.set()
        seconds = self.wait(ended)
        for one in people:
            one.join()
        entries = [entry for mine in sent for entry in mine]
        self.send_again(entries)
        # Our own connection may be one that the fault cut.
        connection.close()
        verdict = self.judge.look(entries, whole)
        for name, said in self.wrong_now.items():
            verdict.add(name, said)
        self.note(kind.code, entries, verdict, seconds)

    def await_some(self, sent: list[list[Entry]], chance: random.Random) -> None:
        """Let a few things be taken, or none; then a moment of chance."""
        wanted, until = chance.randint(0, 3), time.monotonic() + LONGEST_WAIT
        while time.monotonic() < until:
            if sum(entry.is_taken for mine in sent for entry in mine) >= wanted:
                break
            time.sleep(0.01)
        time.sleep(chance.uniform(0, LONGEST_MOMENT))

    def read(self) -> None:
        """See that pages are shown, one of them new to the cache."""
        for path in ("/fr/", f"/fr/?format=html{time.time_ns()}", "/fr/search/?q=page"):
            try:
                patience = LONGEST_READ * share_of(os.getloadavg()[0])
                answer = Browser(self.place.port).get(path, patience)
                said = str(answer.status)
            except NO_ANSWER as fault:
                said = type(fault).__name__
            if said != "200":
                self.wrong_now["unread"].append(f"{path}: {said}")

    def note(self, code: str, entries: list[Entry], verdict: Verdict, seconds: float = 0) -> None:
        """Keep what came of it."""
        row = self.rows.setdefault(code, Row(code))
        row.add(sum(entry.is_taken for entry in entries), verdict, seconds)
        for name in WRONGS:
            self.wrongs += [f"{code}: {name}: {said}" for said in verdict.found[name]]

    def write(self, act: str, number: int, sent: list[Entry], stop: threading.Event) -> None:
        """Somebody does the same thing again and again."""
        from django.db import connection

        try:
            while not stop.is_set() and len(sent) < MOST_WRITES:
                entry = self.ledger.begin(act, number)
                sent.append(entry)
                self.send(entry)
                stop.wait(BREATH)
        except Exception as error:  # In a thread it would go unnoticed.
            self.wrong_now["errors"].append(f"{act} cannot be tried: {error!r}")
        finally:
            connection.close()

    def send(self, entry: Entry) -> bool:
        """Send something once; whether it was taken."""
        from django.db import DatabaseError

        act, writer = ACTS[entry.act], self.world.writers[entry.writer]
        browser = Browser(self.place.port, writer.session if act.is_signed else "")
        entry.tried_at = time.monotonic()
        try:
            answer = act.send(self.world, writer, browser, entry)
        except (*NO_ANSWER, DatabaseError) as fault:
            entry.said.append(type(fault).__name__)
            return False
        entry.said.append(str(answer.status))
        if act.is_signed and answer.is_asked_who:
            self.wrong_now["lost"].append(f"{entry.act}: was not signed in any more")
        if answer.status == 500:
            self.wrong_now["errors"].append(f"{entry.act} was answered 500")
        if not answer.is_taken:
            self.statuses[entry.said[-1]] = self.statuses.get(entry.said[-1], 0) + 1
            return False
        entry.is_taken = True
        self.ledger.note(entry)
        return True

    def send_again(self, entries: list[Entry]) -> None:
        """What was not taken and is known when it comes twice is sent again, as people do."""
        for entry in entries:
            if ACTS[entry.act].is_keyed and not entry.is_taken:
                self.send(entry)

    def wait(self, since: float) -> float:
        """Wait until a page is shown and something is taken.

        Returns:
            Seconds since a moment.

        Raises:
            TimeoutError: it did not come back.
        """
        while time.monotonic() - since < PATIENCE:
            self.site.tend()
            if self.is_back():
                return time.monotonic() - since
            time.sleep(0.1)
        raise TimeoutError(f"The site did not come back.\n{self.site.state()}")

    def is_back(self) -> bool:
        """Whether it shows a page and takes a note."""
        try:
            if Browser(self.place.port).get("/fr/", 5).status != 200:
                return False
        except NO_ANSWER:
            return False
        return self.site.worker.runs and self.send(self.ledger.begin("note", 0))

    def finish(self) -> None:
        """Let a day go by, so that all letters go out; then look at all that was ever taken."""
        from django.utils import timezone

        from people.models import Letter
        from people.post.send import send_due
        from search.drift import differences, measure
        from search.models import Outbox, Push
        from search.outbox import drain_due
        from search.progress import nobody

        Letter.objects.waiting().update(send_after=timezone.now(), attempts=0)
        send_due()
        for waiting in (Outbox, Push):
            waiting.objects.update(due_at=timezone.now())
        drain_due()
        # The site itself tells the index of it.
        until = time.monotonic() + PATIENCE
        while Push.objects.exists() and time.monotonic() < until:
            time.sleep(0.5)
        self.publish_planned()
        verdict = self.judge.look_at_all(self.ledger.taken)
        for name, said in self.judge.look_at_mail().found.items():
            verdict.add(name, said)
        verdict.add("lost", self.judge.left_undone())
        verdict.add("untaken", self.ledger.untaken())
        drift = measure()
        if not drift.is_none:
            verdict.add("half", [f"the index differs: {drift}, {list(differences(nobody))}"])
        self.note("at the end: all, mails, index", [], verdict)

    def publish_planned(self) -> None:
        """Let the hours of planned pages come, twice over, and tasks come to an end."""
        if self.place.clock.library:
            self.place.clock.set("+1h")
            for _time in range(2):
                self.site.command("publish_scheduled").wait()
            self.place.clock.set()
        until = time.monotonic() + PATIENCE
        while tasks_left() and time.monotonic() < until:
            self.site.tend()
            time.sleep(0.5)


def tasks_left() -> bool:
    """Whether tasks wait, or are run."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.ready().exists() or DBTaskResult.objects.running().exists()
