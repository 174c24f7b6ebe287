"""A map of countries with how much there is in each: no tiles, no script, and a list beside it."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import cached_property

from search.words import fold
from thesaurus.vocabulary import vocabulary
from thesaurus.world import WORLD, Box, world

SHOWN_WIDTH = 672
"""In pixels, where there is room."""

LEAST_WIDTH = 360
MARGIN = 0.12
FLATTEST, STEEPEST = 0.5, 0.8
"""How high a map may be for its width."""

LEAST_DOT, MOST_DOT = 0.009, 0.024
"""Radius of the dots of one thing and of the most things, for a width of one."""


@dataclass(frozen=True)
class Mark:
    """A country in which there is something.

    Attributes:
        name: the country's.
        count: how many things.
        url: where it leads.
        chosen: whether the list beside the map is narrowed to it.
        path: its outline; empty for the smallest islands.
        x, y: its middle.
        radius: of its dot.
    """

    name: str
    count: int
    url: str
    chosen: bool
    path: str
    x: int
    y: int
    radius: int


@dataclass(frozen=True)
class CountryMap:
    """The part of the world where there is something.

    Attributes:
        box: left, top, right and bottom of the part.
        others: the outlines of the countries in it where there is nothing.
        marks: the countries where there is something, by name.
    """

    box: Box
    others: str
    marks: list[Mark]

    @property
    def view_box(self) -> str:
        """The part, as SVG says it."""
        left, top, right, bottom = self.box
        return f"{left} {top} {right - left} {bottom - top}"

    @cached_property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels where there is room."""
        left, top, right, bottom = self.box
        return SHOWN_WIDTH, round(SHOWN_WIDTH * (bottom - top) / (right - left))

    @property
    def drawn(self) -> list[Mark]:
        """The marks with the largest dots first, so that none hides another."""
        return sorted(self.marks, key=lambda mark: -mark.radius)


def country_map(
    counts: dict[str, int], link: Callable[[str], str], chosen: Iterable[str] = ()
) -> CountryMap | None:
    """The map of these counts; none where no country has anything.

    Args:
        counts: how much there is, by the code of a territory; regions are not drawn.
        link: gives the address that a country leads to.
        chosen: codes of the territories that the list is narrowed to.
    """
    outlines = world()
    shown = {code: count for code, count in counts.items() if count and code in outlines}
    if not shown:
        return None
    box = part_of_world([(outlines[code].x, outlines[code].y) for code in shown])
    terms = vocabulary()
    around = {above for code in chosen for above in terms.place_with_broader(code)}
    most, width = max(shown.values()), box[2] - box[0]
    marks = [
        Mark(
            terms.place(code),
            count,
            link(code),
            code in around,
            outlines[code].path,
            outlines[code].x,
            outlines[code].y,
            round(width * (LEAST_DOT + (MOST_DOT - LEAST_DOT) * math.sqrt((count - 1) / most))),
        )
        for code, count in shown.items()
    ]
    others = "".join(
        outline.path
        for code, outline in outlines.items()
        if code not in shown and touches(outline.box, box)
    )
    return CountryMap(box, others, sorted(marks, key=lambda mark: fold(mark.name)))


def part_of_world(points: list[tuple[int, int]]) -> Box:
    """The part of the world that holds some points, with room around them."""
    across, along = [x for x, _y in points], [y for _x, y in points]
    width = max((max(across) - min(across)) * (1 + 2 * MARGIN), LEAST_WIDTH)
    height = max((max(along) - min(along)) * (1 + 2 * MARGIN), width * FLATTEST)
    width = max(width, height / STEEPEST)
    left, right = within((min(across) + max(across)) / 2, width, WORLD[0])
    top, bottom = within((min(along) + max(along)) / 2, height, WORLD[1])
    return left, top, right, bottom


def within(middle: float, length: float, most: int) -> tuple[int, int]:
    """A stretch of a length around a middle, moved or cut so that it stays on the map."""
    start = max(0.0, min(middle - length / 2, most - length))
    return round(start), round(min(start + length, most))


def touches(one: Box, other: Box) -> bool:
    """Whether two boxes have something in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
