"""What belonging to spaces means for an account: its data, its end, its second factor."""

from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.actions.membership import LastManager, end, is_last_manager, role_changed
from access.models import JournalEntry, Membership
from access.models.journal import WORDS
from access.visibility import roles_held
from people.addresses import addresses_of
from people.erasure import Eraser, register_eraser, register_objection
from people.models import Invitation, JoinRequest, Person, PersonalToken
from people.own_data import Rows, register_provider
from people.second_factor import ask_again, register_roles


def membership_rows(person: Person) -> Rows:
    """The spaces that she belongs to."""
    return [
        {
            "space": row.space.name,
            "role": row.role,
            "since": row.since,
            "until": row.until,
            "way": row.way,
        }
        for row in Membership.objects.filter(person=person).select_related("space")
    ]


def journal_rows(person: Person) -> Rows:
    """What the journal says of her, and of what she did."""
    entries = JournalEntry.objects.filter(Q(person=person) | Q(actor=person)).order_by("at")
    return [
        {
            "at": entry.at,
            "what": entry.verb,
            "by_you": entry.actor_id == person.pk,
            "role": entry.role,
            "space": entry.space.name if entry.space else "",
            "reason": entry.facts.get(WORDS, "") if entry.actor_id == person.pk else "",
        }
        for entry in entries.select_related("space")
    ]


def invitation_rows(person: Person) -> Rows:
    """The invitations that she accepted, and her requests to join."""
    invitations = Invitation.objects.filter(person=person)
    requests = JoinRequest.objects.filter(person=person)
    return [
        *(
            {
                "space": row.space.name if row.space else "",
                "address": row.address,
                "first_name": row.first_name,
                "role": row.role,
                "translates_as": row.language_role,
                "languages": row.languages,
                "state": row.state,
                "at": row.created_at,
            }
            for row in invitations.select_related("space")
        ),
        *(
            {
                "space": row.space.name,
                "message": row.message,
                "answers": row.answers,
                "state": row.state,
                "reply": row.reply,
                "at": row.created_at,
            }
            for row in requests.select_related("space")
        ),
    ]


def leave_all(person: Person) -> None:
    """End every membership, invitation and request, and every personal address."""
    Invitation.objects.filter(Q(person=person) | Q(address__in=addresses_of(person))).delete()
    JoinRequest.objects.filter(person=person).delete()
    for membership in Membership.objects.filter(person=person).order_by("space"):
        end(membership, actor=None)
    PersonalToken.objects.filter(person=person).delete()


def manages_alone(person: Person) -> str | Promise | None:
    """A space must not lose its only manager."""
    alone = [
        membership.space.name
        for membership in Membership.objects.filter(person=person).select_related("space")
        if is_last_manager(membership)
    ]
    if not alone:
        return None
    return gettext("%(reason)s It is about: %(spaces)s.") % {
        "reason": LastManager.decision.reason,
        "spaces": ", ".join(alone),
    }


def look_at_factors(membership: Membership, **signal: Any) -> None:
    """A new role may ask for a second factor at the next request."""
    ask_again([membership.person_id])


def connect() -> None:
    """Hand in what spaces have to say about accounts."""
    register_roles(roles_held)
    register_objection(manages_alone)
    register_eraser(
        Eraser(
            "spaces",
            _("Your place in every space, your invitations, the addresses of your feeds."),
            _("The journal keeps that somebody held a role, without your name."),
            leave_all,
        )
    )
    register_provider("spaces", _("Your spaces"), membership_rows)
    register_provider("joining", _("Your invitations and requests to join"), invitation_rows)
    register_provider("journal", _("What the journal says of you"), journal_rows)
    role_changed.connect(look_at_factors, dispatch_uid="people.belonging")
