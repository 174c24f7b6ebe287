"""Scenes of the table: the notebook and the map."""

from .canvas import Canvas, smoothed
from .cloth import woven
from .palette import (
    BRICK,
    DUNE,
    INDIGO,
    INK,
    LATERITE,
    LEAF,
    MINT,
    PAPER,
    SAND,
    SKY,
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
    if variant == 0:
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
    elif variant == 1:
        for start, tint in ((300, INDIGO), (490, BRICK), (830, LATERITE), (1020, LEAF)):
            for row in range(7):
                for stitch in range(2 + (row * 7 + start) % 3):
                    c.disc(start + stitch * 32, 250 + row * 70, 12, tint)
        _lamp(c, 1265, 800)
    elif variant == 2:
        for place in range(6):
            for x in (270 + place * 76, 790 + place * 76):
                thread = smoothed([(x, 220), (x + 9, 360), (x - 9, 520), (x, 720)], closed=False)
                c.stroke(thread, 15, THREADS[(place + x) % 6])
                for knot in range(3):
                    c.disc(x, 280 + ((place * 90 + knot * 160) % 420), 18, THREADS[(place + x) % 6])
        for y in (300, 660):
            for x in (240, 770):
                c.stroke([(x, y), (x + 430, y)], 4, DUNE)
    else:
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
    return c


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


def map_scene(variant: int) -> Canvas:
    """A map of cut cloths, with a thread from place to place."""
    return (_provinces, _wells, _void, _provinces)[variant](variant)


def _sheet(variant: int) -> Canvas:
    c = Canvas((SKY, "#efdcb4", SLATE, "#34568a")[variant])
    for y in range(90, 960, 220):
        wave = [(x, y + (10 if (x // 120) % 2 else -10)) for x in range(-60, 1560, 120)]
        c.stroke(
            wave, 5, blend((SKY, "#efdcb4", SLATE, "#34568a")[variant], PAPER, 0.35), smooth=True
        )
    return c


def _provinces(variant: int) -> Canvas:
    c = _sheet(variant)
    outer = [
        (300, 180),
        (560, 110),
        (860, 130),
        (1130, 200),
        (1200, 420),
        (1110, 640),
        (880, 790),
        (600, 800),
        (380, 720),
        (260, 500),
    ]
    c.shape(outer, INK, smooth=True, shadow=(14, 16))
    parts = (
        [(330, 200), (560, 126), (700, 124), (680, 330), (560, 420), (300, 400), (280, 330)],
        [(712, 124), (860, 146), (1116, 214), (1180, 400), (940, 440), (690, 340)],
        [(296, 414), (556, 432), (620, 560), (560, 782), (400, 710), (276, 510)],
        [(566, 430), (686, 344), (936, 450), (900, 620), (634, 560)],
        [(948, 450), (1184, 412), (1100, 630), (880, 776), (800, 790), (904, 630)],
        [(632, 572), (894, 632), (796, 786), (600, 790), (572, 780)],
    )
    fills = [
        woven("bands", BRICK, SAND, size=42),
        woven("diamonds", INDIGO, SUN, size=120),
        woven("bands", LEAF, MINT, size=64),
        woven("chevrons", SUN, LATERITE, size=64),
        woven("stripes", PAPER, SLATE, size=70),
        woven("bands", LATERITE, SUN, LATERITE, size=60),
    ]
    turn = variant % 6
    for part, fill in zip(parts, fills[turn:] + fills[:turn], strict=True):
        c.shape(part, fill)
    for a, b in (
        ((700, 124), (680, 330)),
        ((560, 420), (300, 400)),
        ((680, 336), (940, 444)),
        ((560, 430), (630, 566)),
        ((900, 630), (632, 566)),
        ((940, 446), (900, 626)),
    ):
        for place in range(4):
            share = (place + 0.5) / 4
            x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            c.stroke([(x - 11, y - 11), (x + 11, y + 11)], 5, PAPER)
    stops = ((450, 280), (960, 260), (1030, 590), (470, 600))
    c.stroke(
        [stops[0], (700, 210), stops[1], (1110, 420), stops[2], (760, 690), stops[3]],
        10,
        INK if variant == 0 else PAPER,
        smooth=True,
    )
    for x, y in stops:
        c.disc(x, y, 50, PAPER, shadow=(6, 8))
        c.disc(x, y, 38, BRICK if (x + y) % 4 else SUN)
        for dx, dy in ((-12, -12), (12, -12), (-12, 12), (12, 12)):
            c.disc(x + dx, y + dy, 6, INK)
    return c


def _wells(variant: int) -> Canvas:
    c = _sheet(variant)
    lands = (
        [(120, 250), (330, 140), (560, 190), (600, 420), (480, 600), (240, 620), (110, 470)],
        [(640, 180), (900, 100), (1060, 200), (1020, 420), (830, 500), (660, 400)],
        [(700, 560), (900, 530), (1100, 450), (1330, 500), (1340, 720), (1100, 810), (800, 780)],
    )
    fills = (
        woven("bands", BRICK, LATERITE, BRICK, SUN, size=40),
        woven("chevrons", LEAF, MINT, size=60),
        woven("diamonds", SAND, LATERITE, size=110),
    )
    for land, fill in zip(lands, fills, strict=True):
        c.shape(land, fill, shadow=(12, 14))
    stops = ((340, 380), (850, 300), (1060, 640))
    c.stroke(
        [(180, 830), (250, 640), stops[0], (600, 280), stops[1], (960, 460), stops[2], (1260, 740)],
        13,
        "#2f6fc0",
        smooth=True,
    )
    for x, y in stops:
        c.shape(
            [(x - 66, y), (x + 66, y), (x + 58, y + 74), (x - 58, y + 74)], PAPER, shadow=(8, 8)
        )
        c.disc(x, y, 72, PAPER, 26)
        c.disc(x, y, 52, INDIGO, 16)
        c.stroke([(x - 20, y + 36), (x, y + 52), (x + 24, y + 32)], 10, "#2f6fc0", smooth=True)
    return c


def _void(variant: int) -> Canvas:
    c = _sheet(variant)
    hubs = ((330, 230), (760, 170), (1150, 330), (1030, 700), (420, 680))
    c.shape(
        [
            (130, 110),
            (720, 60),
            (1300, 120),
            (1360, 520),
            (1240, 850),
            (700, 880),
            (180, 850),
            (80, 480),
        ],
        SAND,
        smooth=True,
        shadow=(12, 14),
    )
    c.disc(725, 450, 150, "#4f6c91")
    c.disc(735, 464, 142, SLATE)
    fills = (
        woven("bands", INDIGO, PAPER, size=34),
        woven("diamonds", BRICK, SUN, size=76),
        woven("checks", LEAF, MINT, size=44),
        woven("stripes", LATERITE, SUN, size=36),
        woven("chevrons", PAPER, SLATE, size=48),
    )
    order = (0, 2, 4, 1, 3, 0)
    c.stroke([hubs[0], hubs[1], hubs[2], hubs[3], hubs[4], hubs[0]], 9, INK)
    for (x, y), fill in zip(hubs, fills, strict=True):
        piece = [
            (x - 160, y - 70),
            (x - 20, y - 116),
            (x + 140, y - 66),
            (x + 150, y + 66),
            (x + 10, y + 112),
            (x - 140, y + 74),
        ]
        c.shape(piece, fill, shadow=(9, 11))
    for place in order[:5]:
        (ax, ay), (bx, by) = hubs[place], hubs[(place + 1) % 5]
        c.stroke(
            [
                (ax + (bx - ax) * 0.06, ay + (by - ay) * 0.06),
                (ax + (bx - ax) * 0.94, ay + (by - ay) * 0.94),
            ],
            7,
            BRICK if place % 2 else INK,
        )
    for x, y in hubs:
        c.disc(x, y, 32, PAPER, shadow=(4, 5))
        c.disc(x, y, 18, LATERITE)
    return c


SCENES = {"notebook": notebook, "map": map_scene}
