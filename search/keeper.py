"""What a running site does for its search between requests: one thread a process sees to it.

It indexes what is noted, tells indexes outside the database of it, and builds a new one where
none serves. Nobody who saves waits for that. It runs in servers only: tests and commands ask
for what they want.
"""

import logging
import os
import time
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from search.lease import TakenError, is_taken, lease
from search.models import ExternalIndex, IndexJob, Outbox, Push

logger = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between two rounds, unless a change wakes us."""

BREATH = 0.2
"""Seconds in which changes are gathered after one has woken us."""

LOOK = 20.0
"""Seconds between two looks at whether an index serves."""

BROKEN = 300.0
"""Seconds for which an index of which a part is lost may become whole again by itself."""

PUSH = "push"
PUSH_SECONDS = 40.0
"""For which telling is ours: longer than Elasticsearch may take over one batch."""


class Keeper:
    """The thread of this process; after a fork the child begins one of its own."""

    def __init__(self) -> None:
        self.is_wanted = False
        self.lock = Lock()
        self.woken = Event()
        self.thread: Thread | None = None
        self.process = 0
        self.began_at = timezone.now()
        self.looked_at = float("-inf")
        self.whole_at = time.monotonic()
        self.worker: Thread | None = None
        self.trouble = ""

    def start(self) -> None:
        """Run in this process from now on."""
        self.is_wanted = True
        self.wake()

    def wake(self) -> None:
        """Say that there may be something to do; nothing happens where no keeper is wanted."""
        if not self.is_wanted:
            return
        with self.lock:
            if self.process != os.getpid() or self.thread is None or not self.thread.is_alive():
                self.process = os.getpid()
                self.thread = Thread(target=self.run, name="search", daemon=True)
                self.thread.start()
        self.woken.set()

    def stop(self) -> None:
        """End, after the present round."""
        self.is_wanted = False
        self.woken.set()
        if self.thread is not None:
            self.thread.join()

    def run(self) -> None:
        """See to everything again and again, for as long as it is wanted."""
        while self.is_wanted:
            close_old_connections()
            self.round()
            close_old_connections()
            if self.woken.wait(PAUSE):
                time.sleep(BREATH)
            self.woken.clear()
        connections.close_all()

    def round(self) -> None:
        """See to everything once; what goes wrong is tried again in the next round."""
        try:
            self.tend()
            self.trouble = ""
        except TakenError:
            return  # Another process is at it.
        except Exception as error:
            # Whatever it is, it must not end the thread; it is logged once, not every round.
            if (said := f"{type(error).__name__}: {error}") != self.trouble:
                self.trouble = said
                logger.warning("search: %s", said)

    def tend(self) -> None:
        """Index what is due, begin a job that is wanted, tell indexes outside the database."""
        from search.jobs import wanted
        from search.outbox import drain_due

        if Outbox.objects.filter(due_at__lte=timezone.now()).exists():
            drain_due()
        if not self.is_busy and (job := wanted()):
            self.do(job)
        if not settings.SEARCH_URL:
            return
        if time.monotonic() - self.looked_at >= LOOK:
            self.look()
            self.looked_at = time.monotonic()
        if Push.objects.filter(due_at__lte=timezone.now()).exists():
            tell_all()

    def look(self) -> None:
        """Begin to build an index where none serves that is as this process would make it."""
        from search.engines.elasticsearch import indexes
        from search.rebuild import REBUILD

        if self.is_busy or is_taken(REBUILD):
            return
        serving = ExternalIndex.objects.filter(serving=True).first()
        if serving is not None and not indexes.sound([serving.name]):
            logger.warning("search: the index %s is gone, or is not ours any more", serving.name)
            ExternalIndex.objects.filter(pk=serving.pk).delete()
            serving = None
        # Whoever began one that does not serve did not come to the end.
        is_begun = ExternalIndex.objects.filter(serving=False).exists()
        if serving is None or is_begun or self.is_older(serving) or self.is_lost(serving):
            self.do(IndexJob(kind=IndexJob.Kind.COPY))

    def is_lost(self, index: ExternalIndex) -> bool:
        """Whether an index has lacked a part for so long that it will not come back."""
        from search.engines.elasticsearch import indexes

        if not indexes.is_broken(index.name):
            self.whole_at = time.monotonic()
        return time.monotonic() - self.whole_at > BROKEN

    def is_older(self, index: ExternalIndex) -> bool:
        """Whether an index was made by a version of the site before this one.

        One that was begun later than this process is of a newer version, which has taken over.
        """
        from search.engines.elasticsearch.mapping import digest

        return index.mapping != digest() and index.started_at < self.began_at

    @property
    def is_busy(self) -> bool:
        """Whether a job is under way in this process."""
        return self.worker is not None and self.worker.is_alive()

    def do(self, job: IndexJob) -> None:
        """Do a job in a thread of its own: it may take hours."""
        self.worker = Thread(target=do_apart, args=(job,), name="search-job", daemon=True)
        self.worker.start()


def tell_all() -> None:
    """Tell indexes outside the database of all that is due; only one process does so at a time.

    Raises:
        TakenError: another process is at it.
        PushError: an index cannot be told now.
    """
    from search.pushing import push

    with lease(PUSH, PUSH_SECONDS) as held:
        while push():
            held.keep()


def do_quietly(job: IndexJob) -> None:
    """Do a job; what goes wrong is noted in it, and logged."""
    from search.jobs import run

    try:
        run(job)
        logger.info("search: %s done", job)
    except TakenError:
        return
    except Exception as error:
        logger.warning("search: %s failed: %s", job, error)


def do_apart(job: IndexJob) -> None:
    """The same in a thread, whose connections end with it."""
    try:
        do_quietly(job)
    finally:
        connections.close_all()


KEEPER = Keeper()
