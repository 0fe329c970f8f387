"""Numbers with their bounds, units and what they count."""

from __future__ import annotations

import pytest

from onrecord.basics.spans import Span
from onrecord.code.quantities import numbers, quantity


def _first(text: str):  # type: ignore[no-untyped-def]
    return next(numbers(text, Span(0, len(text))), None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("22 people", 22, 22),
        ("twenty-two people", 22, 22),
        ("2,500 residents", 2500, 2500),
        ("1.7 million refugees", 1_700_000, 1_700_000),
        ("at least 22 people", 22, None),
        ("more than two thousand homes", 2000, None),
        ("up to 300 soldiers", None, 300),
        ("fewer than 50 tanks", None, 50),
        ("about 40 houses", 40, 40),
        ("nearly 400 clashes", 400, 400),
        ("20 to 30 missiles", 20, 30),
        ("between 3 and 5 million tonnes", 3_000_000, 5_000_000),
        ("dozens of missiles", 12, None),
        ("tens of thousands of people", 10_000, None),
        ("several hundred soldiers", 200, None),
        ("a dozen drones", 12, 12),
        ("half a million people", 500_000, 500_000),
        ("200 000 civilians", 200_000, 200_000),
        ("1\u00a0500\u00a0000 people", 1_500_000, 1_500_000),
    ],
)
def test_number_has_its_bounds(text: str, low: float | None, high: float | None) -> None:
    """Digits, words, scales, ranges and the words in front that open a bound."""
    found = _first(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "on 12 March",
        "in 2022",
        "for three days",
        "40 km away",
        "aged 63",
        "the 24th day",
        "at 5 p.m.",
        "No one came",
        "at 1700 today",
    ],
)
def test_times_distances_and_ages_are_no_quantities(text: str) -> None:
    """A number that says when, how far or how old counts nothing."""
    assert _first(text) is None


@pytest.mark.parametrize(
    ("text", "of", "unit"),
    [
        ("22 civilians", "civilians", "people"),
        ("35 drones", "drones", "drones"),
        ("$40 million", None, "USD"),
        ("75% of demand", "demand", "percent"),
        ("6 battalions", "battalions", "battalions"),
        ("12 cruise missiles", "cruise missiles", "missiles"),
        ("14 monitors", "monitors", "items"),
        ("3 TV towers", "TV towers", "items"),
        ("22", None, "people"),
        ("22 2017", "2017", "people"),
        ("3 generals", "generals", "people"),
    ],
)
def test_unit_comes_from_what_is_counted(text: str, of: str | None, unit: str) -> None:
    """People by any role are people; a currency sign and a percent sign are units."""
    assert quantity(text, _first(text), of).unit == unit


def test_square_miles_are_converted_and_the_original_is_kept() -> None:
    """1,000 square miles are 2,590 square kilometres; the words stay readable in `of`."""
    text = "1,000 square miles"
    found = quantity(text, _first(text), None)
    assert (found.low, found.unit, found.of) == (2590.0, "km2", text)
    assert found.spans == (Span(0, len(text)),)


@pytest.mark.parametrize(
    ("text", "of", "left"),
    [
        ("35 drones", "drones", None),
        ("30 of 35 drones", "35 drones", None),
        ("22 people", "people", None),
        ("6 million dollars", "dollars", None),
        ("300 square kilometres", "square kilometres", None),
        ("12 cruise missiles", "cruise missiles", "cruise missiles"),
        ("22 civilians", "civilians", "civilians"),
    ],
)
def test_of_does_not_repeat_the_unit(text: str, of: str, left: str | None) -> None:
    """What is counted is told beside the unit only where it says more."""
    assert quantity(text, _first(text), of).of == left
