"""People seated, from the side or on the ground."""

from .canvas import Canvas, Fill, Point, smoothed
from .dress import Dress, plain
from .figure import BASE, head, limb
from .palette import INK, blend


def stool(c: Canvas, x: float, y: float, h: float, fill: Fill) -> None:
    """Put a stool on the ground at (x, y), for a person of that standing height."""
    c.box(x - 0.11 * h, y - 0.25 * h, x + 0.11 * h, y - 0.2 * h, fill)
    for foot in (-0.085, 0.085):
        c.stroke([(x + foot * h, y - 0.2 * h), (x + foot * 1.25 * h, y)], h * 0.028, plain(fill))


def seated(
    c: Canvas,
    x: float,
    y: float,
    h: float,
    dress: Dress,
    side: int = 1,
    hand: Point | None = None,
    style: str = "wrap",
) -> None:
    """Draw a person seated sideways, turned to the right (`side` 1) or to the left.

    (x, y) is the ground under the hips; `h` the standing height; `hand` counts from there.
    """

    def at(across: float, up: float) -> Point:
        return x + side * across * h, y - up * h

    c.disc(*at(0.335, 0.012), h * 0.045, blend(dress.skin, INK, 0.15), h * 0.02)
    lap = [
        at(-0.11, 0.26),
        at(-0.1, 0.4),
        at(0.05, 0.41),
        at(0.26, 0.365),
        at(0.335, 0.32),
        at(0.35, 0.2),
        at(0.365, 0.035),
        at(0.235, 0.03),
        at(0.215, 0.2),
        at(0.04, 0.225),
    ]
    c.shape(lap, dress.wrap, smooth=True, shadow=BASE)
    head(c, *at(0.055, 0.755), h, dress, style)
    bust = [
        at(-0.1, 0.37),
        at(-0.105, 0.5),
        at(-0.075, 0.63),
        at(0.0, 0.685),
        at(0.085, 0.655),
        at(0.1, 0.54),
        at(0.085, 0.38),
    ]
    c.shape(bust, dress.top, smooth=True, shadow=(2, 4))
    target = hand or (0.27, 0.42)
    limb(
        c,
        at(0.005, 0.6),
        at(*target),
        h * 0.36,
        h * 0.044,
        blend(plain(dress.top), INK, 0.12),
        dress.skin,
        -side,
    )


def sitting_round(
    c: Canvas, x: float, y: float, h: float, dress: Dress, style: str = "wrap", back: bool = False
) -> None:
    """Draw a person seated on the ground, seen from the front or from the back."""

    def at(across: float, up: float) -> Point:
        return x + across * h, y - up * h

    if back:
        head(c, *at(0, 0.565), h, dress, style)
        if style != "hat":
            c.disc(*at(0, 0.585), h * 0.055, dress.head or INK, h * 0.06)
    lap = [
        at(-0.2, 0.02),
        at(-0.235, 0.1),
        at(-0.14, 0.2),
        at(0, 0.23),
        at(0.14, 0.2),
        at(0.235, 0.1),
        at(0.2, 0.02),
        at(0, -0.02),
    ]
    c.shape(lap, dress.wrap, smooth=True, shadow=BASE)
    if not back:
        head(c, *at(0, 0.565), h, dress, style)
    bust = smoothed(
        [
            at(-0.035, 0.485),
            at(-0.105, 0.45),
            at(-0.115, 0.3),
            at(-0.1, 0.17),
            at(0, 0.15),
            at(0.1, 0.17),
            at(0.115, 0.3),
            at(0.105, 0.45),
            at(0.035, 0.485),
        ]
    )
    c.shape(bust, dress.top, shadow=(2, 3))
    sleeve = blend(plain(dress.top), INK, 0.12)
    for side in (-1, 1):
        hand = at(side * 0.19, 0.2) if back else at(side * 0.06, 0.19)
        limb(
            c,
            at(side * 0.1, 0.425),
            hand,
            h * 0.32,
            h * 0.044,
            sleeve,
            sleeve if back else dress.skin,
            side,
        )
