"""The maps of cut cloths."""

from .canvas import Canvas
from .cloth import woven
from .palette import (
    BRICK,
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


SCENES = {"map": map_scene}
