"""Letters to those whose role in a space changed, and to managers when an administrator enters."""

from typing import Any

from django.utils.translation import gettext as _

from access.actions.membership import role_changed
from access.decisions import Decision
from access.models import JournalEntry, Membership
from access.roles import MANAGER, ROLES
from people.letters.space import enter_action, space_of
from people.models import Letter, Person
from people.post.kinds import Kind, register
from people.post.write import write


class RoleChanged(Kind):
    """To a person to whom somebody else gave a role in a space, or took it.

    Facts: `space`, `role` (empty when it ended).
    """

    code = "role_changed"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """She has that role there still, or none as before."""
        held = Membership.objects.filter(space=letter.facts["space"], person=person).first()
        return (held.role if held else "") == letter.facts["role"]

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """What she may do there now."""
        space = space_of(letter)
        role = ROLES.get(letter.facts["role"])
        if role is None:
            return {
                "subject": _("You no longer belong to a space"),
                "heading": _("You no longer belong to “%(space)s”") % {"space": space.name},
                "lines": [_("You no longer see what it holds. What you wrote there stays.")],
            }
        names = {"space": space.name, "role": str(role.name)}
        return {
            "subject": _("Your role in a space"),
            "heading": _("Your role in “%(space)s”: %(role)s") % names,
            "lines": [str(role.sentence)],
            "action": enter_action(space),
        }


class AdministratorEntered(Kind):
    """To the managers of a space that an administrator of the site entered.

    Facts: `space`, `entry`: the line of the journal.
    """

    code = "administrator_entered"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """The recipient manages the space still."""
        return Membership.objects.filter(
            space=letter.facts["space"], person=person, role=MANAGER
        ).exists()

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who entered."""
        space = space_of(letter)
        entry = JournalEntry.objects.select_related("actor").get(pk=letter.facts["entry"])
        names = {"space": space.name, "person": str(entry.actor or _("An administrator"))}
        return {
            "subject": _("An administrator entered a space that you manage"),
            "heading": _("%(person)s entered “%(space)s” as administrator") % names,
            "lines": [
                _("The right ends by itself after two hours. The journal of the space keeps it."),
                *([_("The reason given: %(reason)s") % entry.facts] if entry.facts.get("reason")
                  else []),
            ],
            "action": enter_action(space),
        }  # fmt: skip


def tell_of_role(membership: Membership, after: str, actor: Any, **signal: Any) -> None:
    """Write to whom it concerns, unless she did it herself or is told as one who asked."""
    space, person = membership.space, membership.person
    entry = JournalEntry.objects.filter(space=space, person=person).latest("pk")
    if entry.verb == JournalEntry.Verb.ENTERED:
        managers = Person.objects.filter(
            memberships__space=space, memberships__role=MANAGER
        ).exclude(pk=person.pk)
        write(
            AdministratorEntered.code, managers, {"space": space.pk, "entry": entry.pk},
            key=f"entry:{entry.pk}",
        )  # fmt: skip
    elif actor is not None and actor.pk != person.pk and not is_answer(entry):
        write(
            RoleChanged.code, [person], {"space": space.pk, "role": after}, key=f"entry:{entry.pk}"
        )


def is_answer(entry: JournalEntry) -> bool:
    """Whether the role answers a request to join, which has a letter of its own."""
    is_first = entry.verb == JournalEntry.Verb.ROLE_GIVEN
    return is_first and entry.facts.get("way") == Membership.Way.ASKED


def connect() -> None:
    """Register the kinds, and write them when a role changes."""
    register(RoleChanged())
    register(AdministratorEntered())
    role_changed.connect(tell_of_role, dispatch_uid="people.letters.roles")
