"""Dates and times as inputs write them, to ISO 8601 as records keep it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from onrecord.records.document import parse_moment

FIRST_YEAR, LAST_YEAR = 1600, 2999
_LOOSE = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ]+(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)


def iso_moment(value: str) -> str | None:
    """`value` itself where it is an ISO 8601 date or time in a sensible year, else None."""
    try:
        moment = parse_moment(value)
    except (ValueError, OverflowError):
        return None
    return value if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def read_moment(value: object) -> str | None:
    """A date or time as pages and feeds write it, in ISO 8601; None where it cannot be read or is absurd.

    ISO 8601 with loose separators and RFC 5322 ("Mon, 12 Sep 2022 10:00:00 +0300") are understood; the zone is kept.
    """
    if not isinstance(value, str) or not 8 <= len(text := value.strip()) <= 60:
        return None
    if found := _LOOSE.match(text):
        zone = (found["zone"] or "").replace("UTC", "Z").replace("GMT", "Z")
        return iso_moment(f"{found['day']}T{found['time']}{zone}" if found["time"] else found["day"])
    try:
        return iso_moment(parsedate_to_datetime(text).isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return iso_moment(text) if text[:1].isdigit() else None


def unix_moment(value: object) -> str | None:
    """Seconds since 1970 (number or digits) as a time in UTC; None where absurd."""
    try:
        return iso_moment(datetime.fromtimestamp(int(str(value)), UTC).isoformat())
    except (ValueError, OverflowError, OSError):
        return None


def now() -> str:
    """This moment in UTC, to the second, as captures record it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def precision(moment: str) -> int:
    """2 for a time with zone, 1 for a time, 0 for a date."""
    if len(moment) == len("2022-09-12"):
        return 0
    return 2 if datetime.fromisoformat(moment).tzinfo else 1
