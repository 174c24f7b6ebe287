"""Words without what differs from one hand to the next: case, accents, the signs of plurals."""

import re
import unicodedata
from functools import lru_cache

PLURAL = re.compile(r"(?<=\w{3}[^s])s$|(?<=eau)x$|(?<=jeu|feu)x$|(?<=lieu|voeu)x$")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """A word in small letters without accents, ligatures, or the stroke that draws Arabic out."""
    opened = word.casefold().replace("œ", "oe").replace("æ", "ae").replace("\u0640", "")
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", opened)
        if not unicodedata.combining(letter)
    )


def singular(word: str) -> str:
    """A folded word without the ending that a plural has, or seems to have."""
    return PLURAL.sub("", word)
