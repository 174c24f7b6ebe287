"""Scenes of seeds, and the grains they are made of."""

from .canvas import Canvas, smoothed
from .cloth import woven
from .hand import forearm
from .palette import BRICK, DUNE, INDIGO, INK, LATERITE, LEAF, MINT, PAPER, SAND, SKINS, SUN, blend
from .vessel import sack


def seeds(variant: int) -> Canvas:
    """Seeds in the rows of a mat, in a furrow, or out of their sewn bags."""
    if variant == 1:
        return _sowing()
    if variant == 2:
        return _bags()
    grounds = (
        (PAPER, LATERITE, SAND, LEAF) if variant == 0 else ("#f3ead6", INDIGO, DUNE, "#7d3220")
    )
    c = Canvas(grounds[0])
    kinds = (maize, bean) if variant == 0 else (maize, rice, wheat)
    for row in range(5):
        top = row * 216
        c.box(0, top, 1440, top + 216, grounds[row % 4], shadow=(0, 6))
        c.box(0, top + 196, 1440, top + 216, SUN if row % 2 else BRICK)
        for place in range(9):
            x = 60 + (place + 0.5 * (row % 2)) * 166
            kinds[row % len(kinds)](c, x, top + 98, 64, place + row)
    return c


def _sowing() -> Canvas:
    c = Canvas("#f3ead6")
    c.disc(1080, 240, 150, SUN)
    c.disc(1080, 240, 105, "#f7d778")
    for place in range(5):
        top = 560 + place * 84
        fill = (
            woven("chevrons", SAND, LATERITE, size=70)
            if place == 1
            else (BRICK, "", LATERITE, BRICK, LATERITE)[place]
        )
        crest = smoothed(
            [(-20, top), (400, top - 16), (900, top + 14), (1460, top - 10)], closed=False
        )
        c.shape([*crest, (1460, 980), (-20, 980)], fill, shadow=(0, -8))
    forearm(c, (640, 250), (130, 30), 170, SKINS[0], woven("stripes", INDIGO, PAPER, size=30))
    for x, y, kind, turn in ((800, 420, bean, 1), (880, 510, maize, 0), (790, 590, bean, 2)):
        kind(c, x, y, 52, turn)
    return c


def _bags() -> Canvas:
    c = Canvas(MINT)
    c.box(0, 0, 1440, 560, woven("bands", LEAF, "#2f6d59", size=70))
    c.shape([(-20, 540), (1460, 540), (1460, 980), (-20, 980)], SAND, shadow=(0, -8))
    cloths = (
        woven("diamonds", INDIGO, PAPER, SUN, size=76),
        woven("bands", PAPER, BRICK, size=30),
        woven("checks", SUN, LATERITE, size=44),
    )
    kinds = (bean, maize, rice)
    for place, x in enumerate((290, 720, 1150)):
        tall = (400, 460, 380)[place]
        sack(c, x, 660 + 20 * (place == 1), tall, cloths[place], INK)
        for grain in range(8):
            dx, dy = grain % 4 * 100 - 150 + 50 * (grain // 4), 52 + 78 * (grain // 4)
            kinds[(place + grain % 2) % 3](c, x + dx, 680 + dy, 36, grain)
    return c


def maize(c: Canvas, x: float, y: float, size: float, turn: int = 0) -> None:
    """Draw a grain of maize, point down or up."""
    way = -1 if turn % 2 else 1
    grain = [
        (x, y + way * size),
        (x - size * 0.66, y - way * size * 0.1),
        (x - size * 0.6, y - way * size * 0.75),
        (x, y - way * size * 0.9),
        (x + size * 0.6, y - way * size * 0.75),
        (x + size * 0.66, y - way * size * 0.1),
    ]
    c.shape(grain, SUN, smooth=True, shadow=(5, 6))
    c.disc(x, y + way * size * 0.22, size * 0.24, "#fbe7b0", size * 0.42)


def bean(c: Canvas, x: float, y: float, size: float, turn: int = 0) -> None:
    """Draw a bean, and the light on its back."""
    colour = (BRICK, INK, PAPER)[turn % 3]
    pod = [
        (x + dx * size, y + dy * size)
        for dx, dy in (
            (-0.95, 0.12),
            (-0.66, -0.46),
            (0, -0.62),
            (0.66, -0.46),
            (0.95, 0.12),
            (0.62, 0.5),
            (0.28, 0.3),
            (0, 0.22),
            (-0.28, 0.3),
            (-0.62, 0.5),
        )
    ]
    c.shape(pod, colour, smooth=True, shadow=(5, 6))
    gleam = [
        (x - size * 0.5, y - size * 0.22),
        (x, y - size * 0.38),
        (x + size * 0.3, y - size * 0.34),
    ]
    c.stroke(
        gleam, size * 0.11, blend(colour, SAND if colour != PAPER else LATERITE, 0.6), smooth=True
    )


def rice(c: Canvas, x: float, y: float, size: float, turn: int = 0) -> None:
    """Draw a long grain of rice."""
    lean = 0.3 if turn % 2 else -0.3
    grain = [
        (x + lean * size, y - size),
        (x + size * 0.38, y - size * 0.1),
        (x - lean * size, y + size),
        (x - size * 0.38, y + size * 0.1),
    ]
    c.shape(grain, PAPER, smooth=True, shadow=(5, 6))
    c.stroke(
        [(x + lean * size * 0.5, y - size * 0.5), (x - lean * size * 0.5, y + size * 0.5)],
        size * 0.08,
        DUNE,
    )


def wheat(c: Canvas, x: float, y: float, size: float, turn: int = 0) -> None:
    """Draw a grain of wheat and its crease."""
    colour = "#b0722c" if turn % 2 else BRICK
    c.disc(x, y, size * 0.56, colour, size * 0.86, shadow=(5, 6))
    c.stroke([(x, y - size * 0.6), (x, y + size * 0.6)], size * 0.13, blend(colour, INK, 0.4))


SCENES = {"seeds": seeds}
