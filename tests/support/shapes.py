"""Plane geometry that tests of shapes need and the product does not."""

from collections.abc import Sequence

from onrecord.locate.shape import Point, Ring


def contains(parts: Sequence[Ring], point: Point) -> bool:
    """True if a point (longitude, latitude) lies in an area of several rings (even-odd rule)."""
    x, y = point
    crossed = (
        (x2 - x1) * (y - y1) / (y2 - y1) + x1 > x
        for part in parts
        for (x1, y1), (x2, y2) in zip(part, (*part[1:], part[0]), strict=True)
        if (y1 > y) != (y2 > y)
    )
    return sum(crossed) % 2 == 1
