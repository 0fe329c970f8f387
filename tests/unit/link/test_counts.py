"""Which numbers a voice gives: not those of a date or a clock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from readings import report

from onrecord.basics.spans import Span
from onrecord.link import voices
from onrecord.records import HappeningType, Precision, Quantity, Time, TimeType

DAY = "2022-07-12"


@pytest.mark.parametrize(
    ("text", "number", "date", "counted"),
    [
        ("12 July 2022 14 dead in town", "14", "12 July 2022", True),
        ("12 July 2022 14 dead in town", "2022", "12 July 2022", False),
        ("1735 12.07.2022 14 dead in town", "1735", "12.07.2022", False),
        ("1999 dead 12.07.2022 in town", "1999", "12.07.2022", True),
        ("9999 12.07.2022 in town", "9999", "12.07.2022", True),
    ],
)
def test_numbers_of_dates_and_clocks_count_nothing(text: str, number: str, date: str, counted: bool) -> None:
    """What lies in a date is part of it, and four digits right before one that can be a clock are one."""
    made = report("a", type_=HappeningType.CASUALTIES, holder=None, agent=None, low=1, high=1, day=DAY, text=text)
    at, on = text.index(number), text.index(date)
    quantity = Quantity((Span(at, at + len(number)),), float(number), float(number), "people", None)
    time = Time((Span(on, on + len(date)),), TimeType.DATE, DAY, DAY, DAY, Precision.DAY)
    happening = replace(made.happenings[0], quantities=(quantity,), time=time)
    (voice,) = voices(replace(made, happenings=(happening,), times=(time,)))
    assert (voice.low is not None) is counted
