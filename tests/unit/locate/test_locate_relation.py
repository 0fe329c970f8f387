"""onrecord.locate.relation: what the words before a name say about where something lies."""

from __future__ import annotations

import pytest

from onrecord.locate.relation import NEARBY_M, relation, told, widening
from onrecord.records import PlaceKind, PlaceRelation, PlaceRelationKind

DISTANCE, SIDE, PART, NEAR = (PlaceRelationKind(k) for k in ("distance", "side", "part", "near"))


@pytest.mark.parametrize(
    ("before", "kind", "way", "km"),
    [
        ("a column 20 km south of ", DISTANCE, "south", 20.0),
        ("about 12 miles from ", DISTANCE, None, 19.3),
        ("some 1,200 km east of ", DISTANCE, "east", 1200.0),
        ("за 2,5 км від ", DISTANCE, None, 2.5),
        ("some 7 km to the north-east of ", DISTANCE, "northeast", 7.0),
        ("fighting near ", NEAR, None, None),
        ("on the outskirts of ", NEAR, None, None),
        ("за 30 кілометрів від ", DISTANCE, None, 30.0),
        ("за 12 км на північний схід від ", DISTANCE, "northeast", 12.0),
        ("в 5 км к югу от ", DISTANCE, "south", 5.0),
        ("біля ", NEAR, None, None),
        ("east of the ", SIDE, "east", None),
        ("на захід від ", SIDE, "west", None),
        ("in the eastern outskirts of ", PART, "east", None),
        ("in southern ", PART, "south", None),
    ],
)
def test_words_before_a_town_say_where_to_it(before: str, kind: PlaceRelationKind, way: str | None, km: float | None) -> None:
    """Distances, sides, parts and nearness, in English, Ukrainian and Russian."""
    found = relation(before + "Cusco", len(before), PlaceKind.SETTLEMENT)
    assert found == PlaceRelation(kind, way, km)


@pytest.mark.parametrize(
    ("before", "way"), [("on the left bank of the ", "left"), ("на правому березі ", "right"), ("east of the ", "east")]
)
def test_banks_are_sides_of_a_river(before: str, way: str) -> None:
    """Left and right are told by the river's course."""
    assert relation(before + "Marañón", len(before), PlaceKind.RIVER) == PlaceRelation(SIDE, way)


def test_a_part_of_an_area_is_told_and_not_widened() -> None:
    """ "northern Peru" lies in Peru's disc."""
    found = relation("floods in northern Peru", len("floods in northern "), PlaceKind.COUNTRY)
    assert found == PlaceRelation(PART, "north")
    assert widening(found, PlaceKind.COUNTRY) == 0
    assert told(found, PlaceKind.COUNTRY) == "the north of it; the disc is the whole area's"


@pytest.mark.parametrize(("before", "metres"), [("20 km south of ", 20_000), ("near ", NEARBY_M), ("east of ", NEARBY_M)])
def test_a_relation_widens_the_disc(before: str, metres: int) -> None:
    """Distances and "near" are added to the radius, in metres."""
    found = relation(before + "Cusco", len(before), PlaceKind.SETTLEMENT)
    assert found is not None
    assert widening(found, PlaceKind.SETTLEMENT) == metres


def test_plain_words_are_no_relation() -> None:
    """A place that is simply named keeps its own radius."""
    assert relation("He lives in Cusco", len("He lives in "), PlaceKind.SETTLEMENT) is None


def test_a_distance_across_half_the_world_places_nothing() -> None:
    """It says how far two places are apart."""
    assert relation("more than 10,000 miles from ", 28, PlaceKind.SETTLEMENT) is None
