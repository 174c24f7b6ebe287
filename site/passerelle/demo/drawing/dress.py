"""What people wear: cloths and colours from head to foot."""

from typing import NamedTuple

from .canvas import Fill
from .cloth import woven
from .palette import BRICK, DUNE, INDIGO, INK, LATERITE, LEAF, MINT, PAPER, SAND, SKINS, SUN


class Dress(NamedTuple):
    """What a person wears, from top to bottom, and the colour of the skin.

    A man's top is a shirt, or a tunic if `long`.
    """

    top: Fill
    wrap: Fill
    head: Fill | None
    skin: str
    long: bool = False


WARDROBE = (
    Dress(SUN, woven("diamonds", INDIGO, PAPER, SUN, size=50), INDIGO, SKINS[0]),
    Dress(LATERITE, woven("bands", SAND, LATERITE, SAND, LEAF, size=18), SUN, SKINS[1]),
    Dress(PAPER, woven("checks", BRICK, INDIGO, size=30), BRICK, SKINS[2]),
    Dress(MINT, woven("stripes", LEAF, PAPER, LEAF, SUN, size=20), PAPER, SKINS[3]),
    Dress(INDIGO, woven("chevrons", PAPER, INDIGO, size=36), LATERITE, SKINS[0]),
    Dress(BRICK, woven("dots", SUN, LATERITE, size=36), LEAF, SKINS[1]),
    Dress(SAND, woven("bands", INDIGO, INDIGO, PAPER, BRICK, size=24), None, SKINS[3]),
    Dress(LEAF, woven("diamonds", DUNE, LATERITE, SAND, size=40), MINT, SKINS[2]),
)
WORKWEAR = (
    Dress(PAPER, INDIGO, SUN, SKINS[0]),
    Dress(woven("stripes", INDIGO, PAPER, size=16), INK, BRICK, SKINS[1]),
    Dress(BRICK, "#35506e", None, SKINS[2]),
    Dress(woven("bands", LEAF, SUN, LEAF, size=16), "#4a3a30", PAPER, SKINS[3]),
)


def tunic(dress: Dress) -> Dress:
    """Return the same clothes, the top as long as a tunic."""
    return dress._replace(long=True)


def plain(fill: Fill) -> str:
    """Return the ground colour of a cloth, or the colour itself."""
    return fill if isinstance(fill, str) else fill.colours[0]
