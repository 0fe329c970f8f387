"""How likely two propositions are the same, and which claims come of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import BALAKLIIA, IZIUM, report, voices_of

from onrecord.link.propositions import Proposition, compare, joined, proposition
from onrecord.records import HappeningType, Place, PlaceKind, Reading, Stance

STATION = replace(BALAKLIIA, name="Balakliia Station", id="made-up:station", lat=49.46, lon=36.85)
REGION = replace(BALAKLIIA, name="Kharkiv Oblast", id="geonames:706482", kind=PlaceKind.ADMIN1)
TEXT = "Brigade raised its flag over the council hall after the garrison fled."


def told(name: str, **facts: object) -> Proposition:
    """The proposition of one report."""
    reading: Reading = report(name, **{"text": TEXT, **facts})  # type: ignore[arg-type]
    (voice,) = voices_of(reading)
    return proposition(voice.key, [voice])


def test_a_capture_told_without_its_day_joins_the_one_told_with_it() -> None:
    """A report of the ninth that names no day tells of the capture of the eighth."""
    first, echo = told("a", day="2022-09-08"), told("b", published="2022-09-09T10:00:00+00:00")
    assert first.key != echo.key
    assert compare(first, echo).score > 0.5


def test_what_comes_back_every_day_needs_more_than_the_place() -> None:
    """Two strikes on one town on two days are two, unless words or numbers say otherwise."""
    first = told("a", type_=HappeningType.STRIKE, holder=None, text="A missile hit a bakery before dawn.")
    other = told(
        "b",
        type_=HappeningType.STRIKE,
        holder=None,
        text="Drones burned a granary late in the evening.",
        published="2022-09-09T10:00:00+00:00",
    )
    assert compare(first, other).score < 0.5


@pytest.mark.parametrize(
    "facts",
    [
        {"type_": HappeningType.HOLD},
        {"holder": "russia"},
        {"place": IZIUM},
        {"day": "2022-09-20"},
    ],
)
def test_propositions_of_another_type_holder_place_or_time_are_never_the_same(facts: dict[str, object]) -> None:
    """Whatever words they share."""
    assert compare(told("a"), told("b", **facts)).score == 0.0


@pytest.mark.parametrize("place", [STATION, REGION])
def test_a_place_next_to_or_around_another_joins_by_words_and_numbers(place: Place) -> None:
    """The same count in the same words, one of the town and one of what lies next to it or around it."""
    facts: dict[str, object] = {"type_": HappeningType.CASUALTIES, "holder": None, "low": 7.0, "high": 7.0}
    same = compare(told("a", **facts), told("b", place=place, **facts))
    other = compare(
        told("a", **facts), told("b", place=place, text="Hospital says many hurt.", **{**facts, "low": 90.0, "high": 90.0})
    )
    assert same.score > 0.5 > other.score


def test_a_comparison_says_what_counted() -> None:
    """The points add up to the log-odds of the score."""
    found = compare(told("a", day="2022-09-08"), told("b", published="2022-09-09T10:00:00+00:00"))
    assert dict(found.because)["same place"] == 2.0
    assert "another day, of which one report tells none" in dict(found.because)


def test_a_person_joins_and_parts_what_the_points_do_not() -> None:
    """Who decides counts more than any comparison."""
    a, b, far = told("a", day="2022-09-08"), told("b", published="2022-09-09T10:00:00+00:00"), told("c", place=IZIUM)
    assert joined([a, b, far]) == {a.key: a.key, b.key: a.key, far.key: far.key}
    assert len(set(joined([a, b], apart=[(a.key, b.key)]).values())) == 2
    assert len(set(joined([a, far], together=[(a.key, far.key)]).values())) == 1


def test_a_denial_without_a_day_answers_what_was_told_days_before() -> None:
    """Strikes come back every day, but who denies one on the tenth without a date means the one of the eighth."""
    struck = told("a", type_=HappeningType.STRIKE, holder=None, day="2022-09-08")
    denied = {"type_": HappeningType.STRIKE, "holder": None, "published": "2022-09-10T10:00:00+00:00"}
    answer = told("b", source="Staff", known="staff", stance=Stance.DENY, **denied)
    assert compare(struck, answer).score > 0.5
    assert compare(struck, told("c", **denied)).score == 0.0


def test_who_does_not_say_whose_a_town_is_joins_who_does_and_never_two_sides() -> None:
    """ "The town has been taken" is of the claim that names the side; two sides stay two claims all the same."""
    ours, theirs = told("a"), told("b", holder="russia", agent="russia")
    open_ = [told(name, holder=None, agent=None) for name in ("c", "d", "e")]
    assert compare(ours, open_[0]).score > 0.5
    claims = joined([ours, theirs, *open_])
    assert claims[ours.key] != claims[theirs.key]
