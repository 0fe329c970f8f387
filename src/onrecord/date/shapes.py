"""Times written in figures and marks only: "1998-08-07 10:35", "08-07-98", "07.08.1998", "10:35"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# Each expression has a fixed greatest length, so trying it at a place costs a constant.
_ISO = re.compile(r"(\d{4})([-/.])(\d\d)\2(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[/.-]\d)")
_NUMERIC_SPACED = re.compile(r"(\d{1,2})\. (\d{1,2})\. (\d{4})(?!\d)")
_CLOCK = re.compile(r"(\d{1,2})([:.]) ?([0-5]\d)(?::([0-5]\d))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Shape:
    """A reading of figures at a place, up to the code point `end`."""

    sort: str
    value: tuple[int, ...] | str
    end: int


def shapes_at(text: str, start: int, day_first: bool) -> list[Shape]:
    """All readings of the figures at `start`.

    `day_first` says how "03-04-98" is read: day and month, or (as American agencies write) month and day. The reading that
    gives a day of the calendar wins where only one does.
    """
    if start > 0 and (text[start - 1].isdecimal() or text[start - 1] in "$€£#"):
        return []
    return [*_iso(text, start), *_numeric(text, start, day_first), *_clock(text, start)]


def _iso(text: str, start: int) -> list[Shape]:
    m = _ISO.match(text, start)
    if m is None or not _is_day(int(m[1]), int(m[3]), int(m[4])):
        return []
    day = f"{m[1]}-{m[3]}-{m[4]}"
    if m[5] is None or int(m[5]) > 23 or int(m[6]) > 59:
        return [Shape("ISODAY", day, m.end(4))]
    return [Shape("ISOTIME", f"{day}T{m[5]}:{m[6]}{m[7] or ''}", m.end()), Shape("ISODAY", day, m.end(4))]


def _numeric(text: str, start: int, day_first: bool) -> list[Shape]:
    m = _NUMERIC.match(text, start)
    if m is not None:
        first, second, year = int(m[1]), int(m[3]), int(m[4])
        day_first = day_first or m[2] == "."
    else:
        m = _NUMERIC_SPACED.match(text, start)
        if m is None:
            return []
        first, second, year = int(m[1]), int(m[2]), int(m[3])
        day_first = True
    if year < 100:
        year += 1900 if year >= 50 else 2000
    orders = ((second, first), (first, second)) if day_first else ((first, second), (second, first))
    for month, day in orders:
        if 1000 <= year <= 2099 and _is_day(year, month, day):
            return [Shape("ISODAY", f"{year:04d}-{month:02d}-{day:02d}", m.end())]
    return []


def _clock(text: str, start: int) -> list[Shape]:
    m = _CLOCK.match(text, start)
    if m is None or int(m[1]) > 24 or text[m.end() : m.end() + 1] in ("%", ":"):
        return []
    sort = "CLOCK" if m[2] == ":" else "DOTCLOCK"
    if sort == "CLOCK" and m.end(2) != m.start(3):
        return []
    return [Shape(sort, (int(m[1]), int(m[3])), m.end())]


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
