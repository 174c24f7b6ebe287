"""Scenes of water and crops: the well, the river, the beds, the nursery."""

from .canvas import Canvas, smoothed
from .cloth import woven
from .dress import WARDROBE, WORKWEAR, tunic
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
    NOON,
    PAPER,
    SAND,
    SKY,
    SLATE,
    SUN,
    Light,
    blend,
)
from .relief import country, ground, hill, leafage, rows, tree
from .vessel import basin, bucket

CROP = (woven("chevrons", LEAF, MINT, size=44), DUNE)


def well(variant: int) -> Canvas:
    """A round well, its rope and its buckets."""
    light = LIGHTS[(0, 2, 1, 3)[variant]]
    c = country(light, (1150, 200), 88, -20)
    if variant == 1:
        ground(c, woven("bands", "#d9a957", SAND, "#c98f45", SAND, size=38), 570)
    else:
        ground(c, light.ground, 560)
    if variant in (0, 3):
        rows(c, (720, 380), -200, 1700, 580, 800, [CROP[place % 2] for place in range(16)])
        hill(c, [(-40, 720), (500, 690), (1480, 730)], light.ground)
    x = (720, 640, 760, 800)[variant]
    for post in (-210, 210):
        c.box(x + post - 14, 250, x + post + 14, 760, "#5b3421", shadow=(6, 6))
    c.box(x - 260, 250, x + 260, 280, "#6b4029", shadow=(4, 8))
    wall = smoothed(
        [(x + 220, 800), (x + 120, 836), (x, 846), (x - 120, 836), (x - 220, 800)], closed=False
    )
    c.shape(
        [(x - 220, 600), (x + 220, 600), *wall],
        woven("checks", LATERITE, BRICK, size=46),
        shadow=(10, 8),
    )
    c.disc(x, 600, 236, SAND, 62, shadow=(0, 8))
    c.disc(x, 600, 184, INK, 42)
    c.disc(x, 612, 150, INDIGO, 28)
    c.disc(x, 292, 34, INK)
    c.disc(x, 292, 12, SUN)
    c.stroke([(x + 28, 300), (x + 28, 500)], 8, PAPER)
    bucket(c, x + 28, 590, 100, woven("bands", BRICK, SUN, size=22))
    if variant == 3:
        woman(c, x - 330, 850, 500, WARDROBE[0], ((0.32, 0.86), (0.42, 0.98)), lean=0.05)
        c.stroke([(x - 140, 372), (x - 28, 292)], 8, PAPER)
        child(c, x + 400, 850, 300, WARDROBE[5])
    else:
        c.stroke(
            [(x - 28, 292), (x - 60, 430), (x - 150, 590), (x - 250, 640), (x - 300, 780)],
            8,
            PAPER,
            smooth=True,
        )
    if variant == 2:
        for place, (left, tone) in enumerate(((330, INDIGO), (1110, BRICK), (1290, LEAF))):
            basin(c, left, 840 - 14 * (place == 2), 190, woven("bands", PAPER, tone, size=20))
    elif variant < 2:
        bucket(c, x + 340, 840, 130, woven("stripes", INDIGO, PAPER, size=26))
        bucket(c, x + 500, 826, 112, SUN)
    else:
        basin(c, x + 280, 846, 150, woven("bands", PAPER, INDIGO, size=18))
    return c


def river(variant: int) -> Canvas:
    """A river of cut paper between two woven banks."""
    light = LIGHTS[(0, 2, 1, 3)[variant]]
    c = country(light, (1130, 180), 84, -60)
    if variant == 1:
        return _under_the_wall(c, light)
    hill(
        c,
        [(-40, 500), (700, 470), (1480, 500)],
        woven("diamonds", DUNE, "#c98f45", LATERITE, size=74),
    )
    bank = smoothed(
        [(720, 470), (560, 520), (560, 590), (820, 680), (760, 790), (560, 980)], closed=False
    )
    c.shape(
        [(-20, 500), (720, 474), *bank, (-20, 980)],
        woven("bands", INDIGO, SLATE, INDIGO, "#2b4a80", size=38),
    )
    for place, colour in enumerate((PAPER, SKY, "#9dbbd6", "#6d97c0", "#4a78ab")):
        inset = place * 0.09
        left = [(700, 470), (540, 520), (540, 592), (790, 680), (720, 790), (480, 980)]
        right = [(770, 470), (700, 520), (760, 580), (1090, 670), (1130, 800), (1080, 980)]
        pairs = list(zip(left, right, strict=True))
        one = [(a[0] + (b[0] - a[0]) * inset, a[1]) for a, b in pairs]
        two = [(b[0] - (b[0] - a[0]) * inset, b[1]) for a, b in pairs]
        outline = [*smoothed(one, closed=False), *reversed(smoothed(two, closed=False))]
        c.shape(outline, colour, shadow=(8, 4) if place == 0 else None)
    tree(c, 1270, 720, 380, light.near)
    tree(c, 180, 640, 260, MINT if variant != 2 else LEAF)
    if variant == 2:
        woman(c, 330, 850, 400, WARDROBE[1], ((-0.1, 0.98), (0.14, 0.45)))
        basin(c, 330, 462, 150, woven("bands", PAPER, BRICK, size=18))
    elif variant == 3:
        man(c, 1230, 850, 360, tunic(WORKWEAR[0]), style="hat")
    return c


def _under_the_wall(c: Canvas, light: Light) -> Canvas:
    ground(c, light.ground, 480)
    for place, colour in enumerate(("#9dbbd6", "#6d97c0", "#4a78ab", SLATE)):
        inset = place * 30
        bed = smoothed([(960 + inset, 440), (600 + inset, 510), (510 + inset, 620)], closed=False)
        back = smoothed(
            [(930 - inset, 620), (940 - inset, 530), (1180 - inset * 1.6, 440)], closed=False
        )
        c.shape([*bed, *back], colour)
    c.box(-20, 520, 1460, 700, SAND, shadow=(0, 10))
    stones = ("#cdb98d", "#bda57a", DUNE, "#b08f66")
    for row in range(3):
        for column in range(13):
            edge = -60 + column * 122 + row * 58
            c.box(
                edge, 526 + row * 58, edge + 114, 576 + row * 58, stones[(row * 2 + column * 3) % 4]
            )
    arch = smoothed([(520, 706), (540, 610), (720, 560), (900, 610), (920, 706)], closed=False)
    c.shape(arch, INK)
    left = smoothed([(540, 690), (470, 790), (330, 980)], closed=False)
    right = smoothed([(900, 690), (1000, 790), (1210, 980)], closed=False)
    c.shape(
        [*left, *reversed(right)], woven("diamonds", INDIGO, SKY, "#4a78ab", size=64), shadow=(8, 0)
    )
    tree(c, 190, 800, 330, LEAF)
    tree(c, 1290, 790, 270, MINT)
    return c


def field(variant: int) -> Canvas:
    """Beds of onions in woven bands, with their channel of water."""
    light = (LIGHTS[0], NOON, LIGHTS[1], LIGHTS[3])[variant]
    c = country(
        light, (720, 240) if variant == 1 else (1120, 200), 140 if variant == 1 else 88, -40
    )
    ground(c, DUNE, 520)
    eye = ((720, 330), (420, 330), (980, 330), (720, 330))[variant]
    beds = [CROP[place % 2] for place in range(15)]
    if variant in (0, 3):
        beds[7] = "#4a78ab"
        beds[6] = beds[8] = SAND
    rows(c, eye, -700, 2140, 526, 970, beds)
    for place, fill in enumerate(beds):
        if not isinstance(fill, str):
            centre = -700 + (place + 0.5) * 2840 / 15
            for y in (590, 670, 770):
                x = centre + (eye[0] - centre) * (970 - y) / (970 - eye[1])
                size = (y - eye[1]) * 0.13
                onion(c, x, y, size)
    if variant in (2, 3):
        woman(c, 420, 840, 470, WARDROBE[3], ((0.1, 0.5), (0.3, 0.6)), lean=0.06)
        c.stroke([(400, 700), (590, 520)], 12, "#5b3421")
        c.shape([(396, 686), (350, 744), (372, 756), (416, 706)], INK)
        man(c, 1060, 800, 410, WORKWEAR[0], style="hat")
        bucket(c, 1170, 800, 70, BRICK)
    else:
        tree(c, 170, 560, 250, light.near)
        tree(c, 1330, 570, 300, LEAF)
    return c


def onion(c: Canvas, x: float, y: float, size: float) -> None:
    """Draw the leaves of an onion over the bulb that shows."""
    for lean in (-0.5, -0.18, 0.2, 0.52):
        c.stroke(
            [(x, y), (x + lean * size, y - size)], size * 0.13, SUN if lean == 0.2 else "#a9d0a5"
        )
    c.disc(x, y, size * 0.27, PAPER, size * 0.22)


def nursery(variant: int) -> Canvas:
    """Young plants in their bags under a bamboo shade."""
    light = LIGHTS[(0, 2, 1, 3)[variant]]
    c = country(light, (1120, 190), 84, -20)
    ground(c, light.ground, 560)
    wreck = variant == 1
    cane = "#b98a45"
    for foot in (150, 720, 1290):
        lean = 90 if wreck and foot == 1290 else 0
        c.stroke([(foot, 800), (foot + lean, 290 + lean)], 20, cane)
        for y in range(340 + lean, 800, 90):
            x = foot + lean * (800 - y) / 510
            c.stroke([(x - 10, y), (x + 10, y)], 5, "#7d5a28")
    slats = range(11)
    for place in slats:
        left = 90 + place * 116
        drop = 60 + (place * 53) % 130 if wreck and place > 5 else 0
        if wreck and place in (7, 9):
            c.stroke([(left, 380), (left + 180, 560 + place * 12)], 16, cane)
            continue
        c.shape(
            [
                (left, 250 + drop),
                (left + 84, 250 + drop // 2),
                (left + 110, 330 + drop),
                (left + 26, 330 + drop),
            ],
            woven("stripes", cane, "#d2ab66", size=21),
            shadow=(4, 10),
        )
    if not wreck:
        c.box(70, 326, 1390, 346, "#8a6233", shadow=(0, 6))
    else:
        c.stroke([(70, 336), (760, 340)], 20, "#8a6233")
    for row, (y, size) in enumerate(((600, 82), (710, 104), (840, 128))):
        count = 10 - row * 2
        gap = 1240 / count
        for place in range(count):
            x = 100 + (place + 0.5) * gap
            fallen = wreck and (row == 1 or (row == 2 and place % 4 == 1))
            _seedling(c, x, y, size, (INK, LATERITE, INDIGO)[row], fallen)
    if variant > 1:
        woman(
            c,
            1060 if variant == 2 else 480,
            848,
            450,
            WARDROBE[variant + 2],
            ((-0.3, 0.45), (-0.12, 0.5)),
        )
        can = 930 if variant == 2 else 350
        bucket(c, can, 740, 90, SUN)
        for drop in range(3):
            c.stroke([(can - 50 - drop * 14, 690), (can - 64 - drop * 18, 750)], 5, SKY)
    return c


def _seedling(c: Canvas, x: float, y: float, size: float, bag: str, fallen: bool) -> None:
    if fallen:
        c.shape(
            [
                (x - size * 0.4, y),
                (x - size * 0.4, y - size * 0.46),
                (x + size * 0.1, y - size * 0.42),
                (x + size * 0.1, y - size * 0.02),
            ],
            bag,
            shadow=(3, 4),
        )
        c.stroke(
            [(x + size * 0.1, y - size * 0.22), (x + size * 0.62, y - size * 0.1)], 5, "#8a7a3c"
        )
        c.shape(
            [
                (x + size * 0.4, y - size * 0.16),
                (x + size * 0.6, y - size * 0.42),
                (x + size * 0.72, y - size * 0.1),
            ],
            "#8a7a3c",
            smooth=True,
        )
        return
    c.shape(
        [
            (x - size * 0.3, y - size * 0.55),
            (x + size * 0.3, y - size * 0.55),
            (x + size * 0.24, y),
            (x - size * 0.24, y),
        ],
        bag,
        shadow=(3, 4),
    )
    c.shape(
        [
            (x - size * 0.3, y - size * 0.55),
            (x + size * 0.3, y - size * 0.55),
            (x + size * 0.28, y - size * 0.42),
            (x - size * 0.28, y - size * 0.42),
        ],
        blend(bag, PAPER, 0.35),
    )
    leafage(c, x, y - size * 0.55, size * 0.75, LEAF if bag != INK else "#3f8a5c", 3)


SCENES = {"well": well, "river": river, "field": field, "nursery": nursery}
