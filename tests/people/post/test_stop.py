"""One link stops letters without signing in; nothing stops by being looked at."""

import re
from typing import Any

import pytest
from django.core import mail, signing
from django.test import Client

from pages.models import Home
from people.models import Person, Silence
from people.post.kinds import KINDS
from people.post.send import send_due
from people.post.stop import SALT, stop_address
from people.post.write import write
from tests.people.post.conftest import Note, new_reader


@pytest.fixture
def link(reader: Person, homes: tuple[Home, Home]) -> str:
    """The address in a letter about thread 1, without the host."""
    write("note", [reader], {"thread": 1}, key="note:1")
    send_due()
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    assert address in mail.outbox[0].body
    mail.outbox.clear()
    return "/" + address.split("/", 3)[3]


def get_note(reader: Person, thread: int, number: int) -> int:
    """How many letters a new note brings her."""
    mail.outbox.clear()
    write("note", [reader], {"thread": thread}, key=f"note:{number}")
    send_due()
    return len(mail.outbox)


def test_looking_at_the_page_stops_nothing_and_its_button_does(link: str, reader: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    for method in (strict.get, strict.head):
        assert method(link).status_code == 200
    assert not Silence.objects.exists()
    html = strict.get(link).content.decode()
    assert re.findall(r'<form method="post">', html) == ['<form method="post">']
    assert strict.post(link).status_code == 200
    assert get_note(reader, 1, 2) == 0
    assert get_note(reader, 2, 3) == 1, "another thread is another matter"


def test_a_mail_program_stops_them_by_one_click_of_its_own(link: str, reader: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    for _time in range(2):
        response = strict.post(link, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
    silence = Silence.objects.get()
    assert (silence.person, silence.kind, silence.topic) == (reader, "note", "thread:1")


def test_what_was_stopped_can_be_had_again(link: str, client: Client, reader: Person) -> None:
    client.post(link)
    assert b'name="again"' in client.get(link).content
    client.post(link, {"again": "1"})
    assert get_note(reader, 1, 2) == 1


def test_a_letter_that_already_waits_is_not_sent(link: str, reader: Person) -> None:
    write("note", [reader], {"thread": 1}, key="note:2")
    Client().post(link)
    assert send_due() == {"dropped": 1}


def test_a_kind_without_topics_is_stopped_whole(
    link: str, reader: Person, note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Note, "topic", lambda *given: "")
        Client().post("/" + stop_address(note, {}, reader).split("/", 3)[3])
    assert get_note(reader, 1, 2) == 0
    assert get_note(reader, 2, 3) == 0


def test_a_link_stops_letters_for_its_own_person_alone(link: str, client: Client) -> None:
    other = new_reader()
    client.force_login(other)
    client.post(link)
    assert get_note(other, 1, 2) == 1


def forged_tokens(reader: Person) -> list[str]:
    """Tokens that no letter holds."""
    good = [reader.pk, "note", "thread:1"]
    return [
        "x",
        signing.dumps(good, salt="another.purpose"),
        signing.dumps(good),
        signing.dumps(good, salt=SALT)[:-1],
        signing.dumps(good, salt=SALT, key="another-secret"),
        signing.dumps([reader.pk, "nonsense", ""], salt=SALT),
        signing.dumps([0, "note", ""], salt=SALT),
        signing.dumps({"person": reader.pk}, salt=SALT),
        "é" * 5000,
    ]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_forged_link_and_one_of_another_purpose_are_missing(
    homes: Any, reader: Person, method: str
) -> None:
    for token in forged_tokens(reader):
        response = getattr(Client(), method)(f"/fr/stop/{token}/")
        assert response.status_code == 404, token[:80]
    assert not Silence.objects.exists()


def test_the_link_of_a_kind_that_can_no_longer_be_stopped_or_is_no_more_is_missing(
    link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Note, "stoppable", False)
        assert Client().get(link).status_code == 404
    monkeypatch.delitem(KINDS, "note")
    assert Client().get(link).status_code == 404


def test_the_page_is_kept_by_nobody_and_found_by_no_search_engine(link: str) -> None:
    response = Client().get(link)
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert b'name="robots" content="noindex"' in response.content
    assert len(response.content) <= 40 * 1024
    assert not response.cookies


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_is_in_the_language_of_its_address(link: str, language: str) -> None:
    html = Client().get(re.sub("^/en/", f"/{language}/", link)).content.decode()
    assert f'<html lang="{language}"' in html


def test_other_methods_are_not_taken(link: str) -> None:
    assert Client().put(link).status_code == 405
    assert not Silence.objects.exists()
