"""Write the journal: the one way in."""

from typing import Any

from access.models import JournalEntry, Space


def write(
    verb: str,
    actor: Any,
    space: Space | None = None,
    person: Any = None,
    role: str = "",
    **facts: Any,
) -> JournalEntry:
    """Note an act.

    Args:
        verb: one of `JournalEntry.Verb`.
        actor: who did it; None for the system itself.
        space: where.
        person: to whom.
        role: the role given, or taken.
        facts: short codes and numbers, never words of content.
    """
    return JournalEntry.objects.create(
        verb=verb,
        actor=actor,
        actor_number=actor.pk if actor else None,
        space=space,
        person=person,
        person_number=person.pk if person else None,
        role=role,
        facts=facts,
    )
