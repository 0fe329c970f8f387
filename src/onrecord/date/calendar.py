"""Arithmetic on TIMEX3 calendar values ("1998-08-07", "1998-08", "1998-W32", "1998-Q3", "1998", "199")."""

from __future__ import annotations

import re
from datetime import date, timedelta

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season, northern meteorological reckoning. Winter is named after the year that it ends in."""

_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?")


def day_value(day: date) -> str:
    """The value of a day."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def month_value(year: int, month: int) -> str:
    """The value of a month; `month` may lie outside of 1..12 and then carries into the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def week_value(day: date) -> str:
    """The value of the ISO week that holds a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """The value of a quarter; `quarter` may lie outside of 1..4 and then carries into the year."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return f"{year:04d}-Q{quarter}"


def quarter_of(day: date) -> int:
    """1..4."""
    return (day.month - 1) // 3 + 1


def safe_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day or the year lies outside of 1..9999."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: int) -> date | None:
    """The day that lies `days` later (earlier if negative); None outside of the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def first_day(value: str) -> date | None:
    """The first day of what a value names; None where it names no stretch of the calendar after Christ."""
    head = value.split("T")[0]
    week = _WEEK.fullmatch(head)
    if week is not None:
        try:
            return date.fromisocalendar(int(week[1]), int(week[2]), 6 if head.endswith("WE") else 1)
        except ValueError:
            return None
    parts = head.split("-")
    if not all(part.isdecimal() for part in parts[:1]) or not head:
        return None
    if len(parts) == 1:
        return safe_day(int(head.ljust(4, "0")), 1, 1) if 2 <= len(head) <= 4 else None
    year, part = int(parts[0]), parts[1]
    if part in SEASON_STARTS:
        return safe_day(year - (part == "WI"), SEASON_STARTS[part], 1)
    if part[0] in "QH" and part[1:].isdecimal():
        return safe_day(year, 1 + (int(part[1:]) - 1) * (3 if part[0] == "Q" else 6), 1)
    if not part.isdecimal():
        return None
    return safe_day(year, int(part), int(parts[2]) if len(parts) > 2 and parts[2].isdecimal() else 1)


def shifted(value: str, count: int, unit: str) -> str | None:
    """The value `count` units after (before, if negative) what `value` names, as coarse as the unit.

    A quarter shifted by years stays a quarter, a day shifted by years becomes a year: the words fix no more than that.
    """
    if unit == "Y" and re.fullmatch(r"\d{4}-[QH]\d", value):
        return f"{int(value[:4]) + count:04d}{value[4:]}" if 0 < int(value[:4]) + count <= 9999 else None
    start = first_day(value)
    if start is None or abs(count) > 100_000:
        return None
    if unit in ("Y", "DE", "CE"):
        year = start.year + count * {"Y": 1, "DE": 10, "CE": 100}[unit]
        return f"{year:04d}"[: {"Y": 4, "DE": 4, "CE": 4}[unit]] if 0 < year <= 9999 else None
    if unit in ("M", "Q"):
        month = start.year * 12 + start.month - 1 + count * (3 if unit == "Q" else 1)
        if not 12 <= month < 120_000:
            return None
        year, month = divmod(month, 12)
        return quarter_value(year, month // 3 + 1) if unit == "Q" else month_value(year, month + 1)
    day = shift_days(start, count * (7 if unit in ("W", "WE") else 1))
    if day is None:
        return None
    return week_value(day) if unit in ("W", "WE") else day_value(day)
