"""The journal is chained: what was altered, removed or put in afterwards is found, and named."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access import journal
from access.anchor import begin_again, held, place
from access.chain import Fault, breaks, chain
from access.models import JournalEntry, JournalHead
from access.models.journal import WORDS, digest_of
from people.actions.erase import erase
from people.models import Person
from tests.factories import PersonFactory, a_space

REASON = "A manager asked for help with the dates."


@pytest.fixture
def five(home: Any, settings: Any, tmp_path: Path) -> list[JournalEntry]:
    """Five entries in a row, all of them chained."""
    settings.JOURNAL_DIR = tmp_path / "journal"
    space, person = a_space(), PersonFactory()
    chain()
    written = [
        journal.write("entered", person, space, person, "manager", reason=REASON, way="asked")
        for _number in range(5)
    ]
    assert chain() == 5
    return list(JournalEntry.objects.filter(pk__in=[one.pk for one in written]).order_by("pk"))


def found() -> list[tuple[Fault, int | None]]:
    """What is wrong, and with which entry."""
    return [(one.fault, one.entry) for one in breaks()]


def change(entry: JournalEntry, **fields: Any) -> None:
    """Write into a row as somebody would who holds the database."""
    JournalEntry.objects.filter(pk=entry.pk).update(**fields)


def test_a_journal_that_nobody_touched_is_whole(five: list[JournalEntry]) -> None:
    assert breaks() == []
    assert [entry.place for entry in five] == list(range(five[0].place or 0, five[0].place + 5))


@pytest.mark.parametrize(
    "fields",
    [
        {"verb": "refused"}, {"role": "reader"}, {"actor_number": None}, {"person_number": 77},
        {"space_number": None}, {"facts": {WORDS: REASON, "way": "joined"}},
        {"facts": {WORDS: "Nothing.", "way": "asked"}}, {"facts": {"way": "asked"}},
        {"at": "2020-02-02T02:02:02Z"}, {"words_digest": ""},
    ],
)  # fmt: skip
def test_an_altered_entry_is_found(five: list[JournalEntry], fields: dict[str, Any]) -> None:
    change(five[2], **fields)
    assert found() == [(Fault.ALTERED, five[2].pk)]


def test_an_entry_that_names_somebody_else_is_found(five: list[JournalEntry]) -> None:
    change(five[1], actor=PersonFactory())
    assert found() == [(Fault.ALTERED, five[1].pk)]


def test_an_altered_entry_that_was_signed_again_is_found(five: list[JournalEntry]) -> None:
    entry = five[2]
    entry.role = "reader"
    entry.sign()
    entry.save()
    assert found() == [(Fault.INSERTED, entry.pk)]


def test_removed_entries_are_found_in_the_middle_and_at_the_end(five: list[JournalEntry]) -> None:
    for entry in (five[1], five[2], five[4]):
        entry.delete()
    places = [(one.fault, one.place, one.last) for one in breaks()]
    first = five[0].place or 0
    assert places == [
        (Fault.REMOVED, first + 1, first + 2),
        (Fault.REMOVED, first + 4, first + 4),
    ]


def test_an_entry_that_was_put_in_is_found(five: list[JournalEntry]) -> None:
    JournalEntry.objects.bulk_create([JournalEntry(verb="erased", person_number=5)])
    chain()
    put_in = JournalEntry.objects.latest("pk")
    assert found() == [(Fault.INSERTED, put_in.pk)]
    head = JournalHead.objects.get()
    put_in.sign()
    put_in.place, put_in.link = head.place + 1, head.link
    put_in.save()
    assert (Fault.INSERTED, put_in.pk) in found()


def test_an_entry_that_takes_the_place_of_another_is_found(five: list[JournalEntry]) -> None:
    place, link = five[3].place, five[3].link
    five[3].delete()
    JournalEntry.objects.create(verb="erased", place=place, link=link)
    assert found() == [(Fault.INSERTED, JournalEntry.objects.latest("pk").pk)]


def test_whoever_is_erased_takes_her_words_along_and_the_chain_stays_whole(
    five: list[JournalEntry],
) -> None:
    person = Person.objects.get(pk=five[0].actor_id)
    erase(person)
    chain()
    assert breaks() == []
    five[0].refresh_from_db()
    assert WORDS not in five[0].facts
    assert (five[0].salt, five[0].facts["way"]) == ("", "asked")


def test_the_chain_stays_whole_when_people_and_spaces_are_gone(five: list[JournalEntry]) -> None:
    JournalEntry.objects.update(person=None, actor=None, space=None)
    assert breaks() == []


def test_entries_that_a_dead_process_left_behind_are_chained_with_the_next(
    five: list[JournalEntry],
) -> None:
    journal.write("refused", None)
    journal.write("refused", None)
    assert breaks() == []
    assert chain() == 2
    assert breaks() == []


def test_an_entry_is_chained_once_it_is_committed(
    home: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        journal.write("refused", None)
    assert JournalEntry.objects.latest("pk").place


def test_to_chain_costs_as_many_queries_for_one_entry_as_for_many(home: Any) -> None:
    counts = []
    for number in (1, 40):
        for _one in range(number):
            journal.write("refused", None)
        with CaptureQueriesContext(connection) as queries:
            chain()
        counts.append(len(queries))
    assert counts[0] >= counts[1]


def test_the_command_says_which_entry_and_ends_with_1(five: list[JournalEntry]) -> None:
    out = io.StringIO()
    call_command("check_journal", stdout=out)
    assert out.getvalue() == "0 findings.\n"
    change(five[2], role="reader")
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_journal", "--json", stdout=out)
    place = five[2].place
    assert json.loads(out.getvalue()) == [
        {"fault": "altered", "entry": five[2].pk, "place": place, "last": place}
    ]
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_journal", stdout=out)
    assert f"Entry {five[2].pk}, at place {place} of the journal: altered." in out.getvalue()


@pytest.fixture
def held_apart(five: list[JournalEntry]) -> list[JournalEntry]:
    """The same, with the last link of each chaining written down apart from the database."""
    call_command("check_journal", stdout=io.StringIO())
    return five


def reckon_anew() -> None:
    """What somebody does who holds the database and knows how it is chained."""
    link = ""
    for entry in JournalEntry.objects.order_by("place"):
        entry.sign()
        link = entry.link = digest_of(link, entry.digest)
        entry.save()
    JournalHead.objects.update(link=link, place=JournalEntry.objects.latest("place").place)


def test_each_chaining_is_held_apart_once_it_is_committed(
    home: Any, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.JOURNAL_DIR = tmp_path / "journal"
    with django_capture_on_commit_callbacks(execute=True):
        journal.write("refused", None)
    head = JournalHead.objects.get()
    assert held() == {head.place: head.link}
    assert place().stat().st_mode & 0o777 == 0o600


def test_a_disk_that_is_full_keeps_nobody_from_writing_the_journal(
    home: Any, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    (tmp_path / "file").touch()
    settings.JOURNAL_DIR = tmp_path / "file"
    with django_capture_on_commit_callbacks(execute=True):
        journal.write("refused", None)
    assert JournalEntry.objects.latest("pk").place


def test_a_chain_that_was_reckoned_anew_is_found_by_what_is_held_apart(
    held_apart: list[JournalEntry],
) -> None:
    change(held_apart[2], role="reader")
    reckon_anew()
    assert found() == [(Fault.RECKONED, held_apart[4].pk)]
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("check_journal", stdout=out)
    assert "chained anew" in out.getvalue()
    # To look does not make it right.
    assert found() == [(Fault.RECKONED, held_apart[4].pk)]


def test_entries_cut_off_with_the_head_set_back_are_found(held_apart: list[JournalEntry]) -> None:
    last = held_apart[4].place
    held_apart[4].delete()
    reckon_anew()
    assert [(one.fault, one.place, one.last) for one in breaks()] == [(Fault.REMOVED, last, last)]


def test_a_line_in_which_the_power_failed_is_passed_over(held_apart: list[JournalEntry]) -> None:
    with place().open("ab") as file:
        file.write(b'\n{"place": 7, "li\n[]\n7\n{"place": "x", "link": ""}\n\xff\n')
    assert breaks() == []
    assert held() == {held_apart[4].place: held_apart[4].link}


def test_a_restore_goes_on_from_where_the_backup_ends_and_holds_what_was_before(
    held_apart: list[JournalEntry],
) -> None:
    journal.write("refused", None)
    call_command("check_journal", stdout=io.StringIO())
    JournalEntry.objects.latest("place").delete()
    JournalHead.objects.update(place=held_apart[4].place, link=held_apart[4].link)
    assert [one.fault for one in breaks()] == [Fault.REMOVED]
    begin_again(is_ours=True)
    assert breaks() == []
    change(held_apart[2], role="reader")
    reckon_anew()
    assert found() == [(Fault.RECKONED, held_apart[4].pk)]


def test_the_backup_of_another_site_is_held_from_its_own_end_on(
    held_apart: list[JournalEntry],
) -> None:
    change(held_apart[2], role="reader")
    reckon_anew()
    begin_again(is_ours=False)
    assert breaks() == []
    change(held_apart[3], role="reader")
    reckon_anew()
    assert found() == [(Fault.RECKONED, held_apart[4].pk)]
