"""All checks at once, in bounded time, and seldom: whoever asks often is told what is known."""

import logging
import time
from collections.abc import Mapping
from threading import Lock, Thread

from django.db import DatabaseError, connections
from django.utils.translation import gettext_lazy as _

from passerelle.watch.checks import CHECKS, NOT_ASKED, Check
from passerelle.watch.finding import Finding, State

logger = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds that all checks have together."""

KEPT = 5.0
"""Seconds for which what was found serves again."""

SILENT = Finding(
    State.DOWN,
    _("It does not answer in time."),
    _("See what the log says, and whether the machine is overloaded."),
)


class Asked(Thread):
    """One check, under way or ended; its connection ends with it."""

    def __init__(self, name: str, check: Check) -> None:
        super().__init__(name=f"check-{name}", daemon=True)
        self.check = check
        self.finding = SILENT

    def run(self) -> None:
        """Ask; a check that fails has found something too."""
        try:
            self.finding = self.check()
        except DatabaseError:
            self.finding = NOT_ASKED
        except Exception:
            logger.exception("%s broke", self.name)
        finally:
            connections.close_all()


class Watch:
    """What is known of the site in this process.

    A check that hangs is not begun a second time: however often one asks, nothing piles up.

    Args:
        checks: by name.
        patience: seconds that they have together.
        kept: seconds for which what was found serves again.
    """

    def __init__(
        self, checks: Mapping[str, Check], patience: float = PATIENCE, kept: float = KEPT
    ) -> None:
        self.checks, self.patience, self.kept = checks, patience, kept
        self.lock = Lock()
        self.asked: dict[str, Asked] = {}
        self.found: dict[str, Finding] = {}
        self.found_at = float("-inf")

    def look(self) -> dict[str, Finding]:
        """How everything is, by the name of the check."""
        if self.is_fresh():
            return self.found
        # While one asks, the others make do with what was found before.
        if not self.lock.acquire(timeout=0 if self.found else self.patience):
            return self.found or dict.fromkeys(self.checks, SILENT)
        try:
            if not self.is_fresh():
                self.found = self.ask_all()
                self.found_at = time.monotonic()
        finally:
            self.lock.release()
        return self.found

    def is_fresh(self) -> bool:
        """Whether what was found serves again."""
        return time.monotonic() - self.found_at < self.kept

    def forget(self) -> None:
        """Ask anew when somebody next looks."""
        self.found_at = float("-inf")

    def ask_all(self) -> dict[str, Finding]:
        """Ask all at once, and wait no longer than patience lasts."""
        end = time.monotonic() + self.patience
        for name, check in self.checks.items():
            if name not in self.asked or not self.asked[name].is_alive():
                self.asked[name] = Asked(name, check)
                self.asked[name].start()
        for one in self.asked.values():
            one.join(max(0.0, end - time.monotonic()))
        return {name: one.finding for name, one in self.asked.items()}


WATCH = Watch(CHECKS)
