"""Notes and discussions of the demonstration once they are in the database."""

import pytest
from django.test import Client

from access.models import Space
from discussions.models import Follow, Message, Thread
from passerelle.demo.content import Content
from people.models import Person
from tests.demo.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def test_every_thread_is_there_with_all_its_messages_in_order(content: Content) -> None:
    for entry in content.spaces:
        threads = Thread.objects.filter(space__slug=entry.key)
        assert threads.count() == len(entry.talk["threads"])
        for facts in entry.talk["threads"]:
            thread = threads.get(title=facts["title"])
            texts = [message.text for message in thread.messages.in_order()]
            assert texts == [row["text"].strip() for row in facts["messages"]]
            assert thread.length == len(texts)
            assert thread.audience == thread.space.audience


def test_what_was_said_is_as_old_as_it_says() -> None:
    for thread in Thread.objects.all():
        times = [message.created for message in thread.messages.in_order()]
        assert times == sorted(times)
        assert thread.created == times[0]
        assert thread.last_activity == times[-1]
        assert times[-1].date() < TODAY


def test_whoever_wrote_follows() -> None:
    pairs = set(Message.objects.values_list("thread_id", "author_id"))
    assert set(Follow.objects.values_list("thread_id", "person_id")) == pairs


@pytest.mark.parametrize("name", ["member-reader", "partner", "volunteer", "outsider"])
def test_a_thread_is_read_by_those_of_its_space_alone(client: Client, name: str) -> None:
    person = Person.objects.get(email=f"{name}@trame-commune.example")
    client.force_login(person)
    own = Space.objects.of(person)
    for space in Space.objects.exclude(preset="open"):
        thread = Thread.objects.filter(space=space).first()
        answer = client.get(thread.address)
        assert answer.status_code == (200 if space in own else 404), thread.title
