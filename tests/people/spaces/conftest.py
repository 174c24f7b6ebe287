"""What tests about who belongs to spaces share."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client

from access.actions.space import change_preset
from access.models import Membership, Space
from people.actions.invite import invitation_written
from people.models import Invitation, Person
from tests.factories import PersonFactory, a_space, signed_in

INVITE = "/en/spaces/atelier/people/invitations/"

AsPreset = Callable[[str], Space]


def managed() -> tuple[Space, Person]:
    """A space that one asks to join, and who manages it."""
    person = PersonFactory(email="manager@example.org", first_name="Mariam", last_name="Touré")
    return a_space(managers=[person]), person


@pytest.fixture(scope="module", autouse=True)
def managed_planted(plant: Callable[..., Any]) -> tuple[Space, Person]:
    """Both, for all tests of a file, also for those that do not name them."""
    return plant(managed)


@pytest.fixture
def known(managed_planted: tuple[Space, Person], db: None) -> tuple[Space, Person]:
    """Both, as a test may change them."""
    return deepcopy(managed_planted)


@pytest.fixture
def manager(known: tuple[Space, Person]) -> Person:
    """Who manages the space."""
    return known[1]


@pytest.fixture
def space(known: tuple[Space, Person]) -> Space:
    """A space that one asks to join."""
    return known[0]


@pytest.fixture
def as_manager(manager: Person) -> Client:
    """A browser in which the manager is signed in."""
    return signed_in(manager)


@pytest.fixture
def as_preset(space: Space) -> AsPreset:
    """Lets others come into the space, or fewer."""

    def change(preset: str) -> Space:
        change_preset(space, preset, actor=None)
        return space

    return change


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
