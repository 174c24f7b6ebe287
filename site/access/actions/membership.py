"""Give, change and end roles: record, group and journal in one transaction, at once."""

import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from access import journal
from access.actions.language_role import end_language_roles
from access.decisions import Decision
from access.models import JournalEntry, Membership, Space
from access.models.membership import MembershipQuerySet
from access.roles import MANAGER, group_name
from access.visibility import forget_audiences

role_changed = Signal()
"""Sent within the transaction, with `membership`, `before`, `after` (role codes, empty for none),
`actor` and `reason` (what an administrator gave for entering): what people are told of it is said
by the rooms above."""


@transaction.atomic
def give(
    space: Space,
    person: Any,
    role: str,
    actor: Any,
    way: str = Membership.Way.GIVEN,
    until: datetime.datetime | None = None,
    reason: str = "",
) -> Membership:
    """Give a person a role in a space, in place of the one that she has there.

    Args:
        space: where.
        person: to whom.
        role: a key of `access.roles.ROLES`.
        actor: by whom; None for the system.
        way: how she comes in, one of `Membership.Way`.
        until: when it ends by itself.
        reason: why an administrator enters, for the journal and for its managers.

    Raises:
        LastManager: she is the only manager, and would be none.
        LimitedAccount: hers is one, and would manage.
        MembersOnly: hers is one, and the space is the members' area.
    """
    refuse_limited(space, person, role)
    hold(space)
    known = Membership.objects.filter(space=space, person=person).first()
    before = known.role if known else ""
    if known is None:
        known = Membership(space=space, person=person, way=way, given_by=actor)
    elif known.way == Membership.Way.ADMINISTRATOR:
        # Who was there for a while now belongs: her way in is the new one.
        known.way, known.given_by = way, actor
    elif role != MANAGER:
        refuse_last_manager(known)
    known.role, known.until = role, until
    known.save()
    move_between_groups(space, person, before, role)
    verb = JournalEntry.Verb.ROLE_CHANGED if before else JournalEntry.Verb.ROLE_GIVEN
    if way == Membership.Way.ADMINISTRATOR and not before:
        verb = JournalEntry.Verb.ENTERED
    if before != role:
        facts = {"reason": reason} if reason else {}
        journal.write(verb, actor, space, person, role, before=before, way=way, **facts)
        role_changed.send(
            Membership, membership=known, before=before, after=role, actor=actor, reason=reason
        )
    return known


@transaction.atomic
def end(membership: Membership, actor: Any) -> None:
    """End a membership: by leaving, by removal, or because its time has run out.

    One that somebody else ended meanwhile is left as it is.

    Args:
        membership: which.
        actor: by whom; None for the system.

    Raises:
        LastManager: she is the only manager of a space in use.
    """
    space, person = membership.space, membership.person
    hold(space)
    known = Membership.objects.filter(pk=membership.pk).select_related("space").first()
    if known is None:
        return
    role = known.role
    refuse_last_manager(known)
    known.delete()
    end_language_roles(person, actor, space)
    move_between_groups(space, person, role, "")
    journal.write(JournalEntry.Verb.ROLE_ENDED, actor, space, person, role)
    role_changed.send(
        Membership, membership=membership, before=role, after="", actor=actor, reason=""
    )


def hold(space: Space) -> None:
    """Let whoever else changes who belongs to a space wait until this transaction is over.

    It comes before any other row that such a change locks, so that no two wait for each other.
    """
    Space.objects.select_for_update(no_key=True).only("pk").get(pk=space.pk)


def hold_all_of(person: Any) -> None:
    """The same for every space that a person belongs to, in the order of their numbers."""
    spaces = Space.objects.filter(memberships__person=person).order_by("pk")
    list(spaces.select_for_update(of=("self",), no_key=True).only("pk"))


class RoleRefused(Exception):
    """A role cannot be given or ended so; `decision` says why."""

    decision: Decision


class LimitedAccount(RoleRefused):
    """Somebody who does not see who belongs to a space cannot manage it."""

    decision = Decision(False, _("A limited account cannot manage a space: give another role."))


class MembersOnly(RoleRefused):
    """The members' area is for members: somebody who sees nothing but what she is given is none."""

    decision = Decision(False, _("A limited account does not come into the members’ area."))


class LastManager(RoleRefused):
    """The only manager of a space cannot go before somebody else manages it."""

    decision = Decision(
        False,
        _("She is the only manager of this space: make somebody else a manager first."),
    )


def refuse_limited(space: Space, person: Any, role: str) -> None:
    """Stop if a limited account would get what it never has.

    Raises:
        LimitedAccount: it would manage.
        MembersOnly: it would come into the members' area.
    """
    if person.limited and role == MANAGER:
        raise LimitedAccount
    if person.limited and space.kind == Space.Kind.MEMBERS_AREA:
        raise MembersOnly


def refuse_last_manager(membership: Membership) -> None:
    """Stop if nobody else would manage the space, which is held.

    Raises:
        LastManager: nobody else would.
    """
    if is_last_manager(membership):
        raise LastManager


def is_last_manager(membership: Membership) -> bool:
    """Whether nobody would manage the space without this person."""
    if membership.role != MANAGER or membership.way == Membership.Way.ADMINISTRATOR:
        return False
    if membership.space.status == Space.Status.ARCHIVED:
        return False
    return not possible_heirs(membership).filter(role=MANAGER).exists()


def possible_heirs(membership: Membership) -> MembershipQuerySet:
    """The others in the space who manage it, or could: full accounts in use, there to stay."""
    others = Membership.objects.filter(
        space=membership.space_id, person__is_active=True, person__limited=False
    )
    others = others.exclude(person=membership.person_id)
    return others.exclude(way=Membership.Way.ADMINISTRATOR).current()


def move_between_groups(space: Space, person: Any, before: str, after: str) -> None:
    """Put a person into the group of one role instead of another's."""
    if before != after:
        if before:
            person.groups.remove(*Group.objects.filter(name=group_name(space.pk, before)))
        if after:
            person.groups.add(space.group(after))
    forget_audiences(person)
