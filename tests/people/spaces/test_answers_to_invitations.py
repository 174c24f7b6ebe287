"""What accepting or declining an invitation does, and to whom."""

import datetime

import time_machine
from django.test import Client
from django.utils import timezone

from access.actions.membership import give
from access.models import Space
from people.models import Invitation, JoinRequest, Person
from tests.factories import PersonFactory, signed_in
from tests.people.spaces.conftest import INVITE, Letters, invite, role_of


def state() -> str:
    """The state of the only invitation."""
    return Invitation.objects.get().state


def test_whoever_declines_is_left_in_peace_for_thirty_days(
    space: Space, as_manager: Client, letters: Letters, client: Client
) -> None:
    invite(as_manager, "lea@example.org")
    assert client.post(letters.address, {"decline": "1"}).status_code == 200
    assert state() == "declined"
    assert "lea@example.org declined" in invite(as_manager, "lea@example.org")
    assert len(letters.sent) == 1
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        invite(signed_in(Person.objects.get(email="manager@example.org")), "lea@example.org")
    assert len(letters.sent) == 2


def test_an_account_that_was_there_before_is_not_limited_by_accepting(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea = PersonFactory(email="lea@example.org")
    invite(as_manager, "lea@example.org", limited="on")
    signed_in(lea).post(letters.address, {"accept": "1"})
    lea.refresh_from_db()
    assert not lea.limited
    assert role_of(space, lea) == "contributor"


def test_a_limited_account_does_not_become_a_manager_by_invitation(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea = PersonFactory(email="lea@example.org", limited=True)
    invite(as_manager, "lea@example.org", "manager")
    assert signed_in(lea).post(letters.address, {"accept": "1"}).status_code == 409
    assert role_of(space, lea) == ""
    assert state() == "pending"


def test_nobody_is_invited_into_the_members_area_with_a_limited_account(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    space.kind = Space.Kind.MEMBERS_AREA
    space.save()
    html = invite(as_manager, "lea@example.org", "reader", limited="on")
    assert "members’ area" in html
    assert "lea@example.org" in html
    assert letters.sent == []
    invite(as_manager, "lea@example.org", "reader")
    lea = PersonFactory(email="lea@example.org", limited=True)
    assert signed_in(lea).post(letters.address, {"accept": "1"}).status_code == 409


def test_accepting_never_lowers_a_role(space: Space, as_manager: Client, letters: Letters) -> None:
    lea = PersonFactory(email="lea@example.org")
    invite(as_manager, "lea@example.org", "reader")
    give(space, lea, "publisher", actor=None)
    signed_in(lea).post(letters.address, {"accept": "1"})
    assert role_of(space, lea) == "publisher"


def test_inviting_somebody_who_asked_to_join_accepts_her_request(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea = PersonFactory(email="lea@example.org")
    JoinRequest.objects.create(space=space, person=lea)
    html = invite(as_manager, "lea@example.org", "publisher")
    assert "had asked to join" in html
    assert role_of(space, lea) == "publisher"
    assert JoinRequest.objects.get().state == "accepted"
    assert not letters.sent


def test_nobody_is_let_in_where_one_of_them_cannot_have_the_role(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    JoinRequest.objects.create(
        space=space, person=PersonFactory(email="lea@example.org", limited=True)
    )
    data = {"addresses": "moussa@example.org lea@example.org", "role": "manager"}
    answer = as_manager.post(INVITE, data)
    assert answer.status_code == 400
    assert "limited account" in answer.content.decode()
    assert JoinRequest.objects.get().state == "pending"
    assert not Invitation.objects.exists()
