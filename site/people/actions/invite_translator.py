"""Invite an address to translate: what is public, or what lies in a space."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from access import journal
from access.actions.membership import MembersOnly, hold
from access.models import JournalEntry, Space
from access.roles import READER
from people.actions.invite import Invited, write_invitation
from people.models import Invitation
from people.models.invitation import PEACE


@transaction.atomic
def invite_translator(
    address: str,
    languages: Sequence[str],
    role: str,
    actor: Any,
    language: str,
    first_name: str = "",
    space: Space | None = None,
) -> Invited:
    """Invite an address, whether or not anybody has an account with it.

    An account that comes of it is limited: it shows what is public and, if it is to one, the
    space, which she reads.

    Args:
        address: in small letters; of nobody who belongs to the space already.
        languages: codes of those to translate into.
        role: one of `LanguageRole.Role`.
        actor: who invites.
        language: of the letter, if she has no account.
        first_name: what the letter calls her.
        space: of which space; None for what is public.

    Raises:
        MembersOnly: the space is the members' area, where limited accounts do not come.
    """
    if space is not None:
        if space.kind == Space.Kind.MEMBERS_AREA:
            raise MembersOnly
        hold(space)
    known = Invitation.objects.filter(space=space, address=address)
    known.expire()
    declined = known.declined_lately().first()
    if known.waiting().exists():
        return Invited(waiting=[address])
    if declined and declined.answered_at:
        return Invited(left_in_peace=[(address, declined.answered_at + PEACE)])
    invitation = Invitation(
        space=space, address=address, first_name=first_name, language=language,
        role=READER if space else "", limited=True, invited_by=actor,
        languages=list(languages), language_role=role,
    )  # fmt: skip
    try:
        with transaction.atomic():
            write_invitation(invitation)
    except IntegrityError:  # Somebody else has just invited her to the public site.
        return Invited(waiting=[address])
    journal.write(
        JournalEntry.Verb.INVITED, actor, space, role=role, number=1, invitation=invitation.pk
    )
    return Invited(written=[address])
