"""What every kind of fault has."""

import random
from typing import TYPE_CHECKING

from tests.faults.acts import ACTS

if TYPE_CHECKING:
    from tests.faults.run import Run


class Kind:
    """A kind of fault.

    Attributes:
        code: its name in the table.
        acts: what people do meanwhile; one of them at a time.
        share: how often it comes beside others.
        lasts: seconds.
        is_read: whether pages must be shown while it lasts.
    """

    code = ""
    acts: tuple[str, ...] = tuple(ACTS)
    share: float = 1
    lasts = 0.5
    is_read = False

    def why_not(self, run: "Run") -> str:
        """Why it cannot come here; empty where it can."""
        return ""

    def begin(self, run: "Run", chance: random.Random) -> None:
        """It comes."""
        raise NotImplementedError

    def end(self, run: "Run") -> None:
        """It goes by itself, unless it must be ended."""
        return
