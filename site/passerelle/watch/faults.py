"""Errors and slowness, counted in the database for administrators.

Whoever comes across one only leaves a note in memory, which holds few: a thread writes them
down a moment later. A database that fails is left alone for a while, and nothing waits for it.
"""

import datetime
import hashlib
import os
import time
from collections import deque
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from django.db import DatabaseError, close_old_connections, connections
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from passerelle.models import Fault

MOST_NOTES = 200
BREATH = 1.0
"""Seconds in which notes are gathered before they are written."""

REST = 60.0
"""Seconds for which a database that failed is left alone."""

BETWEEN_SWEEPS = 600.0
OWN_TABLE = Fault._meta.db_table


@dataclass(frozen=True)
class Note:
    """One occurrence.

    Attributes:
        kind: one of `Fault.Kind`.
        route: the name of the address, or of the log.
        says: in short.
        trace: at length; empty for what is only slow.
        request_id: of the request.
        milliseconds: how long it took.
        at: when.
    """

    kind: str
    route: str
    says: str
    trace: str = ""
    request_id: str = ""
    milliseconds: int = 0
    at: datetime.datetime = field(default_factory=timezone.now)

    @property
    def key(self) -> str:
        """What is the same of all occurrences of one fault."""
        parts = (self.kind, self.route, self.says, self.trace)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class Faults:
    """What this process came across and has not written down yet."""

    def __init__(self) -> None:
        self.notes: deque[Note] = deque(maxlen=MOST_NOTES)
        self.is_wanted = False
        self.lock = Lock()
        self.woken = Event()
        self.thread: Thread | None = None
        self.process = 0
        self.rests_until = 0.0
        self.swept_at = float("-inf")

    def start(self) -> None:
        """Write down what is noted in this process from now on: for servers."""
        self.is_wanted = True

    def note(self, note: Note) -> None:
        """Keep an occurrence in memory; the oldest gives way."""
        self.notes.append(note)
        if not self.is_wanted:
            return
        with self.lock:
            if self.process != os.getpid() or self.thread is None or not self.thread.is_alive():
                self.process = os.getpid()
                self.thread = Thread(target=self.run, name="faults", daemon=True)
                self.thread.start()
        self.woken.set()

    def run(self) -> None:
        """Write what comes, for as long as the process lives."""
        while True:
            self.woken.wait()
            self.woken.clear()
            time.sleep(max(BREATH, self.rests_until - time.monotonic()))
            close_old_connections()
            self.write()
            connections.close_all()

    def write(self) -> None:
        """Write down what is noted; what a failing database does not take is forgotten."""
        grouped: dict[str, list[Note]] = {}
        while self.notes:
            note = self.notes.popleft()
            grouped.setdefault(note.key, []).append(note)
        try:
            for notes in grouped.values():
                keep(notes)
            if time.monotonic() - self.swept_at > BETWEEN_SWEEPS:
                Fault.objects.too_many().delete()
                self.swept_at = time.monotonic()
        except DatabaseError:
            self.rests_until = time.monotonic() + REST


def keep(notes: list[Note]) -> None:
    """Add occurrences of one fault to the others."""
    last = notes[-1]
    Fault.objects.bulk_create(
        [
            Fault(
                key=last.key, kind=last.kind, route=last.route[:120], says=last.says,
                trace=last.trace, first_at=notes[0].at, last_at=last.at,
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    Fault.objects.filter(key=last.key).update(
        times=F("times") + len(notes),
        longest=Greatest(F("longest"), Value(max(note.milliseconds for note in notes))),
        last_at=last.at,
        request_id=last.request_id,
    )


FAULTS = Faults()
