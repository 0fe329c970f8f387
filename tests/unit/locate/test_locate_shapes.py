"""The areas that mentions mean, over the bundled gazetteer."""

from __future__ import annotations

import itertools
from functools import lru_cache

from onrecord.gazetteer import Gazetteer
from onrecord.locate import locate
from onrecord.records import Document, Label, Mention, Place, PlaceRelationKind, Span, Tagging
from tests.support.shapes import contains

world = lru_cache(maxsize=1)(Gazetteer.open)


def read(text: str, *names: str) -> dict[str, Place]:
    """Places of a text by name; `names` are what a tagger would call locations."""
    mentions = tuple(Mention(Span(text.index(n), text.index(n) + len(n)), Label.LOCATION, 0.95) for n in names)
    return {p.name: p for p in locate(Document("d", text), Tagging("d", (), (), mentions, (), "t"), world())}


def holds(place: Place, lat: float, lon: float) -> bool:
    assert place.shape is not None
    return contains(place.shape.parts, (lon, lat))


def test_a_region_comes_with_its_outline() -> None:
    """ "the Kharkiv region" is an area with Izium in it and Poltava outside."""
    place = read("Troops left the Kharkiv region of Ukraine.", "Kharkiv", "Ukraine")["Kharkiv"]
    assert (holds(place, 49.21, 37.26), holds(place, 49.59, 34.55)) == (True, False)
    assert place.relation is None


def test_the_north_of_a_region_is_its_northern_part() -> None:
    """Vovchansk is in northern Kharkiv region, Izium is not."""
    place = read("Shelling was heard in northern Kharkiv region, Ukraine.", "Kharkiv", "Ukraine")["Kharkiv"]
    assert (holds(place, 50.25, 36.9), holds(place, 49.15, 37.3)) == (True, False)
    assert place.relation is not None
    assert (place.relation.kind, place.relation.way) == (PlaceRelationKind.PART, "north")


def test_the_east_of_a_country_is_drawn_though_its_own_outline_is_not() -> None:
    """A country's outline is left to the gazetteer; half of it is a shape of its own."""
    assert read("Rain fell in Ukraine.", "Ukraine")["Ukraine"].shape is None
    place = read("Rain fell in eastern Ukraine.", "Ukraine")["Ukraine"]
    assert (holds(place, 48.5, 38.0), holds(place, 49.8, 24.0)) == (True, False)


def test_east_of_a_river_is_its_eastern_bank() -> None:
    """Svatove way lies east of the Oskil, Balakliia west of it."""
    place = read("Troops stood east of the Oskil River near Kupiansk.", "Oskil River", "Kupiansk")["Oskil River"]
    assert (holds(place, 49.7, 37.75), holds(place, 49.45, 36.85)) == (True, False)


def test_so_far_south_of_a_city_is_not_the_city() -> None:
    """ "20 km south of Donetsk" holds the point there, and not Donetsk; the point of the relation lies inside."""
    place = read("A column was seen 20 km south of Donetsk in Ukraine.", "Donetsk", "Ukraine")["Donetsk"]
    assert (holds(place, 47.83, 37.8), holds(place, 48.02, 37.8)) == (True, False)
    assert place.relation is not None
    assert place.relation.lat is not None
    assert place.relation.lon is not None
    assert holds(place, place.relation.lat, place.relation.lon)


def test_between_two_towns_is_a_strip_that_both_have() -> None:
    """Each names the other, and both have the same shape."""
    found = read("Fighting went on between Izium and Sloviansk in Ukraine.", "Izium", "Sloviansk", "Ukraine")
    izium, sloviansk = found["Izium"], found["Sloviansk"]
    assert izium.shape == sloviansk.shape
    assert holds(izium, (49.21 + 48.85) / 2, (37.26 + 37.61) / 2)
    assert izium.relation is not None
    assert izium.relation.other == sloviansk.id


def test_talks_between_countries_are_no_strip() -> None:
    """ "Between Poland and Lithuania" names parties."""
    found = read("Talks between Poland and Lithuania failed.", "Poland", "Lithuania")
    assert [p.shape for p in found.values()] == [None, None]


def test_an_unknown_village_is_unresolved_and_keeps_its_region() -> None:
    """The text says which region it is in, and no more is claimed."""
    place = read("Shells fell on Qwrtzivka, Kharkiv Oblast, on Monday.", "Qwrtzivka", "Kharkiv Oblast")["Qwrtzivka"]
    assert (place.id, place.lat, place.admin1, place.country) == (None, None, "Kharkiv Oblast", "UA")
    assert "the text says that it is in Kharkiv Oblast" in place.why


def test_shapes_are_geojson() -> None:
    """Rings are closed and run counter-clockwise."""
    place = read("Troops stood in northern Kharkiv region, Ukraine.", "Kharkiv", "Ukraine")["Kharkiv"]
    assert place.shape is not None
    geometry = place.shape.to_dict()
    assert geometry["type"] == "Polygon"
    ring = geometry["coordinates"][0]
    assert ring[0] == ring[-1]
    assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring)) > 0


def test_a_river_is_a_line() -> None:
    """Simply named, it comes with its course."""
    place = read("Boats sank in the Oskil River near Kupiansk.", "Oskil River", "Kupiansk")["Oskil River"]
    assert place.shape is not None
    assert place.shape.to_dict()["type"] == "LineString"
