"""From a TIMEX3 value to the stretch of time that it covers, and how finely the words fix it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onrecord.date.calendar import SEASON_STARTS, first_day, safe_day, shift_days
from onrecord.records import Precision

PARTS = {"MO": (6, 12), "MI": (11, 14), "AF": (12, 18), "DT": (6, 18), "EV": (18, 24), "NI": (20, 30)}
"""Hours of the day that a part of the day covers; 30 is six o'clock of the next morning."""

Interval = tuple[str | None, str | None, Precision]

_CLOCK = re.compile(r"(\d\d):(\d\d)")
_ENDS = {"start": (0.0, 1 / 3), "mid": (1 / 3, 2 / 3), "end": (2 / 3, 1.0)}


def interval_of(value: str, edge: str | None = None, zone: str | None = None) -> Interval:
    """First moment, first moment after, and precision of a value.

    `edge` ("start", "mid", "end") keeps that third of it: "early March" ends on 11 March. `zone` is an offset ("+02:00") or a
    name of the time zone database; without it a clock time carries none, because the text does not say.
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\dT.+", value):
        return _within_day(value, zone)
    start = first_day(value)
    if start is None or "X" in value:
        return None, None, _precision_of_open(value)
    end, precision = _end_of(value, start)
    if end is None:
        return None, None, precision
    if edge in _ENDS and precision is not Precision.DAY:
        days = (end - start).days
        low, high = _ENDS[edge]
        start, end = start + timedelta(round(days * low)), start + timedelta(round(days * high))
    return start.isoformat(), end.isoformat(), precision


def zone_named(zone: str) -> tzinfo | None:
    """The zone of an offset or a name; None for "local", which names no zone, and for one that the system does not know."""
    if zone == "local":
        return None
    if zone[0] in "+-":
        sign = -1 if zone[0] == "-" else 1
        return timezone(sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])))
    if zone == "Z":
        return UTC
    try:
        return ZoneInfo(zone)
    except ZoneInfoNotFoundError:
        return None  # a system without the time zone database: the moment stays without an offset


def _within_day(value: str, zone: str | None) -> Interval:
    day = first_day(value)
    if day is None:
        return None, None, Precision.VAGUE
    rest = value[11:]
    where = zone_named(zone) if zone else None
    clock = _CLOCK.match(rest)
    if clock is not None and int(clock[1]) <= 24:
        start = _moment(day, int(clock[1]) * 60 + int(clock[2]), where)
        return _closed(start, timedelta(minutes=1), Precision.MINUTE)
    if rest[:2].isdecimal():
        return _closed(_moment(day, int(rest[:2]) * 60, where), timedelta(hours=1), Precision.HOUR)
    if rest not in PARTS:
        return None, None, Precision.VAGUE
    first, after = PARTS[rest]
    return _closed(_moment(day, first * 60, where), timedelta(hours=after - first), Precision.PART_OF_DAY)


def _moment(day: date, minutes: int, where: tzinfo | None) -> datetime | None:
    try:
        return datetime(day.year, day.month, day.day, tzinfo=where) + timedelta(minutes=minutes)
    except OverflowError:
        return None


def _closed(start: datetime | None, length: timedelta, precision: Precision) -> Interval:
    try:
        end = start + length if start is not None else None
    except OverflowError:
        end = None
    if start is None or end is None:
        return None, None, precision
    return start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes"), precision


def _end_of(value: str, start: date) -> tuple[date | None, Precision]:
    if re.search(r"-W\d", value):
        weekend = value.endswith("WE")
        return shift_days(start, 2 if weekend else 7), Precision.WEEK
    parts = value.split("-")
    if len(parts) == 3:
        return shift_days(start, 1), Precision.DAY
    if len(parts) == 1:
        years, precision = {4: (1, Precision.YEAR), 3: (10, Precision.DECADE), 2: (100, Precision.CENTURY)}[len(value)]
        return safe_day(start.year + years, 1, 1), precision
    kind = parts[1]
    if kind in SEASON_STARTS:
        return _months_on(start, 3), Precision.SEASON
    if kind[0] in "QH":
        return _months_on(start, 3 if kind[0] == "Q" else 6), Precision.QUARTER
    return _months_on(start, 1), Precision.MONTH


def _months_on(start: date, months: int) -> date | None:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return safe_day(year, month + 1, 1)


def _precision_of_open(value: str) -> Precision:
    if re.fullmatch(r"BC\d{4}", value):
        return Precision.YEAR
    return Precision.VAGUE
