"""Scenes of places: school, library, clinic, roofs."""

from .canvas import Canvas
from .cloth import woven
from .dress import WARDROBE, WORKWEAR
from .figure import child, man, woman
from .palette import (
    BRICK,
    DUNE,
    INDIGO,
    INK,
    LATERITE,
    LEAF,
    LIGHTS,
    MINT,
    PAPER,
    SAND,
    SKY,
    SLATE,
    SUN,
    blend,
)
from .relief import country, ground, hill, sun, tree
from .sitting import seated, stool
from .vehicle import bicycle, books, bus


def school(variant: int) -> Canvas:
    """A courtyard, and children in line before a table covered with books."""
    light = LIGHTS[variant]
    c = country(light, (1210, 160), 78, -40)
    ground(c, light.ground, 600)
    c.box(330, 340, 1250, 660, (SAND, PAPER, SUN, SAND)[variant], shadow=(10, 8))
    c.box(330, 580, 1250, 660, (LATERITE, INDIGO, LEAF, LATERITE)[variant])
    c.shape(
        [(270, 350), (350, 210), (1230, 210), (1310, 350)],
        BRICK if variant != 1 else LATERITE,
        shadow=(0, 10),
    )
    for line in range(1, 5):
        c.stroke(
            [
                (270 + line * 20 - 2, 350 - line * 35 + 35),
                (1310 - line * 20 + 2, 350 - line * 35 + 35),
            ],
            3,
            LATERITE,
        )
    for x in (470, 650, 1110):
        c.box(x - 56, 410, x + 56, 520, INK)
        c.box(x - 50, 416, x - 4, 514, MINT)
        c.box(x + 4, 416, x + 50, 514, MINT)
    c.box(810, 410, 930, 660, INK)
    c.stroke([(170, 660), (170, 170)], 12, "#5b3421")
    c.shape(
        [(176, 176), (300, 190), (280, 220), (300, 254), (176, 262)],
        woven("chevrons", SUN, LEAF, size=30),
        shadow=(5, 6),
    )
    hill(
        c,
        [(-40, 730), (500, 710), (1480, 740)],
        woven("checks", light.ground, blend(light.ground, DUNE, 0.6), size=60)
        if variant != 2
        else DUNE,
    )
    count = (5, 4, 6, 5)[variant]
    for place in range(count):
        x, tall = 590 - place * 100, 250 + (place * 37) % 70 if variant else 230 + place * 26
        dress = WARDROBE[(place * 3 + 2 + variant) % 8]
        child(c, x, 848, tall, dress, ((-0.16, 0.4), (0.2, 0.5)) if place == 0 else ())
    for leg in (740, 1160):
        c.box(leg - 10, 720, leg + 10, 848, "#5b3421")
    c.box(690, 690, 1210, 724, "#a8783c", shadow=(0, 8))
    books(c, 720, 690, 940, 120)
    for place, fill in enumerate((INDIGO, BRICK, SUN, LEAF)):
        c.box(980 + place * 8, 662 - place * 28, 1160 - place * 12, 690 - place * 28, fill)
        c.box(1150 - place * 12, 668 - place * 28, 1160 - place * 12, 684 - place * 28, PAPER)
    woman(c, 1280, 850, 470, WARDROBE[0], ((-0.24, 0.52), (0.15, 0.45)))
    return c


def library(variant: int) -> Canvas:
    """Shelves of books in a woven frame, or the bus that carries them."""
    if variant == 2:
        light = LIGHTS[0]
        c = country(light, (300, 200), 86, -20)
        ground(c, light.ground, 610)
        tree(c, 1250, 720, 480, LEAF)
        hill(c, [(-40, 750), (700, 730), (1480, 760)], BRICK)
        bus(c, 680, 800, 780, PAPER)
        child(c, 1180, 850, 270, WARDROBE[5])
        child(c, 1300, 850, 310, WARDROBE[3], ((-0.16, 0.52), (0.1, 0.5)))
        return c
    wall, wood = ((SAND, "#8a5739"), (INDIGO, "#b98a45"), (SAND, "#8a5739"), ("#efc48d", LATERITE))[
        variant
    ]
    c = Canvas(wall)
    frames = {
        0: woven("diamonds", INDIGO, PAPER, size=120),
        1: woven("chevrons", BRICK, SUN, size=80),
    }
    c.box(0, 0, 1440, 960, frames.get(variant, woven("stripes", INDIGO, PAPER, size=120)))
    c.box(120, 96, 1320, 900, wood, shadow=(0, 0))
    c.box(150, 126, 1290, 900, "#4f2f20")
    for row in range(3):
        floor = 356 + row * 240
        for left, right in ((160, 520), (540, 900), (920, 1280)):
            books(c, left + 8 + row * 5, floor, right - 30 * ((row + left) % 3), 204)
        c.box(150, floor, 1290, floor + 20, wood, shadow=(0, 8))
    for x in (524, 904):
        c.box(x, 126, x + 14, 900, wood)
    if variant == 1:
        hill(c, [(-40, 846), (700, 842), (1480, 846)], SAND)
        stool(c, 560, 866, 640, SUN)
        seated(c, 560, 866, 640, WARDROBE[3], 1, (0.36, 0.5))
        c.shape([(780, 520), (856, 492), (872, 560), (790, 584)], PAPER, shadow=(4, 6))
        c.shape([(856, 492), (930, 530), (940, 590), (872, 560)], SKY, shadow=(4, 6))
    elif variant == 3:
        c.stroke([(880, 880), (980, 130)], 18, SUN)
        c.stroke([(1010, 880), (1080, 130)], 18, SUN)
        for step in range(7):
            c.stroke(
                [(892 + step * 13, 790 - step * 96), (1018 + step * 9, 790 - step * 96)], 14, SUN
            )
        woman(c, 640, 880, 640, WARDROBE[1], ((-0.16, 0.45), (0.2, 1.04)))
    return c


def clinic(variant: int) -> Canvas:
    """A health post, its tree, the bicycle that carries the vaccines."""
    light = LIGHTS[(0, 1, 0, 3)[variant]]
    c = country(light, (1240, 150) if variant != 2 else (1120, 160), 76, -40)
    ground(c, light.ground, 600)
    if variant == 0:
        hill(
            c, [(-40, 680), (500, 660), (1480, 690)], woven("diamonds", SAND, BRICK, SAND, size=110)
        )
    elif variant == 2:
        hill(c, [(-40, 760), (500, 740), (1480, 770)], DUNE)
    wall = woven("stripes", PAPER, "#c9d6e2", size=64) if variant == 2 else PAPER
    left, right = ((420, 1130), (470, 1230), (560, 1260), (300, 1010))[variant]
    middle = (left + right) / 2
    if variant in (0, 2):
        tree(c, (left - 190, 0, left - 280)[variant], 760, 700 if variant == 0 else 640, LEAF)
    elif variant == 3:
        tree(c, 1230, 760, 560, MINT)
    c.box(left, 420, right, 720, wall, shadow=(10, 8))
    c.box(left, 670, right, 720, (INDIGO, LEAF, LATERITE, INDIGO)[variant])
    roof = [(left - 60, 430), (left + 70, 290), (right - 70, 290), (right + 60, 430)]
    c.shape(roof, BRICK if variant != 1 else "#b0341f", shadow=(0, 10))
    for x in (left + 130, right - 130):
        c.box(x - 58, 490, x + 58, 590, INK)
        c.box(x - 50, 498, x - 4, 582, SKY)
        c.box(x + 4, 498, x + 50, 582, SKY)
    c.box(middle - 66, 470, middle + 66, 720, INDIGO)
    c.disc(middle + 42, 600, 8, SUN)
    c.disc(middle, 362, 46, PAPER, shadow=(3, 4))
    c.box(middle - 9, 332, middle + 9, 392, LEAF)
    c.box(middle - 30, 353, middle + 30, 371, LEAF)
    if variant == 0:
        woman(c, 960, 840, 370, WARDROBE[3])
        child(c, 1090, 840, 210, WARDROBE[5])
    elif variant == 1:
        bicycle(c, 1020, 780, 420, LATERITE)
        woman(c, 330, 845, 430, WARDROBE[2])
    elif variant == 2:
        bicycle(c, 1120, 780, 350, BRICK)
        for place, x in enumerate((720, 570, 420, 270, 130)):
            woman(
                c, x, 842 - place * 6, 400 - place * 6, WARDROBE[(place * 2 + place // 4 + 1) % 8]
            )
    else:
        man(c, 900, 845, 400, WORKWEAR[0], ((-0.16, 0.46), (0.2, 0.6)))
        woman(c, 1080, 845, 390, WARDROBE[1], ((-0.1, 0.6), (0.15, 0.45)))
        child(c, 1190, 845, 230, WARDROBE[5])
    return c


def roofs(variant: int) -> Canvas:
    """Roofs of all sizes pressed together, or in steps with a lamp under each."""
    light = LIGHTS[(0, 3, 1, 2)[variant]]
    c = Canvas(light.sky)
    sun(c, 1090, 200, 88, light.sun, light.sky)
    hill(c, [(-40, 400), (500, 330), (1000, 410), (1480, 340)], light.far)
    if variant == 1:
        return _stairs(c)
    reds = (
        BRICK,
        LATERITE,
        "#d98a5c",
        woven("bands", BRICK, LATERITE, size=20),
        woven("checks", BRICK, "#d98a5c", size=30),
    )
    walls = (PAPER, SAND, SUN, SKY, MINT, SLATE)
    for row, (y, size, count) in enumerate(((520, 190, 9), (690, 250, 7), (890, 330, 5))):
        for place in range(count):
            x = (place + 0.5 - 0.3 * (row % 2)) * 1500 / count + 10
            tall = size * (0.9 + 0.13 * ((place * 5 + row * 3 + variant) % 5))
            wide = 1500 / count * (0.94 + 0.08 * ((place + variant) % 3))
            eave = y - tall * 0.5
            c.box(
                x - wide / 2,
                eave,
                x + wide / 2,
                y + 120,
                walls[(place * 2 + row + variant) % 6],
                shadow=(7, 0),
            )
            for pane in (-0.22, 0.22):
                glow = (place + row) % 3 == 0
                c.box(
                    x + (pane - 0.08) * wide,
                    eave + size * 0.16,
                    x + (pane + 0.08) * wide,
                    eave + size * 0.44,
                    SUN if glow and walls[(place * 2 + row + variant) % 6] != SUN else INK,
                )
            c.shape(
                [(x - wide * 0.58, eave), (x, eave - tall * 0.5), (x + wide * 0.58, eave)],
                reds[(place * 3 + row + variant) % 5],
                shadow=(0, 9),
            )
    x = (690, 0, 480, 900)[variant]
    c.box(x - 62, 770, x + 62, 960, SUN if variant != 3 else PAPER, shadow=(8, 0))
    c.shape([(x - 84, 774), (x, 690), (x + 84, 774)], INDIGO, shadow=(0, 8))
    c.box(x - 22, 806, x + 22, 868, INK)
    c.stroke([(x, 690), (x, 540)], 9, INK)
    c.shape(
        [(x + 4, 544), (x + 150, 560), (x + 124, 592), (x + 150, 628), (x + 4, 628)],
        woven("chevrons", PAPER, LEAF, PAPER, BRICK, size=30),
        shadow=(6, 8),
    )
    return c


def _stairs(c: Canvas) -> Canvas:
    tints = (PAPER, SAND, SUN, "#e8b98c", PAPER)
    tiles = (BRICK, LATERITE, woven("bands", BRICK, LATERITE, size=22), LEAF, BRICK)
    for place in range(5):
        left, top = 20 + place * 280, 560 - place * 82
        c.box(left, top, left + 280, 980, tints[place], shadow=(8, 0))
        c.shape(
            [(left - 34, top + 10), (left + 140, top - 130), (left + 314, top + 10)],
            tiles[place],
            shadow=(0, 10),
        )
        floor = top + 230
        c.box(left + 50, top + 50, left + 230, floor, INK)
        c.shape(
            [(left + 140, top + 84), (left + 60, floor - 2), (left + 220, floor - 2)], "#5a4a22"
        )
        c.stroke([(left + 140, top + 50), (left + 140, top + 90)], 5, PAPER)
        c.shape(
            [
                (left + 104, top + 118),
                (left + 120, top + 84),
                (left + 160, top + 84),
                (left + 176, top + 118),
            ],
            SUN,
        )
        c.disc(left + 140, top + 120, 15, PAPER)
        for side in (-1, 1):
            c.shape(
                [
                    (left + 140, floor - 12),
                    (left + 140 + side * 62, floor - 26),
                    (left + 140 + side * 66, floor - 4),
                    (left + 140, floor + 8),
                ],
                PAPER,
            )
        for step in range(2 + place):
            y = floor + 70 + step * 90
            c.box(
                left + 40,
                y,
                left + 240,
                y + 34,
                woven("stripes", tints[place], (INDIGO, LEAF, LATERITE)[step % 3], size=50),
            )
    return c


SCENES = {"school": school, "library": library, "clinic": clinic, "roofs": roofs}
