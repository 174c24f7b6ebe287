"""Tasks in a thread of the site's own process: for a machine without workers."""

from queue import SimpleQueue
from threading import Lock, Thread
from typing import ClassVar

from django.db import connections
from django_tasks import TaskResult
from django_tasks.backends.immediate import ImmediateBackend


class ThreadBackend(ImmediateBackend):
    """Runs tasks one after another, while whoever asked for them goes on.

    What waits is forgotten when the process ends: a task takes up from the database what the one
    before it left. `_execute_task` is django-tasks' own.
    """

    # Shared: django-tasks makes a backend for each thread that asks for one.
    waiting: ClassVar[SimpleQueue[tuple["ThreadBackend", TaskResult]]] = SimpleQueue()
    lock: ClassVar[Lock] = Lock()
    thread: ClassVar[Thread | None] = None

    def _execute_task(self, task_result: TaskResult) -> None:
        """Leave a task to the thread; begin that if there is none in this process yet."""
        self.waiting.put((self, task_result))
        with self.lock:
            if ThreadBackend.thread is None or not ThreadBackend.thread.is_alive():
                ThreadBackend.thread = Thread(target=self.work, name="tasks", daemon=True)
                ThreadBackend.thread.start()

    @classmethod
    def work(cls) -> None:
        """Run what waits, for as long as the process lives; what fails is logged by its result."""
        while True:
            backend, task_result = cls.waiting.get()
            try:
                super(ThreadBackend, backend)._execute_task(task_result)
            finally:
                connections.close_all()
