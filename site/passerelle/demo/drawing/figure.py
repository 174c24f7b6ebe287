"""People, made of a few cut shapes and patterned cloth; faces are left plain."""

import math
from collections.abc import Sequence

from .canvas import Canvas, Point, ring
from .dress import Dress, plain
from .palette import INK, blend

BASE = (4, 5)


def limb(
    c: Canvas,
    root: Point,
    tip: Point,
    length: float,
    width: float,
    sleeve: str,
    skin: str,
    out: int = 1,
) -> None:
    """Draw an arm from shoulder to hand; the elbow goes right, or left if `out` < 0."""
    dx, dy = tip[0] - root[0], tip[1] - root[1]
    span = min(math.hypot(dx, dy), length * 0.995) or 1
    turn = math.atan2(dy, dx)
    tip = (root[0] + span * math.cos(turn), root[1] + span * math.sin(turn))
    swing = math.acos(span / length)
    elbows = [
        (root[0] + length / 2 * math.cos(angle), root[1] + length / 2 * math.sin(angle))
        for angle in (turn - swing, turn + swing)
    ]
    elbow = max(elbows, key=lambda place: place[0] * out + place[1] * 0.8)
    c.stroke([root, elbow, tip], width, skin)
    cuff = (root[0] + (elbow[0] - root[0]) * 0.8, root[1] + (elbow[1] - root[1]) * 0.8)
    c.stroke([root, cuff], width * 1.32, sleeve)
    c.disc(*tip, width * 0.6, skin)


def head(c: Canvas, x: float, y: float, h: float, dress: Dress, style: str = "wrap") -> None:
    """Draw a head centred at (x, y), with its scarf, cap or hair, for a person `h` tall."""
    rx, ry = h * 0.05, h * 0.064
    c.shape(
        [
            (x - h * 0.024, y),
            (x + h * 0.024, y),
            (x + h * 0.03, y + h * 0.115),
            (x - h * 0.03, y + h * 0.115),
        ],
        blend(dress.skin, INK, 0.22),
    )
    c.disc(x, y, rx, dress.skin, ry)
    fill = dress.head if dress.head is not None else INK
    if style == "wrap":
        scarf = [
            (x - rx * 1.12, y - ry * 0.02),
            (x - rx * 1.2, y - ry * 0.8),
            (x - rx * 0.5, y - ry * 1.42),
            (x + rx * 0.5, y - ry * 1.42),
            (x + rx * 1.2, y - ry * 0.8),
            (x + rx * 1.12, y - ry * 0.02),
            (x, y - ry * 0.42),
        ]
        c.shape(scarf, fill, smooth=True)
        c.disc(x + rx * 0.95, y - ry * 1.15, rx * 0.42, fill)
    elif style == "cap":
        c.shape(
            [
                (x - rx * 1.02, y - ry * 0.35),
                (x - rx * 0.86, y - ry * 1.28),
                (x + rx * 0.86, y - ry * 1.28),
                (x + rx * 1.02, y - ry * 0.35),
            ],
            fill,
        )
    elif style == "hat":
        c.shape(
            [(x - rx * 2.5, y - ry * 0.3), (x, y - ry * 2), (x + rx * 2.5, y - ry * 0.3)],
            fill,
            shadow=(0, 4),
        )
    elif style == "bun":
        c.shape([*ring(x, y - ry * 0.1, rx * 1.1, ry * 1.1, 16, 180)[:9], (x, y - ry * 0.4)], INK)
        c.disc(x, y - ry * 1.25, rx * 0.5, INK)
    else:
        c.shape(
            [*ring(x, y - ry * 0.1, rx * 1.08, ry * 1.08, 16, 180)[:9], (x, y - ry * 0.45)], INK
        )


def woman(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    dress: Dress,
    hands: Sequence[Point] = (),
    lean: float = 0,
    style: str = "wrap",
) -> Point:
    """Draw a standing woman whose feet are at (x, y); return the top of her head.

    `hands` are two places from the feet, in heights; `lean` moves the shoulders sideways.
    """

    def at(across: float, up: float) -> Point:
        return x + (across + lean * max(0, up - 0.5) * 2) * h, y - up * h

    feet = blend(dress.skin, INK, 0.1)
    for side in (-1, 1):
        c.disc(x + side * h * 0.045, y - h * 0.008, h * 0.032, feet, h * 0.016)
    skirt = [
        at(-0.082, 0.58),
        at(-0.112, 0.47),
        at(-0.122, 0.25),
        at(-0.128, 0.025),
        at(0, 0.012),
        at(0.128, 0.025),
        at(0.122, 0.25),
        at(0.112, 0.47),
        at(0.082, 0.58),
    ]
    c.shape(skirt, dress.wrap, shadow=BASE)
    head(c, *at(0, 0.925), h, dress, style)
    bust = [
        at(-0.04, 0.845),
        at(-0.112, 0.805),
        at(-0.1, 0.69),
        at(-0.092, 0.54),
        at(0, 0.525),
        at(0.092, 0.54),
        at(0.1, 0.69),
        at(0.112, 0.805),
        at(0.04, 0.845),
        at(0, 0.81),
    ]
    c.shape(bust, dress.top, shadow=(2, 4))
    reach = hands or ((-0.15, 0.45), (0.15, 0.45))
    sleeve = blend(plain(dress.top), INK, 0.1)
    for side, hand in zip((-1, 1), reach, strict=True):
        limb(
            c,
            at(side * 0.096, 0.785),
            (x + hand[0] * h, y - hand[1] * h),
            h * 0.36,
            h * 0.042,
            sleeve,
            dress.skin,
            side,
        )
    return at(0, 1.01)


def man(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    dress: Dress,
    hands: Sequence[Point] = (),
    lean: float = 0,
    style: str = "cap",
) -> Point:
    """Draw a standing man, in a long tunic or in a shirt; return the top of his head."""

    def at(across: float, up: float) -> Point:
        return x + (across + lean * max(0, up - 0.45) * 2) * h, y - up * h

    for side in (-1, 1):
        c.disc(
            x + side * h * 0.062, y - h * 0.01, h * 0.038, blend(dress.skin, INK, 0.2), h * 0.018
        )
        c.shape(
            [
                at(side * 0.002, 0.5),
                at(side * 0.105, 0.5),
                at(side * 0.092, 0.025),
                at(side * 0.026, 0.025),
            ],
            dress.wrap,
        )
    head(c, *at(0, 0.925), h, dress, style)
    low = 0.2 if dress.long else 0.44
    flare = 0.15 if dress.long else 0.108
    bust = [
        at(-0.042, 0.845),
        at(-0.125, 0.81),
        at(-0.112, 0.6),
        at(-flare, low),
        at(flare, low),
        at(0.112, 0.6),
        at(0.125, 0.81),
        at(0.042, 0.845),
        at(0, 0.8),
    ]
    c.shape(bust, dress.top, shadow=BASE)
    reach = hands or ((-0.16, 0.46), (0.16, 0.46))
    sleeve = blend(plain(dress.top), INK, 0.12)
    for side, hand in zip((-1, 1), reach, strict=True):
        limb(
            c,
            at(side * 0.108, 0.785),
            (x + hand[0] * h, y - hand[1] * h),
            h * 0.37,
            h * 0.045,
            sleeve,
            dress.skin,
            side,
        )
    return at(0, 1.0)


def child(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    dress: Dress,
    hands: Sequence[Point] = (),
    style: str = "hair",
) -> None:
    """Draw a child, with a larger head for the height."""

    def at(across: float, up: float) -> Point:
        return x + across * h, y - up * h

    for side in (-1, 1):
        c.stroke([at(side * 0.055, 0.3), at(side * 0.06, 0.03)], h * 0.06, dress.skin)
        c.disc(*at(side * 0.07, 0.015), h * 0.042, INK, h * 0.02)
    head(c, *at(0, 0.87), h * 1.5, dress, style)
    c.shape(
        [
            at(-0.05, 0.75),
            at(-0.125, 0.71),
            at(-0.115, 0.45),
            at(0.115, 0.45),
            at(0.125, 0.71),
            at(0.05, 0.75),
        ],
        dress.top,
        shadow=BASE,
    )
    c.shape([at(-0.112, 0.47), at(-0.15, 0.23), at(0.15, 0.23), at(0.112, 0.47)], dress.wrap)
    reach = hands or ((-0.17, 0.4), (0.17, 0.4))
    for side, hand in zip((-1, 1), reach, strict=True):
        limb(
            c,
            at(side * 0.11, 0.68),
            at(*hand),
            h * 0.36,
            h * 0.055,
            blend(plain(dress.top), INK, 0.12),
            dress.skin,
            side,
        )
