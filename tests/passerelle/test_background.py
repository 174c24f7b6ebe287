"""What takes seconds is done beside the request, by one thread for the whole process."""

import threading

import pytest
from django_tasks import task
from django_tasks.base import Task

from passerelle.background import ThreadBackend

PATIENCE = 30
done = threading.Event()
go_on = threading.Event()
threads: list[str] = []


@task(backend="background")
def note(name: str) -> None:
    """Note where this runs."""
    go_on.wait(PATIENCE)
    threads.append(threading.current_thread().name)
    if name == "bad":
        raise RuntimeError("damaged")
    if name == "last":
        done.set()


@pytest.fixture(autouse=True)
def nothing_noted() -> None:
    """Begin without anything noted."""
    done.clear()
    go_on.clear()
    threads.clear()


def enqueue(name: str) -> None:
    """Ask for a task as a request does, each through a backend of its own."""
    asked: Task = note
    ThreadBackend("background", {}).enqueue(asked, [name], {})


def test_tasks_are_run_one_after_another_while_whoever_asked_goes_on() -> None:
    for name in ("first", "bad", "last"):
        enqueue(name)
    assert threads == []
    go_on.set()
    assert done.wait(PATIENCE)
    assert threads == ["tasks"] * 3
    assert threading.current_thread().name != "tasks"


def test_a_thread_that_ended_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Thread(target=lambda: None)
    ended.start()
    ended.join()
    monkeypatch.setattr(ThreadBackend, "thread", ended)
    go_on.set()
    enqueue("last")
    assert done.wait(PATIENCE)
