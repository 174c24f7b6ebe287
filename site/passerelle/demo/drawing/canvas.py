"""The sheet on which scenes are cut: shapes, strokes and shadows, drawn twice as large."""

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

from .cloth import Cloth, weave
from .palette import INK

WIDTH, HEIGHT, SCALE = 1440, 960, 2
SHADE = f"{INK}2c"

Point = tuple[float, float]
Fill = str | Cloth


def smoothed(points: Sequence[Point], closed: bool = True, steps: int = 9) -> list[Point]:
    """Return the curve that passes through the points (Catmull-Rom)."""
    count = len(points)
    if closed:
        ring = [points[-1], *points, points[0], points[1]]
    else:
        ring = [points[0], *points, points[-1]]
    curve = []
    for start in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = ring[start : start + 4]
        for step in range(steps):
            t = step / steps
            a, b = t * (t * (2 - t) - 1), t * t * (3 * t - 5) + 2
            c, d = t * (t * (4 - 3 * t) + 1), t * t * (t - 1)
            x, y = a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy
            curve.append((x / 2, y / 2))
    return curve if closed else [*curve, points[-1]]


def ring(x: float, y: float, rx: float, ry: float, count: int, turn: float = 0) -> list[Point]:
    """Return points evenly spread on an ellipse, the first at `turn` degrees."""
    angles = (math.radians(turn + 360 * place / count) for place in range(count))
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


class Canvas:
    """A sheet of 1440 × 960 units; later shapes lie over earlier ones."""

    def __init__(self, colour: str) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), colour)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def shape(
        self,
        points: Sequence[Point],
        fill: Fill,
        *,
        smooth: bool = False,
        shadow: Point | None = None,
    ) -> None:
        """Lay a cut shape, with the hard shadow it casts at that distance."""
        outline = smoothed(points) if smooth else points
        scaled = [(x * SCALE, y * SCALE) for x, y in outline]
        if shadow:
            dx, dy = shadow[0] * SCALE, shadow[1] * SCALE
            self.pen.polygon([(x + dx, y + dy) for x, y in scaled], fill=SHADE)
        if isinstance(fill, str):
            self.pen.polygon(scaled, fill=fill)
            return
        self._dress(scaled, fill)

    def _dress(self, scaled: list[Point], cloth: Cloth) -> None:
        xs, ys = [x for x, _ in scaled], [y for _, y in scaled]
        left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
        right = min(WIDTH * SCALE, math.ceil(max(xs)) + 1)
        bottom = min(HEIGHT * SCALE, math.ceil(max(ys)) + 1)
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in scaled], fill=255)
        self.image.paste(weave(cloth, *mask.size, SCALE), (left, top), mask)

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        fill: Fill,
        shadow: Point | None = None,
    ) -> None:
        """Lay a rectangle."""
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        self.shape(corners, fill, shadow=shadow)

    def disc(
        self,
        x: float,
        y: float,
        rx: float,
        fill: Fill,
        ry: float | None = None,
        shadow: Point | None = None,
    ) -> None:
        """Lay a disc or an ellipse."""
        ry = rx if ry is None else ry
        if isinstance(fill, Cloth):
            self.shape(ring(x, y, rx, ry, 72), fill, shadow=shadow)
            return
        if shadow:
            self.disc(x + shadow[0], y + shadow[1], rx, SHADE, ry)
        corners = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.pen.ellipse(corners, fill=fill)

    def stroke(
        self, points: Sequence[Point], width: float, fill: str, smooth: bool = False
    ) -> None:
        """Draw a line with round ends and joints."""
        path = smoothed(points, closed=False) if smooth else points
        scaled = [(x * SCALE, y * SCALE) for x, y in path]
        self.pen.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")
        reach = width * SCALE / 2
        for x, y in (scaled[0], scaled[-1]):
            self.pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=fill)

    def arc(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        start: float,
        end: float,
        width: float,
        fill: str,
    ) -> None:
        """Draw a part of an ellipse, in degrees clockwise from the right."""
        corners = ((x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE)
        self.pen.arc(corners, start, end, fill=fill, width=round(width * SCALE))

    def finished(self, mirrored: bool = False) -> Image.Image:
        """Return the sheet at its true size, turned left to right if asked."""
        image = self.image.reduce(SCALE)
        return image.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else image
