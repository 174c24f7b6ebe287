"""Scenes seen from close by: hands at work, the kitchen."""

from .canvas import Canvas, ring, smoothed
from .cloth import woven
from .dress import WARDROBE
from .figure import woman
from .hand import forearm
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
    SKINS,
    SKY,
    SLATE,
    SUN,
    blend,
)
from .vessel import sack

SLEEVES = (
    woven("stripes", INDIGO, PAPER, size=30),
    woven("bands", SUN, LATERITE, size=26),
    woven("diamonds", LEAF, SAND, size=72),
    woven("checks", PAPER, BRICK, size=46),
)


def hands(variant: int) -> Canvas:
    """Hands that sort, that pull the same threads, that weigh, that meet."""
    return (_sorting, _threads, _weighing, _meeting)[variant]()


def _sorting() -> Canvas:
    c = Canvas(DUNE)
    c.box(0, 0, 1440, 960, woven("bands", DUNE, "#d0bb8c", size=60))
    c.disc(720, 500, 480, "#8a6233", 356, shadow=(14, 18))
    for reach, colour in ((462, "#c98f45"), (420, "#e0b873"), (372, "#c98f45"), (330, "#f0dcae")):
        c.disc(720, 500, reach, colour, reach * 0.74)
    for place, (x, y) in enumerate(ring(720, 500, 441, 326, 24)):
        c.disc(x, y, 13, LATERITE if place % 2 else PAPER)
    for reach, count in ((240, 12), (150, 8), (60, 4)):
        for place, (x, y) in enumerate(ring(720, 530, reach, reach * 0.66, count, reach)):
            nut(c, x, y, 36, (LATERITE, "#6a3f2a", "#8a4a2c")[place % 3])
    forearm(c, (500, 400), (130, 40), 104, SKINS[0], SLEEVES[0])
    forearm(c, (960, 420), (1330, 60), 104, SKINS[1], SLEEVES[1])
    forearm(c, (960, 660), (1400, 860), 100, SKINS[2], SLEEVES[2])
    return c


def nut(c: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """Draw one shea kernel, with its pale side."""
    c.disc(x, y, size, colour, size * 0.74, shadow=(4, 5))
    c.disc(x - size * 0.26, y - size * 0.2, size * 0.34, blend(colour, SAND, 0.5), size * 0.2)


def _threads() -> Canvas:
    c = Canvas("#f3ead6")
    c.disc(720, 430, 400, blend("#f3ead6", SUN, 0.25))
    tints = (BRICK, INDIGO, LEAF, SUN, LATERITE, SLATE)
    reaches = ((370, 200), (360, 650), (1070, 200), (1080, 650))
    for (x, y), tint in zip(reaches, tints, strict=False):
        side = -1 if x < 720 else 1
        for lift in (-42, -14, 14, 42):
            edge = (720 + side * 118, 430 + (y - 430) * 0.35 + lift)
            c.stroke([(x, y), edge], 8, tint if lift % 24 else blend(tint, PAPER, 0.3))
    cloth = [
        (590, 290),
        (720, 276),
        (850, 290),
        (840, 430),
        (850, 570),
        (720, 584),
        (590, 570),
        (600, 430),
    ]
    c.shape(cloth, woven("diamonds", INDIGO, SUN, BRICK, size=130), smooth=True, shadow=(12, 14))
    elbows = ((40, 40), (20, 830), (1400, 30), (1420, 830))
    for place, (wrist, elbow) in enumerate(zip(reaches, elbows, strict=True)):
        forearm(c, wrist, elbow, 106, SKINS[(0, 4, 3, 1)[place]], SLEEVES[place], grip=True)
    return c


def _weighing() -> Canvas:
    c = Canvas(SKY)
    c.disc(720, 330, 300, blend(SKY, SUN, 0.35))
    c.shape(
        [(-20, 770), (1460, 750), (1460, 980), (-20, 980)],
        woven("bands", BRICK, LATERITE, size=34),
        shadow=(0, -8),
    )
    c.box(706, 200, 734, 780, INK)
    c.shape([(600, 800), (650, 760), (790, 760), (840, 800)], INK, shadow=(6, 6))
    c.stroke([(390, 280), (1050, 220)], 20, INK)
    c.disc(720, 250, 32, SUN, shadow=(4, 5))
    for x, y in ((390, 280), (1050, 220)):
        for side in (-1, 1):
            c.stroke([(x, y), (x + side * 130, y + 290)], 6, INK)
        bowl = smoothed(
            [(x - 160, y + 290), (x - 90, y + 350), (x + 90, y + 350), (x + 160, y + 290)],
            closed=False,
        )
        c.shape(bowl, SUN, shadow=(6, 8))
    for dx, dy in ((-60, 0), (0, 0), (60, 0), (-30, -24), (30, -24), (0, -48)):
        c.disc(390 + dx, 556 + dy, 36, "#d99a1e", 14)
        c.disc(390 + dx, 550 + dy, 36, "#f7d778", 14)
    sack(c, 1050, 512, 230, PAPER, BRICK)
    c.shape(
        [(972, 396), (1128, 396), (1130, 440), (970, 440)], woven("diamonds", INDIGO, SUN, size=44)
    )
    forearm(c, (230, 470), (-60, 250), 94, SKINS[4], SLEEVES[0])
    forearm(c, (1230, 400), (1500, 150), 94, SKINS[0], SLEEVES[1])
    forearm(c, (1240, 640), (1520, 760), 90, SKINS[3], SLEEVES[2])
    return c


def _meeting() -> Canvas:
    c = Canvas("#34568a")
    c.disc(720, 430, 390, SUN)
    c.disc(720, 430, 300, "#f7d778")
    c.disc(720, 430, 200, PAPER)
    for x, y in ring(720, 430, 345, 345, 14):
        c.disc(x, y, 20, BRICK)
    ends = ((150, -60), (1290, -60), (-60, 800), (1500, 800))
    for place, (elbow, wrist) in enumerate(
        zip(ends, ((540, 290), (900, 290), (520, 560), (920, 560)), strict=True)
    ):
        forearm(c, wrist, elbow, 110, SKINS[(0, 3, 4, 1)[place]], SLEEVES[place])
    return c


def kitchen(variant: int) -> Canvas:
    """A large pot, hands around it, peelings in striped bands."""
    wall, floor = ((SAND, LATERITE), ("#efc48d", INDIGO), (SKY, LEAF), ("#34568a", BRICK))[variant]
    c = Canvas(wall)
    c.box(0, 100, 1440, 180, woven("stripes", wall, blend(wall, INK, 0.1), size=90))
    c.shape([(-20, 720), (1460, 720), (1460, 980), (-20, 980)], floor, shadow=(0, -8))
    for x, lift in ((620, 0), (720, 40), (820, 10)):
        steam = smoothed(
            [(x, 330), (x - 34, 270 - lift), (x + 20, 200 - lift), (x - 10, 120 - lift)],
            closed=False,
        )
        c.stroke(steam, 22, blend(wall, PAPER, 0.75))
    if variant in (1, 3):
        woman(c, 250, 850, 640, WARDROBE[variant], ((-0.17, 0.46), (0.34, 0.72)))
        woman(c, 1190, 850, 620, WARDROBE[variant + 1], ((-0.36, 0.74), (0.16, 0.46)))
    for dx in (-150, 0, 150):
        flame = [
            (664 + dx, 868),
            (650 + dx, 800),
            (690 + dx, 822),
            (720 + dx, 740),
            (752 + dx, 822),
            (790 + dx, 800),
            (776 + dx, 868),
        ]
        c.shape(flame, (SUN, BRICK, SUN)[dx // 150 + 1])
    pot = smoothed(
        [
            (430, 420),
            (390, 560),
            (470, 720),
            (600, 780),
            (840, 780),
            (970, 720),
            (1050, 560),
            (1010, 420),
        ],
        closed=False,
    )
    c.shape(pot, INK, shadow=(12, 12))
    c.shape(
        smoothed(
            [(398, 530), (720, 580), (1042, 530), (1048, 590), (720, 644), (392, 590)], steps=6
        ),
        woven("chevrons", INK, BRICK, SUN, size=60),
    )
    c.disc(720, 420, 312, "#3a4a52", 74, shadow=(0, 6))
    c.disc(720, 420, 276, BRICK, 56)
    for place, dish in enumerate(ring(720, 420, 180, 32, 9)):
        c.disc(*dish, 27, (SUN, MINT, PAPER)[place % 3], 14)
    if variant in (0, 2):
        forearm(c, (400, 330), (60, 90), 92, SKINS[0], SLEEVES[0])
        forearm(c, (1040, 330), (1390, 90), 92, SKINS[3], SLEEVES[1])
        forearm(c, (300, 640), (-60, 700), 88, SKINS[4], SLEEVES[3])
        forearm(c, (1140, 640), (1500, 700), 88, SKINS[1], SLEEVES[2])
    else:
        c.stroke([(850, 430), (1000, 250)], 18, "#a8783c")
    for place, x in enumerate((170, 360, 1090, 1270)):
        curl = [
            (x - 70, 820),
            (x - 30, 780),
            (x + 30, 830),
            (x + 80, 790),
            (x + 92, 816),
            (x + 30, 866),
            (x - 30, 816),
            (x - 60, 844),
        ]
        c.shape(
            curl,
            woven("stripes", (SUN, MINT, BRICK, SAND)[(place + variant) % 4], PAPER, size=24),
            smooth=True,
            shadow=(4, 5),
        )
    return c


SCENES = {"hands": hands, "kitchen": kitchen}
