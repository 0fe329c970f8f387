"""The situation on a day, what changed between two days, as known then or later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from readings import BALAKLIIA, IZIUM, report

from onrecord.errors import UsageError
from onrecord.flow import crosscheck, sides_of
from onrecord.flow.replay import changes, situation, timeline
from onrecord.flow.situation import assemble_all
from onrecord.link import voices
from onrecord.records import BaselineRow, Course, HappeningType
from onrecord.store import Store, open_store

START = [
    BaselineRow("p1", "Balakliia", BALAKLIIA.lat, BALAKLIIA.lon, "2022-09-01", "RU"),
    BaselineRow("p2", "Izium", IZIUM.lat, IZIUM.lon, "2022-09-01", "RU"),
]


def on(day: int) -> str:
    """Noon of a day of the month."""
    return f"2022-09-{day:02}T12:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A town that was taken on the 8th, as was reported on the 10th; power out from the 11th to the 13th; talks on the 12th."""
    nobody = {"holder": None, "agent": None}
    with open_store(tmp_path / "w.db", create=True) as opened:
        for side, code in (("ukraine", "UA"), ("russia", "RU")):
            opened.put_setting(f"side.code.{side}", code)
            opened.put_setting(f"side.party.{side}", "yes")
        opened.put_baseline(START)
        for reading in (
            report("taken", published=on(10), day="2022-09-08"),
            report("out", type_=HappeningType.OUTAGE, place=IZIUM, service="power", published=on(11), **nobody),
            report("back", type_=HappeningType.RESTORATION, place=IZIUM, service="power", published=on(13), **nobody),
            report("talks", type_=HappeningType.TALKS, published=on(12), **nobody),
        ):
            opened.put_reading(reading, voices(reading), added_at="2022-10-01T00:00:00+00:00")
        sides = sides_of(opened.settings())
        crosscheck(opened, sides)
        assemble_all(opened, sides)
        yield opened


def holders(store: Store, **when: str) -> dict[str, str]:
    """Who held each place."""
    return {span.name: span.holder for span in situation(store, **when).control}


def test_a_day_is_shown_as_it_was_known_then_or_as_it_is_known_later(store: Store) -> None:
    """On the 9th nobody knew; by what was reported on the 10th the town had changed hands on the 8th."""
    assert holders(store, at="2022-09-09") == {"Balakliia": "RU", "Izium": "RU"}
    assert holders(store, at="2022-09-10")["Balakliia"] == "UA"
    assert holders(store, at="2022-09-09", as_known="2022-09-10")["Balakliia"] == "UA"
    assert holders(store, at="2022-09-07", as_known="2022-09-10")["Balakliia"] == "RU"
    assert holders(store, at="2022-09-09", as_known="2022-09-09")["Balakliia"] == "RU"


def test_a_place_is_chosen_by_its_id_or_by_how_its_name_begins(store: Store) -> None:
    """Nothing else of the day is shown."""
    assert holders(store, at="2022-09-10", place="izi") == holders(store, at="2022-09-10", place="p2") == {"Izium": "RU"}


def test_changes_of_hands_are_counted_by_week(store: Store) -> None:
    """From the week of the first change up to that of the day."""
    assert situation(store, at="2022-09-13").changes == (("2022-09-05", 1), ("2022-09-12", 0))
    assert situation(store, at="2022-09-09").changes == ()


def test_outages_are_those_of_the_day(store: Store) -> None:
    """From their first report until their restoration."""
    assert [(o.name, o.service) for o in situation(store, at="2022-09-12").outages] == [("Izium", "power")]
    assert situation(store, at="2022-09-10").outages == ()


def test_changes_between_two_days_cite_their_claims(store: Store) -> None:
    """Holders, outages and talks, in the order of their days, each with what it rests on."""
    found = changes(store, "2022-09-09", "2022-09-13")
    assert [(d.what, d.day[8:], d.name, d.before, d.after) for d in found] == [
        ("control", "10", "Balakliia", "RU", "UA"),
        ("outage", "11", "Izium", None, "out"),
        ("talks", "12", "Balakliia", None, None),
        ("restoration", "13", "Izium", "out", "restored"),
    ]
    assert all(d.claims for d in found)
    assert found[0].rule == "outlet-own-voice"


def test_changes_leave_out_what_was_before_after_or_not_yet_known(store: Store) -> None:
    """The first day's own changes are over; what nobody had reported did not happen yet."""
    assert [d.what for d in changes(store, "2022-09-10", "2022-09-11")] == ["outage"]
    assert [(d.what, d.day[8:]) for d in changes(store, "2022-09-01", "2022-09-13", as_known="2022-09-11")] == [
        ("control", "08"),
        ("outage", "11"),
    ]


def test_a_timeline_ends_with_what_was_known(store: Store) -> None:
    """Of everything, or by the end of a day."""
    assert [e.day for e in timeline(store, Course.TALKS)] == ["2022-09-12"]
    assert list(timeline(store, Course.TALKS, known_by="2022-09-11")) == []


def test_a_timeline_has_numbers_and_status_as_they_were_known(store: Store) -> None:
    """One outlet gives a number, another a higher one the next day: by then two say so, and the range is wider."""
    dead = {"type_": HappeningType.CASUALTIES, "holder": None, "agent": None, "day": "2022-09-14"}
    first = report("dead", published=on(14), low=3, high=3, **dead)
    second = report("more", published=on(15), low=5, high=5, publisher="The Gazette", text="Other words about the dead.", **dead)
    for reading in (first, second):
        store.put_reading(reading, voices(reading), added_at="2022-10-01T00:00:00+00:00")
    crosscheck(store, sides_of(store.settings()))
    assert [(e.low, e.high, e.status) for e in timeline(store, Course.CASUALTIES, known_by="2022-09-14")] == [(3, 3, "reported")]
    assert [(e.low, e.high, e.status) for e in timeline(store, Course.CASUALTIES)] == [(3, 5, "corroborated")]


def test_days_that_are_none_are_refused(store: Store) -> None:
    """As is an interval that ends before it begins."""
    with pytest.raises(UsageError, match="expected a day"):
        situation(store, at="2022-09-31")
    with pytest.raises(UsageError, match="not before"):
        changes(store, "2022-09-10", "2022-09-09")


def test_an_empty_casebook_has_no_situation(tmp_path: Path) -> None:
    """No day, nothing held."""
    with open_store(tmp_path / "empty.db", create=True) as empty:
        assert situation(empty).day is None
