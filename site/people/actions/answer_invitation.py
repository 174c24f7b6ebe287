"""Accept or decline an invitation: only by whoever reads the address that it went to."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from access.actions.language_role import give_language_role
from access.actions.membership import give
from access.models import Membership, Space
from people.actions.invite import held
from people.addresses import addresses_of
from people.models import Invitation, JoinRequest
from people.models.invitation import digest_of


def invitation_at(token: str) -> Invitation | None:
    """The invitation that a token opens, whatever became of it."""
    found = Invitation.objects.select_related("space", "invited_by", "person")
    return found.filter(digest=digest_of(token)).first()


def waiting_for(person: Any, space: Space) -> Invitation | None:
    """The invitation to a space that waits for this person."""
    found = Invitation.objects.waiting().filter(space=space, address__in=addresses_of(person))
    return next((invitation for invitation in found if invitation.is_waiting), None)


def is_for(invitation: Invitation, person: Any) -> bool:
    """Whether an invitation went to an address of this person's."""
    return bool(person.is_authenticated and invitation.address in addresses_of(person))


@transaction.atomic
def accept_invitation(invitation: Invitation, person: Any) -> bool:
    """Let an invited person in, and let her translate if that is what she is invited to.

    She keeps a role that has more rights than the one she is invited to.

    Args:
        invitation: which.
        person: who accepts it.

    Returns:
        Whether she is in by it: not if it is over, or went to somebody else's address.

    Raises:
        LimitedAccount: hers is one, and the role is that of managers.
    """
    found = held(invitation)
    if not found.is_waiting or not is_for(found, person):
        return False
    found.state, found.person = Invitation.State.ACCEPTED, person
    found.answered_at = timezone.now()
    found.save(update_fields=["state", "person", "answered_at"])
    if found.space:
        let_in(found.space, person, found)
    for language in found.languages:
        give_language_role(person, language, found.language_role, found.invited_by, found.space)
    return True


def let_in(space: Space, person: Any, invitation: Invitation) -> None:
    """Give her the role that she is invited to, unless hers has more rights.

    Raises:
        LimitedAccount: hers is one, and the role is that of managers.
    """
    lasting = Membership.objects.exclude(way=Membership.Way.ADMINISTRATOR)
    known = lasting.filter(space=space, person=person).first()
    if known is None or not known.outranks(invitation.role):
        give(space, person, invitation.role, invitation.invited_by, Membership.Way.INVITED)
    settle_requests(space, person)


def settle_requests(space: Space, person: Any) -> None:
    """Her request to the same space needs no answer any more."""
    JoinRequest.objects.filter(space=space, person=person, state=JoinRequest.State.PENDING).update(
        state=JoinRequest.State.ACCEPTED, answered_at=timezone.now()
    )


@transaction.atomic
def decline_invitation(invitation: Invitation) -> bool:
    """Note that the invited person does not want to come.

    Returns:
        Whether there was still something to decline.
    """
    held(invitation)
    pending = Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.PENDING)
    return bool(pending.update(state=Invitation.State.DECLINED, answered_at=timezone.now()))
