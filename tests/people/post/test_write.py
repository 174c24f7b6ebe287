"""An event leaves one letter for each recipient, in its own transaction."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from people.models import Letter, Person, Silence
from people.post.write import write
from tests.factories import PersonFactory
from tests.people.post.conftest import new_reader


def test_the_letter_waits_for_the_commit_and_is_sent_after_it(
    reader: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        write("note", [reader], {"thread": 1}, key="note:1")
        assert Letter.objects.waiting().count() == 1
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [[reader.email]]
    assert Letter.objects.get().sent_at is not None


def test_an_event_that_is_rolled_back_leaves_no_letter(
    reader: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with (
        django_capture_on_commit_callbacks() as callbacks,
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        write("note", [reader], {"thread": 1}, key="note:1")
        raise ZeroDivisionError
    assert callbacks == []
    assert not Letter.objects.exists()


def test_the_same_event_makes_one_letter_for_each_recipient_however_often_it_is_told(
    reader: Person,
) -> None:
    other = new_reader()
    for _time in range(2):
        write("note", [reader, reader, other], {"thread": 1}, key="note:1")
        write("note", ["Awa@example.org", "awa@example.org"], {}, key="note:1", language="fr")
    assert Letter.objects.count() == 3
    write("note", [reader], {"thread": 1}, key="note:2")
    assert Letter.objects.count() == 4


def test_a_letter_can_be_put_off_and_no_worker_is_called(
    reader: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    with django_capture_on_commit_callbacks() as callbacks:
        write("note", [reader], {"thread": 1}, key="note:1", send_after=tomorrow)
    assert callbacks == []
    assert not Letter.objects.due(timezone.now()).exists()
    assert Letter.objects.due(tomorrow).exists()


def test_those_who_are_gone_or_stopped_such_letters_get_none(reader: Person) -> None:
    gone = new_reader(is_active=False)
    silent_here, silent_everywhere, silent_elsewhere = (new_reader() for _time in range(3))
    Silence.objects.create(person=silent_here, kind="note", topic="thread:1")
    Silence.objects.create(person=silent_everywhere, kind="note")
    Silence.objects.create(person=silent_elsewhere, kind="note", topic="thread:2")
    people = [reader, gone, silent_here, silent_everywhere, silent_elsewhere]
    write("note", people, {"thread": 1}, key="note:1")
    assert {letter.person for letter in Letter.objects.all()} == {reader, silent_elsewhere}


@pytest.mark.parametrize(
    "facts",
    [{"text": "A sentence"}, {"text": "x" * 81}, {"text": ["fine", "not fine"]}, {"text": 1.5}],
)
def test_what_people_wrote_never_enters_the_outbox(reader: Person, facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="text"):
        write("note", [reader], facts, key="note:1")
    assert not Letter.objects.exists()


def test_ids_and_short_codes_do(reader: Person) -> None:
    facts = {"thread": 1, "ids": [1, 2], "role": "manager", "on": "2031-05-12T10:00:00+02:00"}
    write("note", [reader], facts, key="note:1")
    assert Letter.objects.get().facts == facts


@pytest.mark.parametrize(
    "address",
    ["", "awa", "awa@example.org\nBcc: x@example.org", "a@x.org, b@x.org", "Awa <a@x.org>"],
)
def test_a_bare_address_that_is_none_is_refused_with_all_the_others(db: None, address: str) -> None:
    with pytest.raises(ValidationError):
        write("note", ["fine@example.org", address], {}, key="note:1", language="fr")
    assert not Letter.objects.exists()


@pytest.mark.parametrize("language", ["", "xx"])
def test_a_bare_address_comes_with_a_language_of_the_site(db: None, language: str) -> None:
    with pytest.raises(ValueError, match="language"):
        write("note", ["awa@example.org"], {}, key="note:1", language=language)


def test_a_kind_that_nobody_registered_is_a_mistake(reader: Person) -> None:
    with pytest.raises(KeyError):
        write("nonsense", [reader], {}, key="note:1")


def test_writing_to_many_asks_the_database_no_more_often(reader: Person) -> None:
    counts = []
    for size in (2, 40):
        people = PersonFactory.create_batch(size)
        with CaptureQueriesContext(connection) as queries:
            write("note", people, {"thread": 1}, key=f"note:{size}")
        counts.append(len(queries))
    assert counts[0] == counts[1]
