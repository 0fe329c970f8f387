"""Draw what a relation to a place means: discs, sectors, halves of regions, banks of rivers, strips between two places.

All is plane geometry in degrees with longitudes shrunk by the latitude, which is right to a few per cent within 300 km and
off the poles. Points are (longitude, latitude).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.gazetteer import KM_PER_DEGREE
from onrecord.locate.relation import NEARBY_M
from onrecord.records import PlaceRelation, PlaceRelationKind, Shape

Point = tuple[float, float]
Ring = tuple[Point, ...]

BEARINGS = dict(
    zip(("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest"), range(0, 360, 45), strict=True)
)
_STEPS = 16
SIDE_KM = 30.0
"""How far "east of" a town reaches from its edge."""
BANK_KM = 25.0
"""How far "east of" a river reaches from it."""
SLACK = 0.25
"""Share by which a told distance may be off."""
HALF_WAY = 22.5
"""Half the angle of a direction with a distance: that of an eight-part compass."""
HALF_SIDE = 60.0
"""Half the angle of a side without a distance."""

NARROW = 0.001
"""Degrees: a stretch of an area no wider than this is none to put a point in."""
TRIED = 8
"""Lines on which a wider stretch is looked for."""


def point_at(lat: float, lon: float, km: float, bearing: float) -> Point:
    """The point so many kilometres from another in a direction (degrees, clockwise from north)."""
    angle = math.radians(bearing)
    up = km * math.cos(angle) / KM_PER_DEGREE
    return round(lon + km * math.sin(angle) / KM_PER_DEGREE / _shrink(lat), 4), round(max(-89.99, min(89.99, lat + up)), 4)


def _shrink(lat: float) -> float:
    return max(0.02, math.cos(math.radians(lat)))


def disc(lat: float, lon: float, km: float) -> Ring:
    """A ring round a point, counter-clockwise."""
    return tuple(point_at(lat, lon, km, -360 * step / _STEPS) for step in range(_STEPS))


def sector(lat: float, lon: float, nearest: float, farthest: float, bearing: float, half: float) -> Ring:
    """The points between two distances from a point, within `half` degrees of a direction; a wedge if `nearest` is 0."""
    angles = [bearing - half + 2 * half * step / 8 for step in range(9)]
    far = [point_at(lat, lon, farthest, a) for a in reversed(angles)]
    near = [point_at(lat, lon, nearest, a) for a in angles] if nearest > 0 else [point_at(lat, lon, 0, 0)]
    return tuple(far + near)


def strip(first: Point, second: Point, km: float) -> Ring:
    """The points at most so many kilometres from the line between two points."""
    (x1, y1), (x2, y2) = first, second
    bearing = math.degrees(math.atan2((x2 - x1) * _shrink((y1 + y2) / 2), y2 - y1))
    ends = [((x2, y2), bearing + 90), ((x1, y1), bearing - 90)]
    return tuple(point_at(y, x, km, start - 180 * step / 8) for (x, y), start in ends for step in range(9))


def part_of(parts: Sequence[Ring], way: str) -> tuple[Ring, ...]:
    """The part of an area on one side of its middle: what a line through it cuts off, or two lines for "northeast"."""
    lon, lat = middle(parts)
    kept = list(parts)
    for name, (dx, dy) in {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}.items():
        if name in way:
            kept = [cut for part in kept if len(cut := clipped(part, lon, lat, dx, dy)) > 2]
    return tuple(kept)


def middle(parts: Sequence[Ring]) -> Point:
    """The centroid of an area of several parts."""
    total = x = y = 0.0
    for part in parts:
        area, cx, cy = _moments(part)
        total, x, y = total + abs(area), x + abs(area) * cx, y + abs(area) * cy
    return (x / total, y / total) if total else parts[0][0]


def _moments(ring: Ring) -> tuple[float, float, float]:
    area = x = y = 0.0
    x0, y0 = ring[0]  # near the ring, so that small rings lose no digits
    for (x1, y1), (x2, y2) in _edges(ring):
        cross = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        area, x, y = area + cross, x + cross * (x1 + x2 - 2 * x0), y + cross * (y1 + y2 - 2 * y0)
    return (area / 2, x0 + x / (3 * area), y0 + y / (3 * area)) if area else (0.0, x0, y0)


def _edges(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def clipped(ring: Ring, lon: float, lat: float, dx: float, dy: float) -> Ring:
    """What of a ring lies to the side (dx, dy) of a point (Sutherland and Hodgman 1974)."""
    out: list[Point] = []
    for here, there in _edges(ring):
        a = (here[0] - lon) * dx + (here[1] - lat) * dy
        b = (there[0] - lon) * dx + (there[1] - lat) * dy
        if a >= 0:
            out.append(here)
        if (a >= 0) != (b >= 0):
            t = a / (a - b)
            out.append((round(here[0] + t * (there[0] - here[0]), 4), round(here[1] + t * (there[1] - here[1]), 4)))
    return tuple(out)


def bank(line: Ring, way: str, km: float) -> Ring:
    """The strip along one side of a line: the line and the same line moved so far to a side, "left" and "right" of its course."""
    moved = []
    for number, (lon, lat) in enumerate(line):
        if way in BEARINGS:
            bearing = float(BEARINGS[way])
        else:
            (x1, y1), (x2, y2) = line[max(0, number - 1)], line[min(len(line) - 1, number + 1)]
            bearing = math.degrees(math.atan2((x2 - x1) * _shrink(lat), y2 - y1)) + (-90 if way == "left" else 90)
        moved.append(point_at(lat, lon, km, bearing))
    return (*line, *reversed(moved))


def inner_point(parts: Sequence[Ring]) -> Point:
    """A point inside an area: the middle of its widest stretch on a line through the middle of its largest part.

    Where that is too narrow to tell inside from outside, on a line elsewhere, first between the corners farthest apart.
    """
    ring = max(parts, key=lambda part: abs(_moments(part)[0]))
    heights = sorted({y for _, y in ring})
    between = [((a + b) / 2, b - a) for a, b in pairwise(heights) if a < (a + b) / 2 < b]  # not so of neighbouring floats
    if not between:
        return ring[0]
    level = _moments(ring)[2]
    between = sorted(between, key=lambda pair: -pair[1])[:TRIED]
    levels = [] if level in heights or not heights[0] < level < heights[-1] else [level]
    stretches = [_widest(ring, height) for height in (*levels, *(height for height, _ in between))]
    left, right, level = next((s for s in stretches if s[1] - s[0] > NARROW), max(stretches, key=lambda s: s[1] - s[0]))
    return round((left + right) / 2, 4), round(level, 4)


def _widest(ring: Ring, level: float) -> tuple[float, float, float]:
    """Left and right end of the widest stretch of a ring on the line at a height that no corner lies on, and the height."""
    crossings = sorted(
        x1 + (level - y1) * (x2 - x1) / (y2 - y1) for (x1, y1), (x2, y2) in _edges(ring) if (y1 > level) != (y2 > level)
    )
    left, right = max(zip(crossings[::2], crossings[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return left, right, level


def shape_of(
    relation: PlaceRelation, lat: float, lon: float, radius_km: float, outline: Sequence[Ring], *, river: bool
) -> Shape | None:
    """The area that a relation to a place means, or None where the place is a river without a known course.

    Args:
        radius_km: of the disc that holds the place.
        outline: the place's own, or a river's course; () where none is known: its disc stands for it.
    """
    if river and not outline:
        return None
    bearing = BEARINGS.get(relation.way or "")
    area = tuple(outline) if outline and not river else (disc(lat, lon, radius_km),)
    match relation.kind:
        case PlaceRelationKind.PART if bearing is not None and not river:
            return _area(part_of(area, relation.way or ""))
        case PlaceRelationKind.SIDE if river:
            return _area(tuple(bank(line, relation.way or "", BANK_KM) for line in outline))
        case PlaceRelationKind.DISTANCE if bearing is not None and not river and relation.km:
            slack = max(2.0, SLACK * relation.km, min(radius_km, relation.km))
            return _area((sector(lat, lon, max(0.0, relation.km - slack), relation.km + slack, bearing, HALF_WAY),))
        case PlaceRelationKind.SIDE if bearing is not None:
            return _area((sector(lat, lon, 0.0, radius_km + SIDE_KM, bearing, HALF_SIDE),))
        case PlaceRelationKind.DISTANCE if not river:
            return _area((disc(lat, lon, (relation.km or 0.0) * (1 + SLACK) + radius_km),))
        case PlaceRelationKind.NEAR if not outline:
            return _area((disc(lat, lon, radius_km + NEARBY_M / 1000),))
    return None


def _area(parts: tuple[Ring, ...]) -> Shape | None:
    rings = []
    for part in parts:
        area = _moments(part)[0]
        if area:
            rings.append(part if area > 0 else part[::-1])  # RFC 7946: counter-clockwise
    return Shape(True, tuple(rings)) if rings else None
