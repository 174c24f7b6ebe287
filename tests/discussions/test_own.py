"""A person takes along what she wrote, and can be forgotten."""

from django.test import Client

from access.models import Space
from discussions.models import Follow, Message, Thread
from people.actions.erase import erase
from people.models import Person
from people.own_data import providers
from tests.discussions.conftest import answered
from tests.factories import belonging


def test_a_person_takes_away_what_she_wrote_and_what_she_follows(
    space: Space, writer: Person, thread: Thread
) -> None:
    answered(thread, belonging(space, "contributor"), "Pas à elle")
    rows = {provider.code: provider.rows(writer) for provider in providers()}
    assert [row["text"] for row in rows["messages"]] == ["Qui vient ?"]
    assert [row["thread"] for row in rows["follows"]] == ["Le puits"]


def test_an_erased_person_leaves_messages_without_a_name(
    client: Client, space: Space, writer: Person, thread: Thread
) -> None:
    other = belonging(space, "contributor")
    answered(thread, other, "@Moussa Ba merci")
    erase(Person.objects.get(pk=writer.pk))
    assert not Follow.objects.filter(person=writer).exists()
    client.force_login(other)
    html = client.get(f"/fr/spaces/atelier/discussions/{thread.pk}/").content.decode()
    assert "Qui vient ?" in html
    assert "<b>Moussa Ba</b>" not in html
    assert Message.objects.count() == 2
