"""The woven strip that signs every picture."""

from .canvas import HEIGHT, WIDTH, Canvas, Point, ring
from .palette import BRICK, INDIGO, INK, LATERITE, LEAF, PAPER, SAND, SUN

WEFTS = {
    "night": (INDIGO, PAPER, SUN, BRICK),
    "earth": (LATERITE, SAND, SUN, INK),
    "leaf": (LEAF, PAPER, SUN, BRICK),
    "sand": (SAND, INDIGO, BRICK, LEAF),
}


def strip(c: Canvas, pattern: str, weft: str = "night", side: str = "bottom") -> None:
    """Weave the strip that signs a picture, along the bottom or the left side."""
    depth = 92 if side == "bottom" else 104
    length = WIDTH if side == "bottom" else HEIGHT
    ground, first, second, third = WEFTS[weft]

    def place(along: float, across: float) -> Point:
        return (along, HEIGHT - across) if side == "bottom" else (across, along)

    def block(start: float, end: float, low: float, high: float, colour: str) -> None:
        c.shape([place(start, low), place(end, low), place(end, high), place(start, high)], colour)

    cast = [place(0, depth + 9), place(length, depth + 9), place(length, 0), place(0, 0)]
    c.shape(cast, PAPER, shadow=(0, -4) if side == "bottom" else (4, 0))
    block(0, length, 0, depth, ground)
    block(0, length, depth - 16, depth - 9, second)
    middle, reach = depth / 2, depth / 2 - 22
    step = 80 if pattern in ("checks", "stripes") else 120
    for count, start in enumerate(range(-step // 2, length + step, step)):
        heart = start + step / 2
        colour = (first, third)[count % 2]
        if pattern == "stripes":
            block(start, start + step * (0.5 if count % 2 else 0.8), 16, depth - 16, colour)
        elif pattern == "checks":
            low, high = (16, middle) if count % 2 else (middle, depth - 16)
            block(start, start + step, low, high, colour)
        elif pattern == "diamonds":
            for share, tint in ((1, first), (0.5, third)):
                c.shape(
                    [
                        place(x, y)
                        for x, y in ring(heart, middle, 52 * share, reach * 1.2 * share, 4)
                    ],
                    tint,
                )
        elif pattern == "chevrons":
            for shift, tint in ((0, first), (52, third)):
                a = start + shift
                tip = [
                    (a, 16),
                    (a + 26, 16),
                    (a + 58, middle),
                    (a + 26, depth - 16),
                    (a, depth - 16),
                    (a + 32, middle),
                ]
                c.shape([place(x, y) for x, y in tip], tint)
        else:
            base, peak = (16, depth - 16) if count % 2 else (depth - 16, 16)
            c.shape([place(start, base), place(start + step, base), place(heart, peak)], colour)
