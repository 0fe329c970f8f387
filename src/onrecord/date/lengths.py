"""Lengths of time: how many of which unit an expression counts, and the TIMEX3 value of it."""

from __future__ import annotations

from typing import Any

from onrecord.date.days import value_of
from onrecord.date.patterns import Match

CLOCK_UNITS = ("H", "MIN", "S")
TENS = {"DE": 10, "CE": 100}
"""Units that have no letter of their own in a value with a number: their years."""

_PARTS = {"CE": (100, "Y"), "DE": (10, "Y"), "Y": (12, "M")}
"""Units of which a half is a whole number of a smaller one."""
_HALVES = {"Y": ("Y", "6M"), "H": ("H", "30M"), "MIN": ("M", "30S")}


def duration_value(count: Any, unit: str) -> str:
    """The TIMEX3 value of `count` units; None or "X" counts are X. Decades and centuries with a number are years."""
    clock = "T" if unit in CLOCK_UNITS else ""
    if isinstance(count, float) and count % 1 == 0.5 and unit in _HALVES:
        letter, rest = _HALVES[unit]
        return f"P{clock}{int(count)}{letter}{rest}" if count >= 1 else f"P{clock}{rest}"
    if unit in TENS and not isinstance(count, str):
        count, unit = count * TENS[unit], "Y"
    written = f"{count:g}" if isinstance(count, float) else str(count)
    return f"P{clock}{written}{unit[0] if clock else unit}"


def length_of(match: Match) -> tuple[Any, str]:
    """The count (figures, or X for a vague one; a half is .5) and the unit. A fortnight is two weeks."""
    count, unit = _number(match), unit_of(match)
    if unit == "2W":
        return (count * 2 if isinstance(count, int) else count), "W"
    return count, unit


def unit_of(match: Match) -> str:
    """The unit that the form counts or names."""
    return str(value_of(match, "units") or value_of(match, "unit"))


def in_whole_units(count: Any, unit: str) -> tuple[int | None, str]:
    """The same length counted in whole units ("half a century" as fifty years); None where there is no such count."""
    if isinstance(count, float) and unit in _PARTS:
        parts, unit = _PARTS[unit]
        count = int(count * parts) if (count * parts) % 1 == 0 else None
    return (count if isinstance(count, int) else None), unit


def _number(match: Match) -> Any:
    """The count: figures, X for a vague one, 1 for "a"; X where a plural stands alone."""
    units = match.bound.get("units")
    if "half" in match.bound or (units is not None and units.sort == "HALFUNIT"):
        return (value_of(match, "num") or 0) + 0.5
    for name in ("low", "num"):
        if name in match.bound:
            return value_of(match, name)
    plural = units is not None and units.sort == "UNITS"
    return "X" if "many" in match.bound or (plural and "other" not in match.bound) else 1
