"""Large hands, for the scenes seen from close by."""

import math

from .canvas import Canvas, Fill, Point
from .palette import INK, blend


def forearm(
    c: Canvas, wrist: Point, elbow: Point, width: float, skin: str, sleeve: Fill, grip: bool = False
) -> None:
    """Draw a large hand and its sleeve, coming from the elbow to the wrist."""
    turn = math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0])
    along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))

    def at(ahead: float, aside: float) -> Point:
        return (
            wrist[0] + (along[0] * ahead + across[0] * aside) * width,
            wrist[1] + (along[1] * ahead + across[1] * aside) * width,
        )

    far = math.hypot(wrist[0] - elbow[0], wrist[1] - elbow[1]) / width
    c.shape([at(-far, -0.62), at(-far, 0.62), at(0.2, 0.42), at(0.2, -0.42)], skin, shadow=(6, 8))
    reach = (0.95, 1.02, 0.95, 0.8) if grip else (1.7, 1.86, 1.74, 1.46)
    for place, length in enumerate(reach):
        aside = -0.39 + place * 0.26
        c.stroke([at(0.5, aside), at(length, aside * 1.18)], width * 0.29, skin)
    c.shape(
        [
            at(-0.1, -0.42),
            at(0.35, -0.54),
            at(0.9, -0.5),
            at(0.95, 0.5),
            at(0.35, 0.5),
            at(-0.1, 0.42),
        ],
        skin,
        smooth=True,
    )
    c.stroke(
        [at(0.15, -0.36), at(0.55, -0.74), at(1.02 if grip else 1.12, -0.78)], width * 0.27, skin
    )
    for place in range(3):
        aside = -0.26 + place * 0.26
        c.stroke(
            [at(0.95, aside), at(reach[place] - 0.1, aside * 1.18)],
            width * 0.03,
            blend(skin, INK, 0.3),
        )
    cuff = min(0.9, far * 0.4)
    c.shape(
        [at(-far, -0.86), at(-far, 0.86), at(-cuff, 0.68), at(-cuff, -0.68)], sleeve, shadow=(5, 6)
    )
