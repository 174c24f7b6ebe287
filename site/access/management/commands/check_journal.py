"""Judge whether the journal is as it was written."""

from typing import Any

from access.anchor import hold_head
from access.chain import breaks, chain
from access.management.findings import FindingsCommand, Found


class Command(FindingsCommand):
    """List entries that were altered, removed or put in, or chained anew."""

    help = "Check the chain of the journal: no entry altered, removed or put in."

    def find(self, **options: Any) -> Found:
        """Chain what is left of a process that died, and look; what is whole is held apart."""
        chain()
        found = breaks()
        if not found:
            hold_head()
        lines = [one.sentence for one in found]
        facts = [one.as_dict() for one in found]
        return Found(facts, [*lines, f"{len(found)} findings."], bool(found))
