"""Give, change and end roles: record, group and journal in one transaction, at once."""

import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from access import journal
from access.decisions import Decision
from access.models import JournalEntry, Membership, Space
from access.roles import MANAGER, group_name
from access.visibility import forget_audiences

role_changed = Signal()
"""Sent within the transaction, with `membership`, `before`, `after` (role codes, empty for none)
and `actor`: what people are told of it is said by the rooms above."""


@transaction.atomic
def give(
    space: Space,
    person: Any,
    role: str,
    actor: Any,
    way: str = Membership.Way.GIVEN,
    until: datetime.datetime | None = None,
) -> Membership:
    """Give a person a role in a space, in place of the one that she has there.

    Args:
        space: where.
        person: to whom.
        role: a key of `access.roles.ROLES`.
        actor: by whom; None for the system.
        way: how she comes in, one of `Membership.Way`.
        until: when it ends by itself.

    Raises:
        LastManager: she is the only manager, and would be none.
    """
    known = Membership.objects.select_for_update().filter(space=space, person=person).first()
    before = known.role if known else ""
    if known is None:
        known = Membership(space=space, person=person, way=way, given_by=actor)
    elif role != MANAGER:
        refuse_last_manager(known)
    known.role, known.until = role, until
    known.save()
    move_between_groups(space, person, before, role)
    verb = JournalEntry.Verb.ROLE_CHANGED if before else JournalEntry.Verb.ROLE_GIVEN
    if way == Membership.Way.ADMINISTRATOR and not before:
        verb = JournalEntry.Verb.ENTERED
    if before != role:
        journal.write(verb, actor, space, person, role, before=before, way=way)
        role_changed.send(Membership, membership=known, before=before, after=role, actor=actor)
    return known


@transaction.atomic
def end(membership: Membership, actor: Any) -> None:
    """End a membership: by leaving, by removal, or because its time has run out.

    Args:
        membership: which.
        actor: by whom; None for the system.

    Raises:
        LastManager: she is the only manager of a space in use.
    """
    space, person, role = membership.space, membership.person, membership.role
    refuse_last_manager(membership)
    membership.delete()
    move_between_groups(space, person, role, "")
    journal.write(JournalEntry.Verb.ROLE_ENDED, actor, space, person, role)
    role_changed.send(Membership, membership=membership, before=role, after="", actor=actor)


class LastManager(Exception):
    """The only manager of a space cannot go before somebody else manages it."""

    decision = Decision(
        False,
        _("She is the only manager of this space: make somebody else a manager first."),
    )


def is_last_manager(membership: Membership) -> bool:
    """Whether nobody else manages the space, which is not archived."""
    if membership.role != MANAGER or membership.way == Membership.Way.ADMINISTRATOR:
        return False
    others = Membership.objects.filter(space=membership.space_id, role=MANAGER)
    others = others.exclude(way=Membership.Way.ADMINISTRATOR)
    is_archived = membership.space.status == Space.Status.ARCHIVED
    return not is_archived and not others.exclude(person=membership.person_id).exists()


def refuse_last_manager(membership: Membership) -> None:
    """Stop if nobody else would manage the space.

    Raises:
        LastManager: nobody else would.
    """
    if is_last_manager(membership):
        raise LastManager


def move_between_groups(space: Space, person: Any, before: str, after: str) -> None:
    """Put a person into the group of one role instead of another's."""
    if before != after:
        if before:
            person.groups.remove(*Group.objects.filter(name=group_name(space.pk, before)))
        if after:
            person.groups.add(space.group(after))
    forget_audiences(person)
