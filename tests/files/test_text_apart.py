"""Each file is read by a process of its own, which has limits and may fall."""

import pytest

from files.text import apart
from files.text.apart import UnreadError
from files.text.limits import MOST_CPU_SECONDS
from files.text.outcome import DONE, REFUSED, Outcome
from tests.files.conftest import MAKERS, outcome_apart


@pytest.mark.parametrize("kind", list(MAKERS))
def test_an_honest_file_is_read_apart_as_it_is_here(kind: str) -> None:
    outcome = outcome_apart(kind, MAKERS[kind]("Une phrase claire"))
    assert outcome.state == DONE
    assert "Une phrase claire" in outcome.text


def test_a_file_that_fills_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    hog = "import sys; sys.path.append(sys.argv[1]); from files.text import extract;"
    hog += "from files.text.formats import plain; plain.text = lambda file: ['x' * 2**29];"
    monkeypatch.setattr(apart, "BEGIN", f"{hog} extract.main()")
    assert outcome_apart("txt", b"x") == Outcome(REFUSED)


def test_a_process_that_takes_all_the_time_it_has_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hog = "import sys; sys.path.append(sys.argv[1]); from files.text import extract;"
    hog += "extract.MOST_CPU_SECONDS = 1; extract.limit_process()\nwhile True: pass"
    monkeypatch.setattr(apart, "BEGIN", hog)
    assert outcome_apart("txt", b"x") == Outcome(REFUSED)


def test_a_process_that_works_until_its_time_is_over_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "BEGIN", "while True: pass")
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.5)
    monkeypatch.setattr(apart, "MOST_CPU_SECONDS", 0)
    assert outcome_apart("txt", b"x") == Outcome(REFUSED)


def test_a_process_that_waits_is_ended_and_the_file_is_left_for_another_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "BEGIN", "import time; time.sleep(60)")
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.1)
    with pytest.raises(UnreadError):
        outcome_apart("txt", b"x")


@pytest.mark.parametrize("begin", ["raise SystemExit(3)", "print('nonsense')", ""])
def test_a_process_that_says_nothing_sensible_leaves_the_file_for_another_time(
    begin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "BEGIN", begin)
    with pytest.raises(UnreadError):
        outcome_apart("txt", b"x")


def test_a_process_that_writes_without_end_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        apart,
        "BEGIN",
        "import sys; sys.path.append(sys.argv[1]); from files.text import extract;"
        "extract.limit_process(); sys.stdout.write('done\\n')\n"
        "while True: sys.stdout.write('x' * 100_000)",
    )
    with pytest.raises(UnreadError):
        outcome_apart("txt", b"x")


def test_the_process_knows_neither_our_settings_nor_where_we_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET_KEY", "never-told")
    monkeypatch.setattr(
        apart, "BEGIN", "import os; print('done'); print(dict(os.environ), os.getcwd())"
    )
    outcome = outcome_apart("txt", b"x")
    assert "never-told" not in outcome.text
    assert "/" in outcome.text


def test_the_process_keeps_to_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = (
        "import sys; sys.path.append(sys.argv[1]); from files.text import extract;"
        "extract.limit_process(); import resource as r; print('done');"
        "print(r.getrlimit(r.RLIMIT_AS)[1], r.getrlimit(r.RLIMIT_CPU)[1])"
        "\ntry: bytearray(400 * 2**20)\nexcept MemoryError: print('no more')"
    )
    monkeypatch.setattr(apart, "BEGIN", tried)
    lines = outcome_apart("txt", b"x").text.splitlines()
    assert lines == [f"{300 * 2**20} {MOST_CPU_SECONDS}", "no more"]
