"""An invitation leads whoever has no account through sign-up, and into the space."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from access.models import Space
from people.models import Invitation, Person
from people.newcomers import receive_newcomer
from tests.factories import PersonFactory
from tests.people.spaces.conftest import INVITE, Letters, invite, role_of


def test_a_visitor_is_led_to_sign_up_with_her_address_in_the_session(
    space: Space, as_manager: Client, letters: Letters, client: Client
) -> None:
    invite(as_manager, "lea@example.org")
    page = client.get(letters.address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    answer = client.post(letters.address, {"sign_up": "1"})
    assert answer.url.startswith("/en/account/signup/?next=%2Fen%2Finvitations%2F")
    assert client.session["invited_address"] == "lea@example.org"
    assert client.session["invitation"] == letters.sent[0][1]
    assert client.post(letters.address, {"accept": "1"}).status_code == 403


def sign_up(address: str, **session: str) -> Person:
    """A new account, as the sign-up announces it."""
    person = PersonFactory(email=address)
    request = RequestFactory().post("/en/account/signup/")
    request.user = AnonymousUser()
    request.session = dict(session)  # type: ignore[assignment]
    receive_newcomer(request=request, user=person)
    assert not request.session
    person.refresh_from_db()
    return person


@pytest.mark.parametrize("limited", [True, False])
def test_the_new_account_is_in_and_limited_if_the_invitation_says_so(
    space: Space, as_manager: Client, letters: Letters, limited: bool
) -> None:
    invite(as_manager, "lea@example.org", **({"limited": "on"} if limited else {}))
    token = letters.sent[0][1]
    lea = sign_up("lea@example.org", invitation=token, invited_address="lea@example.org")
    assert role_of(space, lea) == "contributor"
    assert lea.limited == limited


def test_an_account_made_by_an_invitation_that_was_taken_back_is_limited_and_outside(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org", limited="on")
    token = letters.sent[0][1]
    as_manager.post(INVITE, {"resend": Invitation.objects.get().pk})
    lea = sign_up("lea@example.org", invitation=token, invited_address="lea@example.org")
    assert lea.limited
    assert role_of(space, lea) == ""


def test_an_account_with_another_address_does_not_use_the_invitation(
    space: Space, as_manager: Client, letters: Letters
) -> None:
    invite(as_manager, "lea@example.org")
    other = sign_up("other@example.org", invitation=letters.sent[0][1])
    assert role_of(space, other) == ""
    assert Invitation.objects.get().state == "pending"
