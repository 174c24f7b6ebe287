"""Give and take the roles of those who translate: journalled as memberships are, at once."""

from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from access import journal
from access.decisions import Decision
from access.models import JournalEntry, LanguageRole, Space
from access.visibility import audiences_of, forget_audiences

language_role_changed = Signal()
"""Sent within the transaction, with `role` (a `LanguageRole`), `is_held` and `actor`: what people
are told of it is said by the rooms above."""


class SeesNothing(Exception):
    """Somebody cannot translate what she does not see; `decision` says what to do first."""

    decision = Decision(False, _("She does not read this space: invite her there first."))


@transaction.atomic
def give_language_role(
    person: Any, language: str, role: str, actor: Any, space: Space | None = None
) -> LanguageRole:
    """Let somebody translate into a language; a second time changes nothing.

    Args:
        person: whom.
        language: code of the language.
        role: one of `LanguageRole.Role`.
        actor: who lets her.
        space: of which space; None for what is public.

    Raises:
        SeesNothing: she does not read that space.
    """
    if space is not None and space.audience not in audiences_of(person):
        raise SeesNothing
    held, is_new = LanguageRole.objects.get_or_create(
        person=person, language=language, space=space, role=role, defaults={"given_by": actor}
    )
    if is_new:
        note(JournalEntry.Verb.LANGUAGE_GIVEN, held, actor)
        language_role_changed.send(LanguageRole, role=held, is_held=True, actor=actor)
    return held


@transaction.atomic
def end_language_role(held: LanguageRole, actor: Any) -> None:
    """End somebody's role in a language; one that is over already stays so."""
    gone, _models = LanguageRole.objects.filter(pk=held.pk).delete()
    if gone:
        note(JournalEntry.Verb.LANGUAGE_ENDED, held, actor)
        language_role_changed.send(LanguageRole, role=held, is_held=False, actor=actor)


@transaction.atomic
def end_language_roles(person: Any, actor: Any, space: Space | None = None) -> None:
    """End all that somebody holds in languages: in one space, or everywhere.

    Args:
        person: whose.
        actor: by whom; None for the system.
        space: the space that she leaves; None for all roles, the public ones too.
    """
    rows = LanguageRole.objects.filter(person=person).select_related("space")
    for held in rows.filter(space=space) if space else rows:
        end_language_role(held, actor)


def note(verb: str, held: LanguageRole, actor: Any) -> None:
    """Write it into the journal, and forget what this request knew of her."""
    journal.write(verb, actor, held.space, held.person, held.role, language=held.language)
    forget_audiences(held.person)
