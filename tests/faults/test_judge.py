"""The judge of faults finds what is lost, doubled, half there or overwritten."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from access.models import Space
from discussions.actions.write import Words, begin
from discussions.models import Message, Thread
from people.models import Letter
from tests.factories import PersonFactory, a_space
from tests.faults.acts import ACTS
from tests.faults.judge import Judge, Verdict, half_states, lonely_rows, missing_files
from tests.faults.ledger import OFTEN, Entry, Ledger
from tests.faults.mail import Post

NAME = "zx000001"


@pytest.fixture
def space(homes: Any) -> Space:
    """Where notes are written."""
    return a_space()


@pytest.fixture
def judge() -> Judge:
    """Looks at notes, and needs no world for that."""
    return Judge(None, 0, Post(0))  # type: ignore[arg-type]


def written(space: Space) -> Message:
    """A note as people write it."""
    words = Words(f"Le texte {NAME}.")
    return begin(space, "note", PersonFactory(), NAME, "fr", words)


def judged(judge: Judge, is_taken: bool) -> Verdict:
    """What is found of one note."""
    verdict = Verdict()
    judge.look_at(Entry("note", NAME, 0, is_taken=is_taken), verdict)
    return verdict


def test_what_is_there_once_or_was_never_taken_is_well(db: None, judge: Judge, space: Any) -> None:
    assert not any(judged(judge, is_taken=False).found.values())
    written(space)
    for is_taken in (True, False):
        assert not any(judged(judge, is_taken).found.values())


def test_what_was_taken_and_is_not_there_is_lost(db: None, judge: Judge) -> None:
    assert judged(judge, is_taken=True).number("lost") == 1


def test_what_is_there_twice_is_doubled(db: None, judge: Judge, space: Space) -> None:
    written(space)
    written(space)
    assert judged(judge, is_taken=True).number("doubled") == 1


def test_what_is_there_in_part_is_half(db: None, judge: Judge, space: Space) -> None:
    written(space)
    Message.objects.all().delete()
    assert judged(judge, is_taken=False).number("half") == 1
    assert len(list(lonely_rows())) == Thread.objects.count() == 1


def test_a_page_tree_that_does_not_hold_together_is_half(db: None, homes: Any) -> None:
    assert list(half_states()) == []
    type(homes[0]).objects.filter(pk=homes[0].pk).update(numchild=7)
    assert len(list(half_states())) == 1


def test_a_letter_that_never_came_is_lost_and_one_that_came_again_is_not_doubled(
    db: None, judge: Judge
) -> None:
    from django.utils import timezone

    from people.post.compose import message_id

    now = timezone.now()
    letter = Letter.objects.create(
        key="a", kind="contact", address="a@example.org", send_after=now, sent_at=now
    )
    assert judge.look_at_mail().number("lost") == 1
    judge.post.taken += [(message_id("a"), letter.address)] * 2
    assert not any(judge.look_at_mail().found.values())
    assert judge.repeated == 1
    judge.post.taken.append((message_id("another"), letter.address))
    assert judge.look_at_mail().number("doubled") == 1


def test_files_that_are_there_are_not_missed(db: None) -> None:
    assert list(missing_files()) == []


def test_only_what_was_sent_later_may_stand_in_the_place_of_what_was_taken(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ACTS["draft"], "current", lambda *_asked: "zx1", raising=False)
    judge.world = SimpleNamespace(writers=[None])  # type: ignore[assignment]
    stands, other = (Entry("draft", name, 0, is_taken=True) for name in ("zx1", "zx2"))
    stands.tried_at, other.tried_at = 2, 1
    assert list(judge.overwritten([stands, other])) == []
    stands.tried_at, other.tried_at = 1, 2
    assert len(list(judge.overwritten([stands, other]))) == 1


def test_an_act_that_is_tried_often_and_never_taken_proves_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    for _time in range(OFTEN):
        ledger.begin("directory", 0)
        entry = ledger.begin("note", 0)
    ledger.begin("upload", 0)
    ledger.note(entry)
    assert ledger.untaken() == ["directory"]
