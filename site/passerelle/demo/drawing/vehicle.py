"""What rolls: a bus, a truck, a bicycle."""

from .canvas import Canvas, Fill
from .cloth import woven
from .palette import BRICK, INDIGO, INK, LATERITE, LEAF, PAPER, SAND, SKY, SUN


def wheel(c: Canvas, x: float, y: float, radius: float) -> None:
    """Draw the wheel of a bus or a truck."""
    c.disc(x, y, radius, INK)
    c.disc(x, y, radius * 0.45, SAND)


def books(c: Canvas, left: float, bottom: float, right: float, height: float) -> None:
    """Stand books side by side on a shelf."""
    spines = (BRICK, INDIGO, SUN, LEAF, PAPER, LATERITE, "#5f7fa6", "#4d9b83")
    x, place = left, round(left * 3 + bottom) % 7
    while True:
        wide = height * (0.21 + 0.06 * (place * 5 % 3))
        if x + wide > right:
            return
        tall = height * (0.72 + 0.09 * (place * 7 % 4))
        c.box(x, bottom - tall, x + wide - height * 0.03, bottom, spines[place * 5 % 8])
        x, place = x + wide, place + 1


def bus(c: Canvas, x: float, y: float, length: float, paint: str) -> None:
    """Draw a small bus full of books, its wheels on the ground at (x, y)."""
    half, tall = length / 2, length * 0.5
    floor = y - length * 0.09
    c.box(x - half * 0.8, floor - tall - length * 0.1, x + half * 0.4, floor - tall, LATERITE)
    books(c, x - half * 0.76, floor - tall, x + half * 0.38, length * 0.14)
    body = [
        (x - half, floor),
        (x - half, floor - tall),
        (x + half * 0.8, floor - tall),
        (x + half, floor - tall * 0.5),
        (x + half, floor),
    ]
    c.shape(body, paint, shadow=(8, 8))
    band = [
        (x - half, floor),
        (x - half, floor - tall * 0.26),
        (x + half, floor - tall * 0.26),
        (x + half, floor),
    ]
    c.shape(band, woven("diamonds", INDIGO, PAPER, BRICK, size=length * 0.13))
    c.box(x - half * 0.9, floor - tall * 0.86, x + half * 0.42, floor - tall * 0.36, INK)
    books(c, x - half * 0.88, floor - tall * 0.36, x + half * 0.4, tall * 0.46)
    glass = [
        (x + half * 0.52, floor - tall * 0.86),
        (x + half * 0.76, floor - tall * 0.86),
        (x + half * 0.9, floor - tall * 0.5),
        (x + half * 0.52, floor - tall * 0.5),
    ]
    c.shape(glass, SKY)
    for place in (-0.6, 0.58):
        wheel(c, x + half * place, y - length * 0.08, length * 0.085)


def truck(c: Canvas, x: float, y: float, length: float, load: Fill) -> None:
    """Draw a small truck turned to the right, its wheels on the ground at (x, y)."""
    half = length / 2
    floor = y - length * 0.1
    c.box(x - half, floor - length * 0.42, x + half * 0.3, floor, load, shadow=(5, 6))
    cab = [
        (x + half * 0.34, floor),
        (x + half * 0.34, floor - length * 0.34),
        (x + half * 0.72, floor - length * 0.34),
        (x + half, floor - length * 0.16),
        (x + half, floor),
    ]
    c.shape(cab, BRICK, shadow=(5, 6))
    c.shape(
        [
            (x + half * 0.46, floor - length * 0.29),
            (x + half * 0.68, floor - length * 0.29),
            (x + half * 0.84, floor - length * 0.16),
            (x + half * 0.46, floor - length * 0.16),
        ],
        SKY,
    )
    for place in (-0.6, 0.62):
        wheel(c, x + half * place, y - length * 0.08, length * 0.09)


def bicycle(c: Canvas, x: float, y: float, length: float, frame: str, cooler: bool = True) -> None:
    """Draw a bicycle turned to the right, its wheels on the ground, with a blue cooler behind."""
    radius = length * 0.23
    hub, fore = (x - length * 0.27, y - radius), (x + length * 0.27, y - radius)
    thick = max(4, length * 0.022)
    for wheel_x, wheel_y in (hub, fore):
        c.arc(wheel_x, wheel_y, radius, radius, 0, 360, thick * 1.4, INK)
        for dx, dy in (
            (0.9, 0),
            (0.28, 0.86),
            (0.62, 0.62),
            (0.62, -0.62),
            (0, 0.9),
            (-0.28, 0.86),
        ):
            c.stroke(
                [
                    (wheel_x - dx * radius, wheel_y - dy * radius),
                    (wheel_x + dx * radius, wheel_y + dy * radius),
                ],
                max(2, thick * 0.22),
                SAND,
            )
        c.disc(wheel_x, wheel_y, thick * 1.1, INK)
    crank = (x - length * 0.02, y - radius * 0.92)
    saddle, stem = (x - length * 0.1, y - length * 0.47), (x + length * 0.19, y - length * 0.47)
    c.stroke([hub, crank, stem, saddle, crank], thick, frame)
    c.stroke([hub, (saddle[0] + length * 0.01, saddle[1] + length * 0.05)], thick, frame)
    bars = (x + length * 0.17, y - length * 0.58)
    c.stroke([fore, bars], thick, frame)
    c.stroke(
        [
            (bars[0] - length * 0.07, bars[1] - length * 0.005),
            bars,
            (bars[0] + length * 0.05, bars[1] - length * 0.02),
        ],
        thick,
        INK,
    )
    seat_y = saddle[1] - length * 0.05
    c.stroke([saddle, (saddle[0], seat_y)], thick, INK)
    c.shape(
        [
            (saddle[0] - length * 0.08, seat_y - length * 0.03),
            (saddle[0] + length * 0.09, seat_y - length * 0.015),
            (saddle[0] + length * 0.02, seat_y + length * 0.02),
            (saddle[0] - length * 0.07, seat_y + length * 0.025),
        ],
        INK,
        smooth=True,
    )
    c.arc(*crank, length * 0.05, length * 0.05, 0, 360, thick * 0.7, INK)
    rack = y - length * 0.5
    c.stroke([(x - length * 0.46, rack), (x - length * 0.17, rack)], thick, INK)
    c.stroke([hub, (x - length * 0.36, rack)], thick * 0.8, INK)
    if cooler:
        c.box(
            x - length * 0.47,
            rack - length * 0.2,
            x - length * 0.18,
            rack - thick * 0.5,
            "#3d6ea8",
            shadow=(5, 5),
        )
        c.box(
            x - length * 0.485,
            rack - length * 0.25,
            x - length * 0.165,
            rack - length * 0.19,
            PAPER,
        )
        c.box(x - length * 0.36, rack - length * 0.25, x - length * 0.335, rack, SUN)
        c.box(x - length * 0.29, rack - length * 0.25, x - length * 0.265, rack, SUN)
