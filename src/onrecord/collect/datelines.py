"""The day of a text that has it in a line of its own near its top, as copied articles and press releases do."""

from __future__ import annotations

import re
from datetime import date

from onrecord.collect.furniture_rules import MONTHS

_TOP_LINES = 8
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?P<month_first>{_MONTH})\.?\s+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year_last>(?:19|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d))(?!\d)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d.:])(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?::[0-5]\d)?\s*\(?(?:GMT|UTC)\)?(?![+\-\w])")
_CHANGED = re.compile(r"\W*(?:last\s+)?(?:updated|modified|edited|amended|оновлено|обновлено)\b", re.IGNORECASE)
_PLACE_LED = re.compile(r"[^\W\d_a-zа-яіїєґ][\w .’'-]{1,40},\s+(?=[\d\w])")
"""A town before the day, as press releases have it."""


def dated(lines: list[str], stamps: list[str]) -> str | None:
    """The day, or the moment where it says GMT or UTC, that the top of a text gives; None where it gives none or several.

    Args:
        lines: the lines of the text that are not blank.
        stamps: those of them that are nothing but a date.
    """
    top = [line for line in lines[:_TOP_LINES] if line in stamps or _is_place_and_day(line)]
    days = {found for line in stamps if not _CHANGED.match(line) and (found := _day(line))}
    first = next((line for line in top if not _CHANGED.match(line) and _day(line)), None)
    if first is None or days - {_day(first)}:
        return None  # several days head the parts of a chronology
    clock = _CLOCK.search(_DATE.sub(" ", first))
    day = _day(first)
    return f"{day}T{int(clock['hour']):02}:{clock['minute']}:00+00:00" if clock else day


def _is_place_and_day(line: str) -> bool:
    led = _PLACE_LED.match(line)
    return led is not None and (found := _DATE.match(line, led.end())) is not None and found.end() == len(line)


def _day(line: str) -> str | None:
    found = _DATE.search(line)
    if found is None:
        return None
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
    else:
        year = int(found["year"] or found["year_last"])
        month = MONTHS[(found["month"] or found["month_first"]).lower()]
        day = int(found["day"] or found["day_second"])
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
