"""The journal of removals: on the disk before the act, whole or not trusted."""

import stat
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings

from access.apart import append
from passerelle.removals.journal import JournalError, lines_since, note, place, with_mark
from people.models import Person
from tests.factories import PersonFactory


@pytest.fixture(autouse=True)
def apart(settings: Settings, tmp_path: Path) -> Path:
    """A journal of the test's own."""
    settings.JOURNAL_DIR = tmp_path / "journal"
    return tmp_path


def test_what_was_done_before_a_backup_is_not_done_again(db: None) -> None:
    note("unpublished", id=1)
    with with_mark() as mark:
        pass
    note("unpublished", id=2)
    with with_mark():
        pass
    note("unpublished", id=3)
    assert [line["id"] for line in lines_since(mark)] == [2, 3]


def test_only_its_owner_reads_it(db: None) -> None:
    note("unpublished", id=1)
    assert stat.S_IMODE(place().stat().st_mode) == 0o600
    assert stat.S_IMODE(place().parent.stat().st_mode) == 0o700


def test_without_a_journal_nothing_is_known() -> None:
    with pytest.raises(JournalError):
        lines_since("mark")


def test_a_journal_of_another_site_knows_nothing(db: None) -> None:
    with with_mark():
        pass
    with pytest.raises(JournalError, match="knows nothing"):
        lines_since("0" * 32)


def test_a_line_that_was_cut_by_a_fall_is_followed_by_whole_ones(db: None) -> None:
    with place_open("ab") as file:
        file.write(b'{"act": "unpubl')
    with with_mark() as mark:
        pass
    note("unpublished", id=4)
    assert [line["id"] for line in lines_since(mark)] == [4]


@pytest.mark.parametrize("damage", [b"\n{torn\n", b"\n[]\n", b"\xff\n"])
def test_a_journal_that_is_damaged_after_the_backup_is_not_trusted(db: None, damage: bytes) -> None:
    with with_mark() as mark:
        pass
    with place_open("ab") as file:
        file.write(damage)
    append(place(), {"act": "unpublished", "id": 1})
    with pytest.raises(JournalError):
        lines_since(mark)


def test_a_mark_is_known_by_its_own_line_only(db: None) -> None:
    append(place(), {"act": "silence", "topic": "abcd"})
    with pytest.raises(JournalError):
        lines_since("abcd")


def test_an_act_that_cannot_be_written_down_is_not_done(db: None, apart: Path) -> None:
    person = PersonFactory()
    (apart / "journal").write_text("no folder")
    with pytest.raises(OSError), transaction.atomic():
        Person.objects.get(pk=person.pk).delete()
    assert Person.objects.filter(pk=person.pk).exists()


def place_open(mode: str):  # type: ignore[no-untyped-def]
    """The file of the journal."""
    place().parent.mkdir(parents=True, exist_ok=True)
    return place().open(mode)
