"""What comes of reading a file."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from time import process_time

from files.text.limits import MOST_CHARACTERS, PATIENT_SECONDS

WAITING, DONE, NO_TEXT = "waiting", "done", "no text"
REFUSED, TOO_LARGE, FAILED = "refused", "too large", "failed"

SOFT_HYPHEN = "\u00ad"
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]+")
GAP = re.compile(r"[^\S\n]{2,}")


class RefusedError(Exception):
    """The file asks for more than an honest one does."""


class EnoughError(Exception):
    """The file goes on, but what was read is enough of it."""


@dataclass(frozen=True)
class Outcome:
    """What a file is found by.

    Attributes:
        state: one of the words above.
        text: its text, or the beginning of it where it is too large.
    """

    state: str
    text: str = ""


def gather(pieces: Iterable[str]) -> Outcome:
    """Take pieces of text until there are no more, or enough.

    Raises:
        RefusedError: where the pieces come from, the file was refused.
        Exception: it cannot be read.
    """
    began, length, is_whole = process_time(), 0, True
    found: list[str] = []
    try:
        for piece in pieces:
            if shown := piece.strip():
                found.append(shown)
                length += len(shown) + 1
            if length > MOST_CHARACTERS or process_time() - began > PATIENT_SECONDS:
                raise EnoughError
    except EnoughError:
        is_whole = False
    text = tidy("\n".join(found))[:MOST_CHARACTERS]
    if not is_whole:
        return Outcome(TOO_LARGE, text)
    return Outcome(DONE, text) if any(map(str.isalnum, text)) else Outcome(NO_TEXT)


def tidy(text: str) -> str:
    """A text that any database and index can hold: no control characters, no half signs."""
    mended = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    whole = unicodedata.normalize("NFC", mended)
    return GAP.sub(" ", UNSEEN.sub(" ", whole.replace(SOFT_HYPHEN, ""))).strip()
