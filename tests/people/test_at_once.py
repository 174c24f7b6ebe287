"""Several at once: nobody is left without a manager, and no answer is written over another."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from access.models import LanguageRole, Membership, Space
from passerelle.roles import make_roles
from people.actions.answer_invitation import accept_invitation, decline_invitation
from people.actions.answer_request import accept_request
from people.actions.correct_organization import answer, correct
from people.actions.erase import Refused, erase
from people.actions.invite import Invited, invite, resend, withdraw
from people.actions.invite_translator import invite_translator
from people.actions.join import ask, withdraw_request
from people.models import Invitation, JoinRequest, Organization, OrganizationProposal, Person
from tests.apart import Apart, many_writers, transactional_db
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    a_space,
    belonging,
    french_and_english,
)

__all__ = ["transactional_db"]

pytestmark = [many_writers, pytest.mark.usefixtures("transactional_db")]


@pytest.fixture
def space(transactional_db: None) -> Space:
    """A space with one manager."""
    french_and_english()
    return a_space()


def test_of_two_managers_who_erase_their_accounts_one_is_refused(space: Space) -> None:
    first, second = Person.objects.get(memberships__space=space), belonging(space, "manager")
    with transaction.atomic():
        erase(first)
        other = Apart(lambda: erase(second))
        other.go_as_far_as_it_can()
    with pytest.raises(Refused):
        other.end()
    assert Membership.objects.get(space=space).person == second


def test_of_two_administrators_who_erase_their_accounts_one_is_refused(
    transactional_db: None,
) -> None:
    make_roles(list(french_and_english()))
    first, second = PersonFactory(), PersonFactory()
    Group.objects.get(site_role__code="administrator").user_set.add(first, second)
    with transaction.atomic():
        erase(first)
        other = Apart(lambda: erase(second))
        other.go_as_far_as_it_can()
    with pytest.raises(Refused):
        other.end()
    assert Person.objects.get(pk=second.pk).is_active


def an_invitation(space: Space) -> tuple[Invitation, Person]:
    """An invitation, and whom it is for."""
    person = PersonFactory()
    manager = Person.objects.get(memberships__space=space)
    invite(space, [person.email], "reader", manager, "fr")
    return Invitation.objects.get(), person


def test_an_invitation_that_is_being_accepted_cannot_be_taken_back(space: Space) -> None:
    invitation, person = an_invitation(space)
    with transaction.atomic():
        assert accept_invitation(invitation, person)
        others = [
            Apart(lambda: withdraw(invitation)),
            Apart(lambda: decline_invitation(invitation)),
        ]
        for other in others:
            other.go_as_far_as_it_can()
    assert [other.end() for other in others] == [False, False]
    invitation.refresh_from_db()
    assert invitation.state == Invitation.State.ACCEPTED


def test_an_invitation_that_is_being_taken_back_lets_nobody_in(space: Space) -> None:
    invitation, person = an_invitation(space)
    with transaction.atomic():
        assert withdraw(invitation)
        other = Apart(lambda: accept_invitation(invitation, person))
        other.go_as_far_as_it_can()
    assert other.end() is False
    assert not Membership.objects.filter(person=person).exists()


def to_translate(address: str) -> Invited:
    """Invite an address to translate the public site."""
    return invite_translator(address, ["en"], "translator", None, "fr")


def test_of_two_invitations_to_translate_that_are_sent_at_once_one_is_left(
    transactional_db: None,
) -> None:
    french_and_english()
    with transaction.atomic():
        assert to_translate("lea@example.org").written
        other = Apart(lambda: to_translate("lea@example.org"))
        other.go_as_far_as_it_can()
    assert other.end().waiting == ["lea@example.org"]
    assert Invitation.objects.count() == 1


def test_an_invitation_to_translate_that_is_being_accepted_is_not_sent_again(
    transactional_db: None,
) -> None:
    french_and_english()
    person = PersonFactory()
    to_translate(person.email)
    invitation = Invitation.objects.get()
    with transaction.atomic():
        assert accept_invitation(invitation, person)
        others = [Apart(lambda: resend(invitation)), Apart(lambda: withdraw(invitation))]
        for other in others:
            other.go_as_far_as_it_can()
    assert [other.end() for other in others] == [False, False]
    assert LanguageRole.objects.get().person == person


def test_a_request_that_is_being_taken_back_lets_nobody_in(space: Space) -> None:
    person = PersonFactory()
    request = ask(space, person, "", [])
    assert isinstance(request, JoinRequest)
    with transaction.atomic():
        assert withdraw_request(space, person)
        other = Apart(lambda: accept_request(request, "reader", None))
        other.go_as_far_as_it_can()
    assert other.end() is False
    assert not Membership.objects.filter(person=person).exists()


def test_what_an_editor_agrees_to_while_the_rest_is_corrected_stays(transactional_db: None) -> None:
    organization, person = OrganizationFactory(), PersonFactory()
    (proposal,) = correct(organization, {}, {"name": "Nouveau nom"}, person)
    stale = Organization.objects.get(pk=organization.pk)
    stale.city = "Kaolack"
    with transaction.atomic():
        assert answer(proposal, True, person)
        other = Apart(lambda: correct(stale, {}, {}, person))
        other.go_as_far_as_it_can()
    other.end()
    found = Organization.objects.get(pk=organization.pk)
    assert (found.name, found.city) == ("Nouveau nom", "Kaolack")


def test_two_who_propose_a_name_at_once_leave_one_proposal(transactional_db: None) -> None:
    organization, person = OrganizationFactory(), PersonFactory()
    with transaction.atomic():
        correct(organization, {}, {"name": "Un nom"}, person)
        other = Apart(lambda: correct(organization, {}, {"name": "Un autre"}, person))
        other.go_as_far_as_it_can()
    other.end()
    pending = OrganizationProposal.objects.filter(state=OrganizationProposal.State.PENDING)
    assert pending.get().after == "Un autre"
