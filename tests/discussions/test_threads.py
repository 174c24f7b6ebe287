"""People write notes and discussions, answer them, and read them where they may."""

from django.test import Client

from access.models import Space
from discussions.models import Message, Thread
from people.models import Person
from tests.factories import belonging


def test_a_contributor_writes_a_note_and_finds_it(
    client: Client, space: Space, writer: Person
) -> None:
    client.force_login(writer)
    assert b"notes/new/" in client.get("/en/spaces/atelier/notes/").content
    assert client.get("/en/spaces/atelier/notes/new/").status_code == 200
    response = client.post(
        "/en/spaces/atelier/notes/new/", {"title": "A visit", "text": "We saw the **well**."}
    )
    note = Thread.objects.get()
    assert response["Location"] == f"/en/spaces/atelier/notes/{note.pk}/#m-1"
    html = client.get(response["Location"]).content.decode()
    assert "A visit" in html
    assert "We saw the <b>well</b>." in html
    assert "Moussa Ba" in html
    assert "A visit" in client.get("/fr/spaces/atelier/notes/").content.decode()


def test_an_answer_is_shown_after_the_first_words(
    client: Client, thread: Thread, space: Space
) -> None:
    client.force_login(belonging(space, "contributor", first_name="Lina"))
    address = f"/en/spaces/atelier/discussions/{thread.pk}/"
    response = client.post(address, {"text": "I come."}, follow=True)
    html = response.content.decode()
    assert html.index("Qui vient ?") < html.index("I come.")
    assert Message.objects.get(position=2).thread_id == thread.pk
