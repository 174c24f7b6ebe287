"""Scenes of people together: meeting, circle, market, theatre."""

import math

from .canvas import Canvas, Fill, Point, ring
from .cloth import woven
from .dress import WARDROBE, WORKWEAR, Dress, tunic
from .figure import child, man, woman
from .hand import forearm
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
    SKINS,
    SKY,
    SLATE,
    SUN,
    blend,
)
from .relief import country, ground, hill, house, tree
from .sitting import seated, sitting_round, stool
from .vessel import basin, sack

SEATS = (BRICK, INDIGO, SUN, LEAF)


def meeting(variant: int) -> Canvas:
    """Two people and a notebook, or a round table seen from above."""
    if variant == 1:
        return _round_table()
    light = LIGHTS[(0, 0, 1, 3)[variant]]
    c = country(light, (720, 220), 110, -20)
    ground(c, light.ground, 640)
    if variant == 2:
        tree(c, 720, 760, 720, LEAF)
    hill(c, [(-40, 760), (500, 735), (1480, 770)], woven("bands", DUNE, SAND, size=36))
    stool(c, 390, 830, 650, BRICK)
    seated(c, 390, 830, 650, WARDROBE[(4, 0, 1, 0)[variant]], 1, (0.36, 0.46))
    stool(c, 1050, 830, 650, LEAF)
    other = WARDROBE[(1, 0, 4, 3)[variant]]
    seated(c, 1050, 830, 650, other, -1, (0.36, 0.46), "wrap" if variant else "cap")
    for leg in (650, 790):
        c.stroke([(720, 620), (leg, 836)], 16, "#5b3421")
    c.disc(720, 600, 130, "#8a5739", 30, shadow=(0, 8))
    for side in (-1, 1):
        page = [(720, 580), (720 + side * 92, 556), (720 + side * 104, 592), (720, 612)]
        c.shape(page, PAPER, shadow=(3, 5))
        for line in range(2):
            c.stroke(
                [(720 + side * 20, 590 + line * 10), (720 + side * 82, 573 + line * 11)],
                4,
                (INDIGO, BRICK)[line],
            )
    if variant == 3:
        man(c, 1260, 850, 560, tunic(WORKWEAR[0]))
    return c


def _round_table() -> Canvas:
    c = Canvas("#c9a877")
    c.disc(720, 440, 640, woven("bands", SAND, DUNE, size=48))
    folders = (
        woven("diamonds", INDIGO, PAPER, SUN, size=50),
        woven("bands", BRICK, SAND, size=22),
        woven("checks", LEAF, PAPER, size=28),
        woven("stripes", SUN, LATERITE, size=24),
        woven("chevrons", SLATE, PAPER, size=30),
        woven("dots", LATERITE, SUN, size=34),
    )
    seats = ring(720, 436, 520, 372, 6, 30)
    for place, (x, y) in enumerate(seats):
        dress = WARDROBE[place]
        c.disc(x, y, 104, dress.top, 88, shadow=(6, 8))
        c.disc(x, y - 4, 50, dress.head or INK, 50, shadow=(4, 5))
    c.disc(720, 436, 372, "#8a5739", 318, shadow=(10, 14))
    c.disc(720, 436, 346, "#9c6845", 294)
    for place, middle in enumerate(ring(720, 436, 245, 205, 6, 30)):
        _cover(c, middle, place, folders[place])
    return c


def _cover(c: Canvas, middle: Point, place: int, folder: Fill) -> None:
    x, y = middle
    turn = math.atan2(y - 436, x - 720)
    along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))

    def at(ahead: float, aside: float) -> Point:
        return (
            x + along[0] * ahead + across[0] * aside,
            y + along[1] * ahead + across[1] * aside,
        )

    c.shape([at(-52, -70), at(-52, 70), at(52, 70), at(52, -70)], folder, shadow=(5, 7))
    for aside in (-34, 0, 34):
        tint = (SUN, PAPER, BRICK)[(place + aside) % 3]
        c.disc(*at(-92, aside), 15, tint, shadow=(2, 4))


def circle(variant: int) -> Canvas:
    """People seated in a circle around what they share."""
    light = LIGHTS[(2, 0, 1, 3)[variant]]
    c = country(light, (1180, 160), 80, -90)
    ground(c, light.ground, 430)
    c.disc(720, 660, 520, blend(light.ground, PAPER, 0.4), 180)
    c.disc(720, 660, 330, woven("bands", BRICK, DUNE, size=42), 104)
    stools = variant == 2
    behind = ((330, 620), (520, 555), (720, 535), (920, 555), (1110, 620))
    for place, (x, y) in enumerate(behind):
        style = "cap" if place % 2 else "wrap"
        if stools:
            c.box(
                x - 66,
                y + 6,
                x + 66,
                y + 50,
                woven("stripes", SEATS[place % 4], PAPER, size=16),
                shadow=(4, 4),
            )
        sitting_round(
            c,
            x,
            y + (20 if not stools else 16),
            400,
            (WARDROBE, WARDROBE[::-1])[variant % 2][place + 1],
            style,
        )
    if variant == 0:
        _coffer(c)
    elif variant == 1:
        cards = (BRICK, SUN, INDIGO, MINT, PAPER, LEAF, LATERITE)
        for place, (x, y) in enumerate(
            ((480, 655), (600, 625), (730, 615), (860, 628), (970, 660), (650, 690), (800, 695))
        ):
            c.shape(
                [(x - 40, y - 20), (x + 32, y - 26), (x + 42, y + 16), (x - 32, y + 22)],
                cards[place],
                shadow=(4, 5),
            )
    elif variant == 2:
        c.stroke([(330, 560), (480, 640), (640, 590), (720, 640)], 7, BRICK, smooth=True)
        c.stroke([(720, 640), (860, 690), (1000, 620), (1110, 560)], 7, BRICK, smooth=True)
        c.disc(720, 640, 48, BRICK, shadow=(6, 8))
        for turn in (0, 60, 120):
            c.arc(720, 640, 48 - turn / 6, 30, turn, turn + 160, 5, SUN)
    else:
        for lean, tall in ((-50, 110), (0, 170), (50, 120)):
            c.shape(
                [
                    (720 + lean, 690),
                    (690 + lean, 640),
                    (720 + lean * 0.7, 690 - tall),
                    (750 + lean, 640),
                ],
                (SUN, BRICK, SUN)[(lean + 50) // 50],
                smooth=True,
            )
        c.stroke([(640, 700), (800, 690)], 18, "#5b3421")
        c.stroke([(650, 686), (790, 706)], 18, "#5b3421")
    for place, (x, y) in enumerate(((220, 800), (470, 850), (970, 850), (1220, 800))):
        dress = WARDROBE[(place * 3 + variant + 2) % 8]
        if stools:
            c.box(
                x - 70,
                y - 10,
                x + 70,
                y + 40,
                woven("stripes", SEATS[place % 4], PAPER, size=17),
                shadow=(4, 4),
            )
        sitting_round(c, x, y, 480, dress, "cap" if place % 2 else "wrap", back=True)
    return c


def _coffer(c: Canvas) -> None:
    c.box(610, 600, 830, 720, LATERITE, shadow=(8, 8))
    c.shape([(596, 604), (620, 550), (820, 550), (844, 604)], BRICK, shadow=(0, 6))
    for x in (650, 720, 790):
        c.arc(x, 622, 13, 20, 180, 360, 7, INK)
        c.box(x - 21, 622, x + 21, 662, SUN, shadow=(2, 3))
        c.disc(x, 640, 6, INK)


def market(variant: int) -> Canvas:
    """A striped stall and what is laid on it."""
    light = LIGHTS[(0, 1, 2, 3)[variant]]
    c = country(light, (1250, 150), 70, -60)
    ground(c, light.ground, 640)
    tint = (BRICK, INDIGO, LEAF, LATERITE)[variant]
    if variant:
        house(c, 150, 690, 260, 300, PAPER, LATERITE)
    left, right = (210, 1230) if variant == 0 else (330, 1180)
    for x in (left + 30, right - 30):
        c.box(x - 12, 240, x + 12, 820, "#5b3421")
    if variant:
        for place, x in enumerate((520, 760, 990)[: 2 + (variant != 2)]):
            woman(c, x, 850, 560, WARDROBE[(place * 3 + variant) % 8], ((-0.17, 0.5), (0.17, 0.5)))
    count = 10
    wide = (right - left + 80) / count
    for place in range(count):
        edge = left - 40 + place * wide
        fill = tint if place % 2 else PAPER
        slope = (720 - edge) * 0.08
        c.shape(
            [
                (edge + slope, 130),
                (edge + wide + (720 - edge - wide) * 0.08, 130),
                (edge + wide, 280),
                (edge, 280),
            ],
            fill,
        )
        c.disc(edge + wide / 2, 280, wide / 2, fill, 30)
    c.box(left, 630, right, 690, SAND, shadow=(0, 6))
    c.box(left, 672, right, 850, woven("diamonds", tint, SAND, size=110), shadow=(6, 0))
    fills = (
        woven("dots", SAND, BRICK, size=48),
        woven("bands", SUN, LATERITE, size=28),
        PAPER,
        woven("bands", MINT, PAPER, size=30),
    )
    if variant == 0:
        for place in range(7):
            sack(c, left + 130 + place * 128, 640, 132, fills[place % 4], BRICK)
        forearm(c, (470, 440), (120, 400), 78, SKINS[1], woven("stripes", INDIGO, PAPER, size=36))
        forearm(c, (970, 440), (1330, 380), 78, SKINS[4], woven("bands", LEAF, SUN, size=30))
    else:
        goods = (SUN, BRICK, MINT, LATERITE)
        for place in range(4):
            x = left + 110 + place * 212
            for dx, dy in ((-34, 0), (34, 0), (0, -34)):
                c.disc(x + dx, 574 + dy, 36, goods[(place + variant) % 4], shadow=(2, 3))
            basin(c, x, 640, 170, fills[place], goods[(place + variant) % 4])
            c.disc(x, 562, 60, goods[(place + variant) % 4], 22)
        child(c, 1290, 850, 300, WARDROBE[variant + 2])
    return c


def theatre(variant: int) -> Canvas:
    """Actors between two curtains, and the heads of those who watch."""
    back = (SUN, SKY, "#efc48d", INDIGO)[variant]
    c = Canvas(back)
    c.disc(720, 400, 330, blend(back, PAPER, 0.4))
    c.disc(720, 400, 210, blend(back, BRICK, 0.5) if variant != 3 else SAND)
    hill(
        c, [(-40, 560), (420, 500), (820, 570), (1480, 510)], (LEAF, MINT, LATERITE, SLATE)[variant]
    )
    c.shape([(-20, 650), (1460, 650), (1460, 980), (-20, 980)], "#8a5739", shadow=(0, -6))
    c.shape([(-20, 730), (1460, 730), (1460, 980), (-20, 980)], "#6a3f2a")
    gestures = (
        ((-0.34, 0.98), (0.3, 0.62)),
        ((-0.3, 0.6), (0.36, 1.0)),
        ((-0.28, 1.02), (0.28, 1.02)),
    )
    cast = ((480, 1), (730, 0), (960, 1))[: 3 if variant != 2 else 2]
    for place, (x, who) in enumerate(cast):
        act = gestures[(place + variant) % 3]
        if who:
            woman(c, x, 720, 440, WARDROBE[(place + variant * 2) % 8], act)
        else:
            man(c, x, 724, 460, Dress(PAPER, BRICK, LATERITE, SKINS[1], long=True), act)
    drape = (
        woven("stripes", LATERITE, BRICK, size=36),
        woven("stripes", INDIGO, "#2b4a80", size=36),
    )[variant % 2]
    trim = SUN if variant else INDIGO
    for side in (0, 1):
        points = [(-20, 60), (330, 60), (290, 300), (170, 480), (230, 740), (-20, 760)]
        tie = [(-20, 470), (178, 462), (178, 500), (-20, 508)]
        flip = [[(1440 - x, y) if side else (x, y) for x, y in part] for part in (points, tie)]
        c.shape(flip[0], drape, shadow=(-9 if side else 9, 6))
        c.shape(flip[1], trim)
    for place in range(9):
        c.disc(80 + place * 160, 62, 90, drape, 74, shadow=(0, 8))
    c.box(-20, -20, 1460, 70, trim)
    for place, x in enumerate(range(90, 1440, 180)):
        dress = WARDROBE[(place * 3 + variant) % 8]
        y = 770 + 16 * (place % 2)
        c.shape(
            [(x - 96, 980), (x - 84, y + 74), (x, y + 44), (x + 84, y + 74), (x + 96, 980)],
            dress.top,
            smooth=True,
            shadow=(4, -4),
        )
        c.box(x - 18, y + 20, x + 18, y + 66, dress.skin)
        c.disc(x, y, 42, dress.head or INK, 50)
    return c


SCENES = {"meeting": meeting, "circle": circle, "market": market, "theatre": theatre}
