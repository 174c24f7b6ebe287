"""Join an open space, ask to come into another, take the request back, leave."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from access import journal
from access.actions.membership import end, give, hold
from access.models import JournalEntry, Membership, Space
from access.roles import MANAGER
from people.models import Invitation, JoinRequest

request_made = Signal()
"""Sent within the transaction, with `request`: the managers of its space are told."""


@transaction.atomic
def join(space: Space, person: Any) -> Membership:
    """Come into a space that whoever is signed in may join; a second time changes nothing."""
    hold(space)
    known = Membership.objects.filter(space=space, person=person).first()
    membership = known or give(space, person, space.newcomer_role, person, Membership.Way.JOINED)
    waiting = JoinRequest.objects.filter(space=space, person=person)
    waiting.filter(state=JoinRequest.State.PENDING).update(
        state=JoinRequest.State.ACCEPTED, answered_at=timezone.now()
    )
    return membership


@transaction.atomic
def ask(
    space: Space, person: Any, message: str, answers: list[tuple[str, str]]
) -> JoinRequest | Invitation:
    """Ask to come into a space; who is invited there comes in at once.

    Args:
        space: where to.
        person: who asks.
        message: what she says to its managers.
        answers: each of the space's questions with her answer.

    Returns:
        Her request, which is the one that waits already if there is one; or the invitation
        by which she is in now.
    """
    from people.actions.answer_invitation import accept_invitation, waiting_for

    invitation = waiting_for(person, space)
    if invitation and accept_invitation(invitation, person):
        return invitation
    JoinRequest.objects.filter(space=space, person=person).expire()
    request, is_new = JoinRequest.objects.get_or_create(
        space=space,
        person=person,
        state=JoinRequest.State.PENDING,
        defaults={"message": message, "answers": [list(pair) for pair in answers]},
    )
    if is_new:
        journal.write(JournalEntry.Verb.ASKED, person, space, person)
        request_made.send(JoinRequest, request=request)
    return request


@transaction.atomic
def withdraw_request(space: Space, person: Any) -> bool:
    """Take one's request back.

    Returns:
        Whether there was one.
    """
    hold(space)
    pending = JoinRequest.objects.filter(
        space=space, person=person, state=JoinRequest.State.PENDING
    )
    return bool(pending.update(state=JoinRequest.State.WITHDRAWN, answered_at=timezone.now()))


@transaction.atomic
def leave(membership: Membership, heir: Any = None) -> None:
    """Leave a space.

    Args:
        membership: whose.
        heir: who is a manager from now, if anybody must be.

    Raises:
        LastManager: nobody would manage the space.
    """
    if heir is not None:
        give(membership.space, heir, MANAGER, membership.person)
    end(membership, membership.person)
