"""Meanings that name a stretch of the calendar: days, weekdays, months, years, quarters, seasons, holidays."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.date.calendar import (
    day_value,
    first_day,
    month_value,
    safe_day,
    shift_days,
    week_value,
)
from onrecord.date.context import Context, Meaning
from onrecord.date.patterns import Match
from onrecord.date.tense import tense_of
from onrecord.records import TimeType

_LONG_AGO = 300
"""Days back from which a date without a year is the coming one if that is near: writers give the year of one so far back."""
_FAR_AHEAD = 220
"""Days ahead up to which a date without a year may lie in the next one: writers give the year of those beyond."""
_JUST_BACK = 45
"""Days back within which a date without a year is the one that was, whatever the verb, if the next is far ahead."""
_REMEMBERED = 100
"""Tokens for which a year named goes on to count."""
_SOON = 62
"""Days ahead within which a date without a verb may be a coming one, if the past one is half a year away or more."""


def value_of(match: Match, name: str) -> Any:
    """The value bound under a name; None where the form has no such part."""
    atom = match.bound.get(name)
    return atom.value if atom is not None else None


def dated(value: str | None, match: Match, **more: Any) -> Meaning | None:
    """A DATE with the form's edge ("early", "the end of"); a part of the day makes it a TIME."""
    if value is None:
        return None
    part = value_of(match, "part")
    if part is not None and len(value) == 10:
        return Meaning(TimeType.TIME, f"{value}T{part}", **more)
    return Meaning(TimeType.DATE, value, edge=value_of(match, "edge"), **more)


def day(match: Match, context: Context) -> Meaning | None:
    """ "1 September 1939", "Aug. 7", "7 August last year"."""
    month, number = value_of(match, "month"), value_of(match, "day")
    if month is None:
        return _day_of_month(match, context, number)
    year = year_given(match, context)
    if year is not None:
        found = safe_day(year, month, number)
        return (_eve(found, match) or dated(day_value(found), match)) if found else None
    if value_of(match, "unit") is not None or not 1 <= number <= 31:
        return None
    era = era_of(context)
    if era is not None:
        return dated(f"{era}-{month:02d}-{number:02d}", match)
    start = range_start(match, context)
    found = _first_after(start, month, number) if start is not None else _nearest_day(match, context, month, number)
    if found is None:
        return dated(f"XXXX-{month:02d}-{number:02d}", match) if number <= 29 or safe_day(2000, month, number) else None
    return _eve(found, match) or dated(day_value(found), match)


def _first_after(start: date, month: int, number: int) -> date | None:
    days = (safe_day(year, month, number) for year in range(start.year, min(start.year + 5, 10_000)))
    return next((day for day in days if day is not None and day >= start), None)


def _day_of_month(match: Match, context: Context, number: int) -> Meaning | None:
    """ "the 5th of this month", "5 числа": of the month that the form gives, else of the nearest."""
    now = context.now
    if now is None or value_of(match, "unit") not in (None, "M"):
        return None
    months = (value_of(match, "dir"),) if "unit" in match.bound else (-1, 0, 1)
    starts = (first_day(month_value(now.year, now.month + shift)) for shift in months)
    days = [day for start in starts if start and (day := safe_day(start.year, start.month, number))]
    found = nearest(match, context, now, days)
    return dated(day_value(found), match) if found is not None else None


def _eve(found: date, match: Match) -> Meaning | None:
    """ "ніч на 14 вересня" ends on the morning of that day; "вночі 14 вересня" may be either night that the day has a part of."""
    if value_of(match, "part") != "NI" or "of" in match.bound:
        return None
    before, after = shift_days(found, -1), shift_days(found, 1)
    if before is None or after is None:
        return None
    if {"на", "проти", "с"} & match.bound.keys():
        within = (f"{day_value(before)}T20:00", f"{day_value(found)}T06:00")
    else:
        within = (f"{day_value(found)}T00:00", f"{day_value(after)}T06:00")
    return Meaning(TimeType.TIME, f"{day_value(found)}TNI", within=within)


def week_of(match: Match, context: Context) -> Meaning | None:
    """ "the week of March 6"."""
    found = day(match, context)
    start = first_day(found.value) if found is not None else None
    return dated(week_value(start), match) if start is not None else None


def listed_day(match: Match, context: Context) -> Meaning | None:
    """The second day of "April 24 and 25": only right after a day, and not where it counts something ("and 12 others")."""
    if context.last_means not in ("day", "listed_day") or context.last_after != match.first - 1 or context.last is None:
        return None
    following = context.following(match.after)
    if following is not None and following.key[0].isalpha() and following.key not in context.lexicon.hints["after_day"]:
        return None
    start = first_day(context.last)
    if start is None:
        return None
    found = safe_day(value_of(match, "year") or start.year, start.month, value_of(match, "day"))
    return dated(day_value(found), match) if found is not None and found > start else None


def iso_day(match: Match, context: Context) -> Meaning | None:
    """A day in figures."""
    del context
    return dated(value_of(match, "isoday"), match)


def month(match: Match, context: Context) -> Meaning | None:
    """ "March 1996", "June last year", "last October", "in September"."""
    number = value_of(match, "month")
    year = year_given(match, context)
    if year is not None:
        return dated(month_value(year, number), match)
    if value_of(match, "unit") is not None:
        return None
    if set(match.bound) <= {"month"} and not _is_month_alone(match, context):
        return None
    era = era_of(context)
    if era is not None:
        return dated(f"{era}-{number:02d}", match)
    direction = value_of(match, "dir")
    begun = range_start(match, context)
    if begun is not None and direction is None:
        return dated(month_value(begun.year + (number < begun.month), number), match)
    now = context.now
    if now is None:
        start = story_day(context, number, 1)
        return dated(month_value(start.year, number) if start else f"XXXX-{number:02d}", match)
    year = now.year
    if direction == -1:
        year -= number >= now.month
    elif direction == 1:
        year += number <= now.month
    elif direction is None:
        tense = tense_of(context, match)
        ahead = (number - now.month) % 12
        if tense == "future" or (tense is None and 0 < ahead <= 2):
            year += number < now.month
        else:
            year -= number > now.month
    return dated(month_value(year, number), match)


def weekday(match: Match, context: Context) -> Meaning | None:
    """A weekday: the day of publication if it is that weekday, else the last one, or the next one where the verb looks ahead."""
    wanted = value_of(match, "weekday")
    if _is_conjunction(match, context):
        return None
    now = context.now
    if context.narrative and context.last is not None:
        now = first_day(context.last) if len(context.last) == 10 else None
    if now is None:
        return dated(f"XXXX-WXX-{wanted}", match) if value_of(match, "part") is None else None
    if "rel" in match.bound and context.last is not None and len(context.last) == 10:
        now = first_day(context.last) or now
    direction = value_of(match, "rel") if "rel" in match.bound else value_of(match, "dir")
    if "unit" in match.bound:
        return _weekday_of_week(match, context, now, wanted)
    start = range_start(match, context)
    if start is not None and "dir" not in match.bound:
        now, direction = start, 1
    ahead = (wanted - now.isoweekday()) % 7
    if direction == -1:
        days = ahead - 7
    elif direction in (0, 1) and "rel" not in match.bound:
        days = (ahead or 7) if direction == 1 else ahead
    elif ahead == 0:
        days = 0
    elif tense_of(context, match) in ("future", "present"):
        days = ahead
    else:
        days = ahead - 7
    found = shift_days(now, days + 7 * ("week" in match.bound))
    if found is None:
        return None
    return (_eve(found, match) if "на" in match.bound else None) or dated(day_value(found), match)


def _is_conjunction(match: Match, context: Context) -> bool:
    """True for the "that" of "said that Friday was quiet"; "on that Friday" has a preposition before it."""
    if context.tokens[match.first].key not in context.lexicon.hints["conjunction"]:
        return False
    before = context.before(match.first)
    return before is not None and before.key not in context.lexicon.hints["before_year"]


def range_start(match: Match, context: Context) -> date | None:
    """The first day of a range that the expression ends: "Monday to Friday", "from 3 May until 7 June"."""
    if context.last is None or context.last_after != match.first - 1:
        return None
    if match.means != context.last_means and {match.means, context.last_means} != {"day", "month"}:
        return None
    through = context.tokens[match.first - 1].key in context.lexicon.hints["through"]
    return first_day(context.last) if through else None


def weekday_set(match: Match, context: Context) -> Meaning | None:
    """ "Mondays", "Tuesday nights", "each Thursday"."""
    del context
    number = value_of(match, "weekdays") if "weekdays" in match.bound else value_of(match, "weekday")
    part = value_of(match, "parts") or value_of(match, "part")
    return Meaning(TimeType.SET, f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


def deictic(match: Match, context: Context) -> Meaning | None:
    """ "today", "yesterday", "tomorrow morning"."""
    before = context.before(match.first)
    token = context.tokens[match.first]
    if before is not None and token.is_capital and (before.is_capital or (before.key == "." and before.end == token.start)):
        return None  # "Flanders Today" is a paper
    if context.now is None:
        return Meaning(TimeType.DATE, ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[_sign(value_of(match, "dayref")) + 1])
    found = shift_days(context.now, value_of(match, "dayref"))
    return dated(day_value(found) if found else None, match)


def year_given(match: Match, context: Context) -> int | None:
    """The year that the form itself gives: "1989", "last year", "that year"."""
    number = value_of(match, "year")
    if number is None and "yy" in match.bound:
        return full_year(value_of(match, "yy"))
    if number is not None:
        return int(number) if 1 <= number <= 2100 else None
    if value_of(match, "unit") != "Y":
        return None
    if "rel" in match.bound:
        start = first_day(context.reference) if context.reference else None
        return start.year + value_of(match, "rel") if start else None
    if context.now is not None and "dir" in match.bound:
        return context.now.year + int(value_of(match, "dir"))
    start = first_day(context.reference) if context.reference else None
    return start.year if start else None


def full_year(number: int) -> int:
    """The year that two figures stand for: from '26 on of the last century."""
    return 1900 + number if number > 25 else 2000 + number


def era_of(context: Context) -> str | None:
    """The year before Christ that a narrative is in, as its value; None elsewhere."""
    return context.last[:6] if context.last is not None and context.narrative and context.last.startswith("BC") else None


def _nearest_day(match: Match, context: Context, month: int, number: int) -> date | None:
    """A day without a year: in a narrative the one that continues from the last date, else by tense and nearness."""
    if context.now is None:
        return story_day(context, month, number)
    now = context.now
    days = [d for year in (now.year - 1, now.year, now.year + 1) if (d := safe_day(year, month, number)) is not None]
    on_weekday = [d for d in days if d.isoweekday() == value_of(match, "weekday")]
    return on_weekday[0] if len(on_weekday) == 1 else nearest(match, context, now, days)


def nearest(match: Match, context: Context, now: date, days: list[date]) -> date | None:
    past = max((d for d in days if d <= now), default=None)
    coming = min((d for d in days if d >= now), default=None)
    if past is None or coming is None or past == coming:
        return past or coming
    back, ahead = (now - past).days, (coming - now).days
    tense = tense_of(context, match)
    if tense == "future":
        return coming if ahead <= _FAR_AHEAD or (coming.year == now.year and back > _JUST_BACK) else past
    if tense == "past":
        return past if back < (_LONG_AGO if ahead <= _SOON else 330) else _in_story(match, context, now, coming) or coming
    return coming if ahead <= _SOON and back > 180 else past


def _in_story(match: Match, context: Context, now: date, day: date) -> date | None:
    """The day in the earlier year that was named just before: "in 2014 ... a vote was held on 16 March"."""
    start = first_day(context.last) if context.last is not None and match.first - context.last_after < _REMEMBERED else None
    return safe_day(start.year, day.month, day.day) if start is not None and start.year < now.year else None


def story_day(context: Context, month: int, number: int) -> date | None:
    """The day of a month, in the year that continues the story best.

    A story goes forward more often than back, and from its last date rather than from one before, so a step back counts
    `_BACK` times its length and a step from an earlier date `_EARLIER` times.
    """
    best: tuple[float, date] | None = None
    for place, start in enumerate(context.recent):
        for year in (start.year - 1, start.year, start.year + 1):
            found = safe_day(year, month, number)
            if found is None:
                continue
            step = (found - start).days
            cost = (1 + (step if step >= 0 else -step * _BACK)) * _EARLIER**place
            if best is None or cost < best[0]:
                best = (cost, found)
    return best[1] if best is not None else None


_BACK = 2.0
_EARLIER = 6.0


def _is_month_alone(match: Match, context: Context) -> bool:
    """False for words that are a name or a verb where they stand: "April Smith", "Theresa May", "March on"."""
    token = context.tokens[match.first]
    if match.bound["month"].sort == "MONTHADJ":
        after = context.following(match.after)
        return not token.is_capital or (after is not None and after.text[0].islower())  # "Октябрьская" is a place
    before, following = context.before(match.first), context.following(match.after)
    if token.key not in context.lexicon.hints["name_like"]:
        return True
    if before is not None and before.key in context.lexicon.hints["before_year"]:
        return following is None or not following.is_capital or not following.key.isalpha()
    if token.key == "may" or before is None or not before.key.isalpha():
        return False
    return not before.is_capital and not (following is not None and following.is_capital and following.key.isalpha())


def _weekday_of_week(match: Match, context: Context, now: date, wanted: int) -> Meaning | None:
    """ "Friday last week", "Monday of next week"."""
    del context
    if value_of(match, "unit") != "W" or "dir" not in match.bound:
        return None
    monday = shift_days(now, 1 - now.isoweekday() + 7 * value_of(match, "dir"))
    found = shift_days(monday, wanted - 1) if monday else None
    return dated(day_value(found) if found else None, match)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
