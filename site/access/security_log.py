"""What the log tells of refused acts and of signing in: ids only, and never more than fits.

People stand under a pseudonym that only this site can give. A flood is counted, not written: so
it fills no disk, and hides what others do in the same minute no more than it must.
"""

import logging
import time
from collections import Counter
from threading import Lock
from typing import Any

from django.utils.crypto import salted_hmac

logger = logging.getLogger("passerelle.security")

MINUTE = 60
MOST, MOST_OF_ONE = 120, 12
"""Lines in a minute of one process: in all, and of one person."""

VISITOR = "visitor"


class Limit:
    """Counts lines, and what was left out."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.minute = 0
        self.counts: Counter[str] = Counter()
        self.left_out = 0

    def lets(self, who: str) -> tuple[bool, int]:
        """Whether a line of somebody may be written, and how many were not before this minute."""
        minute = int(time.time()) // MINUTE
        with self.lock:
            before = 0
            if minute != self.minute:
                before, self.left_out, self.minute = self.left_out, 0, minute
                self.counts.clear()
            is_let = self.counts.total() < MOST and self.counts[who] < MOST_OF_ONE
            if is_let:
                self.counts[who] += 1
            else:
                self.left_out += 1
            return is_let, before


limit = Limit()


def pseudonym(person: Any) -> str:
    """What stands for somebody in the log: the same each time, and nobody's name or number."""
    if person is None or not person.is_authenticated:
        return VISITOR
    return salted_hmac("access.security_log", str(person.pk)).hexdigest()[:12]


def tell(event: str, who: str, what: str, why: str) -> None:
    """Write a line, unless there were too many.

    Args:
        event: what happened, by a short code.
        who: a pseudonym.
        what: the verb, and the kind and number of the object.
        why: the reason, in English.
    """
    is_let, before = limit.lets(who)
    if before:
        logger.info("%(left_out)s more lines were left out.", {"left_out": before})
    if is_let:
        said = {"event": event, "who": who, "what": what, "why": why}
        logger.info("%(event)s, %(who)s, %(what)s: %(why)s", said)
