"""What holds of the shapes drawn for any relation to any place."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from onrecord.locate.shape import BEARINGS, bank, disc, inner_point, middle, part_of, shape_of, strip
from onrecord.records import PlaceRelation, PlaceRelationKind
from tests.support.shapes import contains

LATS, LONS = st.floats(-70, 70), st.floats(-170, 170)
WAYS = st.sampled_from(sorted(BEARINGS))
KILOMETRES = st.floats(1, 300)
DEGREES = st.integers(-60_000, 60_000).map(lambda n: n / 1000)
KM = 111.195


def area_km2(ring: tuple[tuple[float, float], ...]) -> float:
    """Area of a ring in square kilometres, signed: positive if it runs counter-clockwise."""
    lat = sum(y for _, y in ring) / len(ring)
    edges = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges) / 2 * KM * KM * math.cos(math.radians(lat))


def away(lat: float, lon: float, point: tuple[float, float]) -> tuple[float, float]:
    """Kilometres to a point and the direction to it, in degrees clockwise from north."""
    dx, dy = (point[0] - lon) * math.cos(math.radians(lat)) * KM, (point[1] - lat) * KM
    return math.hypot(dx, dy), math.degrees(math.atan2(dx, dy)) % 360


@given(LATS, LONS, st.floats(0.5, 300))
@settings(max_examples=200, deadline=None)
def test_a_disc_holds_its_centre_and_is_as_large_as_a_disc(lat: float, lon: float, km: float) -> None:
    """Sixteen corners make a few per cent less than a circle."""
    ring = disc(lat, lon, km)
    assert contains((ring,), (lon, lat))
    assert 0.85 * math.pi * km * km < area_km2(ring) < 1.05 * math.pi * km * km


@given(LATS, LONS, st.floats(1, 20), KILOMETRES, WAYS)
@settings(max_examples=200, deadline=None)
def test_a_distance_in_a_direction_lies_there(lat: float, lon: float, radius: float, km: float, way: str) -> None:
    """ "20 km south of" holds the point 20 km south and nothing on the other side; its point lies inside it."""
    shape = shape_of(PlaceRelation(PlaceRelationKind.DISTANCE, way, km), lat, lon, radius, (), river=False)
    assert shape is not None
    bearing = math.radians(BEARINGS[way])
    there = (lon + km * math.sin(bearing) / KM / math.cos(math.radians(lat)), lat + km * math.cos(bearing) / KM)
    assert contains(shape.parts, there)
    assert contains(shape.parts, inner_point(shape.parts))
    far, _ = away(lat, lon, inner_point(shape.parts))
    assert far <= 1.3 * km + radius + 2
    assert area_km2(shape.parts[0]) > 0


@given(LATS, LONS, st.floats(1, 20), WAYS)
@settings(max_examples=200, deadline=None)
def test_a_side_lies_on_that_side(lat: float, lon: float, radius: float, way: str) -> None:
    """ "East of Izium" has its inner point within a right angle of east."""
    shape = shape_of(PlaceRelation(PlaceRelationKind.SIDE, way), lat, lon, radius, (), river=False)
    assert shape is not None
    point = inner_point(shape.parts)
    assert contains(shape.parts, point)
    km, bearing = away(lat, lon, point)
    assert km > 0.5
    assert abs((bearing - BEARINGS[way] + 180) % 360 - 180) <= 90


@st.composite
def outlines(draw: st.DrawFn) -> tuple[tuple[float, float], ...]:
    """A star-shaped ring round a point, as outlines of regions are."""
    lon, lat = draw(DEGREES), draw(DEGREES)
    reaches = draw(st.lists(st.integers(20, 300), min_size=5, max_size=30))
    step = 2 * math.pi / len(reaches)
    return tuple((lon + r / 100 * math.cos(i * step), lat + r / 100 * math.sin(i * step)) for i, r in enumerate(reaches))


LEVEL = (
    (0.2, 0.0), (0.165, 0.28578838324886474), (-0.165, 0.2857883832488648), (-0.2, 0.0), (-0.1, -0.17320508075688767),
    (0.1, -0.1732050807568878),
)  # fmt: skip
"""Two corners lie as near to one height as two numbers can."""
NOTCHED = (
    (0.2, 0.0), (0.625, 1.0825), (-0.1, 0.1732), (-0.2, 0.0), (-0.1, -0.1732), (0.625, -1.0825),
)  # fmt: skip
"""Cut in the middle, its eastern part is next to nothing on the line through its own middle."""


@given(outlines(), WAYS)
@example(NOTCHED, "east")
@example(LEVEL, "north")
@settings(max_examples=300, deadline=None)
def test_a_part_of_an_area_lies_in_it_on_its_side(outline: tuple[tuple[float, float], ...], way: str) -> None:
    """ "Northern Peru" is smaller than Peru, holds its own inner point, and lies north of Peru's middle."""
    cut = part_of((outline,), way)
    assume(cut)
    parts, whole = sum(abs(area_km2(part)) for part in cut), abs(area_km2(outline))
    assert 0 < parts < whole * 1.01
    lon, lat = middle((outline,))
    limits = {"north": lambda x, y: y >= lat - 1e-3, "south": lambda x, y: y <= lat + 1e-3}
    limits |= {"east": lambda x, y: x >= lon - 1e-3, "west": lambda x, y: x <= lon + 1e-3}
    assert all(held(x, y) for name, held in limits.items() if name in way for part in cut for x, y in part)
    assert contains(cut, inner_point(cut))


@given(LATS, LONS, st.floats(-3, 3), st.floats(-3, 3), st.floats(1, 50))
@settings(max_examples=200, deadline=None)
def test_a_strip_holds_both_ends_and_the_middle(lat: float, lon: float, up: float, over: float, km: float) -> None:
    """What lies between two places begins at both."""
    lat2, lon2 = lat + up, lon + over
    ring = strip((lon, lat), (lon2, lat2), km)
    for share in (0.0, 0.5, 1.0):
        assert contains((ring,), (lon + share * (lon2 - lon), lat + share * (lat2 - lat)))


@pytest.mark.parametrize(("way", "sign"), [("east", 1), ("west", -1), ("left", 1), ("right", -1)])
def test_banks_of_a_river_that_flows_south(way: str, sign: int) -> None:
    """The left bank of a river that flows south is its east."""
    line = ((37.0, 50.0), (37.2, 49.5), (37.1, 49.0))
    ring = bank(line, way, 25)
    lon, _ = inner_point((ring,))
    assert (lon - 37.1) * sign > 0
    assert contains((ring,), (lon, inner_point((ring,))[1]))
