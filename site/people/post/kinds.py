"""The kinds of letters that the site writes, each registered by the room that owns it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.utils.functional import Promise

from access.decisions import Decision
from people.models import Letter, Person


class Kind(ABC):
    """A kind of letter: see `people.post` for what each part is for."""

    code: ClassVar[str]
    template: ClassVar[str] = "mail/letter"
    stoppable: ClassVar[bool] = False
    stop_words: ClassVar[str | Promise] = ""

    @abstractmethod
    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """Whether the recipient may see, at this moment, what the letter is about.

        Raises:
            ObjectDoesNotExist: it is gone.
        """

    @abstractmethod
    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """What the templates are given, in the active language.

        Raises:
            ObjectDoesNotExist: what it is about is gone.
        """

    def topic(self, facts: dict[str, Any]) -> str:
        """What a stop link stops: one object, at most 80 characters; empty, the whole kind."""
        return ""

    def thread(self, facts: dict[str, Any]) -> str:
        """What mail programs gather the letter under; empty, nothing."""
        return self.topic(facts)


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make letters of a kind writable."""
    KINDS[kind.code] = kind
