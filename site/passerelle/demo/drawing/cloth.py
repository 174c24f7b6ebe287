"""Woven textiles: flat patterns that fill any cut shape."""

from collections.abc import Callable
from typing import NamedTuple

from PIL import Image, ImageDraw

Pen = ImageDraw.ImageDraw
Colours = tuple[str, ...]


class Cloth(NamedTuple):
    """A weave: its pattern, its colours (the ground first) and the size of one motif."""

    pattern: str
    colours: Colours
    size: float = 40


def weave(cloth: Cloth, width: int, height: int, scale: int) -> Image.Image:
    """Return a piece of cloth of that many pixels."""
    image = Image.new("RGB", (width, height), cloth.colours[0])
    step = max(4, round(cloth.size * scale))
    PATTERNS[cloth.pattern](ImageDraw.Draw(image), cloth.colours, step, width, height)
    return image


def _stripes(pen: Pen, colours: Colours, step: int, width: int, height: int) -> None:
    for place, left in enumerate(range(0, width, step)):
        colour = colours[place % len(colours)]
        pen.rectangle((left, 0, left + step - 1, height), fill=colour)


def _bands(pen: Pen, colours: Colours, step: int, width: int, height: int) -> None:
    for place, top in enumerate(range(0, height, step)):
        colour = colours[place % len(colours)]
        pen.rectangle((0, top, width, top + step - 1), fill=colour)


def _checks(pen: Pen, colours: Colours, step: int, width: int, height: int) -> None:
    for row, top in enumerate(range(0, height, step)):
        for column, left in enumerate(range(0, width, step)):
            if (row + column) % 2:
                colour = colours[1 + (row // 2) % (len(colours) - 1)]
                pen.rectangle((left, top, left + step - 1, top + step - 1), fill=colour)


def _diamonds(pen: Pen, colours: Colours, step: int, width: int, height: int) -> None:
    for row, top in enumerate(range(0, height + step, step)):
        for x in range(0 if row % 2 else step // 2, width + step, step):
            for depth, colour in enumerate(colours[1:]):
                reach = step * (0.5 - 0.25 * depth)
                points = ((x, top - reach), (x + reach, top), (x, top + reach), (x - reach, top))
                pen.polygon(points, fill=colour)


def _chevrons(pen: Pen, colours: Colours, step: int, width: int, height: int) -> None:
    tops = range(-step, height + step, step)
    for place, top in enumerate(tops):
        crest = [
            (x, top + (step // 2 if count % 2 else 0))
            for count, x in enumerate(range(0, width + step, step // 2 or 1))
        ]
        floor = [(x, y + step) for x, y in reversed(crest)]
        pen.polygon(crest + floor, fill=colours[place % len(colours)])


def _dots(pen: Pen, colours: Colours, step: int, width: int, height: int) -> None:
    reach = step * 0.22
    for row, y in enumerate(range(step // 2, height + step, step)):
        for x in range(step // 2 if row % 2 else 0, width + step, step):
            colour = colours[1 + row % (len(colours) - 1)]
            pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)


PATTERNS: dict[str, Callable[[Pen, Colours, int, int, int], None]] = {
    "stripes": _stripes,
    "bands": _bands,
    "checks": _checks,
    "diamonds": _diamonds,
    "chevrons": _chevrons,
    "dots": _dots,
}


def woven(pattern: str, *colours: str, size: float = 34) -> Cloth:
    """Return a cloth in a few words."""
    return Cloth(pattern, colours, size)
