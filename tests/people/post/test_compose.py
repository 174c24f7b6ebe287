"""A letter reads well as text and as HTML, in the recipient's language, and gives nothing away."""

import re
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from people.models import Letter, Person
from people.post.kinds import Kind
from people.post.send import send_due
from people.post.write import write
from tests.people.post.conftest import new_reader
from tests.people.post.mail_server import MailServer


def sent(*recipients: Person | str, language: str = "", event: int = 1) -> EmailMultiAlternatives:
    """The message that a recipient gets."""
    facts = {"thread": 1}
    write("note", recipients, facts, key=f"note:{event}", language=language)
    send_due()
    message = mail.outbox[-1]
    assert isinstance(message, EmailMultiAlternatives)
    return message


def html_of(message: EmailMultiAlternatives) -> str:
    """Its HTML."""
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    return str(html)


def test_each_reads_her_own_language(reader: Person, homes: Any) -> None:
    french = sent(new_reader(language="fr"))
    assert french.subject == "Se connecter"
    assert '<html lang="fr" dir="ltr">' in html_of(french)
    english = sent(reader)
    assert english.subject == "Sign in"
    assert '<html lang="en" dir="ltr">' in html_of(english)
    assert "/en/stop/" in english.extra_headers["List-Unsubscribe"]


def test_the_language_is_that_of_the_sending(reader: Person) -> None:
    write("note", [reader], {"thread": 1}, key="note:1")
    Person.objects.filter(pk=reader.pk).update(language="fr")
    send_due()
    assert mail.outbox[0].subject == "Se connecter"


def test_a_bare_address_is_written_to_in_the_language_that_was_named(db: None) -> None:
    message = sent("awa@example.org", language="fr")
    assert message.subject == "Se connecter"
    assert message.to == ["awa@example.org"]
    assert "List-Unsubscribe" not in message.extra_headers
    assert "/stop/" not in message.body + html_of(message)


def test_a_language_that_the_site_gave_up_becomes_its_first_one(reader: Person) -> None:
    Person.objects.filter(pk=reader.pk).update(language="xx")
    assert sent(Person.objects.get(pk=reader.pk)).subject == "Se connecter"


def test_a_language_from_right_to_left_says_so(reader: Person, settings: Any) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    Person.objects.filter(pk=reader.pk).update(language="ar")
    assert '<html lang="ar" dir="rtl">' in html_of(sent(Person.objects.get(pk=reader.pk)))


def test_text_and_html_say_the_same(reader: Person) -> None:
    message = sent(reader)
    for part in (message.body, html_of(message)):
        for words in ("Sign in", "Kaya", "Awa Diallo", "https://example.org/fr/", "/en/stop/"):
            assert words in part
    assert "Bonjour <b>à tous</b>" in message.body
    assert "Bonjour &lt;b&gt;à tous&lt;/b&gt;" in html_of(message)
    assert "\n\n\n\n" not in message.body


def test_the_page_loads_nothing_and_is_light_however_much_somebody_wrote(
    reader: Person, note: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = note.context(Letter(), None) | {"quote": "é" * 100_000}
    monkeypatch.setattr(type(note), "context", lambda *given: words)
    message = sent(reader)
    html = html_of(message)
    assert len(html.encode()) <= 20 * 1024
    assert len(message.message().as_bytes()) <= 40 * 1024
    assert not re.search(r"<(img|script|link|iframe|form|object)|url\(|@import|src=", html)


def test_machines_find_what_they_look_for(reader: Person, server: MailServer) -> None:
    write("note", [reader], {"thread": 1}, key="note:1")
    write("note", [reader], {"thread": 1}, key="note:2")
    write("note", [reader], {"thread": 2}, key="note:3")
    send_due()
    messages: list[EmailMessage] = server.accepted
    for message in messages:
        assert message.get_content_type() == "multipart/alternative"
        parts = [part.get_content_type() for part in message.iter_parts()]
        assert parts == ["text/plain", "text/html"]
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert re.fullmatch(r"<http\S+/en/stop/\S+>", message["List-Unsubscribe"].strip())
        assert re.fullmatch(r"<[0-9a-f]{40}@\S+>", message["Message-ID"])
        assert message["Date"]
    assert len({message["Message-ID"] for message in messages}) == 3
    first, second, other = (message["References"] for message in messages)
    assert first == second != other


def test_a_letter_keeps_its_id_when_it_is_tried_again(reader: Person) -> None:
    first = sent(reader).extra_headers["Message-ID"]
    Letter.objects.update(sent_at=None, send_after=timezone.now())
    send_due()
    assert mail.outbox[1].extra_headers["Message-ID"] == first


def test_a_kind_that_cannot_be_stopped_has_no_stop_link(
    reader: Person, note: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(note), "stoppable", False)
    message = sent(reader)
    assert "List-Unsubscribe" not in message.extra_headers
    assert "/stop/" not in message.body + html_of(message)


def test_a_subject_is_one_line_that_adds_no_header(
    reader: Person, note: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "Bonjour\r\nBcc: evil@example.org\x00\u2028\u202e" + "x" * 300
    words = note.context(Letter(), None) | {"subject": evil}
    monkeypatch.setattr(type(note), "context", lambda *given: words)
    message = sent(reader)
    assert message.subject.startswith("Bonjour Bcc: evil@example.org x")
    assert len(message.subject) <= 150
    assert message.message()["Bcc"] is None
    assert message.recipients() == [reader.email]


def test_a_name_with_marks_in_it_stays_a_name(db: None) -> None:
    message = sent(new_reader(first_name="<script>", last_name="O’Neil & co"))
    assert "<script>" not in html_of(message)
    assert "<script> O’Neil & co" in message.body
