"""Days of feasts whose names stand in the language tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from onrecord.date.calendar import safe_day

_FIXED = {
    "new-year": (1, 1),
    "new-year-eve": (12, 31),
    "christmas": (12, 25),
    "christmas-eve": (12, 24),
    "christmas-julian": (1, 7),
    "epiphany": (1, 6),
    "valentine": (2, 14),
    "womens-day": (3, 8),
    "st-patrick": (3, 17),
    "labour-day": (5, 1),
    "victory-day": (5, 9),
    "independence-day": (7, 4),
    "independence-day-ua": (8, 24),
    "halloween": (10, 31),
    "all-saints": (11, 1),
    "april-fools": (4, 1),
    "anzac-day": (4, 25),
    "australia-day": (1, 26),
    "bastille-day": (7, 14),
    "boxing-day": (12, 26),
    "canada-day": (7, 1),
    "veterans-day": (11, 11),
}


def holiday_day(name: str, year: int) -> date | None:
    """The day of a feast in a year; None for a name that is not known or a year outside of the Gregorian calendar's use."""
    if not 1583 <= year <= 9998:
        return None
    if name in _FIXED:
        return safe_day(year, *_FIXED[name])
    return _MOVING[name](year) if name in _MOVING else None


def easter(year: int) -> date:
    """Western Easter Sunday. Source: the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, shift = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * shift + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + to_sunday - 7 * ((golden + 11 * moon + 22 * to_sunday) // 451) + 114, 31)
    return date(year, month, day + 1)


def eastern_easter(year: int) -> date:
    """Orthodox Easter Sunday, as a Gregorian day. Source: Meeus, Astronomical Algorithms, 1991, chapter 8 (Julian reckoning)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def _nth(month: int, weekday: int, count: int, later: int = 0) -> Callable[[int], date]:
    """The `count`th weekday of a month, `later` days on."""

    def day_in(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (count - 1) + later)

    return day_in


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(last.isoweekday() - 1)


_MOVING: dict[str, Callable[[int], date]] = {
    "easter": easter,
    "easter-orthodox": eastern_easter,
    "good-friday": lambda year: easter(year) - timedelta(2),
    "easter-monday": lambda year: easter(year) + timedelta(1),
    "palm-sunday": lambda year: easter(year) - timedelta(7),
    "ash-wednesday": lambda year: easter(year) - timedelta(46),
    "ascension": lambda year: easter(year) + timedelta(39),
    "pentecost": lambda year: easter(year) + timedelta(49),
    "king-day": _nth(1, 1, 3),
    "presidents-day": _nth(2, 1, 3),
    "mothers-day": _nth(5, 7, 2),
    "fathers-day": _nth(6, 7, 3),
    "columbus-day": _nth(10, 1, 2),
    "remembrance-sunday": _nth(11, 7, 2),
    "thanksgiving": _nth(11, 4, 4),
    "black-friday": _nth(11, 4, 4, later=1),
    "cyber-monday": _nth(11, 4, 4, later=4),
    "labor-day": _nth(9, 1, 1),
    "election-day": _nth(11, 1, 1, later=1),
    "memorial-day": _last_monday_of_may,
}
