"""What holds water and grain: buckets, basins, baskets, pots."""

from .canvas import Canvas, Fill, smoothed
from .palette import INK, PAPER


def bucket(c: Canvas, x: float, y: float, height: float, fill: Fill) -> None:
    """Draw a bucket and its handle, standing at (x, y)."""
    wide, foot = height * 0.46, height * 0.34
    top = y - height
    c.arc(x, top, wide * 0.94, height * 0.5, 180, 360, height * 0.05, INK)
    c.shape([(x - wide, top), (x + wide, top), (x + foot, y), (x - foot, y)], fill, shadow=(5, 5))
    c.disc(x, top, wide, PAPER, height * 0.11)
    c.disc(x, top, wide * 0.84, INK, height * 0.075)


def basin(c: Canvas, x: float, y: float, width: float, fill: Fill, inside: str = "#4a78ab") -> None:
    """Draw a wide basin, standing at (x, y), filled to the brim."""
    half, tall = width / 2, width * 0.42
    bowl = smoothed(
        [
            (x - half, y - tall),
            (x - half * 0.82, y - tall * 0.35),
            (x - half * 0.45, y),
            (x + half * 0.45, y),
            (x + half * 0.82, y - tall * 0.35),
            (x + half, y - tall),
        ],
        closed=False,
    )
    c.shape(bowl, fill, shadow=(6, 5))
    c.disc(x, y - tall, half * 1.05, PAPER, width * 0.12)
    c.disc(x, y - tall, half * 0.9, inside, width * 0.085)


def sack(c: Canvas, x: float, y: float, height: float, fill: Fill, tie: str = INK) -> None:
    """Draw a small sewn bag tied at the neck, standing at (x, y)."""
    half = height * 0.36
    bag = [
        (x - half * 0.5, y - height * 0.78),
        (x - half * 1.05, y - height * 0.4),
        (x - half, y - height * 0.05),
        (x, y),
        (x + half, y - height * 0.05),
        (x + half * 1.05, y - height * 0.4),
        (x + half * 0.5, y - height * 0.78),
    ]
    c.shape(
        [(x - half * 0.8, y - height), (x + half * 0.8, y - height), (x, y - height * 0.6)],
        fill,
        shadow=(4, 5),
    )
    c.shape(bag, fill, smooth=True, shadow=(5, 6))
    c.stroke(
        [(x - half * 0.5, y - height * 0.78), (x + half * 0.5, y - height * 0.78)],
        height * 0.05,
        tie,
    )
