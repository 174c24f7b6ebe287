"""Canaries: words that stand nowhere else, so that one of them in an answer says what leaked."""

import hashlib
import re

LETTERS = "bcdfghjklmnpqrtvwxz"
LENGTH = 12
MARK = "zq"
CANARY = re.compile(f"{MARK}[{LETTERS}]{{{LENGTH}}}", re.IGNORECASE)


def canary(*names: str) -> str:
    """The word that belongs to these names, always the same: letters only, as a slug can be."""
    digest = hashlib.sha256("\0".join(names).encode()).digest()
    return MARK + "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH])


def misspelt(word: str) -> str:
    """A canary as somebody types it in a hurry."""
    return word[:-1] + ("b" if word[-1] != "b" else "c")


def canaries_in(text: str) -> set[str]:
    """All canaries in a text."""
    return {found.lower() for found in CANARY.findall(text)}
