"""Whoever is invited accepts or declines; links that are over say so and let nobody in."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from access.actions.membership import give
from access.actions.space import change_status
from access.models import Membership, Space
from people.models import Invitation, Person
from tests.factories import PersonFactory, a_space
from tests.people.spaces.conftest import INVITE, Letters, invite, role_of, signed_in


def state() -> str:
    """The state of the only invitation."""
    return Invitation.objects.get().state


def test_the_invited_person_accepts_in_one_step(
    space: Space, as_manager: Client, manager: Person, letters: Letters
) -> None:
    lea = PersonFactory(email="Lea@example.org")
    invite(as_manager, "lea@example.org", "publisher", sentence="Venez !")
    client = signed_in(lea)
    html = client.get(letters.address).content.decode()
    assert "Mariam Touré invites you to “Space atelier”" in html
    assert "Venez !" in html
    assert "A sentence." in html
    assert client.post(letters.address, {"accept": "1"}).url == "/en/spaces/atelier/"
    membership = Membership.objects.get(space=space, person=lea)
    assert (membership.role, membership.way, membership.given_by) == (
        "publisher", "invited", manager,
    )  # fmt: skip
    assert state() == "accepted"
    assert client.get(letters.address).url == "/en/spaces/atelier/"
    assert not lea.limited


def test_who_has_not_accepted_receives_nothing_of_the_space(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org")
    client = signed_in(PersonFactory(email="lea@example.org"))
    client.get(letters.address)
    assert client.get("/en/spaces/atelier/people/").status_code == 404


def test_another_account_is_told_so_and_is_not_let_in(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org")
    other = PersonFactory(email="other@example.org")
    client = signed_in(other)
    html = client.get(letters.address).content.decode()
    assert "went to another address" in html
    assert "lea@example.org" not in html
    for button in ("accept", "decline", "sign_up"):
        assert client.post(letters.address, {button: "1"}).status_code == 403
    assert role_of(space, other) == ""
    assert state() == "pending"


def test_an_address_that_was_not_verified_is_not_hers(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org")
    pretender = PersonFactory(email="lea@example.org")
    pretender.emailaddress_set.all().delete()
    pretender.emailaddress_set.create(email="lea@example.org", verified=False, primary=True)
    signed_in(pretender).post(letters.address, {"accept": "1"})
    assert role_of(space, pretender) == ""


def test_an_invitation_to_a_second_address_of_hers_is_hers(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea = PersonFactory(email="lea@example.org")
    lea.emailaddress_set.all().delete()
    lea.emailaddress_set.create(email="lea@example.org", verified=True, primary=True)
    lea.emailaddress_set.create(email="Lea@work.example", verified=True)
    invite(as_manager, "lea@work.example")
    signed_in(lea).post(letters.address, {"accept": "1"})
    assert role_of(space, lea) == "contributor"


def test_a_token_that_was_never_sent_is_missing(home: object, client: Client) -> None:
    assert client.get("/en/invitations/never/").status_code == 404
    assert client.post("/en/invitations/never/", {"accept": "1"}).status_code == 404


@pytest.mark.parametrize("why", ["withdrawn", "late", "declined", "archived", "role", "resent"])
def test_an_invitation_that_is_over_says_so_without_naming_the_space(
    space: Space, as_manager: Client, letters: Letters, why: str
) -> None:
    lea = PersonFactory(email="lea@example.org")
    invite(as_manager, "lea@example.org")
    address, key = letters.address, Invitation.objects.get().pk
    if why == "withdrawn":
        as_manager.post(INVITE, {"withdraw": key})
    elif why == "late":
        Invitation.objects.update(expires_at=timezone.now())
    elif why == "declined":
        signed_in(lea).post(address, {"decline": "1"})
    elif why == "archived":
        change_status(space, Space.Status.ARCHIVED, actor=None)
    elif why == "role":
        Invitation.objects.update(role="emperor")
    else:
        as_manager.post(INVITE, {"resend": key})
    client = signed_in(lea)
    for answer in (client.get(address), client.post(address, {"accept": "1"})):
        assert answer.status_code == (404 if why == "resent" else 410)
        assert "atelier" not in answer.content.decode()
    assert role_of(space, lea) == ""


def test_a_link_used_twice_lets_nobody_else_in(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea, other = PersonFactory(email="lea@example.org"), PersonFactory()
    invite(as_manager, "lea@example.org")
    signed_in(lea).post(letters.address, {"accept": "1"})
    assert signed_in(other).post(letters.address, {"accept": "1"}).status_code == 410
    assert role_of(space, other) == ""


def test_who_was_removed_does_not_come_back_by_the_old_link(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    lea = PersonFactory(email="lea@example.org")
    invite(as_manager, "lea@example.org")
    client = signed_in(lea)
    client.post(letters.address, {"accept": "1"})
    as_manager.post(f"/en/spaces/atelier/people/{lea.memberships.get().pk}/remove/")
    assert client.post(letters.address, {"accept": "1"}).status_code == 410
    assert role_of(space, lea) == ""


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
    home: object, manager: Person, as_manager: Client, letters: Letters
) -> None:
    a_space("atelier", kind=Space.Kind.MEMBERS_AREA, managers=[manager])
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
