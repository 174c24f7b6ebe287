"""Invitations and requests are written to whom they concern, and only while they hold."""

import re

import pytest
from django.core import mail

from access.models import Space
from pages.models import Home
from people.actions.answer_request import accept_request, decline_request
from people.actions.invite import invite, withdraw
from people.actions.join import ask
from people.models import Invitation, JoinRequest, Letter, Person
from people.post.send import deliver
from tests.factories import PersonFactory, a_space


@pytest.fixture
def space(home: Home) -> Space:
    """A space whose manager reads English."""
    return a_space("atelier", "members", managers=[PersonFactory(language="en")])


@pytest.fixture
def manager(space: Space) -> Person:
    """Its manager."""
    person: Person = space.memberships.get().person
    return person


def sent() -> dict[str, str]:
    """Send what waits; subjects by recipient."""
    deliver.func()
    return {message.to[0]: str(message.subject) for message in mail.outbox}


def test_an_invitation_carries_its_link_which_is_then_forgotten(
    space: Space, manager: Person
) -> None:
    invite(space, ["awa@example.org"], "reader", manager, "fr")
    assert "awa@example.org" in sent()
    body = str(mail.outbox[-1].body)
    assert re.search(r"/\w\w/invitations/[\w-]{20,}/", body)
    assert "Une phrase." in body or "A sentence." in body
    assert "token" not in Letter.objects.get(kind="invitation").facts


def test_an_invitation_that_was_withdrawn_is_not_sent(space: Space, manager: Person) -> None:
    invite(space, ["awa@example.org"], "reader", manager, "fr")
    withdraw(Invitation.objects.get())
    assert sent() == {}


def test_managers_hear_of_a_request_and_whoever_asked_of_the_answer(
    space: Space, manager: Person
) -> None:
    person = PersonFactory(language="en")
    request = ask(space, person, "Bonjour", [])
    assert isinstance(request, JoinRequest)
    assert sent() == {manager.email: "Somebody asks to join a space that you manage"}
    mail.outbox.clear()
    accept_request(request, "reader", manager)
    assert sent() == {person.email: "The answer to your request"}
    assert "Welcome" in str(mail.outbox[0].body)


def test_a_refusal_names_the_managers_sentence_and_nothing_of_the_inside(
    space: Space, manager: Person
) -> None:
    person = PersonFactory(language="en")
    request = ask(space, person, "Bonjour", [])
    assert isinstance(request, JoinRequest)
    decline_request(request, manager, "Not this year.")
    assert sent()[person.email] == "The answer to your request"
    assert manager.email not in sent(), "it was answered before the managers' letter left"
    assert "Not this year." in str(mail.outbox[0].body)
