"""Invite addresses into a space; send again, withdraw."""

import datetime
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from access import journal
from access.actions.membership import MembersOnly, hold
from access.models import JournalEntry, Membership, Space
from people.actions.answer_request import accept_request
from people.addresses import people_at
from people.models import Invitation, JoinRequest
from people.models.invitation import LASTS, PEACE, digest_of

TOKEN_BYTES = 32

invitation_written = Signal()
"""Sent within the transaction, with `invitation` and `token`: the only time that the token, which
the letter needs, is known."""


@dataclass
class Invited:
    """What came of a list of addresses.

    Attributes:
        written: addresses that were invited.
        asked: addresses of people who had asked to join, and are in now.
        inside: addresses of people who belong to the space already.
        waiting: addresses whose invitation still waits for an answer.
        left_in_peace: those that declined lately, and until when they are not asked again.
    """

    written: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    left_in_peace: list[tuple[str, datetime.datetime]] = field(default_factory=list)


@transaction.atomic
def invite(
    space: Space,
    addresses: Sequence[str],
    role: str,
    actor: Any,
    language: str,
    sentence: str = "",
    limited: bool = False,
) -> Invited:
    """Invite addresses, whether or not anybody has an account with them.

    Args:
        space: where to.
        addresses: in small letters, each once.
        role: a key of `access.roles.ROLES`.
        actor: who invites.
        language: of letters to those who have no account.
        sentence: what she adds.
        limited: whether accounts that come of it see only what they are given.

    Raises:
        LimitedAccount: somebody asked to join, has such an account now, and would manage.
        MembersOnly: limited accounts would come into the members' area.
    """
    if limited and space.kind == Space.Kind.MEMBERS_AREA:
        raise MembersOnly
    hold(space)
    result = Invited()
    Invitation.objects.filter(space=space).expire()
    known = people_at(addresses)
    inside = set(
        Membership.objects.current().filter(space=space).values_list("person_id", flat=True)
    )
    requests = {
        request.person_id: request
        for request in JoinRequest.objects.waiting().filter(space=space, person__in=known.values())
    }
    invitations = Invitation.objects.filter(space=space, address__in=addresses)
    waiting = set(invitations.waiting().values_list("address", flat=True))
    declined: dict[str, Any] = dict(
        invitations.declined_lately().values_list("address", "answered_at")
    )
    for address in addresses:
        person = known.get(address)
        if person and person.pk in inside:
            result.inside.append(address)
        elif person and person.pk in requests:
            accept_request(requests[person.pk], role, actor)
            result.asked.append(address)
        elif address in waiting:
            result.waiting.append(address)
        elif address in declined:
            result.left_in_peace.append((address, declined[address] + PEACE))
        else:
            write_invitation(
                Invitation(
                    space=space, address=address, role=role, limited=limited,
                    sentence=sentence, language=language, invited_by=actor,
                )
            )  # fmt: skip
            result.written.append(address)
    if result.written:
        journal.write(
            JournalEntry.Verb.INVITED, actor, space, role=role, number=len(result.written)
        )
    return result


def write_invitation(invitation: Invitation) -> None:
    """Give an invitation a token and its time, and have the letter written."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation.digest = digest_of(token)
    invitation.expires_at = timezone.now() + LASTS
    invitation.save()
    invitation_written.send(Invitation, invitation=invitation, token=token)


def held(invitation: Invitation) -> Invitation:
    """The invitation as it is now, while whoever else answers or changes it waits."""
    if invitation.space:
        hold(invitation.space)
    rows = Invitation.objects.select_related("space", "invited_by")
    found: Invitation = rows.select_for_update(of=("self",)).get(pk=invitation.pk)
    return found


@transaction.atomic
def resend(invitation: Invitation) -> bool:
    """Send an invitation again under a new token: the old one opens nothing any more.

    Returns:
        Whether it was sent: not if it was answered, or sent too often.
    """
    found = held(invitation)
    others = Invitation.objects.waiting().filter(space=found.space, address=found.address)
    if not found.is_open or not found.can_be_resent or others.exclude(pk=found.pk).exists():
        return False
    found.state = Invitation.State.PENDING
    found.times_sent += 1
    write_invitation(found)
    return True


@transaction.atomic
def withdraw(invitation: Invitation) -> bool:
    """Take an invitation back.

    Returns:
        Whether it was still there to be taken back.
    """
    held(invitation)
    pending = Invitation.objects.filter(pk=invitation.pk, state=Invitation.State.PENDING)
    return bool(pending.update(state=Invitation.State.WITHDRAWN, answered_at=timezone.now()))
