"""The contact form: kept and mailed, without script or cookie; machines and haste are stopped."""

import datetime
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from pages.models import Home
from people.actions.erase import erase
from people.contact_data import message_rows
from people.forms.stranger import opening
from people.models import ContactMessage, OurSite, Person
from tests.factories import PersonFactory

ADDRESS = "/en/contact/"


@pytest.fixture
def reachable(homes: tuple[Home, Home]) -> OurSite:
    """A site that has a contact address."""
    site: OurSite = OurSite.objects.create(pk=1, contact_address="team@rives.example")
    return site


def written(**changes: Any) -> dict[str, Any]:
    """What a browser sends after a while of reading."""
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=30), tick=False):
        opened = opening()
    form = {"name": "Awa", "address": "awa@x.example", "text": "Where do you meet?"}
    return {**form, "opened": opened, "website": "", **changes}


def test_a_message_is_kept_and_mailed(
    client: Client, reachable: OurSite, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ADDRESS, written(), follow=True)
    assert response.status_code == 200
    assert b"<form method" not in response.content
    message = ContactMessage.objects.get()
    assert (message.name, message.address, message.language) == ("Awa", "awa@x.example", "en")
    assert [letter.to for letter in mail.outbox] == [["team@rives.example"]]
    assert "Where do you meet?" in mail.outbox[0].body
    assert "awa@x.example" in mail.outbox[0].body
    assert mail.outbox[0].reply_to == ["awa@x.example"]


def test_visitors_get_no_cookie_and_the_page_is_held_by_nobody(
    client: Client, reachable: OurSite
) -> None:
    response = client.get(ADDRESS)
    assert response.cookies == {}
    assert "no-store" in response["Cache-Control"]
    assert response.content.decode().count("<script") == 1  # keeps what could not be sent
    assert len(response.content) <= 40_000


def test_without_a_contact_address_there_is_no_form_and_no_link(
    client: Client, homes: tuple[Home, Home]
) -> None:
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, written()).status_code == 404
    assert ADDRESS not in client.get("/en/").content.decode()
    assert ContactMessage.objects.count() == 0


def test_the_foot_of_every_page_leads_to_the_form(client: Client, reachable: OurSite) -> None:
    assert f'href="{ADDRESS}"' in client.get("/en/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"address": "nowhere"},
        {"text": "\u200b"},
        {"text": "x" * 5001},
        {"name": "a\0b"},
        {"opened": ""},
        {"opened": "made-up"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, reachable: OurSite, wrong: dict[str, str]
) -> None:
    sent = written(**wrong)
    response = client.post(ADDRESS, sent)
    assert response.status_code == 200
    page = response.content.decode()
    assert 'role="alert"' in page
    for name in {"name", "address", "text"} - set(wrong):
        assert sent[name] in page
    assert ContactMessage.objects.count() == 0


def test_what_was_refused_for_haste_is_taken_at_the_next_attempt(
    client: Client, reachable: OurSite
) -> None:
    hasty = client.post(ADDRESS, written(opened=opening()))
    assert ContactMessage.objects.count() == 0
    again = hasty.context["form"]["opened"].value()
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=20), tick=False):
        client.post(ADDRESS, written(opened=again))
    assert ContactMessage.objects.count() == 1


def test_a_machine_that_fills_in_what_nobody_sees_is_thanked_and_ignored(
    client: Client, reachable: OurSite
) -> None:
    response = client.post(ADDRESS, written(website="http://spam.example"))
    assert response.status_code == 302
    assert ContactMessage.objects.count() == 0


def test_too_many_messages_from_one_place_are_refused_and_kept_on_the_page(
    client: Client, reachable: OurSite
) -> None:
    answers = [client.post(ADDRESS, written(), REMOTE_ADDR="203.0.113.9") for _time in range(31)]
    assert [answer.status_code for answer in answers] == [302] * 30 + [429]
    assert "Where do you meet?" in answers[-1].content.decode()
    assert ContactMessage.objects.count() == 30


def test_another_site_cannot_send_the_form(client: Client, reachable: OurSite) -> None:
    response = client.post(ADDRESS, written(), HTTP_ORIGIN="https://elsewhere.example")
    assert response.status_code == 403
    assert ContactMessage.objects.count() == 0


def test_a_message_goes_nowhere_once_the_address_has_changed(
    client: Client, reachable: OurSite, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        client.post(ADDRESS, written())
    OurSite.objects.update(contact_address="other@rives.example")
    for callback in callbacks:
        callback()
    assert mail.outbox == []


def test_administrators_read_mark_and_delete_messages(
    client: Client, people: dict[str, Person]
) -> None:
    message = ContactMessage.objects.create(name="Awa", address="a@x.example", text="Hello")
    client.force_login(people["administrator"])
    assert "a@x.example" in client.get("/admin/settings/messages/").content.decode()
    client.post("/admin/settings/messages/", {"message": message.pk, "act": "answered"})
    message.refresh_from_db()
    assert message.answered_at
    client.post("/admin/settings/messages/", {"message": message.pk, "act": "delete"})
    assert ContactMessage.objects.count() == 0


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 30])
def test_a_message_that_is_not_there_is_missing(
    client: Client, people: dict[str, Person], number: str
) -> None:
    client.force_login(people["administrator"])
    assert client.post("/admin/settings/messages/", {"message": number}).status_code == 404


@pytest.mark.parametrize("role", ["editor", "contributor"])
def test_nobody_else_reads_them(client: Client, people: dict[str, Person], role: str) -> None:
    client.force_login(people[role])
    assert client.get("/admin/settings/messages/").status_code == 404
    assert client.post("/admin/settings/messages/", {"message": "1"}).status_code == 404


@pytest.mark.django_db
def test_somebody_with_an_account_takes_her_messages_away_or_has_them_erased() -> None:
    hers = PersonFactory(email="awa@x.example")
    for address in ("Awa@X.example", "moussa@x.example"):
        ContactMessage.objects.create(name="A", address=address, text=address, language="en")
    assert [row["text"] for row in message_rows(hers)] == ["Awa@X.example"]
    erase(hers)
    assert [message.text for message in ContactMessage.objects.all()] == ["moussa@x.example"]


@pytest.mark.django_db
def test_nobody_reads_messages_by_claiming_an_address_that_is_not_proved() -> None:
    other = PersonFactory(email="fatou@x.example")
    EmailAddress.objects.create(user=other, email="awa@x.example", verified=False)
    ContactMessage.objects.create(name="A", address="awa@x.example", text="Mine", language="en")
    assert message_rows(other) == []
