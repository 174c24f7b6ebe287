"""Write the journal: the one way in."""

from typing import Any

from django.db import transaction

from access.chain import chain
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
    entry = JournalEntry.objects.create(
        verb=verb, actor=actor, space=space, person=person, role=role, facts=facts
    )
    # Not before: who holds the end of the chain and waits for something else would hold up all.
    transaction.on_commit(chain, robust=True)
    return entry
