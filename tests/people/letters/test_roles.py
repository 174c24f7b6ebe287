"""People are told of their roles, and managers of the administrators who enter."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from access.actions.membership import end, give
from access.models import Membership, Space
from pages.models import Home
from people.models import Letter, Person
from people.post.send import deliver
from tests.factories import PersonFactory, a_space, belonging


@pytest.fixture
def space(home: Home) -> Space:
    """A space whose manager reads French."""
    return a_space("atelier", "team", managers=[PersonFactory(language="fr")])


def manager_of(space: Space) -> Person:
    """The manager of a space."""
    person: Person = space.memberships.get(role="manager").person
    return person


def sent() -> list[tuple[str, str]]:
    """Send what waits; recipients and subjects."""
    deliver.func()
    return [(message.to[0], message.subject) for message in mail.outbox]


def test_a_role_that_somebody_gives_is_told_in_the_persons_language(space: Space) -> None:
    person = PersonFactory(language="en")
    give(space, person, "publisher", actor=manager_of(space))
    assert sent() == [(person.email, "Your role in a space")]
    assert "Space atelier" in mail.outbox[0].body
    assert "/en/spaces/atelier/" in mail.outbox[0].body


def test_what_one_does_oneself_is_not_told(space: Space) -> None:
    person = PersonFactory()
    membership = give(space, person, "reader", actor=person)
    end(membership, actor=person)
    give(space, PersonFactory(), "reader", actor=None)
    assert not Letter.objects.exists()


def test_the_end_of_a_role_is_told_without_what_is_inside(space: Space) -> None:
    person = PersonFactory(language="en")
    membership = give(space, person, "reader", actor=person)
    end(membership, actor=manager_of(space))
    assert sent() == [(person.email, "You no longer belong to a space")]


def test_a_role_that_was_taken_back_before_the_sending_is_not_told(space: Space) -> None:
    person = PersonFactory(language="en")
    membership = give(space, person, "reader", actor=manager_of(space))
    end(membership, actor=manager_of(space))
    assert [subject for _to, subject in sent()] == ["You no longer belong to a space"]


def test_managers_are_told_of_an_administrator_who_enters(space: Space) -> None:
    administrator = PersonFactory(first_name="Hélène", last_name="Marchetti")
    until = timezone.now() + datetime.timedelta(hours=2)
    give(space, administrator, "manager", administrator, Membership.Way.ADMINISTRATOR, until)
    belonging(space, "reader")
    assert [to for to, _subject in sent()] == [manager_of_founder(space).email]
    assert "Hélène Marchetti" in mail.outbox[0].body


def manager_of_founder(space: Space) -> Person:
    """The manager who founded a space."""
    person: Person = space.memberships.get(way=Membership.Way.FOUNDED).person
    return person
