"""Scenes of the open country: roads, hills, woods, villages."""

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
    blend,
)
from .relief import country, ground, hill, house, hut, sun, terraces, tree
from .vehicle import bus


def road(variant: int) -> Canvas:
    """A laterite road that winds through woven hills."""
    light = LIGHTS[(0, 2, 1, 3)[variant]]
    c = country(light, (1080, 190), 84, -40)
    terraces(
        c, [(-40, 560), (300, 500), (640, 580), (1000, 530), (1480, 590)], 5, 34, (MINT, light.near)
    )
    weave = (
        woven("chevrons", LEAF, MINT, size=56)
        if variant % 2
        else woven("bands", LEAF, "#37735f", size=30)
    )
    hill(c, [(-40, 700), (420, 640), (900, 730), (1480, 650)], weave)
    left = smoothed(
        [(770, 492), (640, 540), (700, 590), (930, 640), (860, 710), (420, 790), (250, 980)],
        closed=False,
    )
    right = smoothed(
        [(800, 492), (690, 540), (770, 580), (1040, 640), (1000, 740), (690, 830), (640, 980)],
        closed=False,
    )
    c.shape([*left, *reversed(right)], BRICK, shadow=(8, 6))
    ribbon = smoothed(
        [(818, 492), (712, 540), (796, 576), (1076, 640), (1036, 756), (740, 846), (700, 980)],
        closed=False,
    )
    c.shape([*right, *reversed(ribbon)], woven("bands", PAPER, INDIGO, size=22))
    if variant == 1:
        bus(c, 850, 700, 250, SUN)
    elif variant == 2:
        woman(c, 560, 850, 330, WARDROBE[1], ((-0.1, 0.98), (0.15, 0.45)))
        c.shape([(500, 516), (620, 516), (594, 560), (526, 560)], SUN, shadow=(4, 4))
        child(c, 680, 850, 200, WARDROBE[5])
    elif variant == 3:
        bus(c, 880, 660, 190, PAPER)
    tree(c, 1230, 800, 330, LEAF if variant != 3 else MINT)
    tree(c, 130, 720, 220, light.near)
    return c


def village(variant: int) -> Canvas:
    """Round houses under a great tree, at the foot of the hills."""
    light = LIGHTS[variant]
    c = country(light, (330, 190), 92, -30)
    ground(c, light.ground, 590)
    walls = (
        woven("diamonds", SAND, LATERITE, size=60),
        BRICK,
        woven("bands", LATERITE, BRICK, size=22),
        PAPER,
    )
    hut(c, 250, 690, 210, 240, walls[(variant + 2) % 4], LEAF)
    hut(c, 1230, 680, 230, 260, walls[(variant + 1) % 4], "#a8783c")
    tree(c, 740, 700, 520, LEAF if variant != 1 else MINT)
    hut(c, 480, 800, 270, 310, walls[variant], "#b98a45")
    if variant != 2:
        hut(c, 1030, 800, 240, 270, walls[(variant + 3) % 4], "#8a6233")
    woman(c, 740, 845, 250, WARDROBE[variant], ((-0.15, 0.5), (0.09, 1.0)))
    c.shape([(700, 560), (784, 560), (770, 596), (714, 596)], SUN, shadow=(3, 3))
    if variant in (0, 3):
        child(c, 850, 845, 160, WARDROBE[5])
    else:
        man(c, 880, 850, 270, tunic(WORKWEAR[variant]))
    return c


def mountain(variant: int) -> Canvas:
    """Three mountains striped with crops, joined in the sky by a path of dots."""
    light = (LIGHTS[0], LIGHTS[3], LIGHTS[1], LIGHTS[2])[variant]
    c = Canvas(light.sky)
    sun(c, 720, 190, 70, light.sun, light.sky)
    peaks = ((300, 300, 400), (1130, 260, 430), (720, 400, 420))
    palettes = (
        ((LEAF, MINT, SUN, MINT), (INDIGO, SLATE, SKY, SLATE), (LATERITE, BRICK, DUNE, BRICK)),
        ((MINT, LEAF, SAND, LEAF), (LATERITE, SUN, BRICK, DUNE), (SLATE, SKY, INDIGO, SKY)),
    )[variant % 2]
    for (x, y, half), colours in zip(peaks, palettes, strict=True):
        slope = (900 - y) / half
        for place in range(10):
            top = y + place * 66
            reach, lower = (top - y) / slope, (top + 74 - y) / slope
            bow = 12 + place * 3
            floor = smoothed(
                [(x + lower, top + 66), (x, top + 66 + bow), (x - lower, top + 66)], closed=False
            )
            crown = (
                smoothed([(x - reach, top), (x, top + bow), (x + reach, top)], closed=False)
                if place
                else [(x, y)]
            )
            c.shape([*crown, *floor], colours[place % 4], shadow=(7, -2) if place == 0 else None)
    arc = smoothed(
        [(300, 268), (440, 130), (600, 210), (720, 360), (800, 180), (960, 110), (1130, 228)],
        closed=False,
    )
    for place, dot in enumerate(arc[::4]):
        c.disc(*dot, 11, (PAPER if variant in (1, 2) else LATERITE) if place % 2 else BRICK)
    hill(c, [(-40, 790), (400, 760), (1000, 810), (1480, 750)], light.near)
    for x, size in ((180, 110), (560, 84), (900, 94), (1280, 120)):
        house(c, x, 850, size, size * 0.95, PAPER, BRICK)
    return c


def forest(variant: int) -> Canvas:
    """The edge of a wood of tall trees above cleared hills."""
    light = LIGHTS[variant]
    c = Canvas(light.sky)
    sun(c, 1140, 170, 84, light.sun, light.sky)
    hill(c, [(-40, 420), (300, 360), (700, 400), (1100, 380), (1480, 440)], light.far)
    crowns = (LEAF, MINT, "#3b7a64", "#1f4d40")
    for place, x in enumerate(range(60, 1040 if variant != 2 else 1480, 118)):
        tall = 250 + (place * 67 + variant * 40) % 130
        foot = 540 - (place * 23) % 40
        c.box(x - 11, foot - tall + 60, x + 11, foot + 40, "#5b3421")
        crown = [
            (x, foot - tall - 60),
            (x + 72, foot - tall + 50),
            (x + 56, foot - 110),
            (x, foot - 70),
            (x - 56, foot - 110),
            (x - 72, foot - tall + 50),
        ]
        c.shape(crown, crowns[(place + variant) % 4], smooth=True, shadow=(6, 6))
        c.stroke(
            [(x, foot - tall + 30), (x, foot - 40)],
            6,
            blend(crowns[(place + variant) % 4], INK, 0.4),
        )
    terraces(
        c, [(-40, 530), (400, 510), (800, 560), (1150, 660), (1480, 640)], 3, 44, (BRICK, DUNE)
    )
    hill(c, [(-40, 680), (500, 640), (1000, 740), (1480, 690)], woven("bands", SAND, DUNE, size=34))
    for x, y in ((180, 760), (420, 720), (1010, 800), (1260, 760), (690, 800)):
        c.box(x - 26, y - 34, x + 26, y, "#7a4a2c", shadow=(5, 5))
        c.disc(x, y - 34, 26, SAND, 11)
        c.arc(x, y - 34, 14, 6, 0, 360, 3, "#a8783c")
    if variant in (1, 3):
        woman(c, 860, 850, 300, WARDROBE[variant])
        man(c, 560, 850, 310, WORKWEAR[variant])
    return c


def sun_scene(variant: int) -> Canvas:
    """A great striped sun above rows of dark panels, eight of them lit."""
    light = (NOON, LIGHTS[1], LIGHTS[0], LIGHTS[3])[variant]
    c = Canvas(light.sky)
    glow = SUN if variant != 1 else BRICK
    c.disc(720, 400, 400, blend(light.sky, glow, 0.14))
    c.disc(720, 400, 340, blend(light.sky, glow, 0.28))
    c.disc(720, 400, 270, woven("bands", SUN, BRICK, SUN, "#e39a2e", size=36), shadow=(6, 8))
    hill(c, [(-40, 470), (300, 430), (800, 480), (1480, 420)], light.middle)
    hill(c, [(-40, 540), (500, 510), (1000, 550), (1480, 520)], light.ground)
    lit = {(0, 2), (0, 5), (1, 1), (1, 4), (1, 6), (2, 0), (2, 3), (2, 5)}
    for row, (top, wide, tall) in enumerate(((545, 150, 62), (630, 178, 80), (738, 212, 100))):
        count = 8 - row
        start = 720 - (count * wide) / 2
        for column in range(count):
            left = start + column * wide
            bright = (row, column) in lit
            fill, rule = (SUN, LATERITE) if bright else (INDIGO, SLATE)
            lean = tall * 0.28
            c.stroke(
                [(left + wide * 0.4, top + tall), (left + wide * 0.4, top + tall + 16)], 8, INK
            )
            panel = [
                (left + lean, top),
                (left + wide * 0.78 + lean, top),
                (left + wide * 0.78, top + tall),
                (left, top + tall),
            ]
            c.shape(panel, fill, shadow=(6, 8))
            for share in (0.33, 0.66):
                x = left + wide * 0.78 * share
                c.stroke([(x + lean, top + 3), (x, top + tall - 3)], 3, rule)
            c.stroke(
                [
                    (left + lean / 2, top + tall / 2),
                    (left + wide * 0.78 + lean / 2, top + tall / 2),
                ],
                3,
                rule,
            )
    return c


def goats(variant: int) -> Canvas:
    """A herd on its way, and who leads it."""
    light = LIGHTS[variant]
    c = country(light, (380, 200), 96, -20)
    ground(c, light.ground, 600)
    hill(c, [(-40, 760), (500, 730), (1480, 770)], woven("bands", DUNE, SAND, size=40))
    herd = (
        (1160, 660, 150, INK),
        (930, 690, 165, "#7a4a2c"),
        (1240, 800, 215, PAPER),
        (980, 830, 230, BRICK),
        (690, 800, 205, INK),
    )
    for x, y, size, coat in herd[: 5 if variant != 2 else 4]:
        goat(c, x, y, size, coat)
    if variant % 2:
        woman(c, 400, 840, 470, WARDROBE[4 + variant], ((-0.2, 0.62), (0.15, 0.46)))
    else:
        man(c, 400, 840, 490, tunic(WORKWEAR[3]), ((-0.2, 0.62), (0.16, 0.46)), style="hat")
    c.stroke([(306, 440), (296, 840)], 11, "#5b3421")
    tree(c, 120, 690, 250, light.near)
    return c


def goat(c: Canvas, x: float, y: float, size: float, coat: str) -> None:
    """Draw a goat walking to the left, its feet at (x, y)."""

    def at(across: float, up: float) -> tuple[float, float]:
        return x + across * size, y - up * size

    dark = blend(coat, INK, 0.3)
    for place, foot in enumerate((-0.36, -0.22, 0.26, 0.4)):
        c.shape(
            [at(foot - 0.045, 0.45), at(foot + 0.06, 0.45), at(foot + 0.03, 0), at(foot - 0.03, 0)],
            dark if place % 2 else coat,
        )
    body = [
        at(-0.46, 0.5),
        at(-0.4, 0.72),
        at(0, 0.68),
        at(0.4, 0.72),
        at(0.5, 0.55),
        at(0.4, 0.36),
        at(0, 0.33),
        at(-0.36, 0.38),
    ]
    c.shape(body, coat, smooth=True, shadow=(4, 6))
    c.shape([at(-0.3, 0.72), at(-0.46, 0.45), at(-0.66, 0.84), at(-0.52, 0.96)], coat)
    c.shape(
        [at(-0.5, 1.0), at(-0.64, 0.98), at(-0.88, 0.76), at(-0.84, 0.7), at(-0.6, 0.74)],
        coat,
        smooth=True,
    )
    c.stroke([at(-0.56, 0.97), at(-0.48, 1.14), at(-0.36, 1.18)], size * 0.045, dark, smooth=True)
    c.shape([at(-0.52, 0.95), at(-0.34, 0.9), at(-0.5, 0.85)], dark)
    c.shape([at(-0.74, 0.71), at(-0.66, 0.71), at(-0.72, 0.56)], dark)
    c.stroke([at(0.46, 0.66), at(0.56, 0.78)], size * 0.06, coat)
    c.shape(
        [at(-0.36, 0.74), at(-0.5, 0.52), at(-0.56, 0.6), at(-0.44, 0.8)],
        BRICK if coat != BRICK else SUN,
    )


SCENES = {
    "road": road,
    "village": village,
    "mountain": mountain,
    "forest": forest,
    "sun": sun_scene,
    "goats": goats,
}
