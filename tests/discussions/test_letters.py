"""Letters about messages go to those who may read them when they are sent, once, until stopped."""

import pytest
from django.core import mail
from django.test import Client

from access.actions.membership import end
from access.models import Space
from discussions.actions.follow import stop_following
from discussions.actions.withdraw import withdraw
from discussions.models import Follow, Message, Thread
from people.actions.erase import erase
from people.models import Letter, Person
from people.own_data import providers
from people.post.send import deliver
from tests.discussions.conftest import answered, begun
from tests.factories import belonging


@pytest.fixture
def writer(space: Space) -> Person:
    """Somebody who writes, and reads English."""
    return belonging(space, "contributor", first_name="Moussa", last_name="Ba", language="en")


@pytest.fixture
def other(space: Space) -> Person:
    """Somebody else who writes."""
    return belonging(space, "contributor", first_name="Lina", last_name="Sarr")


def sent() -> list[tuple[str, str]]:
    """Send what waits; recipients and subjects."""
    deliver.func()
    return [(message.to[0], message.subject) for message in mail.outbox]


def test_whoever_follows_gets_the_words_and_where_to_answer(
    writer: Person, thread: Thread, other: Person
) -> None:
    answered(thread, other, "J’y **serai**")
    assert sent() == [(writer.email, "A new message in a discussion that you follow")]
    body = mail.outbox[0].body
    answer_at = f"/en/spaces/atelier/discussions/{thread.pk}/#m-2"
    for words in ("Lina Sarr", "J’y serai", "Space atelier", "Le puits", answer_at):
        assert words in body
    assert "Le puits" not in mail.outbox[0].subject


def test_whoever_is_named_gets_one_letter_that_says_so(
    writer: Person, thread: Thread, other: Person
) -> None:
    answered(thread, other, "@Moussa Ba ?")
    assert sent() == [(writer.email, "Somebody names you")]


@pytest.mark.parametrize("what", ["left", "stopped", "withdrawn", "switched off"])
def test_what_changed_before_the_sending_is_not_sent(
    space: Space, writer: Person, thread: Thread, other: Person, what: str
) -> None:
    message = answered(thread, other)
    assert Letter.objects.waiting().filter(kind="followed_message").count() == 1
    if what == "left":
        end(space.memberships.get(person=writer), actor=None)
    elif what == "stopped":
        stop_following(thread, writer)
    elif what == "withdrawn":
        withdraw(message, other)
    else:
        space.parts = ["notes"]
        space.save()
    assert sent() == []


def test_the_link_in_a_letter_stops_this_thread_and_no_other(
    client: Client, space: Space, writer: Person, thread: Thread, other: Person
) -> None:
    elsewhere = begun(space, writer, title="Ailleurs").thread
    answered(thread, other)
    sent()
    link = next(word for word in mail.outbox[0].body.split() if "/stop" in word)
    path = link.partition("://")[2].partition("/")[2]
    assert client.get(f"/{path}").status_code == 200
    client.post(f"/{path}")
    mail.outbox.clear()
    answered(thread, other, "Encore")
    answered(elsewhere, other, "Ailleurs aussi")
    assert len(sent()) == 1
    assert "Ailleurs aussi" in mail.outbox[0].body


def test_a_person_takes_away_what_she_wrote_and_what_she_follows(
    writer: Person, thread: Thread, other: Person
) -> None:
    answered(thread, other, "Pas à elle")
    rows = {provider.code: provider.rows(writer) for provider in providers()}
    assert [row["text"] for row in rows["messages"]] == ["Qui vient ?"]
    assert [row["thread"] for row in rows["follows"]] == ["Le puits"]


def test_an_erased_person_leaves_messages_without_a_name(
    client: Client, writer: Person, thread: Thread, other: Person
) -> None:
    answered(thread, other, "@Moussa Ba merci")
    erase(Person.objects.get(pk=writer.pk))
    assert not Follow.objects.filter(person=writer).exists()
    client.force_login(other)
    html = client.get(thread.address).content.decode()
    assert "Qui vient ?" in html
    assert "<b>Moussa Ba</b>" not in html
    assert Message.objects.count() == 2
