"""Answer somebody who asks to come into a space."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from access import journal
from access.actions.membership import give, hold
from access.models import JournalEntry, Membership, Space
from people.models import JoinRequest

request_answered = Signal()
"""Sent within the transaction, with `request`: whoever asked is told."""


@transaction.atomic
def accept_request(request: JoinRequest, role: str, actor: Any) -> bool:
    """Let the person in.

    Args:
        request: which.
        role: the role that she is given, a key of `access.roles.ROLES`.
        actor: the manager who answers.

    Returns:
        Whether the request was still there to be accepted.

    Raises:
        LimitedAccount: hers became one since, and the role is that of managers.
    """
    found = settle(request, JoinRequest.State.ACCEPTED, actor, role=role)
    if found is None:
        return False
    if not Membership.objects.filter(space=found.space, person=found.person).exists():
        give(found.space, found.person, role, actor, Membership.Way.ASKED)
    request_answered.send(JoinRequest, request=found)
    return True


@transaction.atomic
def decline_request(request: JoinRequest, actor: Any, reply: str) -> bool:
    """Refuse the person, in a sentence.

    Returns:
        Whether the request was still there to be declined.
    """
    found = settle(request, JoinRequest.State.DECLINED, actor, reply=reply)
    if found is None:
        return False
    journal.write(JournalEntry.Verb.REFUSED, actor, found.space, found.person)
    request_answered.send(JoinRequest, request=found)
    return True


def settle(request: JoinRequest, state: str, actor: Any, **fields: Any) -> JoinRequest | None:
    """Give a request its answer once; None if it has one, ran out of time or came too late."""
    hold(request.space)
    found = JoinRequest.objects.select_related("space", "person").get(pk=request.pk)
    if not found.is_waiting or found.space.status == Space.Status.ARCHIVED:
        return None
    found.state, found.answered_by, found.answered_at = state, actor, timezone.now()
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    return found
