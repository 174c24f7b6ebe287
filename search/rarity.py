"""How much each wish of a query counts: words that few documents have tell more than others.

Only public documents are counted: what some readers may not see must not order what they see.
"""

import math
import time

from access.generation import held_last
from access.models import PUBLIC
from search.engines import Request, database_engine
from search.query import Group, TextQuery

LASTS = 600
"""Seconds for which a process remembers how many documents have a word."""

MOST_KEPT = 10_000
COMMON = 5_000
"""Words that more documents have are all as common: nobody waits for them to be counted."""

MOST_DOCUMENTS = 1_000_000

EVERYTHING = Group(frozenset())
"""Stands for the number of all documents."""


def shares(groups: tuple[Group, ...]) -> tuple[float, ...]:
    """How much each group counts, 1 on average; nothing where there is no other.

    Args:
        groups: what a reader wishes.
    """
    if len(groups) < 2:
        return ()
    kept = frequencies(int(time.time() // LASTS))
    known = {group: kept[group] for group in (EVERYTHING, *groups) if group in kept}
    if new := [group for group in dict.fromkeys(groups) if group not in known]:
        asked = [Request((PUBLIC,), "", TextQuery("", (group,))) for group in new]
        counted = database_engine().counts(asked, most=COMMON)
        known.update(zip(new, counted, strict=True))
        if len(kept) < MOST_KEPT:
            kept.update(known)
    total = known[EVERYTHING]
    rarities = [math.log((total + 1) / (min(known[group], total) + 0.5)) for group in groups]
    mean = sum(rarities) / len(rarities)
    return tuple(rarity / mean for rarity in rarities) if mean > 0 else ()


@held_last
def frequencies(_while: int) -> dict[Group, int]:
    """How many public documents have a group, as far as it was asked for; and how many there are.

    Args:
        _while: the number of the present ten minutes.
    """
    every = database_engine().counts([Request((PUBLIC,), "")], most=MOST_DOCUMENTS)
    return {EVERYTHING: every[0]}
