"""After a failure a server is left alone for a while; then one request tries for all."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from search.engines import Request, database_engine
from search.engines import circuit as timed
from search.engines.circuit import OPEN_SECONDS, Circuit
from search.engines.standby import StandbyEngine


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        """What it shows."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of circuits."""
    found = Clock()
    monkeypatch.setattr(timed, "time", found)
    return found


def test_a_circuit_lets_all_through_until_one_fails(clock: Clock) -> None:
    circuit = Circuit()
    assert [circuit.lets_through() for _ in range(3)] == [True, True, True]
    assert circuit.failed("away")
    assert not circuit.failed("still away")
    assert not circuit.lets_through()
    assert circuit.why == "still away"


def test_after_a_while_one_alone_tries(clock: Clock) -> None:
    circuit = Circuit()
    circuit.failed("away")
    clock.now += OPEN_SECONDS
    with ThreadPoolExecutor(8) as threads:
        allowed = list(threads.map(lambda _: circuit.lets_through(), range(40)))
    assert allowed.count(True) == 1
    circuit.worked()
    assert circuit.lets_through()
    assert circuit.why == ""


def test_one_that_tried_in_vain_lets_the_others_wait_again(clock: Clock) -> None:
    circuit = Circuit()
    circuit.failed("away")
    clock.now += OPEN_SECONDS
    assert circuit.lets_through()
    circuit.failed("away")
    clock.now += OPEN_SECONDS - 1
    assert not circuit.lets_through()
    clock.now += 1
    assert circuit.lets_through()


@pytest.mark.django_db
def test_one_that_takes_the_first_of_all_only_tells_that_the_server_answers(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    circuit = Circuit()
    circuit.failed("away")
    clock.now += OPEN_SECONDS
    main = database_engine()
    monkeypatch.setattr(main, "all", lambda _request: iter([1, 2, 3]))
    every = StandbyEngine(main, database_engine(), circuit).all(Request(("public",), "fr"))
    assert next(every) == 1
    every.close()
    assert circuit.lets_through()
    assert circuit.lets_through()


def test_one_that_never_told_is_followed_by_another(clock: Clock) -> None:
    circuit = Circuit()
    circuit.failed("away")
    clock.now += OPEN_SECONDS
    assert circuit.lets_through()
    clock.now += OPEN_SECONDS
    assert circuit.lets_through()
