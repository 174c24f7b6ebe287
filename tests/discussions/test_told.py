"""Whoever follows a thread or is named in it is told, if she may read it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from access.actions.membership import end
from access.models import Space
from discussions.actions.edit import edit
from discussions.actions.follow import follow
from discussions.actions.write import Words, answer
from discussions.mentions import mentioned
from discussions.models import Mention, Thread
from discussions.recipients import recipients
from discussions.signals import message_written
from pages.models import Home
from people.models import Person
from tests.discussions.conftest import answered, begun
from tests.factories import PersonFactory, a_space, belonging

Told = list[tuple[str, list[Person]]]


@pytest.fixture
def told() -> Iterator[Told]:
    """The messages that were announced, each with those to tell."""
    heard: Told = []

    def hear(message: Any, people: list[Person], **signal: Any) -> None:
        heard.append((message.text, people))

    message_written.connect(hear)
    yield heard
    message_written.disconnect(hear)


def test_those_who_follow_are_told_of_an_answer_and_its_author_is_not(
    space: Space, writer: Person, thread: Thread, told: Told
) -> None:
    other = belonging(space, "contributor")
    answered(thread, other, "Un")
    answered(thread, writer, "Deux")
    assert told == [("Un", [writer]), ("Deux", [other])]


def test_somebody_who_left_is_told_nothing(
    space: Space, writer: Person, thread: Thread, told: Told
) -> None:
    end(space.memberships.get(person=writer), actor=None)
    answered(thread, belonging(space, "contributor"), "@Moussa Ba ?")
    assert told[-1][1] == []


def test_an_inactive_account_is_told_nothing(
    space: Space, writer: Person, thread: Thread, told: Told
) -> None:
    Person.objects.filter(pk=writer.pk).update(is_active=False)
    answered(thread, belonging(space, "contributor"), "@Moussa Ba ?")
    assert told[-1][1] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("@Aïcha Sow regarde", 1),
        ("@aicha sow, regarde", 1),
        ("Pour @AICHA.", 1),
        ("@Aicha Sowe", 1),  # her first name
        ("@Aichas", 0),
        ("aicha@sow.org", 0),
        ("@Awa", 0),  # two people bear it
        ("@Awa Diallo", 2),
        ("@", 0),
        ("@" * 5000, 0),
    ],
)
def test_a_name_after_an_at_is_understood(
    space: Space, writer: Person, thread: Thread, text: str, number: int
) -> None:
    belonging(space, "reader", first_name="Aïcha", last_name="Sow")
    belonging(space, "reader")
    assert len(mentioned(text, thread, writer)) == number


def test_whoever_does_not_see_the_people_of_a_space_cannot_find_them_out_by_naming_them(
    space: Space, thread: Thread
) -> None:
    belonging(space, "reader", first_name="Aïcha", last_name="Sow")
    partner = belonging(space, "contributor", limited=True)
    assert mentioned("@Aïcha Sow", thread, partner) == []
    assert [person.last_name for person in mentioned("@Moussa Ba", thread, partner)] == ["Ba"]


def test_people_of_other_spaces_are_not_named(space: Space, writer: Person, thread: Thread) -> None:
    belonging(a_space("ailleurs"), "reader", first_name="Aïcha", last_name="Sow")
    assert mentioned("@Aïcha Sow", thread, writer) == []


def test_a_change_tells_those_who_were_not_named_before_and_no_others(
    space: Space, writer: Person, told: Told
) -> None:
    aicha = belonging(space, "reader", first_name="Aïcha", last_name="Sow")
    omar = belonging(space, "reader", first_name="Omar", last_name="Fall")
    message = begun(space, writer, text="@Aïcha Sow")
    edit(message, writer, Words("@Aïcha Sow et @Omar"), message.thread.title)
    assert told == [("@Aïcha Sow", [aicha]), ("@Aïcha Sow et @Omar", [omar])]
    edit(message, writer, Words("@Omar"), message.thread.title)
    assert [row.person for row in Mention.objects.all()] == [omar]
    assert len(told) == 2


def test_following_is_no_right_to_read(space: Space, thread: Thread, told: Told) -> None:
    follow(thread, PersonFactory())
    answered(thread, belonging(space, "contributor"), "Un")
    assert len(told[-1][1]) == 1


def test_a_form_that_is_sent_twice_tells_once(
    space: Space, writer: Person, thread: Thread, told: Told
) -> None:
    words = Words("Un")
    other = belonging(space, "contributor")
    for _time in range(2):
        answer(thread, other, words)
    assert told == [("Un", [writer])]


@pytest.mark.parametrize("preset", ["open", "secret"])
def test_finding_out_whom_to_tell_costs_the_same_for_one_and_for_twenty(
    homes: tuple[Home, Home], django_assert_num_queries: DjangoAssertNumQueries, preset: str
) -> None:
    space = a_space("place", preset)
    author = belonging(space, "contributor")
    message = begun(space, author)
    for number in (1, 20):
        while (told := message.thread.follows.exclude(person=author).count()) < number:
            person = belonging(space, "reader", first_name=f"Lina{told}")
            follow(message.thread, person)
        with django_assert_num_queries(2):
            assert len(recipients(message)) == number


def test_whose_time_has_run_out_is_told_nothing(
    space: Space, writer: Person, thread: Thread, told: Told
) -> None:
    space.memberships.filter(person=writer).update(until=timezone.now())
    answered(thread, belonging(space, "contributor"), "Un")
    assert told[-1][1] == []
