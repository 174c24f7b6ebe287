"""What everything that people do while faults come has."""

from abc import ABC, abstractmethod
from typing import ClassVar

from tests.faults.browser import Answer, Browser
from tests.faults.ledger import Entry
from tests.faults.world import World, Writer


class Act(ABC):
    """Something that people do.

    Attributes:
        code: its name in the table.
        is_keyed: whether a form sent twice is known: then people send it again.
        is_signed: whether somebody signed in does it.
    """

    code: ClassVar[str]
    is_keyed: ClassVar[bool] = False
    is_signed: ClassVar[bool] = True

    @abstractmethod
    def send(self, world: World, writer: Writer, browser: Browser, entry: Entry) -> Answer:
        """Do it once.

        Raises:
            OSError, HTTPException: there was no answer.
        """

    @abstractmethod
    def traces(self, world: World, entry: Entry) -> list[int]:
        """How often each of its traces is there."""

    def current(self, world: World, writer: Writer) -> str | None:
        """Which of the things that overwrite each other stands; None where nothing does."""
        return None
