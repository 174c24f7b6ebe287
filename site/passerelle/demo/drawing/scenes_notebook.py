"""The notebooks, open on a table."""

from .canvas import Canvas, smoothed
from .cloth import woven
from .palette import (
    BRICK,
    DUNE,
    INDIGO,
    INK,
    LATERITE,
    LEAF,
    PAPER,
    SAND,
    SLATE,
    SUN,
    blend,
)

THREADS = (INDIGO, BRICK, LEAF, SUN, LATERITE, SLATE)


def notebook(variant: int) -> Canvas:
    """An open notebook whose lines are stitches."""
    table = ("#b98a45", "#2c4874", LEAF, BRICK)[variant]
    c = Canvas(table)
    c.box(0, 0, 1440, 960, woven("bands", table, blend(table, INK, 0.08), size=110))
    c.shape(
        [(190, 190), (1250, 190), (1270, 800), (170, 800)],
        (LATERITE, BRICK, INDIGO, INDIGO)[variant],
        shadow=(16, 18),
    )
    left = [
        (720, 200),
        (560, 168),
        (380, 160),
        (210, 176),
        (196, 770),
        (380, 752),
        (560, 760),
        (720, 790),
    ]
    right = [(1440 - x, y) for x, y in left]
    for page, fill in ((left, PAPER), (right, "#f4efe2")):
        c.shape(
            smoothed(page[:4], closed=False) + smoothed(page[4:], closed=False), fill, shadow=(4, 6)
        )
    c.shape([(720, 200), (744, 194), (744, 784), (720, 790)], "#ddd3bc")
    (_figures, _register, _threads, _woven_page)[variant](c)
    return c


def _figures(c: Canvas) -> None:
    for start, tint in (
        (290, INDIGO),
        (430, BRICK),
        (570, LEAF),
        (800, LATERITE),
        (940, SLATE),
        (1080, INDIGO),
    ):
        for row in range(7):
            for stitch in range(2 + (row * 5 + start) % 3):
                x, y = start + stitch * 30, 250 + row * 70
                c.disc(x, y, 12, tint)
    _pencil(c, (470, 660), (1120, 330))


def _register(c: Canvas) -> None:
    for start, tint in ((300, INDIGO), (490, BRICK), (830, LATERITE), (1020, LEAF)):
        for row in range(7):
            for stitch in range(2 + (row * 7 + start) % 3):
                c.disc(start + stitch * 32, 250 + row * 70, 12, tint)
    _lamp(c, 1265, 800)


def _threads(c: Canvas) -> None:
    for place in range(6):
        for x in (270 + place * 76, 790 + place * 76):
            thread = smoothed([(x, 220), (x + 9, 360), (x - 9, 520), (x, 720)], closed=False)
            c.stroke(thread, 15, THREADS[(place + x) % 6])
            for knot in range(3):
                c.disc(x, 280 + ((place * 90 + knot * 160) % 420), 18, THREADS[(place + x) % 6])
    for y in (300, 660):
        for x in (240, 770):
            c.stroke([(x, y), (x + 430, y)], 4, DUNE)


def _woven_page(c: Canvas) -> None:
    fabric = [
        (690, 240),
        (560, 214),
        (380, 206),
        (250, 216),
        (240, 726),
        (380, 710),
        (560, 716),
        (690, 742),
    ]
    c.shape(fabric, woven("bands", INDIGO, SUN, PAPER, BRICK, PAPER, LEAF, size=34))
    for x in range(300, 690, 78):
        c.stroke([(x, 214), (x, 724)], 6, PAPER)
    _pencil(c, (1010, 700), (1220, 260))


def _pencil(c: Canvas, tip: tuple[float, float], end: tuple[float, float]) -> None:
    dx, dy = end[0] - tip[0], end[1] - tip[1]
    span = (dx * dx + dy * dy) ** 0.5
    ax, ay = -dy / span * 20, dx / span * 20

    def at(share: float, side: float) -> tuple[float, float]:
        return tip[0] + dx * share + ax * side, tip[1] + dy * share + ay * side

    c.shape([at(0, 0), at(0.11, -1), at(1, -1), at(1, 1), at(0.11, 1)], SUN, shadow=(10, 12))
    c.shape([at(0, 0), at(0.11, -1), at(0.11, 1)], SAND)
    c.shape([at(0, 0), at(0.04, -0.36), at(0.04, 0.36)], INK)
    c.shape([at(0.11, 0.3), at(1, 0.3), at(1, 1), at(0.11, 1)], "#d99a1e")
    c.shape([at(0.88, -1), at(0.92, -1), at(0.92, 1), at(0.88, 1)], INK)
    c.shape([at(0.92, -1), at(1, -1), at(1, 1), at(0.92, 1)], BRICK)


def _lamp(c: Canvas, x: float, y: float) -> None:
    c.disc(x, y - 260, 250, "#fbe7b028")
    c.disc(x, y - 260, 160, "#fbe7b046")
    c.shape([(x - 90, y), (x - 70, y - 60), (x + 70, y - 60), (x + 90, y)], BRICK, shadow=(8, 8))
    c.box(x - 46, y - 100, x + 46, y - 58, LATERITE)
    glass = [
        (x - 42, y - 100),
        (x - 72, y - 210),
        (x - 34, y - 340),
        (x + 34, y - 340),
        (x + 72, y - 210),
        (x + 42, y - 100),
    ]
    c.shape(glass, "#f7e3b4", smooth=True)
    c.shape([(x, y - 110), (x - 30, y - 160), (x, y - 250), (x + 30, y - 160)], SUN, smooth=True)
    c.box(x - 50, y - 362, x + 50, y - 338, INK)
    c.arc(x, y - 350, 84, 90, 180, 360, 10, INK)


SCENES = {"notebook": notebook}
