"""Meanings that name a stretch of a year or years: seasons, feasts, quarters, halves."""

from __future__ import annotations

from datetime import date

from onrecord.date.calendar import SEASON_STARTS, day_value, first_day, quarter_of, quarter_value, shift_days, shifted, week_value
from onrecord.date.context import Context, Meaning
from onrecord.date.days import dated, era_of, nearest, story_day, value_of, year_given
from onrecord.date.holidays import holiday_day
from onrecord.date.patterns import Match
from onrecord.date.tense import tense_of


def quarter(match: Match, context: Context) -> Meaning | None:
    """ "the third quarter of 1990", "third-quarter", "the year-ago quarter" (option -1)."""
    back = int(match.option or 0)
    number = value_of(match, "ord")
    if number is None:
        base = context.last_quarter
        return dated(shifted(base, back, "Y") if base else None, match)
    if not 1 <= number <= 4:
        return None
    given = year_given(match, context)
    if given is not None and not back:
        return dated(quarter_value(given, number), match)
    if context.now is None:
        return dated(f"XXXX-Q{number}", match)
    year = context.now.year
    if number > quarter_of(context.now) and tense_of(context, match) != "future":
        year -= 1
    return dated(quarter_value(year + back, number), match)


def half(match: Match, context: Context) -> Meaning | None:
    """ "the second half of 1989", "the first half of the year"."""
    if value_of(match, "unit") not in (None, "Y"):
        return None
    given = year_given(match, context)
    if given is None:
        reference = context.reference
        start = first_day(reference) if reference else None
        given = start.year if start else None
    return dated(f"{given:04d}-H{value_of(match, 'halfof')}" if given else None, match)


def season(match: Match, context: Context) -> Meaning | None:
    """ "the winter of 1994", "last fall", "this summer"."""
    name = value_of(match, "season")
    given = year_given(match, context)
    if given is not None:
        return dated(f"{given:04d}-{name}", match)
    if context.in_name(match):
        return None
    era = era_of(context)
    if era is not None:
        return dated(f"{era}-{name}", match)
    now = context.now
    if now is None:
        start = story_day(context, SEASON_STARTS[name] % 12 + 1, 1)
        return dated(f"{start.year:04d}-{name}" if start else f"XXXX-{name}", match)
    direction = value_of(match, "dir")
    year = now.year
    begun = now.month >= (SEASON_STARTS[name] if name != "WI" else 1)
    over = now.month >= (SEASON_STARTS[name] + 3 if name != "WI" else 3)
    if direction == -1:
        year -= not over
    elif direction == 1:
        year += begun
    elif direction is None and not begun and tense_of(context, match) != "future":
        year -= 1
    return dated(f"{year:04d}-{name}", match)


def holiday(match: Match, context: Context) -> Meaning | None:
    """A feast day of the year given, else of the year that the verb points to."""
    found = None if context.in_name(match) else _holiday(match, context)
    return dated(day_value(found) if found else None, match)


def holiday_week(match: Match, context: Context) -> Meaning | None:
    """ "Easter week": the week that holds the feast; the weekend of one on a Monday or Tuesday lies in the week before."""
    found = _holiday(match, context)
    if found is None or "weekend" not in match.bound:
        return dated(week_value(found) if found else None, match)
    near = shift_days(found, -2)
    return dated(f"{week_value(near)}-WE" if near else None, match)


def _holiday(match: Match, context: Context) -> date | None:
    name = value_of(match, "holiday")
    given = year_given(match, context)
    start = first_day(context.last) if context.narrative and context.last else context.now
    if given is not None or start is None:
        return holiday_day(name, given) if given is not None else None
    days = [d for year in (start.year - 1, start.year, start.year + 1) if (d := holiday_day(name, year)) is not None]
    return nearest(match, context, start, days)
