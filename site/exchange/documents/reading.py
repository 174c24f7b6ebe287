"""What was read from a file, and the refusal of a file."""

import hashlib
import re
from dataclasses import dataclass, field

LONGEST_PLACE = 60
SPACES = re.compile(r"\s+")


class NotReadable(Exception):
    """A file that cannot become a write-up.

    Args:
        reason: one of `exchange.documents.refusals.SENTENCES`, or of a room with others.
        detail: what the sentence names, if it names something.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        """One sentence for the person who sent the file; the reason where another room has it."""
        # Words need the settings, which the process that reads does not have.
        from exchange.documents.refusals import SENTENCES, sentence

        if self.reason in SENTENCES:
            return sentence(self.reason, self.detail)
        return f"{self.reason} {self.detail}".strip()


@dataclass(frozen=True)
class LeftOut:
    """Something of a file that a write-up cannot keep.

    Attributes:
        what: one of `exchange.write_ups.left_out.WORDS`.
        where: the first words of the paragraph that it lies in or follows; empty before the first.
        detail: its own words, if it has any.
    """

    what: str
    where: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Print:
    """A picture as pages need it."""

    content: bytes
    suffix: str

    @property
    def mark(self) -> str:
        """What tells it from others, as the library of pictures writes it."""
        return hashlib.sha1(self.content, usedforsecurity=False).hexdigest()


@dataclass
class Reading:
    """A document as HTML, its pictures beside it under the names that `src` attributes use."""

    html: str = ""
    pictures: dict[str, bytes] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def keep(self, picture: bytes) -> str:
        """Keep a picture once.

        Args:
            picture: its bytes.

        Returns:
            The name to write in `src`, the same for the same bytes.
        """
        name = hashlib.sha1(picture, usedforsecurity=False).hexdigest()
        self.pictures[name] = picture
        return name

    def leave_out(self, what: str, where: str = "", detail: str = "") -> None:
        """Note what is not kept, and where it was."""
        self.left_out.append(LeftOut(what, short(where), short(detail)))


def short(text: str) -> str:
    """The first words of a text on one line."""
    text = SPACES.sub(" ", text).strip()
    if len(text) <= LONGEST_PLACE:
        return text
    return text[:LONGEST_PLACE].rsplit(" ", 1)[0] + "…"
