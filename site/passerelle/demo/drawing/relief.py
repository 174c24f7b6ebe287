"""What scenes share out of doors: sun, hills, rows, trees, houses and water."""

from collections.abc import Sequence

from .canvas import HEIGHT, WIDTH, Canvas, Fill, Point, smoothed
from .palette import INK, PAPER, Light, blend

EDGE = (-5, -7)
DROP = (7, 8)


def sun(c: Canvas, x: float, y: float, radius: float, colour: str, sky: str) -> None:
    """Hang the sun with two halos cut in the sky's paper."""
    c.disc(x, y, radius * 2.3, blend(sky, colour, 0.12))
    c.disc(x, y, radius * 1.6, blend(sky, colour, 0.26))
    c.disc(x, y, radius, colour)


def hill(c: Canvas, crest: Sequence[Point], fill: Fill, shadow: Point = EDGE) -> None:
    """Lay a hill under a crest that crosses the sheet."""
    curve = smoothed(crest, closed=False, steps=14)
    c.shape([*curve, (curve[-1][0], HEIGHT), (curve[0][0], HEIGHT)], fill, shadow=shadow)


def terraces(
    c: Canvas, crest: Sequence[Point], count: int, gap: float, colours: Sequence[str]
) -> None:
    """Lay a hill cut in bands that follow its crest."""
    for place in range(count):
        lower = [(x, y + place * gap) for x, y in crest]
        hill(c, lower, colours[place % len(colours)], EDGE if place == 0 else (0, 0))


def rows(
    c: Canvas,
    eye: Point,
    left: float,
    right: float,
    top: float,
    bottom: float,
    fills: Sequence[Fill],
) -> None:
    """Lay cultivated rows that run towards a point of the horizon."""
    width = (right - left) / len(fills)
    share = (bottom - top) / (bottom - eye[1])
    for place, fill in enumerate(fills):
        near = (left + place * width, left + (place + 1) * width + 1)
        far = [x + (eye[0] - x) * share for x in near]
        c.shape([(near[0], bottom), (near[1], bottom), (far[1], top), (far[0], top)], fill)


def tree(c: Canvas, x: float, y: float, height: float, crown: Fill, trunk: str = "#5b3421") -> None:
    """Plant a tree with a broad crown of three leaves of paper."""
    w = height
    c.shape(
        [
            (x - w * 0.06, y),
            (x - w * 0.03, y - w * 0.5),
            (x + w * 0.03, y - w * 0.5),
            (x + w * 0.06, y),
        ],
        trunk,
    )
    c.stroke([(x, y - w * 0.3), (x + w * 0.16, y - w * 0.55)], w * 0.04, trunk)
    c.stroke([(x, y - w * 0.36), (x - w * 0.17, y - w * 0.58)], w * 0.04, trunk)
    for dx, dy, reach in ((-0.22, 0.6, 0.24), (0.24, 0.62, 0.22), (0, 0.76, 0.28)):
        c.disc(x + dx * w, y - dy * w, reach * w, crown, reach * w * 0.82, shadow=(4, 5))


def leafage(c: Canvas, x: float, y: float, height: float, colour: str, leaves: int = 3) -> None:
    """Plant a small shoot: a stem and leaves by pairs."""
    c.stroke([(x, y), (x, y - height)], height * 0.07, colour)
    for place in range(leaves):
        foot = y - height * (0.25 + 0.6 * place / max(1, leaves - 1))
        reach = height * (0.42 - 0.08 * place)
        for side in (-1, 1):
            leaf = [
                (x, foot),
                (x + side * reach * 0.5, foot - reach * 0.62),
                (x + side * reach, foot - reach * 0.5),
                (x + side * reach * 0.65, foot - reach * 0.1),
            ]
            c.shape(leaf, colour, smooth=True)


def house(
    c: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    wall: Fill,
    roof: Fill,
    door: str = INK,
) -> None:
    """Build a house with a pitched roof and a door, its foot in the middle at (x, y)."""
    half, eave = width / 2, y - height * 0.58
    c.box(x - half, eave, x + half, y, wall, shadow=DROP)
    c.box(x - width * 0.11, y - height * 0.38, x + width * 0.11, y, door)
    gable = [(x - half * 1.22, eave), (x - half * 0.62, y - height)]
    c.shape([*gable, (x + half * 0.62, y - height), (x + half * 1.22, eave)], roof, shadow=(0, 7))


def hut(c: Canvas, x: float, y: float, width: float, height: float, wall: Fill, roof: Fill) -> None:
    """Build a round house under its thatch."""
    half, eave = width / 2, y - height * 0.5
    floor = smoothed([(x - half, y - 4), (x, y + width * 0.06), (x + half, y - 4)], closed=False)
    c.shape([(x - half, eave), *floor, (x + half, eave)], wall, shadow=DROP)
    top = y - height * 0.32
    c.shape(
        [
            (x - width * 0.12, y + width * 0.05),
            (x - width * 0.12, top),
            (x + width * 0.12, top),
            (x + width * 0.12, y + width * 0.05),
        ],
        INK,
    )
    rim = smoothed(
        [(x + half * 1.35, eave), (x, eave + width * 0.12), (x - half * 1.35, eave)], closed=False
    )
    c.shape([(x, y - height), *rim], roof, shadow=(0, 6))


def water(c: Canvas, top: float, colours: Sequence[str], gap: float, phase: float = 0) -> None:
    """Lay sheets of water with long waves, from far to near."""
    for place, colour in enumerate(colours):
        y = top + place * gap
        lift = 7 + place * 3
        crest = [
            (x, y + (lift if (step + place) % 2 else -lift) * (step > 0 or phase >= 0))
            for step, x in enumerate(range(-120, WIDTH + 241, 180 + 20 * place))
        ]
        hill(c, crest, colour, (0, -5) if place else (0, 0))


def pirogue(c: Canvas, x: float, y: float, length: float, hull: Fill, trim: str = PAPER) -> None:
    """Float a long boat with raised ends, its waterline in the middle at (x, y)."""
    half, rise = length / 2, length * 0.16
    upper = smoothed(
        [
            (x - half, y - rise),
            (x - half * 0.5, y - rise * 0.42),
            (x, y - rise * 0.3),
            (x + half * 0.5, y - rise * 0.42),
            (x + half, y - rise),
        ],
        closed=False,
    )
    lower = smoothed(
        [
            (x + half, y - rise),
            (x + half * 0.72, y + rise * 0.06),
            (x, y + rise * 0.3),
            (x - half * 0.72, y + rise * 0.06),
            (x - half, y - rise),
        ],
        closed=False,
    )
    c.shape([*upper, *lower], hull, shadow=(0, 6))
    c.stroke(upper, length * 0.014, trim)


def country(light: Light, at: Point = (1120, 210), radius: float = 88, lift: float = 0) -> Canvas:
    """Return a sheet with a sky, its sun and two planes of hills."""
    c = Canvas(light.sky)
    sun(c, *at, radius, light.sun, light.sky)
    far = ((-40, 480), (240, 400), (540, 470), (880, 370), (1200, 440), (1480, 390))
    middle = ((-40, 530), (300, 560), (700, 490), (1080, 550), (1480, 480))
    hill(c, [(x, y + lift) for x, y in far], light.far)
    hill(c, [(x, y + lift) for x, y in middle], light.middle)
    return c


def ground(c: Canvas, fill: Fill, top: float = 620) -> None:
    """Lay the foreground, slightly curved."""
    hill(c, [(-40, top + 10), (420, top - 14), (960, top + 16), (1480, top - 8)], fill)
