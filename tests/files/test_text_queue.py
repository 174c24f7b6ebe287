"""A new file waits to be read, is read once, and is found by its words from then on."""

import datetime
import hashlib
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import ReferenceIndex

from files.models import FileText, SiteDocument
from files.text import queue
from files.text.apart import UnreadError
from files.text.outcome import (
    DONE,
    FAILED,
    NO_TEXT,
    REFUSED,
    TOO_LARGE,
    WAITING,
    Outcome,
)
from files.text.queue import read_waiting, text_known
from files.text.record import LEASE, MOST_ATTEMPTS
from pages.models import Home
from tests.factories import a_space
from tests.files.conftest import archive, document, odt, pdf, replace

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    """How far each document came, by its title."""
    return dict(FileText.objects.values_list("document__title", "state"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of files that processes were begun for; what they say is as of a real one."""
    kinds: list[str] = []

    def read_apart(file: Any, kind: str) -> Outcome:
        kinds.append(kind)
        return Outcome(DONE, "words of " + hashlib.sha256(file.read()).hexdigest()[:6])

    monkeypatch.setattr(queue, "read_apart", read_apart)
    return kinds


def test_a_new_file_waits_and_is_read_after_the_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = document("note.odt", odt("les biodigesteurs"))
        assert states() == {"note.odt": WAITING}
        assert made.text == ""
    assert states() == {"note.odt": DONE}
    assert SiteDocument.objects.get().text == "les biodigesteurs"


def test_whoever_sends_a_file_does_not_wait_for_its_text(asked: list[str]) -> None:
    document("note.odt", odt("les biodigesteurs"))
    assert asked == []


def test_bombs_and_damaged_files_hold_up_no_other() -> None:
    laughs = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><x>&b;</x>"
    document("bombe.docx", archive(**{"word/document.xml": laughs}))
    document("coupé.pdf", pdf("x")[:200])
    document("vide.txt", b"\x00")
    document("bon.pdf", pdf("forage"))
    read_waiting.call()
    assert states() == {
        "bombe.docx": REFUSED,
        "coupé.pdf": FAILED,
        "vide.txt": NO_TEXT,
        "bon.pdf": DONE,
    }
    assert set(FileText.objects.exclude(state=DONE).values_list("text", flat=True)) == {""}


def test_a_damaged_file_is_kept_as_it_is() -> None:
    made = document("note.pdf", b"%PDF-1.7 damaged")
    read_waiting.call()
    assert made.file.read() == b"%PDF-1.7 damaged"


def test_kinds_without_words_are_not_read() -> None:
    for name in ("son.mp3", "paquet.zip", "livre.epub", "sans-nom"):
        document(name, b"x")
    assert states() == {}
    assert SiteDocument.objects.first().text == ""  # type: ignore[union-attr]


def test_the_same_file_is_never_read_twice(asked: list[str]) -> None:
    made = document("note.txt", b"un")
    read_waiting.call()
    made.title = "Autre nom"
    made.save()
    replace(made, b"un")
    read_waiting.call()
    assert asked == ["txt"]
    assert states() == {"Autre nom": DONE}


def test_the_same_file_elsewhere_has_the_same_text(asked: list[str]) -> None:
    document("note.txt", b"un")
    document("copie.txt", b"un")
    document("copie.md", b"un")
    read_waiting.call()
    assert asked == ["txt", "md"]
    assert len(set(FileText.objects.values_list("text", flat=True))) == 1


def test_the_words_of_a_replaced_file_are_forgotten_at_once_and_the_new_ones_read(
    asked: list[str],
) -> None:
    made = document("note.txt", b"un")
    read_waiting.call()
    before = FileText.objects.get()
    replace(made, b"deux")
    row = FileText.objects.get()
    assert (row.state, row.text, row.attempts) == (WAITING, "", 0)
    assert row.digest != before.digest
    read_waiting.call()
    assert FileText.objects.get().text not in ("", before.text)
    replace(made, b"son", "son.mp3")
    assert not FileText.objects.exists()


def test_a_file_that_failed_is_read_again_when_it_is_sent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(queue, "read_apart", lambda *_args: Outcome(FAILED))
    made = document("note.txt", b"un")
    read_waiting.call()
    assert states() == {"note.txt": FAILED}
    replace(made, b"un")
    assert states() == {"note.txt": WAITING}


def test_a_file_replaced_while_it_is_read_keeps_nothing_of_the_old_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = document("note.txt", b"ancien")
    read: list[bytes] = []

    def read_apart(file: Any, kind: str) -> Outcome:
        read.append(file.read())
        if len(read) == 1:
            replace(made, b"nouveau")
        return Outcome(DONE, read[-1].decode())

    monkeypatch.setattr(queue, "read_apart", read_apart)
    read_waiting.call()
    assert read == [b"ancien", b"nouveau"]
    assert FileText.objects.get().text == "nouveau"


def test_a_document_removed_while_it_is_read_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = document("note.txt", b"un")
    document("autre.txt", b"deux")

    def read_apart(file: Any, kind: str) -> Outcome:
        SiteDocument.objects.filter(pk=made.pk).delete()
        return Outcome(DONE, "mots")

    monkeypatch.setattr(queue, "read_apart", read_apart)
    read_waiting.call()
    assert states() == {"autre.txt": DONE}


def test_a_file_that_another_worker_reads_is_left_to_it_until_its_lease_is_over(
    asked: list[str],
) -> None:
    document("note.txt", b"un")
    assert queue.take() is not None
    assert queue.take() is None
    read_waiting.call()
    assert asked == []
    FileText.objects.update(taken_at=timezone.now() - LEASE - datetime.timedelta(seconds=1))
    read_waiting.call()
    assert states() == {"note.txt": DONE}


def test_a_file_that_cannot_be_had_is_tried_a_few_times_then_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(file: Any, kind: str) -> Outcome:
        raise UnreadError

    monkeypatch.setattr(queue, "read_apart", away)
    lost = document("perdu.txt", b"un")
    lost.file.storage.delete(lost.file.name)
    document("note.txt", b"deux")
    for attempt in range(1, MOST_ATTEMPTS + 1):
        read_waiting.call()
        assert set(FileText.objects.values_list("attempts", flat=True)) == {attempt}
        assert set(states().values()) == {WAITING}
        FileText.objects.update(taken_at=timezone.now() - 2 * LEASE)
    read_waiting.call()
    assert set(states().values()) == {FAILED}


def test_a_file_larger_than_may_be_sent_is_not_read(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "MOST_BYTES", 100)
    made = document("long.txt", b"x" * 101)
    document("juste.txt", b"x" * 100)
    read_waiting.call()
    assert states() == {"long.txt": TOO_LARGE, "juste.txt": DONE}
    assert asked == ["txt"]
    replace(made, b"x" * 101)
    assert states()["long.txt"] == TOO_LARGE


@pytest.mark.parametrize("way", ["save", "update"])
def test_a_file_that_moves_while_it_waits_is_read_where_it_is_now(
    home: Home, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = document("note.txt", b"le forage")
    private = a_space().collection
    plainly = queue.copy_file

    def moved(row: SiteDocument, copy: Any) -> bool:
        if way == "save":
            other = SiteDocument.objects.get(pk=made.pk)
            other.collection = private
            other.save()
        else:
            SiteDocument.objects.filter(pk=made.pk).update(collection=private)
        made.file.storage.delete(made.file.name)  # as on commit
        return plainly(row, copy)

    monkeypatch.setattr(queue, "copy_file", moved)
    read_waiting.call()
    assert SiteDocument.objects.get().file.name.startswith("private/")
    assert SiteDocument.objects.get().text == "le forage"


def test_what_reads_a_text_tells_whoever_wants_to_know_in_the_same_transaction() -> None:
    told: list[list[int]] = []

    def hear(ids: list[int], **signal: Any) -> None:
        told.append(ids)
        raise RuntimeError("the index is away")

    made = document("note.txt", b"un")
    text_known.connect(hear)
    try:
        read_waiting.call()
    finally:
        text_known.disconnect(hear)
    assert told == [[made.pk]]
    assert states() == {"note.txt": WAITING}


def test_text_is_no_use_of_its_document() -> None:
    made = document("note.txt", b"un")
    read_waiting.call()
    assert made.get_usage().count() == 0
    assert not ReferenceIndex.get_references_to(made).exists()


def test_the_command_reads_what_waits_and_what_no_row_tells_of(
    capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    document("note.TXT", b"un")
    document("son.mp3", b"deux")
    FileText.objects.all().delete()
    call_command("read_files")
    assert asked == ["txt"]
    assert capsys.readouterr().out == "done: 1\n"
    call_command("read_files")
    assert asked == ["txt"]


def test_the_command_reads_again_what_was_refused_if_asked_to(asked: list[str]) -> None:
    for state in (DONE, REFUSED, FAILED, TOO_LARGE):
        document(f"{state}.txt", state.encode())
        FileText.objects.filter(document__title=f"{state}.txt").update(state=state, attempts=3)
    call_command("read_files")
    assert asked == []
    call_command("read_files", "--again")
    assert len(asked) == 3
    assert set(states().values()) == {DONE}
