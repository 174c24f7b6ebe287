"""Belonging to spaces shows in one's data, ends with the account, and asks for a second factor."""

from typing import Any

import pytest
from django.test import Client

from access.models import JournalEntry, Membership, Space
from access.visibility import audiences_of
from pages.models import Home
from people.actions.erase import Refused, erase
from people.models import Person
from people.own_data import providers
from tests.factories import PersonFactory, a_space, belonging


@pytest.fixture
def space(home: Home) -> Space:
    """A space that somebody manages."""
    return a_space()


def test_her_data_name_her_spaces_and_what_the_journal_says(space: Space) -> None:
    person = belonging(space, "publisher")
    data = {provider.code: provider.rows(person) for provider in providers()}
    assert [row["role"] for row in data["spaces"]] == ["publisher"]
    assert [row["what"] for row in data["journal"]] == ["role_given"]


def test_the_only_manager_cannot_erase_her_account_before_naming_an_heir(space: Space) -> None:
    manager = space.memberships.get().person
    with pytest.raises(Refused, match="atelier"):
        erase(manager)
    belonging(space, "manager")
    erase(manager)
    assert not Membership.objects.filter(person=manager).exists()
    assert audiences_of(Person.objects.get(pk=manager.pk)) == ("public",)
    assert JournalEntry.objects.filter(person_number=manager.pk, verb="role_ended").exists()


def test_a_manager_needs_a_second_factor_where_the_site_asks_for_one(
    client: Client, space: Space, settings: Any
) -> None:
    settings.MFA_REQUIRED_FOR = ["manager"]
    person = PersonFactory()
    client.force_login(person)
    assert client.get("/fr/spaces/").status_code == 200
    client.force_login(belonging(space, "manager"))
    assert client.get("/fr/spaces/")["Location"] == "/fr/account/2fa/"


def test_people_who_share_a_space_are_acquainted(space: Space) -> None:
    from people.acquaintances import shares_space

    reader, other = belonging(space, "reader"), belonging(space, "reader")
    stranger = PersonFactory()
    found = shares_space(Person.objects.all(), reader)
    assert other in found
    assert stranger not in found
