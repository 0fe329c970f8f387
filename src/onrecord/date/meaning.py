"""Which function gives each meaning that the tables' rules name."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.date import clocks, days, eras, seasons, spans, years
from onrecord.date.context import Context, Meaning
from onrecord.date.patterns import Match

MEANINGS: dict[str, Callable[[Match, Context], Meaning | None]] = {
    "stamp": clocks.stamp,
    "clock": clocks.clock,
    "part": clocks.part,
    "iso_day": days.iso_day,
    "day": days.day,
    "week_of": days.week_of,
    "listed_day": days.listed_day,
    "weekday": days.weekday,
    "weekday_set": days.weekday_set,
    "deictic": days.deictic,
    "month": days.month,
    "year": years.year,
    "short_year": years.short_year,
    "decade": years.decade,
    "century": years.century,
    "quarter": seasons.quarter,
    "half": seasons.half,
    "season": seasons.season,
    "holiday": seasons.holiday,
    "holiday_week": seasons.holiday_week,
    "short_year_after": years.short_year_after,
    "year_ref": years.year_ref,
    "era_year": eras.era_year,
    "unit": spans.unit,
    "rel_unit": spans.rel_unit,
    "ago": spans.ago,
    "ahead": spans.ahead,
    "shift": spans.shift,
    "duration": spans.duration,
    "length_adjective": spans.length_adjective,
    "some_time": spans.some_time,
    "span": spans.span,
    "rate": spans.rate,
    "set": spans.every,
    "setword": spans.setword,
    "ref": spans.ref,
    "current": spans.fixed_ref,
    "one_day": spans.one_day,
}
"""A rule whose meaning is "nothing" is not here: its words are passed over ("a 40-year-old man")."""
