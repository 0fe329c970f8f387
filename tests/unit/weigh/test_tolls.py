"""The number of dead that a report is about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import report, voices_of

from onrecord.records import HappeningType, Voice
from onrecord.weigh.tolls import Toll, compare, toll_of


def count(low: float, high: float | None, of: str | None = None, at: int = 0, unit: str = "people") -> Voice:
    """A voice that gives a number of casualties."""
    (made,) = voices_of(report("d", type_=HappeningType.CASUALTIES, holder=None, agent=None, low=low, high=high))
    return replace(made, of=of, at=at, unit=unit)


@pytest.mark.parametrize(
    ("counts", "toll"),
    [
        ([count(9, 9)], Toll(9, 9)),
        ([count(9, 9, at=50), count(4, 4, at=10)], Toll(4, 4)),
        ([count(30, 30, "wounded"), count(4, 4, at=10)], Toll(4, 4)),
        ([count(12, None), count(26, 26, at=40)], Toll(26, 26)),
        ([count(3, 3, "children"), count(11, 11, at=30)], Toll(11, 11)),
        ([count(3, 3, "children"), count(68, 68, at=700)], None),
        ([count(40000, None, at=2400)], None),
        ([count(2, 2, "towns", unit="settlements")], None),
    ],
)
def test_toll_is_the_first_number_of_the_dead(counts: list[Voice], toll: Toll | None) -> None:
    """Not of the wounded, of dozens, of a part, of towns, nor of the war so far."""
    assert toll_of(counts) == toll


@pytest.mark.parametrize(
    ("early", "late", "days", "found"),
    [
        (Toll(3, 3), Toll(9, 9), 2, "update"),
        (Toll(9, 9), Toll(3, 3), 2, "dispute"),
        (Toll(9, 9), Toll(3, 3), 1, "update"),
        (Toll(9, 9), Toll(3, 3), None, "update"),
        (Toll(3, 9), Toll(5, 5), 2, None),
    ],
)
def test_a_toll_that_rises_or_is_still_news_is_an_update(early: Toll, late: Toll, days: int | None, found: str | None) -> None:
    """One that is lower days later is disputed; bounds that overlap agree."""
    assert compare(early, late, days) == found
