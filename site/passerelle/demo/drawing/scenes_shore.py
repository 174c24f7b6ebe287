"""Scenes of the sea and of the banks: boats, coast, bridge, the radio of the fishermen."""

from itertools import pairwise

from .canvas import Canvas, smoothed
from .cloth import woven
from .dress import WARDROBE, WORKWEAR
from .figure import man, woman
from .palette import BRICK, DUNE, INDIGO, INK, LATERITE, LEAF, LIGHTS, MINT, PAPER, SAND, SLATE, SUN
from .relief import hill, house, pirogue, sun, tree, water
from .sitting import seated, stool
from .vehicle import truck

SEA = ("#9dbbd6", "#6d97c0", "#4a78ab", "#2f5b94", INDIGO)


def boat(variant: int) -> Canvas:
    """Pirogues crossing the bar."""
    light = LIGHTS[variant]
    c = Canvas(light.sky)
    sun(
        c, (1080, 300, 400, 1060)[variant], (230, 200, 250, 260)[variant], 100, light.sun, light.sky
    )
    water(c, 430, SEA, 92)
    if variant in (0, 2):
        c.shape(
            [(-20, 470), (180, 478), (430, 520), (500, 548), (330, 580), (-20, 610)],
            DUNE,
            smooth=True,
            shadow=(4, 8),
        )
        c.shape(
            [(1460, 450), (1250, 470), (1060, 520), (1010, 545), (1200, 585), (1460, 600)],
            SAND,
            smooth=True,
            shadow=(4, 8),
        )
    hull = woven("diamonds", BRICK, PAPER, INDIGO, size=62)
    if variant == 1:
        for x, y, length, fill in (
            (980, 560, 480, woven("stripes", SUN, LATERITE, size=30)),
            (470, 720, 640, hull),
        ):
            _crew(c, x, y, length)
            pirogue(c, x, y, length, fill)
        for y, shift in ((604, 60), (776, 0)):
            crest = [
                (x + shift, y + (24 if step % 2 else -16))
                for step, x in enumerate(range(-100, 1600, 130))
            ]
            c.stroke(crest, 20, PAPER, smooth=True)
        hill(c, [(-40, 850), (400, 830), (900, 856), (1480, 830)], INDIGO)
        return c
    if variant == 3:
        c.stroke([(640, 700), (640, 150)], 14, "#5b3421")
        c.shape(
            [(654, 160), (1010, 240), (940, 610), (654, 640)],
            woven("checks", SAND, BRICK, SUN, size=88),
            shadow=(8, 10),
        )
    x, y = 720, 740
    _crew(c, x, y, 900, crew=2 if variant != 2 else 3)
    pirogue(c, x, y, 900, hull)
    hill(c, [(-40, 778), (300, 762), (620, 782), (980, 760), (1480, 784)], SEA[3])
    hill(c, [(-40, 838), (400, 822), (1000, 846), (1480, 824)], INDIGO)
    return c


def _crew(c: Canvas, x: float, y: float, length: float, crew: int = 2) -> None:
    tall = length * 0.4
    places = ((-0.24, 0), (0.2, 1), (-0.02, 2))[:crew]
    for place, who in places:
        man(
            c,
            x + place * length,
            y + length * 0.06,
            tall,
            WORKWEAR[who],
            ((-0.2, 0.55), (0.16, 0.62)),
            style=("hat", "cap", "hair")[who],
        )
    oar = x + places[0][0] * length - tall * 0.2
    c.stroke(
        [(oar + tall * 0.12, y - tall * 0.75), (oar - tall * 0.3, y + length * 0.08)],
        length * 0.012,
        "#5b3421",
    )


def coast(variant: int) -> Canvas:
    """A cut coast, a striped lighthouse, and what waits on the dike."""
    light = LIGHTS[variant]
    c = Canvas(light.sky)
    sun(c, 330, 210, 86, light.sun, light.sky)
    water(c, 500, SEA, 84)
    for crest, fill in (
        ([(1460, 380), (1180, 400), (960, 440), (900, 540), (1010, 590), (1460, 620)], light.near),
        (
            [
                (1460, 470),
                (1220, 480),
                (1080, 520),
                (840, 560),
                (800, 660),
                (940, 700),
                (1080, 740),
                (1460, 790),
            ],
            "#8a7a6a",
        ),
    ):
        c.shape([crest[0], *smoothed(crest, closed=False), crest[-1]], fill, shadow=(-8, 8))
    c.shape([(1460, 460), (1220, 474), (1080, 516), (850, 556), (1000, 590), (1460, 560)], MINT)
    x = 1150
    tower = [(x - 74, 540), (x - 46, 180), (x + 46, 180), (x + 74, 540)]
    c.shape(tower, woven("bands", BRICK, PAPER, size=60), shadow=(10, 8))
    c.box(x - 62, 160, x + 62, 184, INK)
    c.box(x - 36, 96, x + 36, 160, SUN)
    for bar in (-36, 0, 36):
        c.stroke([(x + bar, 100), (x + bar, 158)], 6, INK)
    c.shape([(x - 54, 98), (x, 44), (x + 54, 98)], LATERITE)
    if variant == 3:
        c.shape([(x - 40, 110), (-20, 40), (-20, 230), (x - 40, 150)], "#fbe7b05a")
    house(c, 1330, 550, 150, 150, PAPER, SLATE)
    c.shape(
        [(-20, 730), (760, 700), (1460, 740), (1460, 980), (-20, 980)], "#7d7468", shadow=(0, -8)
    )
    c.shape([(-20, 730), (760, 700), (1460, 740), (1460, 764), (760, 726), (-20, 756)], SAND)
    if variant in (0, 2):
        truck(c, 430, 722, 330, woven("chevrons", INDIGO, SAND, size=44))
    else:
        for place, (left, scale) in enumerate(((320, 230), (560, 170))):
            c.shape(
                [(left, 640 - scale), (left, 610), (left + scale * 0.62, 610)],
                (PAPER, SUN)[place],
                shadow=(5, 5),
            )
            c.shape(
                [(left - 12, 650 - scale * 0.86), (left - 12, 610), (left - scale * 0.4, 610)],
                woven("bands", BRICK, SAND, size=24),
            )
            c.shape(
                [
                    (left - scale * 0.46, 622),
                    (left + scale * 0.66, 622),
                    (left + scale * 0.46, 656),
                    (left - scale * 0.3, 656),
                ],
                INK,
            )
        man(c, 760, 850, 280, WORKWEAR[1])
        woman(c, 870, 850, 270, WARDROBE[1])
    return c


def radio(variant: int) -> Canvas:
    """A radio set, its antenna and its waves, on a tongue of sand."""
    light = LIGHTS[(0, 2, 1, 3)[variant]]
    c = Canvas(light.sky)
    sun(c, 260, 200, 84, light.sun, light.sky)
    water(c, 470, SEA[:4], 80)
    for x, y, length in ((180, 560, 170), (430, 610, 220), (90, 660, 180))[: 3 - variant % 2]:
        pirogue(c, x, y, length, (BRICK, SUN, LATERITE)[y // 50 % 3])
    c.shape(
        [(1460, 560), (1100, 590), (500, 700), (180, 790), (-20, 860), (-20, 980), (1460, 980)],
        SAND,
        smooth=True,
        shadow=(-4, -8),
    )
    mast = 1220
    c.stroke([(mast - 70, 700), (mast, 200), (mast + 70, 700)], 11, INK)
    for y in range(292, 700, 92):
        reach = (y - 200) * 70 / 500
        c.stroke([(mast - reach, y), (mast + reach, y)], 7, INK)
        if y < 600:
            c.stroke([(mast - reach, y), (mast + reach * 1.2, y + 92)], 5, INK)
    c.disc(mast, 200, 20, BRICK)
    for reach in (66, 114, 162):
        c.arc(mast, 200, reach, reach, 125, 235, 11, BRICK)
        c.arc(mast, 200, reach, reach, -55, 55, 11, BRICK)
    left, top, right, bottom = (430, 440, 1010, 810)
    c.stroke([(left + 80, top), (left + 20, top - 240)], 9, INK)
    c.disc(left + 20, top - 240, 14, BRICK)
    c.arc((left + right) / 2, top + 10, 180, 90, 180, 360, 20, INK)
    c.box(left, top, right, bottom, (LATERITE, INDIGO, LEAF, BRICK)[variant], shadow=(14, 14))
    c.box(left + 24, top + 24, right - 24, bottom - 24, SAND)
    c.disc(left + 180, top + 205, 128, INK)
    c.disc(left + 180, top + 205, 112, woven("checks", SUN, BRICK, size=32))
    c.disc(left + 180, top + 205, 34, INK)
    c.box(left + 340, top + 60, right - 50, top + 150, PAPER)
    for tick in range(8):
        c.stroke(
            [
                (left + 362 + tick * 20, top + 80),
                (left + 362 + tick * 20, top + (130 if tick % 3 == 0 else 110)),
            ],
            5,
            INK,
        )
    c.stroke([(left + 450, top + 66), (left + 450, top + 144)], 8, BRICK)
    for knob in (400, 490):
        c.disc(left + knob, top + 240, 40, INK, shadow=(3, 4))
        c.stroke([(left + knob, top + 240), (left + knob + 18, top + 218)], 7, SUN)
    if variant > 1:
        stool(c, 1200, 850, 430, LATERITE)
        seated(c, 1200, 850, 430, WARDROBE[variant], -1, (0.3, 0.44))
    return c


def bridge(variant: int) -> Canvas:
    """A bridge of planks and ropes between two different banks."""
    light = LIGHTS[(0, 1, 2, 3)[variant]]
    c = Canvas(light.sky)
    sun(c, 720, 190, 84, light.sun, light.sky)
    hill(c, [(-40, 470), (300, 390), (720, 500), (1100, 380), (1480, 440)], light.far)
    hill(c, [(-40, 560), (300, 500), (720, 600), (1140, 500), (1480, 560)], light.middle)
    water(c, 680, ("#9dbbd6", "#6d97c0", "#4a78ab"), 72)
    carpet = woven("diamonds", LATERITE, SUN, INDIGO, size=92)
    weave = woven("bands", LEAF, MINT, PAPER, MINT, size=40)
    c.shape(
        [(-20, 500), (250, 508), (360, 540), (330, 700), (390, 980), (-20, 980)],
        carpet,
        shadow=(8, 6),
    )
    c.shape(
        [(1460, 500), (1190, 508), (1080, 540), (1110, 700), (1050, 980), (1460, 980)],
        weave if variant != 1 else SAND,
        shadow=(-8, 6),
    )
    if variant == 1:
        for x, y, size in ((1330, 520, 180), (1180, 560, 150), (1390, 690, 190), (1220, 730, 200)):
            house(c, x, y, size, size * 1.05, PAPER, BRICK)
        for x, size in ((80, 180), (240, 130)):
            c.box(
                x - size / 2,
                512 - size,
                x + size / 2,
                512,
                woven("bands", SAND, BRICK, INDIGO, size=26),
                shadow=(6, 6),
            )
            c.box(x - 20, 512 - 62, x + 20, 512, INK)
    else:
        tree(c, 120, 510, 300, LEAF)
        house(c, 1350, 510, 170, 190, PAPER, LATERITE)
    sag = [(300, 530), (500, 606), (720, 632), (940, 606), (1140, 530)]
    deck = smoothed(sag, closed=False, steps=8)
    for a, b in pairwise(deck):
        c.shape(
            [
                (a[0] + 3, a[1] - 2),
                (b[0] - 3, b[1] - 2),
                (b[0] - 3, b[1] + 30),
                (a[0] + 3, a[1] + 30),
            ],
            "#a8783c",
            shadow=(0, 8),
        )
    rail = smoothed(
        [(300, 390), (500, 480), (720, 508), (940, 480), (1140, 390)], closed=False, steps=8
    )
    for a, b in list(zip(rail, deck, strict=True))[2:-1:3]:
        c.stroke([a, b], 6, SAND)
    c.stroke(rail, 13, SUN)
    for x in (300, 1140):
        c.box(x - 17, 350, x + 17, 560, "#5b3421", shadow=(5, 6))
    walkers = ((600, 628), (840, 628)) if variant % 2 == 0 else ((720, 640),)
    for place, (x, y) in enumerate(walkers):
        (woman if (place + variant) % 2 == 0 else man)(
            c, x, y, 250, (WARDROBE if (place + variant) % 2 == 0 else WORKWEAR)[variant]
        )
    return c


SCENES = {"boat": boat, "coast": coast, "radio": radio, "bridge": bridge}
