"""onrecord.gazetteer.Gazetteer over the file that comes with the package."""

from __future__ import annotations

import pickle

import pytest
from work import lines_run

from onrecord.errors import UsageError
from onrecord.gazetteer import Gazetteer, How, distance_km
from onrecord.records import PlaceKind
from tests.support.shapes import contains


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    """The bundled gazetteer."""
    return Gazetteer.open()


def test_it_opens_at_once() -> None:
    """Mapping the file runs a few lines for each of our own entries and none for its 300,000 others: nothing is parsed."""
    assert lines_run(Gazetteer.open) < 5_000


@pytest.mark.parametrize("name", ["Izium", "Izyum", "Ізюм", "Изюм", "Ізюмі", "IZIUM"])
def test_spellings_scripts_and_cases_lead_to_one_place(world: Gazetteer, name: str) -> None:
    """A name's romanisations, its Cyrillic forms and their declensions are one entry."""
    assert "geonames:707292" in [e.id for e in world.candidates(name)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kharkiv Oblast", PlaceKind.ADMIN1),
        ("Kharkiv region", PlaceKind.ADMIN1),
        ("Харківської області", PlaceKind.ADMIN1),
        ("Charente-Maritime", PlaceKind.ADMIN2),
        ("Danube", PlaceKind.RIVER),
        ("Zaporizhzhia Nuclear Power Plant", PlaceKind.FACILITY),
        ("Middle East", PlaceKind.REGION),
        ("Black Sea", PlaceKind.OTHER),
        ("Ecuador", PlaceKind.COUNTRY),
        ("Эквадор", PlaceKind.COUNTRY),
    ],
)
def test_every_kind_of_place_is_there(world: Gazetteer, name: str, kind: PlaceKind) -> None:
    """Countries, regions of both levels, waters, facilities and regions without borders are found by name."""
    assert kind in {e.kind for e in world.candidates(name)[:3]}


def test_an_area_word_leaves_areas_only(world: Gazetteer) -> None:
    """ "Kharkiv region" is not the city."""
    assert {e.kind for e in world.candidates("Kharkiv region")} <= {PlaceKind.ADMIN1, PlaceKind.ADMIN2}


def test_a_demonym_is_told_apart(world: Gazetteer) -> None:
    """ "Peruvians" leads to the country, as inhabitants."""
    [match] = world.matches("Peruvians")
    assert match.how is How.DEMONYM
    assert world.at(match.number).country == "PE"


def test_an_unknown_name_has_no_candidates(world: Gazetteer) -> None:
    """Nothing is guessed."""
    assert world.candidates("Qwrtzburgh upon Nowhere") == []
    assert world.candidates("  ") == []


def test_an_entry_is_found_by_its_id(world: Gazetteer) -> None:
    """Ids of GeoNames and of our own tables lead back to their entries."""
    for id_ in ("geonames:707292", "onrecord:donbas"):
        entry = world.entry(id_)
        assert entry is not None
        assert entry.id == id_
    assert world.entry("geonames:999999999") is None
    assert world.entry("other:1") is None


def test_within_gives_the_near_nearest_first(world: Gazetteer) -> None:
    """All entries are in reach, in order of distance."""
    found = world.within(49.2, 37.3, 15)
    distances = [distance_km(49.2, 37.3, e.lat, e.lon) for e in found]
    assert "geonames:707292" in [e.id for e in found]
    assert distances == sorted(distances)
    assert distances[-1] <= 15


def test_within_refuses_a_point_that_is_not_on_earth(world: Gazetteer) -> None:
    """The message has the values."""
    with pytest.raises(UsageError, match=r"lat 91"):
        world.within(91, 0, 1)


def test_every_entry_is_on_earth_with_a_radius(world: Gazetteer) -> None:
    """No entry of the file lacks a place or its extent."""
    for number in range(0, len(world), 97):
        entry = world.at(number)
        assert -90 <= entry.lat <= 90
        assert -180 <= entry.lon <= 180
        assert entry.radius_m >= 100
        assert entry.name


def test_another_process_maps_the_file_for_itself(world: Gazetteer) -> None:
    """A pickled gazetteer is a path; what comes back finds the same."""
    packed = pickle.dumps(world)
    assert len(packed) < 500
    assert pickle.loads(packed).candidates("Izium") == world.candidates("Izium")


def test_distances_are_great_circles() -> None:
    """A quarter of the equator is a quarter of the Earth's girth."""
    assert distance_km(0, 0, 0, 90) == pytest.approx(10_007.5, abs=1)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Байдівка", "katottg:UA44140150020021817"),
        ("Baidivka", "katottg:UA44140150020021817"),
        ("Baydivka", "katottg:UA44140150020021817"),
        ("Чернобаевка", "geonames:710715"),
        ("Чорнобаївці", "geonames:710715"),
    ],
)
def test_villages_of_the_official_list_are_found_in_both_languages(world: Gazetteer, name: str, id_: str) -> None:
    """By Ukrainian and Russian spelling, by case, and by older romanisation; the id leads back to the entry."""
    assert id_ in {entry.id for entry in world.candidates(name)}
    entry = world.entry(id_)
    assert entry is not None
    assert entry.id == id_


@pytest.mark.parametrize("id_", ["katottg:UA00000000000000000", "katottg:UAx", "katottg:", "geonames:", "onrecord:nowhere"])
def test_an_id_of_nothing_is_none(world: Gazetteer, id_: str) -> None:
    """No entry, and no error."""
    assert world.entry(id_) is None
    assert world.outline(id_) == ()


def test_every_oblast_has_an_outline_round_its_seat(world: Gazetteer) -> None:
    """Lviv lies in the outline of Lviv Oblast and in no other."""
    lviv = world.entry("geonames:702550")
    assert lviv is not None
    regions = [e for e in world.within(48.5, 31.0, 900) if e.kind is PlaceKind.ADMIN1 and e.country == "UA"]
    assert len(regions) == 27
    held = [e.name for e in regions if contains(world.outline(e.id), (lviv.lon, lviv.lat))]
    assert held == ["Lviv Oblast"]
