"""Putting together only what is due gives what putting everything together gives, also where something is taken away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from readings import BALAKLIIA, report

from onrecord.flow.crosscheck import Sides, refresh
from onrecord.flow.situation import assemble_all, assemble_control
from onrecord.link import sketch, voices
from onrecord.records import BaselineRow, HappeningType, PlaceKind, Reading
from onrecord.store import Store, open_store

SIDES = Sides({"ukraine": "UA", "russia": "RU"}, {}, frozenset({"ukraine", "russia"}))
BASELINE = [BaselineRow("town", "Balakliia", 49.4563, 36.8389, "2022-09-01", "RU")]
REGION = replace(
    BALAKLIIA, name="Kharkiv Oblast", admin1="Kharkiv Oblast", id="geonames:706482", kind=PlaceKind.ADMIN1, lat=49.5, lon=36.5
)


@pytest.fixture
def store(tmp_path: Path):
    """A casebook in which Russia holds the town at the start."""
    with open_store(tmp_path / "w.db", create=True) as opened:
        opened.put_baseline(BASELINE)
        assemble_control(opened, SIDES)
        yield opened


def put(store: Store, reading: Reading) -> str:
    """Store a report; its version."""
    spoken = voices(reading, text_sketch=sketch(reading.document.text), parties=SIDES.parties)
    return store.put_reading(reading, spoken, added_at="2022-10-01T00:00:00+00:00", sketch="").version


def take_away(store: Store, version: str) -> None:
    """The report says nothing any more."""
    reading = store.reading(version)
    assert reading is not None
    store.replace_step(version, "code", replace(reading, happenings=()), ())
    refresh(store, SIDES)


def holders(store: Store) -> list[str]:
    """Who held the town, one after the other; as all claims together have it, too."""
    found = store.control()
    assemble_all(store, SIDES)
    assert found == store.control()
    return [span.holder for span in found]


def test_a_place_that_nobody_names_any_more_is_its_first_holders_again(store: Store) -> None:
    """The only report of its capture is taken away."""
    version = put(store, report("a"))
    refresh(store, SIDES)
    assert [s.holder for s in store.control()] == ["RU", "UA"]
    take_away(store, version)
    assert holders(store) == ["RU"]


def test_towns_do_not_keep_the_fate_of_a_region_that_is_taken_back(store: Store) -> None:
    """Another report goes on naming the region, but nothing says any more that all of it was taken."""
    version = put(store, report("a", place=REGION, share="total"))
    put(store, report("b", place=REGION, type_=HappeningType.CLASH, holder=None))
    refresh(store, SIDES)
    assert [(s.holder, s.rule) for s in store.control()] == [("RU", "baseline"), ("UA", "whole-region")]
    take_away(store, version)
    assert holders(store) == ["RU"]


def test_towns_do_not_keep_the_fate_of_a_region_that_one_report_takes_back(store: Store) -> None:
    """The claim stays with another voice, that leaves open how much of the region was taken."""
    version = put(store, report("a", place=REGION, share="total"))
    put(store, report("b", place=REGION, publisher="Other"))
    refresh(store, SIDES)
    assert [s.holder for s in store.control()] == ["RU", "UA"]
    take_away(store, version)
    assert holders(store) == ["RU"]
