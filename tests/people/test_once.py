"""A form that a device sends again is taken once, whatever became of the first answer."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from languages.models import Wish
from pages.models import Article, Home, Section
from passerelle.retention.forget import forget_old
from people.actions.answer_request import decline_request
from people.forms.stranger import opening
from people.models import ContactMessage, JoinRequest, OurSite, SentForm
from people.models.sent_form import REMEMBERED
from tests.factories import PersonFactory, a_space, add, belonging, signed_in

KEY = "b1946ac9-2492-4d23-a3f1-5e0e5c3a7a11"
CONTACT = "/en/contact/"
JOIN = "/en/spaces/atelier/join/"
SCRIPT = {"Accept": "application/json"}


def letter(**changes: str) -> dict[str, str]:
    """What a browser sends that had the contact form open for a while."""
    with time_machine.travel(timezone.now() - datetime.timedelta(seconds=30), tick=False):
        opened = opening()
    form = {"name": "Awa", "address": "awa@x.example", "text": "Where?", "opened": opened}
    return {**form, "website": "", "once": KEY, **changes}


@pytest.fixture
def reachable(homes: tuple[Home, Home]) -> OurSite:
    """A site that has a contact address."""
    site: OurSite = OurSite.objects.create(pk=1, contact_address="team@rives.example")
    return site


def test_a_message_that_comes_twice_is_kept_and_mailed_once(
    client: Client, reachable: OurSite, django_capture_on_commit_callbacks: Any
) -> None:
    form = letter()
    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(CONTACT, form) for _time in range(3)]
    assert {answer["Location"] for answer in answers} == {f"{CONTACT}?sent=1"}
    assert ContactMessage.objects.count() == 1
    assert len(mail.outbox) == 1


def test_other_words_under_the_same_key_are_another_message(
    client: Client, reachable: OurSite
) -> None:
    form = letter()
    client.post(CONTACT, form)
    client.post(CONTACT, {**form, "text": "And when?"})
    assert ContactMessage.objects.count() == 2


def test_a_form_that_was_refused_can_be_corrected_and_sent_under_its_key(
    client: Client, reachable: OurSite
) -> None:
    assert client.post(CONTACT, letter(address="nowhere")).status_code == 200
    assert not SentForm.objects.exists()
    assert client.post(CONTACT, letter()).status_code == 302
    assert ContactMessage.objects.count() == 1


@pytest.mark.parametrize("key", ["", "short", "UPPER-CASE-KEY", "x" * 41, "eight\0eight"])
def test_what_is_no_key_is_not_remembered(client: Client, reachable: OurSite, key: str) -> None:
    form = letter(once=key)
    for _time in range(2):
        assert client.post(CONTACT, form).status_code == 302
    assert not SentForm.objects.exists()
    assert ContactMessage.objects.count() == 2


def test_a_form_may_wait_for_weeks_and_is_then_forgotten(
    client: Client, reachable: OurSite
) -> None:
    form = letter()
    almost = REMEMBERED - datetime.timedelta(hours=1)
    with time_machine.travel(timezone.now() + almost):
        assert client.post(CONTACT, form).status_code == 302
    assert ContactMessage.objects.count() == 1
    with time_machine.travel(timezone.now() + almost + REMEMBERED + datetime.timedelta(hours=2)):
        client.post(CONTACT, letter(once=KEY.replace("b", "c")))
        forget_old()
    assert SentForm.objects.count() == 1


def test_nothing_of_who_wrote_what_can_be_read_from_what_is_remembered(
    client: Client, reachable: OurSite
) -> None:
    client.post(CONTACT, letter())
    row = SentForm.objects.values().get()
    assert {"mark", "leads_to", "at", "id"} == set(row)
    assert KEY not in row["mark"] and "Awa" not in str(row)


def test_a_script_is_told_where_a_form_leads_and_others_are_led_there(
    client: Client, reachable: OurSite
) -> None:
    told = client.post(CONTACT, letter(), headers=SCRIPT)
    assert told.json() == {"address": f"{CONTACT}?sent=1"}
    assert "no-store" in told["Cache-Control"]
    refused = client.post(CONTACT, letter(address="nowhere"), headers=SCRIPT)
    assert refused["Content-Type"].startswith("text/html")
    assert client.get(CONTACT, headers=SCRIPT)["Content-Type"].startswith("text/html")


def test_a_request_that_was_refused_is_not_made_again_by_a_device_that_heard_nothing(
    home: Home,
) -> None:
    space = a_space("atelier", "members")
    person = PersonFactory()
    client = signed_in(person)
    form = {"message": "Let me in", "once": KEY}
    assert client.post(JOIN, form, headers=SCRIPT).json() == {"address": "/en/spaces/atelier/"}
    decline_request(JoinRequest.objects.get(), belonging(space, "manager"), "")
    assert client.post(JOIN, form).status_code == 302
    assert JoinRequest.objects.count() == 1


def test_who_has_to_sign_in_first_is_not_told_that_the_form_was_taken(home: Home) -> None:
    a_space("atelier", "members")
    answer = Client().post(JOIN, {"message": "Let me in", "once": KEY}, headers=SCRIPT)
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]
    assert not SentForm.objects.exists()


def test_a_wish_that_comes_again_on_the_next_day_counts_once(client: Client, home: Home) -> None:
    page = add(add(home, Section, "Rubrique"), Article, "L’eau")
    form = {"language": "en", "once": KEY}
    for days in range(3):
        with time_machine.travel(timezone.now() + datetime.timedelta(days=days)):
            answer = client.post(f"/en/wish/{page.pk}/", form, headers=SCRIPT)
            assert answer.status_code in (200, 302)
    assert Wish.objects.count() == 1


def test_a_message_of_a_space_is_taken_once_and_its_script_is_told_where_it_stands(
    home: Home,
) -> None:
    space = a_space("atelier", "members")
    client = signed_in(belonging(space, "contributor"))
    form = {"title": "A visit", "text": "The well", "form_key": KEY}
    answers = [
        client.post("/en/spaces/atelier/notes/new/", form, headers=SCRIPT).json()
        for _time in range(2)
    ]
    assert answers[0] == answers[1]
    assert "/en/spaces/atelier/notes/" in answers[0]["address"]


def test_a_key_costs_the_same_however_many_are_remembered(
    client: Client, reachable: OurSite
) -> None:
    client.post(CONTACT, letter())  # What is held in memory is asked for once.
    costs = []
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.post(CONTACT, letter(once=f"key-number-{number}"))
        costs.append(len(captured))
        SentForm.objects.bulk_create(SentForm(mark=f"{number}-{one}") for one in range(20))
    assert costs[0] == costs[1]


def test_other_words_under_the_key_of_a_message_are_taken_once_too(home: Home) -> None:
    space = a_space("atelier", "members")
    client = signed_in(belonging(space, "contributor"))
    form = {"title": "A visit", "text": "The well", "form_key": KEY}
    address = "/en/spaces/atelier/notes/new/"
    first = client.post(address, form)["Location"]
    others = {client.post(address, {**form, "text": "The pump"})["Location"] for _time in range(2)}
    assert len(others) == 1 and first not in others
