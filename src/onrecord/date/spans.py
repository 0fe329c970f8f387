"""Meanings that count: durations, sets, "three days ago", "two years later", "this week", and vague references."""

from __future__ import annotations

from datetime import date
from typing import Any

from onrecord.date.calendar import day_value, first_day, month_value, quarter_of, quarter_value, shift_days, shifted, week_value
from onrecord.date.context import Context, Meaning
from onrecord.date.days import dated, value_of
from onrecord.date.lengths import CLOCK_UNITS, TENS, duration_value, in_whole_units, length_of, unit_of
from onrecord.date.patterns import Match
from onrecord.date.tense import tense_of
from onrecord.records import TimeType

_QUARTER_NEAR, _QUARTER_FAR, _BESIDE_MONEY = 60, 250, 20
_AGE = 15
"""From here on, figures with an adjective of years ("53-річний") tell somebody's age more often than a length."""


def duration(match: Match, context: Context) -> Meaning | None:
    """ "three days", "a five-hour visit", "a few weeks", "for years"."""
    count, unit = length_of(match)
    if unit != "WE" and match.after - match.first > 1 and context.tokens[match.after - 1].text.istitle():
        return None  # "60 Minutes" is a programme
    if "num" in match.bound and match.bound["num"].sort == "ONE" and (unit in ("S", "Q") or _goes_on(match, context)):
        return None
    if _is_clock(context.tokens[match.first].text) and unit == "H":
        return None  # "0500 hours"
    if unit == "Y" and _is_bare_year(match, context, count):
        return None
    return Meaning(TimeType.DURATION, duration_value(count, unit))


def length_adjective(match: Match, context: Context) -> Meaning | None:
    """ "двомісячного", "5-денної": an adjective that gives a length."""
    del context
    count, unit = value_of(match, "length") or (value_of(match, "num"), value_of(match, "lengthstem"))
    if "lengthstem" in match.bound and unit == "Y" and count >= _AGE:
        return None
    return Meaning(TimeType.DURATION, duration_value(count, unit))


def some_time(match: Match, context: Context) -> Meaning | None:
    """ "a while": a length without a unit."""
    del context
    return Meaning(TimeType.DURATION, value_of(match, "sometime"))


def span(match: Match, context: Context) -> Meaning | None:
    """ "the past three months", "the next few days": a duration that ends or begins on the day of publication."""
    before = context.before(match.first)
    if before is not None and before.key in context.lexicon.hints["before_verb"]:
        return None  # "it will last two days"
    (count, unit), direction = length_of(match), value_of(match, "dir")
    value = duration_value(value_of(match, "high") or count, unit)
    if direction in (None, 0) or context.now is None or not isinstance(count, int):
        return Meaning(TimeType.DURATION, value)
    edge = _day_shifted(context.now, count * direction, unit)
    if edge is None:
        return Meaning(TimeType.DURATION, value)
    stretch = sorted((edge, context.now))
    return Meaning(TimeType.DURATION, value, within=(day_value(stretch[0]), day_value(stretch[1])))


def rate(match: Match, context: Context) -> Meaning | None:
    """ "$1 billion a year": how often, as a SET."""
    following = context.following(match.after)
    if following is not None and following.key in context.lexicon.hints["not_rate"]:
        return None
    return Meaning(TimeType.SET, duration_value(1, unit_of(match)))


def every(match: Match, context: Context) -> Meaning | None:
    """ "every day", "every two weeks", "each July"."""
    del context
    if value_of(match, "unit") == "S":
        return None  # "every second house"
    if "month" in match.bound:
        return Meaning(TimeType.SET, f"XXXX-{value_of(match, 'month'):02d}")
    for name in ("season", "seasons"):
        if name in match.bound:
            return Meaning(TimeType.SET, f"XXXX-{value_of(match, name)}")
    if "part" in match.bound:
        return Meaning(TimeType.SET, f"XXXX-XX-XXT{value_of(match, 'part')}")
    count, unit = length_of(match)
    return Meaning(TimeType.SET, duration_value(2 if "other" in match.bound else count, unit))


def setword(match: Match, context: Context) -> Meaning | None:
    """ "daily", "annually"."""
    if context.in_name(match):
        return None
    value = value_of(match, "setword")
    return Meaning(TimeType.SET, f"XXXX-XX-XX{value}" if value.startswith("T") else value)


def ref(match: Match, context: Context) -> Meaning | None:
    """ "now", "recently", "the future"."""
    del context
    return Meaning(TimeType.DATE, value_of(match, "ref"))


def fixed_ref(match: Match, context: Context) -> Meaning | None:
    """A form whose option is the value."""
    del context
    return Meaning(TimeType.DATE, match.option)


def one_day(match: Match, context: Context) -> Meaning | None:
    """ "one day": some day to come where the verb looks ahead, else a day's length."""
    if tense_of(context, match) == "future":
        return Meaning(TimeType.DATE, "FUTURE_REF")
    return Meaning(TimeType.DURATION, "P1D")


def ago(match: Match, context: Context) -> Meaning | None:
    """ "three days ago": counted back from publication; vague numbers lie in the past."""
    return _away(match, context, -1, "PAST_REF")


def ahead(match: Match, context: Context) -> Meaning | None:
    """ "three days from now"."""
    return _away(match, context, 1, "FUTURE_REF")


def shift(match: Match, context: Context) -> Meaning | None:
    """ "two years later", "a day earlier": counted from the time last spoken of."""
    length, direction = duration_value(*length_of(match)), int(match.option)
    count, unit = in_whole_units(*length_of(match))
    if count is None or unit in CLOCK_UNITS:  # "an hour later": TimeBank has the length alone
        return None if "later" in match.bound else Meaning(TimeType.DURATION, length)
    reference = context.reference
    if context.now is not None and direction > 0:
        from_now = "через" in match.bound and tense_of(context, match) in ("future", "present")
        if context.last is None and not from_now:  # later than what has no date: a length
            return Meaning(TimeType.DURATION, length) if "через" in match.bound else None
        reference = day_value(context.now) if from_now else reference
    if unit == "Y" and direction == -1 and count == 1 and _speaks_of_quarter(context, match):
        reference = context.last_quarter
    elif unit == "Y" and direction == -1 and count == 1 and _compares_years(context):
        reference = day_value(context.now) if context.now else reference
    return _moved(reference, count * direction, unit, "FUTURE_REF" if direction > 0 else "PAST_REF")


def unit(match: Match, context: Context) -> Meaning | None:
    """ "last week", "earlier this month", "the end of the year", "the weekend"."""
    name = (
        "WE" if "weekend" in match.bound else value_of(match, "unit") or value_of(match, "theunit") or value_of(match, "latest")
    )
    direction = -2 if "before" in match.bound else value_of(match, "dir")
    if name in ("H", "MIN", "S") or (name in ("D", "M") and direction is None and ("edge" not in match.bound or name == "D")):
        return None
    if (direction is None and _goes_on(match, context)) or _is_title(match, context) or name == "2W":
        return None
    if direction is None and "edge" not in match.bound and name in ("Y", "W", "M") and _is_closed(match, context):
        return Meaning(TimeType.DURATION, duration_value(1, name))
    if direction in (-1, 1) and _has_more(match, context):
        return None  # "the last decade of the war"
    start = context.now
    if name == "D" and direction == -2:
        return None
    if name == "D" and direction in (-1, 1) and context.last is not None and len(context.last) == 10:
        return _moved(context.last, direction, "D", "PAST_REF")
    if start is None:
        start = first_day(context.last) if context.last else None
        if start is None or direction is None:
            return _in_narrative(match, context, name)
    if name == "WE":
        return _weekend(match, context, start, direction)
    if direction is None and name == "Q":
        over = quarter_value(start.year, quarter_of(start) - 1)
        named = context.last_quarter or over
        return dated(min(named, over) if "latest" in match.bound else named, match)
    if name in TENS:
        length = 3 if name == "DE" else 2
        return dated(str(start.year + (direction or 0) * TENS[name])[:length], match)
    return dated(_unit_value(start, direction or 0, name), match, within=_rolling(match, context, name))


def _rolling(match: Match, context: Context, unit: str) -> tuple[str, str] | None:
    """The stretch of "the past week": the seven days up to publication; its value is that of "last week", as TimeBank has it."""
    words = (token.key for token in context.tokens[match.first : match.after])
    if context.now is None or context.lexicon.hints["rolling"].isdisjoint(words):
        return None
    start = _day_shifted(context.now, -1, unit)
    return (day_value(start), day_value(context.now)) if start is not None else None


def rel_unit(match: Match, context: Context) -> Meaning | None:
    """ "the following year", "that day": counted from the time last spoken of."""
    name = value_of(match, "unit")
    if name is None or name in CLOCK_UNITS:
        return None
    direction = value_of(match, "rel")
    if direction is None:
        return None
    reference = context.reference
    if name == "D" and reference is not None and len(reference) in (4, 7) and reference[:4].isdecimal():
        return Meaning(TimeType.DATE, f"{reference}-XX" if len(reference) == 7 else f"{reference}-XX-XX")
    return _moved(reference, direction, name, ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[direction + 1])


def _goes_on(match: Match, context: Context) -> bool:
    """True before a hyphen: "the year-earlier period" has more to it than "the year"."""
    following = context.following(match.after)
    return following is not None and following.key == "-" and following.start == context.tokens[match.after - 1].end


def _has_more(match: Match, context: Context) -> bool:
    """True where the last or next stretch is one of something, and not of the calendar: "the last day of the trial"."""
    following = context.following(match.after)
    return following is not None and following.key in context.lexicon.hints["part_of"]


def _is_title(match: Match, context: Context) -> bool:
    """True where the unit begins with a capital: "This Week", "Word of the Year"."""
    return match.after - match.first > 1 and context.tokens[match.after - 1].is_capital


def _away(match: Match, context: Context, direction: int, vague: str) -> Meaning | None:
    count, unit = in_whole_units(*length_of(match))
    if count is None or context.now is None:
        return Meaning(TimeType.DATE, vague)
    if unit in CLOCK_UNITS:
        return Meaning(TimeType.DATE, day_value(context.now))
    if unit == "Y" and direction == -1 and count == 1 and _speaks_of_quarter(context, match):
        return dated(shifted(context.last_quarter or "", -1, "Y"), match)
    return _moved(day_value(context.now), count * direction, unit, vague)


def _speaks_of_quarter(context: Context, match: Match) -> bool:
    """True if "a year ago" compares quarters: "profit rose ... from $3 million a year ago", after a quarter was named.

    That was within `_QUARTER_NEAR` tokens, or within `_QUARTER_FAR` where money or a share stands right before.
    """
    if context.last_quarter is None:
        return False
    distance = match.first - context.quarter_after
    before = context.tokens[max(0, match.first - _BESIDE_MONEY) : match.first]
    return distance < _QUARTER_NEAR or (distance < _QUARTER_FAR and any(t.key in context.lexicon.hints["money"] for t in before))


def _compares_years(context: Context) -> bool:
    """True where the news speaks of its own year or the last: "a year earlier" is then the last year."""
    start = first_day(context.last) if context.last else None
    return context.now is not None and start is not None and start.year >= context.now.year - 1


def _moved(reference: str | None, count: int, unit: str, vague: str) -> Meaning:
    value = None
    if reference is not None and reference.startswith("BC"):
        value = f"BC{int(reference[2:6]) - count:04d}" if unit == "Y" and int(reference[2:6]) > count else None
    elif reference is not None:
        value = shifted(reference, count, unit)
    return Meaning(TimeType.DATE, value or vague)


def _unit_value(start: date, direction: int, unit: str) -> str | None:
    if unit == "W":
        day = shift_days(start, 7 * direction)
        return week_value(day) if day else None
    if unit == "M":
        return month_value(start.year, start.month + direction)
    if unit == "Q":
        return quarter_value(start.year, quarter_of(start) + direction)
    if unit == "D":
        day = shift_days(start, direction)
        return day_value(day) if day else None
    return f"{start.year + direction:04d}" if 0 < start.year + direction <= 9999 else None


def _weekend(match: Match, context: Context, start: date, direction: int | None) -> Meaning | None:
    """The weekend of this week if it has begun or lies ahead ("this weekend"), else the one before."""
    weeks = direction or 0
    if start.isoweekday() < 6 and direction is None and "this" not in match.bound:
        weeks = 0 if tense_of(context, match) in ("future", "present") else -1
    elif start.isoweekday() >= 6 and direction == -1:
        weeks = -1
    day = shift_days(start, 7 * weeks)
    return dated(f"{week_value(day)}-WE" if day else None, match)


def _in_narrative(match: Match, context: Context, name: str) -> Meaning | None:
    """Without a day of publication: what the last date fixes, else the direction alone."""
    direction = value_of(match, "dir")
    if context.reference is not None and direction is None and name in ("Y", "M", "W"):
        return dated(shifted(context.reference, 0, name), match)
    if direction is None:
        return Meaning(TimeType.DURATION, duration_value(1, name))
    return Meaning(TimeType.DATE, ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[direction + 1])


def _day_shifted(day: date, count: int, unit: str) -> date | None:
    if unit in ("D", "W"):
        return shift_days(day, count * (7 if unit == "W" else 1))
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is None or abs(count) > 10_000:
        return None
    total = day.year * 12 + day.month - 1 + count * months
    if not 12 <= total < 119_988:
        return None
    first = date(total // 12, total % 12 + 1, 1)
    return shift_days(first, min(day.day, 28) - 1)


def _is_closed(match: Match, context: Context) -> bool:
    """True before the day on which the stretch ends: "the year ended March 31", "the year to June"."""
    following, end = context.following(match.after), context.following(match.after + 1)
    if following is None or end is None:
        return False
    return following.key in context.lexicon.hints["closing"] or (following.key == "to" and end.is_capital)


def _is_clock(figures: str) -> bool:
    return figures.isdecimal() and (len(figures) == 4 or figures.startswith("0")) and int(figures) < 2400


def _is_bare_year(match: Match, context: Context, count: Any) -> bool:
    """True for four figures that are a year rather than a number of years ("1941 роки")."""
    if not isinstance(count, int) or not 1000 <= count <= 2100:
        return False
    return any(token.text == str(count) for token in context.tokens[match.first : match.after])
