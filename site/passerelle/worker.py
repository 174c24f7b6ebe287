"""The process beside the site that runs its tasks: what is heavy does not hold up letters."""

import logging
import signal
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, close_old_connections, connections
from django_tasks_db.management.commands.db_worker import Worker

from files.text.queue import read_waiting
from passerelle.task_queue import SECONDS, WORKER, set_back
from search.lease import Held, TakenError, lease

logger = logging.getLogger(__name__)

BACKENDS = ("default", "background")
BETWEEN_TASKS = 0.5
"""Seconds between two looks at an empty queue."""

BEAT = 5.0
"""Seconds after which a worker says again that it lives."""

PAUSE = 2.0
"""Seconds until the database is asked again after it was away."""

PATIENCE = 20.0
"""Seconds for which a task may go on once the worker is told to stop."""


class Lane:
    """One thread, which runs the tasks of one backend one after the other.

    Attributes:
        held: says that whoever took a task lives; another one after each trouble.
    """

    def __init__(self, backend: str) -> None:
        self.backend = backend
        self.stopped = Event()
        self.worker: Worker | None = None
        self.held: Held | None = None
        self.thread = Thread(target=self.run, name=f"tasks-{backend}", daemon=True)

    def run(self) -> None:
        """Run tasks until told to stop; a database that is away is asked again."""
        while not self.stopped.is_set():
            try:
                self.work()
            except Exception as error:
                logger.warning("tasks: %s: begin again", type(error).__name__)
                self.stopped.wait(PAUSE)
            finally:
                connections.close_all()

    def work(self, is_once: bool = False) -> None:
        """Run tasks as one worker, with a number of its own.

        Args:
            is_once: whether to end once nothing waits.
        """
        with lease(f"{WORKER}{uuid4().hex}", SECONDS) as held:
            self.worker = Worker(
                queue_names=["*"],
                interval=BETWEEN_TASKS,
                batch=is_once,
                backend_name=self.backend,
                startup_delay=False,
                max_tasks=None,
                worker_id=held.name,
                excluded_queue_names=[],
            )
            self.held = held
            self.worker.run()

    def beat(self) -> None:
        """Say that it lives; if nobody believes that any more, begin again under a new number."""
        if self.held is None:
            return
        try:
            self.held.keep()
        except TakenError:
            self.end_worker()

    def end_worker(self) -> None:
        """Take no further task as this worker."""
        if self.worker is not None:
            self.worker.running = False

    def stop(self) -> None:
        """Take no further task."""
        self.stopped.set()
        self.end_worker()


class Workers:
    """A lane for each backend, and the thread that tells others that they live."""

    def __init__(self) -> None:
        self.stopped = Event()
        self.lanes = [Lane(backend) for backend in BACKENDS]

    def run(self) -> None:
        """Run tasks until a signal says to stop; what is under way has some time to end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop)
        for lane in self.lanes:
            lane.thread.start()
        self.begin()
        while not self.stopped.wait(BEAT):
            self.beat()
        for lane in self.lanes:
            lane.stop()
        for lane in self.lanes:
            lane.thread.join(PATIENCE)

    def run_once(self) -> None:
        """Run what waits now, then end."""
        set_back()
        for lane in self.lanes:
            lane.work(is_once=True)

    def stop(self, *_signal: Any) -> None:
        """End soon."""
        self.stopped.set()

    def begin(self) -> None:
        """Have read what waited to be read when the worker before this one ended."""
        try:
            read_waiting.enqueue()
        except DatabaseError as error:
            logger.warning("tasks: %s", type(error).__name__)

    def beat(self) -> None:
        """Say that the lanes live, and have done again what dead ones left."""
        close_old_connections()
        try:
            for lane in self.lanes:
                lane.beat()
            if again := set_back():
                logger.warning("tasks: %s taken up again from a worker that died", again)
        except DatabaseError as error:
            logger.warning("tasks: %s", type(error).__name__)
