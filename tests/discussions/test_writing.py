"""Nothing is sent twice, overwritten or lost."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from access.models import Space
from discussions.actions.edit import edit
from discussions.actions.withdraw import withdraw
from discussions.actions.write import Words
from discussions.models import Follow, Message, Thread
from people.models import Person
from tests.discussions.conftest import answered, begun
from tests.factories import belonging

NEW = "/en/spaces/atelier/notes/new/"


def key_in(html: str) -> str:
    """The one-time key of the form of a page."""
    found = re.search(r'name="form_key" value="([\w-]+)"', html)
    assert found is not None
    return found[1]


@pytest.fixture
def signed_in(client: Client, writer: Person) -> Client:
    """The writer's browser."""
    client.force_login(writer)
    return client


def test_a_form_that_is_sent_twice_makes_one_note(signed_in: Client) -> None:
    key = key_in(signed_in.get(NEW).content.decode())
    form = {"title": "Visite", "text": "Le puits.", "form_key": key}
    first, second = signed_in.post(NEW, form), signed_in.post(NEW, form)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Thread.objects.count() == Message.objects.count() == 1


def test_an_answer_that_is_sent_twice_is_there_once(signed_in: Client, thread: Thread) -> None:
    address = f"/en/spaces/atelier/discussions/{thread.pk}/"
    form = {"text": "Moi.", "form_key": key_in(signed_in.get(address).content.decode())}
    for _time in range(3):
        assert signed_in.post(address, form)["Location"] == f"{address}#m-2"
    assert thread.messages.count() == 2
    assert Thread.objects.get().length == 2


def test_other_words_under_a_key_that_was_used_are_not_lost(signed_in: Client) -> None:
    form = {"title": "Visite", "text": "Le puits.", "form_key": str(uuid.uuid4())}
    signed_in.post(NEW, form)
    signed_in.post(NEW, {**form, "title": "Autre", "text": "Tout autre chose."})
    assert sorted(Thread.objects.values_list("title", flat=True)) == ["Autre", "Visite"]


def test_somebody_elses_key_hides_nothing(client: Client, space: Space, writer: Person) -> None:
    message = begun(space, writer)
    client.force_login(belonging(space, "contributor"))
    form = {"title": "Mienne", "text": message.text, "form_key": str(message.form_key)}
    client.post(NEW, form)
    assert Thread.objects.filter(title="Mienne").exists()


@pytest.mark.parametrize("key", ["", "x", "1" * 5000])
def test_a_key_that_is_none_still_sends_or_says_so(signed_in: Client, key: str) -> None:
    response = signed_in.post(NEW, {"title": "Visite", "text": "Le puits.", "form_key": key})
    assert response.status_code in (200, 302)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": "", "text": "Le puits."}, "title"),
        ({"title": " \u200b ", "text": "Le puits."}, "title"),
        ({"title": "x" * 201, "text": "Le puits."}, "title"),
        ({"title": "Visite", "text": ""}, "text"),
        ({"title": "Visite", "text": "\u200b\n"}, "text"),
        ({"title": "Visite", "text": "x" * 20_001}, "text"),
        ({"title": "Vi\0site", "text": "Le puits."}, "title"),
        ({"title": "Visite", "text": "Le\0 puits."}, "text"),
        ({"title": "Visite", "text": "Le puits.", "language": "xx"}, "language"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(
    signed_in: Client, fields: dict[str, str], wrong: str
) -> None:
    response = signed_in.post(NEW, fields)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'id="id_{wrong}_error"' in html
    assert 'role="alert"' in html
    for name in {"title", "text"} - {wrong}:
        assert fields[name] in html
    assert not Thread.objects.exists()


def test_a_text_that_was_changed_meanwhile_is_not_overwritten(
    signed_in: Client, space: Space, writer: Person, thread: Thread
) -> None:
    address = f"/en/spaces/atelier/discussions/{thread.pk}/edit/"
    html = signed_in.get(address).content.decode()
    edit(thread.messages.get(), belonging(space, "publisher"), Words("De l’autre"), "Autre")
    form = {"title": "Le mien", "text": "De moi", "version": "1", "form_key": key_in(html)}
    refused = signed_in.post(address, form)
    html = refused.content.decode()
    assert refused.status_code == 409
    assert "<dd><bdi>De l’autre</bdi></dd>" in html
    assert "De moi</textarea>" in html
    assert 'name="version" value="2"' in html
    assert thread.messages.get().text == "De l’autre"
    form["version"], form["text"] = "2", "Des deux"
    assert signed_in.post(address, form).status_code == 302
    assert thread.messages.get().text == "Des deux"
    assert Thread.objects.get().title == "Le mien"


def test_saving_the_same_change_twice_is_no_conflict(signed_in: Client, thread: Thread) -> None:
    address = f"/en/spaces/atelier/discussions/{thread.pk}/edit/"
    form = {"title": "Le puits", "text": "Changé", "version": "1"}
    for _time in range(2):
        assert signed_in.post(address, form).status_code == 302
    assert thread.messages.get().version == 2
    assert signed_in.post(address, {**form, "text": "Autre"}).status_code == 409


def test_a_change_of_what_was_withdrawn_meanwhile_brings_no_word_back(
    signed_in: Client, writer: Person, thread: Thread
) -> None:
    message = thread.messages.get()
    withdraw(message, writer)
    form = {"title": thread.title, "text": "Ce que je changeais.", "version": "1"}
    address = f"/en/spaces/atelier/discussions/{thread.pk}/edit/"
    assert signed_in.post(address, form).status_code == 404
    assert thread.messages.get().text == ""


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 30])
def test_a_version_that_is_none_changes_nothing(
    signed_in: Client, thread: Thread, version: str
) -> None:
    form = {"title": "T", "text": "Perdu ?", "version": version}
    response = signed_in.post(f"/en/spaces/atelier/discussions/{thread.pk}/edit/", form)
    assert response.status_code in (200, 409)
    assert "Perdu ?" in response.content.decode()
    assert thread.messages.get().text == "Qui vient ?"


def test_words_sent_after_the_session_ended_are_given_back(client: Client, thread: Thread) -> None:
    form = {"title": "Mon titre", "text": "Un long texte"}
    for address in (NEW, "/en/spaces/absent/notes/new/"):
        response = client.post(address, form)
        html = response.content.decode()
        assert response.status_code == 404
        assert "Un long texte</textarea>" in html
        assert "Mon titre</textarea>" in html
        assert "/account/login/?next=" in html


def test_words_sent_without_the_token_are_given_back(writer: Person, thread: Thread) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(writer)
    response = client.post(NEW, {"text": "Un <b>long</b> texte", "password": "canari"})
    assert response.status_code == 403
    html = response.content.decode()
    assert "Un &lt;b&gt;long&lt;/b&gt; texte</textarea>" in html
    assert "canari" not in html


def test_a_withdrawn_message_keeps_its_place_and_loses_its_words(
    signed_in: Client, writer: Person, thread: Thread
) -> None:
    message = answered(thread, writer, "À oublier")
    answered(thread, writer, "La suite")
    assert (
        b"oublier" in signed_in.get(f"/fr/spaces/atelier/messages/{message.pk}/withdraw/").content
    )
    signed_in.post(f"/en/spaces/atelier/messages/{message.pk}/withdraw/")
    html = signed_in.get(f"/en/spaces/atelier/discussions/{thread.pk}/").content.decode()
    assert "oublier" not in html
    assert "This message was withdrawn." in html
    assert html.index('id="m-2"') < html.index("La suite")
    assert Message.objects.get(pk=message.pk).text == ""
    refused = signed_in.get(f"/en/spaces/atelier/messages/{message.pk}/edit/")
    assert refused.status_code == 403


def test_first_words_that_were_answered_go_and_leave_the_answers(
    signed_in: Client, space: Space, thread: Thread
) -> None:
    answered(thread, belonging(space, "contributor"), "J’y serai")
    first = thread.messages.get(position=1)
    signed_in.post(f"/en/spaces/atelier/messages/{first.pk}/withdraw/")
    html = signed_in.get(f"/en/spaces/atelier/discussions/{thread.pk}/").content.decode()
    assert "Qui vient" not in html
    assert "J’y serai" in html


def test_a_closed_thread_is_read_and_answered_by_nobody_until_it_is_opened(
    client: Client, space: Space, thread: Thread
) -> None:
    manager = belonging(space, "manager")
    client.force_login(manager)
    address = f"/en/spaces/atelier/discussions/{thread.pk}/"
    close = f"/en/spaces/atelier/threads/{thread.pk}/close/"
    client.post(close, {"close": "1"})
    refused = client.post(address, {"text": "Encore"})
    assert refused.status_code == 403
    assert "Encore</textarea>" in refused.content.decode()
    client.post(close, {"close": "0"})
    assert client.post(address, {"text": "Encore"}).status_code == 302


def test_whoever_writes_follows_until_she_stops(signed_in: Client, thread: Thread) -> None:
    address = f"/en/spaces/atelier/threads/{thread.pk}/follow/"
    assert Follow.objects.filter(thread=thread).count() == 1
    signed_in.post(address, {"follow": "0"})
    assert not Follow.objects.exists()
    signed_in.post(f"/en/spaces/atelier/discussions/{thread.pk}/", {"text": "Encore"})
    assert not Follow.objects.exists()
    for _time in range(2):
        signed_in.post(address, {"follow": "1"})
    assert Follow.objects.count() == 1


def test_acts_are_done_by_forms_only(signed_in: Client, thread: Thread) -> None:
    for verb in ("follow", "close"):
        address = f"/en/spaces/atelier/threads/{thread.pk}/{verb}/"
        assert signed_in.get(address).status_code == 405


@pytest.mark.parametrize("number", ["", "2", "0", "-1", "99", "x", "9" * 40, "2\0"])
def test_any_page_of_a_long_thread_answers(
    signed_in: Client, writer: Person, thread: Thread, number: str
) -> None:
    for index in range(24):
        answered(thread, writer, f"Réponse {index}")
    html = signed_in.get(f"/fr/spaces/atelier/discussions/{thread.pk}/", {"page": number})
    assert html.status_code == 200
    assert html.content.count(b'<article class="message"') in (20, 5)


def test_a_new_answer_is_shown_on_the_page_where_it_lies(
    signed_in: Client, writer: Person, thread: Thread
) -> None:
    for number in range(20):
        answered(thread, writer, f"Réponse {number}")
    address = f"/fr/spaces/atelier/discussions/{thread.pk}/"
    response: Any = signed_in.post(address, {"text": "La dernière"})
    assert response["Location"] == f"{address}?page=2#m-22"
    assert "La dernière" in signed_in.get(response["Location"]).content.decode()
