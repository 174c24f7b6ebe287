"""Requests and invitations of the demonstration once they are in the database."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from access.models import Space
from people.models import Invitation, JoinRequest, Person
from tests.demo.conftest import TODAY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("loaded"),
    pytest.mark.usefixtures("on_the_day"),
]


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """Requests and invitations wait for some days only: look at them on that of loading."""
    with time_machine.travel(TODAY, tick=False):
        yield


def test_requests_wait_with_an_answer_to_each_question() -> None:
    waiting = JoinRequest.objects.waiting()
    assert {request.space.preset for request in waiting} == {"members"}
    for request in waiting:
        assert [question for question, _answer in request.answers] == request.space.questions
        assert all(answer for _question, answer in request.answers)
    pending = Person.objects.get(email="pending@trame-commune.example")
    assert waiting.get(person=pending).space.slug == "accompagner"


def test_an_invitation_waits_in_every_space() -> None:
    waiting = Invitation.objects.waiting()
    assert {row.space for row in waiting} == set(Space.objects.all())
    for invitation in waiting:
        assert invitation.invited_by.memberships.get(space=invitation.space).role == "manager"
        assert invitation.address.endswith(".example")


def test_the_manager_finds_the_request_and_others_do_not(client: Client) -> None:
    for name, found in (("member-manager", True), ("member-publisher", False), ("pending", False)):
        client.force_login(Person.objects.get(email=f"{name}@trame-commune.example"))
        answer = client.get("/fr/spaces/accompagner/requests/")
        assert (answer.status_code == 200) == found
        assert ("Rakotoson" in answer.content.decode()) == found or name == "pending"
