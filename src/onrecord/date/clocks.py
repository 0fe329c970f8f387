"""Meanings within a day: clock times with zones, parts of the day, stamps."""

from __future__ import annotations

from onrecord.date.calendar import day_value, first_day, shift_days
from onrecord.date.context import Context, Meaning
from onrecord.date.days import value_of
from onrecord.date.patterns import Match
from onrecord.records import TimeType

_LATE_PARTS = ("AF", "EV", "NI")


def stamp(match: Match, context: Context) -> Meaning | None:
    """A day with a clock time in figures: "1998-08-07 10:35", "08-07-98 1035EDT"."""
    del context
    zone = value_of(match, "zone")
    whole = value_of(match, "isotime")
    if whole is not None:
        value, offset = whole[:16], whole[16:]
        return Meaning(TimeType.TIME, value, zone=zone or offset or None)
    hour, minute = value_of(match, "hhmm") or value_of(match, "clock")
    hour = _to_24(hour, value_of(match, "ampm"))
    return Meaning(TimeType.TIME, f"{value_of(match, 'isoday')}T{hour:02d}:{minute:02d}", zone=zone) if hour <= 24 else None


def clock(match: Match, context: Context) -> Meaning | None:
    """A clock time without a day; the day is joined or borrowed afterwards (see join.py)."""
    if "on" in match.bound and not context.tokens[match.first].text.startswith("0"):
        return None  # "by 600 on Monday" counts something, "by 0600 on Monday" does not
    hour, minute = _hour_and_minute(match)
    if context.is_part_of_word(match.first) or hour is None or not 0 <= hour <= 24 or minute > 59:
        return None
    ampm = value_of(match, "ampm")
    if ampm is not None and hour > 12:
        return None
    if match.option == "half to":
        hour, minute = hour - 1 if hour > 1 else 12, 30
    hour = _to_24(hour, ampm)
    if value_of(match, "part") in _LATE_PARTS and hour < 12 and not (value_of(match, "part") == "NI" and hour < 6):
        hour += 12
    if "half" in match.bound and "past" in match.bound:
        minute = 30
    return Meaning(TimeType.TIME, f"T{hour:02d}:{minute:02d}", zone=value_of(match, "zone"))


def part(match: Match, context: Context) -> Meaning | None:
    """Give a part of the day its day: "this morning", "last night", "overnight"; where the form has none, join.py finds it."""
    name = value_of(match, "part") or value_of(match, "tonight") or "NI"
    direction = value_of(match, "dir")
    if "overnight" in match.bound or match.option == "last":
        direction = -1
    elif "tonight" in match.bound:
        direction = 0
    rel = value_of(match, "rel")
    start = context.now
    if rel is not None:
        start = first_day(context.reference) if context.reference and len(context.reference) == 10 else None
        direction = rel
    day = shift_days(start, direction) if start is not None and direction is not None else None
    return Meaning(TimeType.TIME, f"{day_value(day)}T{name}" if day is not None else f"T{name}")


def _hour_and_minute(match: Match) -> tuple[int | None, int]:
    if "bare" in match.bound:  # bare figures: "9:30" may be a score or a length, "21:30" is hardly either
        hour, minute = value_of(match, "bare")
        return (int(hour), int(minute)) if hour >= 10 else (None, 0)
    for name in ("clock", "dotclock", "hhmm"):
        if name in match.bound:
            hour, minute = value_of(match, name)
            return int(hour), int(minute)
    if "noon" in match.bound:
        hour, minute = value_of(match, "noon").split(":")
        return int(hour), int(minute)
    hour = value_of(match, "hour")
    return (int(hour), 0) if isinstance(hour, int) else (None, 0)


def _to_24(hour: int, ampm: str | None) -> int:
    if ampm == "p" and hour < 12:
        return hour + 12
    return 0 if ampm == "a" and hour == 12 else hour
