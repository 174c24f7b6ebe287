"""Tasks in the database: a worker runs them, and takes up what a dead one left."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus, task, task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from passerelle import task_queue
from passerelle.settings.tasks import tasks_in
from passerelle.task_queue import MOST_ATTEMPTS, forget, queue, set_back
from passerelle.watch import checks
from passerelle.watch.finding import State
from passerelle.worker import Lane, Workers
from people.post.send import deliver
from search.lease import lease
from search.models import Lease

HOUR = datetime.timedelta(hours=1)
ran: list[str] = []


@task()
def note(name: str) -> None:
    """Note that this ran."""
    ran.append(name)
    if name == "bad":
        raise RuntimeError("damaged")


@pytest.fixture(autouse=True)
def in_database(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave tasks in the database; its connection holds what the test made, and stays open."""
    ran.clear()
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    settings.TASKS_IN = "database"
    settings.TASKS = tasks_in("database")


def ask(name: str, backend: str = "default") -> DBTaskResult:
    """Ask for a task."""
    return DBTaskResult.objects.get(pk=note.using(backend=backend).enqueue(name).id)


def taken(row: DBTaskResult, worker: str) -> DBTaskResult:
    """Let a worker have taken a task."""
    row.claim(worker)
    return row


def state(row: DBTaskResult) -> str:
    """What became of a task."""
    row.refresh_from_db()
    return row.status


def test_whoever_asks_does_not_wait_and_the_worker_runs_what_waits() -> None:
    rows = [ask("first"), ask("bad"), ask("heavy", "background")]
    assert ran == []
    call_command("db_worker", "--once")
    assert ran == ["first", "bad", "heavy"]
    assert [state(row) for row in rows] == ["SUCCESSFUL", "FAILED", "SUCCESSFUL"]
    assert queue().waiting == 0


def test_the_worker_is_refused_where_tasks_are_run_in_the_process(settings: Any) -> None:
    settings.TASKS_IN = "process"
    with pytest.raises(CommandError, match="TASKS_IN=database"):
        call_command("db_worker", "--once")


def test_tasks_cannot_be_left_anywhere_else() -> None:
    with pytest.raises(ImproperlyConfigured, match="process or database"):
        tasks_in("redis")


def test_letters_do_not_wait_behind_what_is_heavy() -> None:
    heavy = [ask("heavy", "background") for _number in range(30)]
    deliver.enqueue()
    assert isinstance(task_backends["default"], DatabaseBackend)
    Lane("default").work(is_once=True)
    assert DBTaskResult.objects.get(task_path__endswith="deliver").status == "SUCCESSFUL"
    assert {state(row) for row in heavy} == {"READY"}


def test_a_task_whose_worker_died_is_run_again_once() -> None:
    row = taken(ask("again"), "tasks:gone")
    assert (set_back(), set_back()) == (1, 0)
    Workers().run_once()
    Workers().run_once()
    assert (ran, state(row)) == (["again"], "SUCCESSFUL")
    assert len(row.worker_ids) == 2


def test_a_task_is_left_to_the_worker_that_lives_until_its_lease_ends() -> None:
    row = ask("slow")
    with lease("tasks:here", task_queue.SECONDS):
        taken(row, "tasks:here")
        assert (set_back(), state(row)) == (0, TaskResultStatus.RUNNING)
    assert (set_back(), state(row)) == (1, TaskResultStatus.READY)


def test_a_task_that_ends_its_workers_is_left_alone() -> None:
    row = ask("deadly")
    for number in range(MOST_ATTEMPTS):
        assert state(row) == TaskResultStatus.READY
        taken(row, f"tasks:{number}")
        set_back()
    assert state(row) == TaskResultStatus.FAILED
    Workers().run_once()
    assert ran == []


def test_a_lane_that_others_believe_dead_begins_again_under_another_number() -> None:
    lane = Lane("default")
    lane.work(is_once=True)
    assert lane.held is not None
    assert lane.worker is not None
    lane.beat()
    assert lane.worker.running
    Lease.objects.all().delete()
    lane.beat()
    assert not lane.worker.running
    first = lane.held.name
    lane.work(is_once=True)
    assert lane.held.name != first


def test_what_ended_long_ago_is_forgotten_and_what_waits_is_not() -> None:
    old, new, waiting = ask("old"), ask("new"), ask("waiting")
    for row in (old, new):
        row.set_successful(None)
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=timezone.now() - 200 * HOUR)
    DBTaskResult.objects.filter(pk=waiting.pk).update(enqueued_at=timezone.now() - 200 * HOUR)
    output = StringIO()
    call_command("forget_tasks", stdout=output)
    assert output.getvalue() == "1 tasks forgotten.\n"
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {new.pk, waiting.pk}
    assert forget() == 0


def test_readiness_tells_of_tasks_that_nobody_runs() -> None:
    call_command("run_scheduled", "forget_tasks")
    row = ask("waiting")
    assert checks.tasks().state == State.OK
    for age, expected in ((HOUR / 30, State.DEGRADED), (2 * HOUR, State.DOWN)):
        DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=timezone.now() - age)
        found = checks.tasks()
        assert (found.state, found.facts["waiting"]) == (expected, 1)
        assert "passerelle-worker" in found.advice
    with lease("tasks:here", task_queue.SECONDS):
        assert checks.tasks().state == State.OK


def test_a_long_queue_is_judged_by_as_many_queries_as_a_short_one() -> None:
    counts = []
    for number in (2, 20):
        for _time in range(number):
            ask("one")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            queue()
            set_back()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_worker_whose_lease_is_of_a_clock_that_was_ahead_is_not_believed_to_live() -> None:
    row = taken(ask("left"), f"{task_queue.WORKER}1")
    Lease.objects.create(name=f"{task_queue.WORKER}1", until=timezone.now() + HOUR)
    assert set_back() == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY
