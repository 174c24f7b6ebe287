"""The colours of the printed notebook, and the lights a scene can be seen in."""

from typing import NamedTuple

PAPER, INK = "#fbfaf6", "#17252b"
INDIGO, SLATE = "#1f3a68", "#5f7fa6"
LATERITE, BRICK = "#9a3d22", "#c65a36"
LEAF, MINT = "#2a6250", "#4d9b83"
SUN, SAND, DUNE, SKY = "#f2b632", "#e9dfc8", "#d9c7a0", "#cfdbe6"
SKINS = ("#4b2c20", "#6a3f2a", "#38211a", "#8a5739", "#c2906c")


class Light(NamedTuple):
    """One time of day: the sky, the sun and three planes of relief from far to near."""

    sky: str
    sun: str
    far: str
    middle: str
    near: str
    ground: str


MORNING = Light(SKY, SUN, "#a9c3c6", "#7fb0a0", LEAF, SAND)
NOON = Light("#f3ead6", BRICK, "#d9c7a0", "#c9a877", MINT, "#e3cf9f")
EVENING = Light("#efc48d", "#fbe7b0", "#d98a5c", "#b85a3a", "#7d3220", "#e6cfa4")
DUSK = Light("#34568a", PAPER, "#5f7fa6", "#4b7f8a", "#24584d", "#d9c7a0")
LIGHTS = (MORNING, EVENING, NOON, DUSK)


def channels(colour: str) -> tuple[int, int, int]:
    """Return the red, green and blue of a colour written #rrggbb."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def blend(one: str, other: str, share: float = 0.5) -> str:
    """Mix two colours; `share` is the part of the second."""
    pairs = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
