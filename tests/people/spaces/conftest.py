"""What tests about who belongs to spaces share."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from access.models import Membership, Space
from pages.models import Home
from people.actions.invite import invitation_written
from people.models import Invitation, Person
from tests.factories import PersonFactory, a_space, signed_in

INVITE = "/en/spaces/atelier/people/invitations/"


@pytest.fixture
def manager(db: None) -> Person:
    """Who manages the space."""
    return PersonFactory(email="manager@example.org", first_name="Mariam", last_name="Touré")


@pytest.fixture
def space(home: Home, manager: Person) -> Space:
    """A space that one asks to join."""
    return a_space(managers=[manager])


@pytest.fixture
def as_manager(manager: Person) -> Client:
    """A browser in which the manager is signed in."""
    return signed_in(manager)


class Letters:
    """The invitations whose letters were to be written, with their tokens."""

    def __init__(self) -> None:
        self.sent: list[tuple[Invitation, str]] = []

    def keep(self, invitation: Invitation, token: str, **signal: Any) -> None:
        """Note a letter. Serves as a signal handler."""
        self.sent.append((invitation, token))

    @property
    def address(self) -> str:
        """The address in the last letter."""
        return f"/en/invitations/{self.sent[-1][1]}/"


@pytest.fixture
def letters() -> Iterator[Letters]:
    """The letters of invitations written during the test."""
    box = Letters()
    invitation_written.connect(box.keep)
    yield box
    invitation_written.disconnect(box.keep)


def invite(client: Client, addresses: str, role: str = "contributor", **fields: str) -> str:
    """What a manager reads after she sent a list."""
    data = {"addresses": addresses, "role": role, **fields}
    return client.post(INVITE, data, follow=True).content.decode()


def role_of(space: Space, person: Person) -> str:
    """Her role in the space; empty for none."""
    known = Membership.objects.filter(space=space, person=person).first()
    return known.role if known else ""
