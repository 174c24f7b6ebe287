"""Scenes of one thing in its place: the loom, the bicycle, the letters."""

from .canvas import Canvas, Fill, smoothed
from .cloth import woven
from .dress import WARDROBE, WORKWEAR
from .figure import man, woman
from .palette import (
    BRICK,
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
from .relief import country, ground, hill, hut, tree
from .sitting import sitting_round
from .vehicle import bicycle

WOOD = "#6b4029"
LOOM = (390, 1050)


def loom(variant: int) -> Canvas:
    """An upright loom and the carpet that rises on it."""
    wall, floor = ((SAND, LATERITE), (SKY, LEAF), ("#efc48d", INDIGO), ("#34568a", BRICK))[variant]
    c = Canvas(wall)
    c.disc(720, 360, 430, blend(wall, PAPER, 0.45))
    c.shape([(-20, 760), (1460, 760), (1460, 980), (-20, 980)], floor, shadow=(0, -8))
    left, right = LOOM
    rise = (430, 400, 330, 470)[variant]
    for place in range(34):
        x = left + 30 + place * (right - left - 60) / 33
        c.stroke([(x, 150), (x, rise + 10)], 4, PAPER if variant != 0 else "#b9a479")
    if variant == 1:
        c.box(
            left + 24,
            rise,
            right - 24,
            690,
            woven("chevrons", INDIGO, SUN, PAPER, BRICK, size=74),
            shadow=(6, 8),
        )
    else:
        _carpet(c, rise, variant)
    c.box(left - 60, 120, right + 60, 162, WOOD, shadow=(6, 10))
    c.box(
        left - 60,
        690 if variant == 1 else 726,
        right + 60,
        736 if variant == 1 else 768,
        WOOD,
        shadow=(6, 10),
    )
    for x in (left - 20, right + 20):
        c.box(x - 22, 80, x + 22, 850, WOOD, shadow=(8, 8))
    c.stroke([(left + 10, rise - 70), (right - 10, rise - 70)], 14, "#a8783c")
    if variant == 1:
        _loose_thread(c)
    else:
        _weavers(c, variant)
    return c


def _carpet(c: Canvas, rise: float, variant: int) -> None:
    weft = SAND if variant == 3 else PAPER
    c.box(LOOM[0] + 24, rise, LOOM[1] - 24, 730, weft, shadow=(6, 8))
    tints = (BRICK, INDIGO, LEAF, SUN, LATERITE)
    for row in range(6):
        y = 690 - row * 64
        if y < rise + 40:
            break
        for column in range(6 - row % 2):
            x = LOOM[0] + 96 + column * 100 + 50 * (row % 2)
            for size, tint in (
                (42, tints[(row * 2 + column) % 5]),
                (20, weft if variant else SUN),
            ):
                c.shape([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], tint)


def _loose_thread(c: Canvas) -> None:
    c.stroke([(940, 736), (950, 780), (900, 810), (960, 842), (1010, 826)], 9, BRICK, smooth=True)
    for x, tint in ((180, BRICK), (270, SUN), (1230, INDIGO)):
        c.disc(x, 800, 54, tint, shadow=(6, 6))
        c.arc(x, 800, 40, 22, 20, 200, 5, blend(tint, PAPER, 0.5))
        c.arc(x, 800, 24, 40, 60, 260, 5, blend(tint, PAPER, 0.5))


def _weavers(c: Canvas, variant: int) -> None:
    spots = ((580, 880), (880, 880)) if variant == 3 else ((720, 880),)
    for place, (x, y) in enumerate(spots):
        c.box(x - 130, y - 46, x + 130, y - 10, WOOD, shadow=(4, 6))
        sitting_round(c, x, y - 46, 560, WARDROBE[(0, 1, 4, 1)[variant] + place * 2], back=True)
    for x, tint in ((160, BRICK), (250, INDIGO), (1230, SUN), (1320, LEAF)):
        c.disc(x, 820, 48, tint, shadow=(6, 6))
        c.arc(x, 820, 34, 20, 20, 200, 5, blend(tint, PAPER, 0.5))


def cycling(variant: int) -> Canvas:
    """A bicycle and its blue cooler on a track of plaited earth."""
    light = LIGHTS[variant]
    c = country(light, (1160, 190), 92, -60)
    hill(c, [(-40, 560), (400, 520), (900, 580), (1480, 530)], light.ground)
    tree(c, 170, 640, 330, light.near)
    hut(c, 1290, 630, 170, 190, SAND, "#a8783c")
    hut(c, 1110, 610, 120, 140, BRICK, "#8a6233")
    hill(c, [(-40, 700), (500, 680), (1480, 710)], woven("chevrons", BRICK, LATERITE, size=80))
    if variant == 2:
        bicycle(c, 600, 826, 640, LEAF)
        man(c, 1080, 850, 560, WORKWEAR[1], ((-0.5, 0.6), (0.15, 0.46)))
    elif variant == 3:
        bicycle(c, 480, 790, 430, SUN)
        bicycle(c, 970, 846, 560, PAPER)
    else:
        bicycle(c, 720, 836, 820, (INDIGO, SUN)[variant])
    return c


def letters(variant: int) -> Canvas:
    """Letters on a line, in a bundle, or gliding from a basket."""
    return (_line, _bundle, _basket, _line)[variant](variant)


PAPERS = (
    PAPER,
    woven("bands", SKY, PAPER, size=26),
    SUN,
    woven("checks", PAPER, BRICK, size=26),
    MINT,
    woven("diamonds", SAND, INDIGO, SUN, size=54),
    BRICK,
    woven("stripes", PAPER, SLATE, size=22),
)


def envelope(
    c: Canvas, x: float, y: float, width: float, fill: Fill, lean: float = 0, sealed: bool = True
) -> None:
    """Draw an envelope centred at (x, y), leaning by `lean` units across its width."""
    half, tall = width / 2, width * 0.32
    a, b = (x - half, y - tall - lean), (x + half, y - tall + lean)
    d, e = (x + half - lean * 0.6, y + tall + lean), (x - half - lean * 0.6, y + tall - lean)
    c.shape([a, b, d, e], fill, shadow=(8, 10))
    heart = (x, y + tall * 0.22)
    if sealed:
        c.stroke([a, heart, b], width * 0.02, INK)
        c.disc(*heart, width * 0.055, LATERITE if fill != BRICK else PAPER, shadow=(2, 3))
    else:
        c.box(x + half * 0.5, y - tall * 0.72, x + half * 0.82, y - tall * 0.1, LATERITE)
        for line in range(3):
            c.stroke(
                [
                    (x - half * 0.7, y - tall * 0.1 + line * tall * 0.3),
                    (x + half * (0.1 + 0.1 * (line % 2)), y - tall * 0.1 + line * tall * 0.3),
                ],
                width * 0.018,
                INK,
            )


def _line(variant: int) -> Canvas:
    light = LIGHTS[variant]
    c = country(light, (1180, 200), 88, 60)
    ground(c, light.ground, 700)
    hill(c, [(-40, 790), (500, 770), (1480, 800)], woven("bands", LEAF, MINT, size=34))
    for x in (110, 1330):
        c.box(x - 14, 190, x + 14, 830, "#5b3421", shadow=(6, 6))
    cord = smoothed(
        [(110, 230), (400, 300), (720, 324), (1040, 300), (1330, 230)], closed=False, steps=12
    )
    c.stroke(cord, 8, INK)
    for place in range(5):
        x = 230 + place * 245
        y = 314 - ((x - 720) / 610) ** 2 * 84
        if place == 3:
            envelope(c, x, y + 104, 240, PAPER)
        else:
            tall = 230 + 50 * (place % 2)
            sheet = [(x - 88, y + 4), (x + 88, y + 4), (x + 80, y + tall), (x - 96, y + tall - 10)]
            c.shape(
                sheet,
                (SAND, PAPERS[5], PAPERS[3], PAPER, PAPERS[1])[(place + variant) % 5],
                shadow=(9, 11),
            )
        for side in (-58, 58):
            c.box(x + side - 9, y - 22, x + side + 9, y + 36, LATERITE if place % 2 else SUN)
    if variant == 3:
        woman(c, 330, 850, 430, WARDROBE[1], ((-0.15, 0.46), (0.16, 1.06)))
    return c


def _bundle(variant: int) -> Canvas:
    c = Canvas(SLATE)
    c.box(0, 0, 1440, 960, woven("bands", SLATE, "#557599", size=80))
    c.shape([(-20, 640), (1460, 620), (1460, 980), (-20, 980)], "#b98a45", shadow=(0, -8))
    for place in range(8):
        y, slip = 780 - place * 52, (place * 37) % 70 - 35
        c.shape(
            [(330 + slip, y), (1110 + slip, y), (1090 + slip, y + 56), (350 + slip, y + 56)],
            PAPERS[(place * 3 + 1) % 8],
            shadow=(8, 8),
        )
    c.shape([(370, 420), (1130, 420), (1070, 250), (430, 250)], PAPER, shadow=(8, 8))
    c.shape([(370, 420), (750, 350), (1130, 420)], SAND, shadow=(0, -4))
    c.stroke([(750, 250), (750, 836)], 18, BRICK)
    c.stroke([(392, 360), (1110, 360)], 18, BRICK)
    for side in (-1, 1):
        loop = [
            (750, 352),
            (750 + side * 90, 250),
            (750 + side * 190, 250),
            (750 + side * 170, 330),
        ]
        c.stroke(smoothed([*loop, (750, 360)], closed=False), 18, BRICK)
        c.stroke(
            [(750, 360), (750 + side * 70, 440), (750 + side * 110, 520)], 16, LATERITE, smooth=True
        )
    c.disc(750, 358, 26, LATERITE, shadow=(3, 4))
    return c


def _basket(variant: int) -> Canvas:
    c = Canvas("#efc48d")
    c.disc(360, 300, 360, "#f6d9ae")
    c.shape([(-20, 660), (1460, 640), (1460, 980), (-20, 980)], LEAF, shadow=(0, -8))
    for place, (x, y, lean) in enumerate(((560, 300, -24), (690, 380, 22), (470, 420, 10))):
        envelope(c, x, y, 290, PAPERS[(place * 2 + 1) % 8], lean)
    bowl = smoothed(
        [(170, 390), (190, 600), (270, 770), (640, 770), (740, 600), (790, 440)], closed=False
    )
    c.shape(bowl, woven("checks", "#b98a45", "#8a6233", size=38), shadow=(12, 12))
    rim = smoothed([(166, 386), (470, 470), (796, 440)], closed=False)
    c.stroke(rim, 30, "#8a6233")
    c.stroke([(178, 440), (470, 526), (782, 496)], 18, BRICK, smooth=True)
    for place, (x, y, lean) in enumerate(
        ((880, 560, 30), (1120, 640, 14), (900, 760, -12), (1210, 800, -18))
    ):
        envelope(c, x, y, 290, PAPERS[(place * 3) % 8], lean, sealed=True)
    return c


SCENES = {"loom": loom, "bicycle": cycling, "letters": letters}
