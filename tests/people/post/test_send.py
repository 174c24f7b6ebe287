"""What is due is sent once, to those who may still see it, whatever the mail server does."""

import datetime
import threading
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from people.models import Letter, Person, Silence
from people.post.kinds import KINDS, Kind
from people.post.send import BATCH, LEASE, MINUTES, claim, deliver, send_due
from people.post.write import write
from tests.people.post.conftest import new_reader
from tests.people.post.mail_server import MailServer

FAULTS = ["busy", "full", "unknown", "rejects", "silent", "hangs", "closes", "drops"]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that the test moves."""
    with time_machine.travel(timezone.now(), tick=False) as moved:
        yield moved


def write_note(*people: Person, number: int = 1) -> None:
    """Tell of a note."""
    write("note", people, {"thread": 1}, key=f"note:{number}")


def reasons() -> set[str]:
    """Why letters were dropped."""
    return set(Letter.objects.values_list("dropped_because", flat=True))


def test_what_the_server_accepts_is_sent_and_is_not_sent_again(
    reader: Person, server: MailServer
) -> None:
    write_note(reader, new_reader())
    assert send_due() == {"sent": 2}
    assert send_due() == {}
    assert {message["To"] for message in server.accepted} == set(
        Person.objects.values_list("email", flat=True)
    )


def test_more_than_a_batch_goes_out_in_one_go(reader: Person, server: MailServer) -> None:
    for number in range(BATCH + 5):
        write_note(reader, number=number)
    assert send_due() == {"sent": BATCH + 5}
    assert len(server.accepted) == BATCH + 5


@pytest.mark.parametrize("fault", FAULTS)
def test_a_server_that_fails_breaks_no_action_and_the_letter_goes_out_later(
    reader: Person,
    server: MailServer,
    fault: str,
    clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    server.fault = fault
    with django_capture_on_commit_callbacks(execute=True):
        write_note(reader)
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.dropped_at, letter.attempts) == (None, None, 1)
    assert letter.send_after == timezone.now() + datetime.timedelta(minutes=MINUTES[0])
    server.fault = ""
    assert send_due() == {}, "it waits a little first"
    clock.shift(datetime.timedelta(minutes=1))
    assert send_due() == {"sent": 1}
    assert len(server.accepted) == 1


def test_no_server_at_all_is_a_server_that_fails(reader: Person, server: MailServer) -> None:
    server.shutdown()
    server.server_close()
    write_note(reader, new_reader())
    assert send_due() == {"postponed": 2}
    assert set(Letter.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.parametrize("fault", ["unknown", "silent"])
def test_a_letter_is_tried_for_a_day_with_longer_and_longer_pauses_then_dropped(
    reader: Person, server: MailServer, fault: str, clock: time_machine.Traveller
) -> None:
    server.fault = fault
    write_note(reader)
    begun, waits = timezone.now(), []
    while not (letter := Letter.objects.get()).dropped_at:
        clock.move_to(letter.send_after)
        waits.append(letter.send_after - begun)
        send_due()
    assert letter.dropped_because == Letter.Dropped.UNREACHABLE
    assert waits[-1] == datetime.timedelta(days=1)
    assert waits == sorted(waits)
    assert len(waits) == len(MINUTES) + 1


def test_one_address_that_is_refused_does_not_hold_up_the_others(
    reader: Person, server: MailServer
) -> None:
    server.fault, server.faulty = "unknown", {reader.email}
    other = new_reader()
    write_note(reader, other)
    assert send_due() == {"sent": 1, "postponed": 1}
    assert [message["To"] for message in server.accepted] == [other.email]


def test_a_server_that_breaks_off_is_left_in_peace_by_the_next_letters_and_requests(
    reader: Person,
    server: MailServer,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    server.fault = "closes"
    write_note(reader, new_reader(), new_reader())
    assert send_due() == {"postponed": 3}
    assert server.offered == 1
    with django_capture_on_commit_callbacks(execute=True):
        write_note(reader, number=2)
    assert server.offered == 1
    cache.clear()
    server.fault = ""
    deliver.enqueue()
    assert [message["To"] for message in server.accepted] == [reader.email]


def test_nobody_gets_what_she_may_no_longer_see(reader: Person, server: MailServer) -> None:
    write_note(reader)
    reader.groups.remove(Group.objects.get(name="Readers"))
    assert send_due() == {"dropped": 1}
    assert reasons() == {Letter.Dropped.REFUSED}
    assert server.accepted == []


def test_nobody_who_left_or_stopped_such_letters_meanwhile_gets_one(
    reader: Person, server: MailServer
) -> None:
    other = new_reader()
    write_note(reader, other)
    Person.objects.filter(pk=reader.pk).update(is_active=False)
    Silence.objects.create(person=other, kind="note", topic="thread:1")
    assert send_due() == {"dropped": 2}
    assert reasons() == {Letter.Dropped.INACTIVE, Letter.Dropped.STOPPED}
    assert server.accepted == []


@pytest.mark.parametrize(
    "address", ["", "awa", "awa@example.org\r\nBcc: evil@example.org", "a@x.org, b@x.org"]
)
def test_an_account_with_a_bad_address_gets_no_letter_and_adds_no_header(
    reader: Person, server: MailServer, address: str
) -> None:
    write_note(reader)
    Person.objects.filter(pk=reader.pk).update(email=address)
    assert send_due() == {"dropped": 1}
    assert reasons() == {Letter.Dropped.ADDRESS}
    assert server.offered == 0


def test_a_letter_about_something_that_is_gone_is_dropped(
    reader: Person, note: Kind, monkeypatch: pytest.MonkeyPatch, server: MailServer
) -> None:
    def gone(*given: Any) -> None:
        raise ObjectDoesNotExist

    monkeypatch.setattr(type(note), "context", gone)
    write_note(reader)
    assert send_due() == {"dropped": 1}
    assert reasons() == {Letter.Dropped.GONE}


def test_letters_of_a_kind_that_is_no_more_are_dropped(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_note(reader)
    monkeypatch.delitem(KINDS, "note")
    assert send_due() == {"dropped": 1}
    assert reasons() == {Letter.Dropped.UNKNOWN}


def test_a_letter_that_cannot_be_written_is_put_off_and_the_others_go_out(
    reader: Person, note: Kind, monkeypatch: pytest.MonkeyPatch, server: MailServer
) -> None:
    write_note(reader, new_reader())
    context = note.context

    def damaged(self: Kind, letter: Letter, person: Person) -> Any:
        if person == reader:
            raise RuntimeError("damaged")
        return context(letter, person)

    monkeypatch.setattr(type(note), "context", damaged)
    assert send_due() == {"sent": 1, "postponed": 1}


def test_a_letter_is_claimed_by_one_worker_and_taken_up_again_when_that_one_was_killed(
    reader: Person, server: MailServer, clock: time_machine.Traveller
) -> None:
    write_note(reader)
    number = Letter.objects.get().pk
    assert claim(number) is not None
    assert claim(number) is None
    clock.shift(LEASE - datetime.timedelta(seconds=1))
    assert send_due() == {}
    clock.shift(datetime.timedelta(seconds=1))
    assert send_due() == {"sent": 1}
    assert len(server.accepted) == 1


class Killed(BaseException):
    """What no handler of faults may catch."""


def test_a_worker_that_is_killed_while_sending_loses_no_letter(
    reader: Person, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill(*given: Any) -> int:
        raise Killed

    write_note(reader, new_reader())
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(EmailBackend, "send_messages", kill)
        send_due()
    assert send_due() == {"sent": 1}, "the other letter"
    clock.shift(LEASE)
    assert send_due() == {"sent": 1}


@pytest.fixture
def readers_for_all(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Person]]:
    """People whom other threads see too; they go afterwards, and nothing else with them."""
    with django_db_blocker.unblock():
        readers = [new_reader() for _time in range(12)]
        yield readers
        Person.objects.filter(pk__in=[reader.pk for reader in readers]).delete()
        Group.objects.filter(name="Readers").delete()


def test_workers_that_race_send_each_letter_once(
    readers_for_all: list[Person], server: MailServer
) -> None:
    later = timezone.now() + datetime.timedelta(hours=1)
    write("note", readers_for_all, {"thread": 1}, key="race", send_after=later)
    Letter.objects.update(send_after=timezone.now())
    start = threading.Barrier(4)

    def work() -> None:
        try:
            start.wait()
            send_due()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _time in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(message["To"] for message in server.accepted) == sorted(
        person.email for person in readers_for_all
    )
    assert not Letter.objects.waiting().exists()


def test_the_command_sends_what_is_due_and_counts_it(reader: Person, server: MailServer) -> None:
    write_note(reader)
    out = StringIO()
    call_command("send_letters", stdout=out)
    assert "1 letters sent, 0 dropped, 0 put off." in out.getvalue()


def test_nothing_in_the_log_names_the_recipient_or_the_words(
    reader: Person, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    for fault in ("unknown", "closes"):
        server.fault = fault
        write_note(reader, number=len(fault))
        send_due()
    assert caplog.records
    for secret in (reader.email, "Kaya", "no such user"):
        assert secret not in caplog.text


def test_what_a_clock_that_was_ahead_has_written_leaves_at_once_and_once(
    reader: Person, server: MailServer, clock: time_machine.Traveller
) -> None:
    clock.shift(datetime.timedelta(days=1))
    write_note(reader, new_reader())
    claimed = Letter.objects.latest("pk")
    assert claim(claimed.pk)
    clock.shift(datetime.timedelta(days=-1))
    assert send_due() == {}
    call_command("send_letters", stdout=StringIO())
    assert Letter.objects.get(sent_at=None) == claimed, "another worker holds it"
    clock.shift(LEASE)
    call_command("send_letters", stdout=StringIO())
    assert len(server.accepted) == 2
