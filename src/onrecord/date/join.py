"""Clock times and the days they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.date.calendar import first_day, shift_days
from onrecord.date.context import Context, Meaning
from onrecord.records import TimeType

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"T(\d\d:\d\d)$")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: tokens `[first, after)`, what it means, and by which rule."""

    first: int
    after: int
    meaning: Meaning
    means: str


def joined(found: Sequence[Found], context: Context) -> list[Found]:
    """Join a clock time with the day beside it ("10 p.m. on Wednesday") and give the others the nearest day's.

    The nearest day is one of the same sentence, else that of publication, else (in a history) the day last spoken of.
    """
    result: list[Found] = []
    last_day: str | None = None
    for place, item in enumerate(found):
        before = result[-1] if result and _adjacent(result[-1], item, context) else None
        day = _day_of(item)
        if _lacks_day(item):
            near = _day_of(before) if before is not None and before.meaning.type is TimeType.DATE else None
            until = _end_of_range(result[-1], item, context) if result else None
            if before is not None and near is not None:
                result[-1] = Found(before.first, item.after, _on(item, near), "joined")
            elif until is not None:
                result.append(replace(item, meaning=_on(item, until)))
            else:
                result.append(_borrowed(found, place, context, last_day))
        elif before is not None and before.means in ("clock", "part") and day is not None and item.meaning.type is TimeType.DATE:
            result[-1] = Found(before.first, item.after, _on(before, day), "joined")
        elif before is not None and before.means == "clock" and item.means in ("weekday", "deictic", "part") and day is not None:
            result[-1] = Found(before.first, item.after, _in_part(before, item, day), "joined")
        else:
            result.append(item)
        last_day = _day_of(result[-1]) or last_day
    return result


def _day_of(item: Found) -> str | None:
    """The day of a value that names one or lies within one."""
    day = _DAY.match(item.meaning.value)
    return day.group() if day is not None else None


def _lacks_day(item: Found) -> bool:
    return item.meaning.type is TimeType.TIME and item.meaning.value.startswith("T")


def _on(clock: Found, day: str) -> Meaning:
    """The clock time on another day."""
    rest = clock.meaning.value.split("T", 1)[1]
    return replace(clock.meaning, value=f"{day}T{rest}")


def _end_of_range(start: Found, item: Found, context: Context) -> str | None:
    """The day of the second clock time of "10 p.m. to 5 a.m.": the first one's, or the next where midnight lies between."""
    if start.meaning.type is not TimeType.TIME or item.means != "clock" or item.first - start.after != 1:
        return None
    clock, day = _CLOCK.search(start.meaning.value), first_day(start.meaning.value)
    if clock is None or day is None or context.tokens[start.after].key not in context.lexicon.hints["through"]:
        return None
    after = shift_days(day, 1) if item.meaning.value[1:] < clock[1] else day
    return after.isoformat() if after is not None else None


def _in_part(clock: Found, part: Found, day: str) -> Meaning:
    """ "8 o'clock on Friday evening": the part of the day says which eight."""
    hour, name = int(clock.meaning.value[-5:-3]), part.meaning.value[-2:]
    late = hour < 12 and (name in ("AF", "EV") or (name == "NI" and hour >= 6))
    return replace(clock.meaning, value=f"{day}T{hour + 12 * late:02d}{clock.meaning.value[-3:]}")


def _adjacent(first: Found, second: Found, context: Context) -> bool:
    between = context.tokens[first.after : second.first]
    return len(between) <= 2 and all(token.key in context.lexicon.hints["joins"] for token in between)


def _borrowed(found: Sequence[Found], place: int, context: Context, last_day: str | None) -> Found:
    item = found[place]
    near = (*found[place + 1 : place + 3], *reversed(found[max(0, place - 2) : place]))
    day = next((d for other in near if (d := _day_of(other)) is not None and _same_sentence(item, other, context)), None)
    if day is None:
        day = _day_without_a_word(item, context) or last_day
    return replace(item, meaning=_on(item, day)) if day is not None else item


def _day_without_a_word(item: Found, context: Context) -> str | None:
    """The day of publication; for a night that stands alone, the night before it."""
    if context.now is None:
        return None
    day = shift_days(context.now, -1) if item.meaning.value == "TNI" else context.now
    return day.isoformat() if day is not None else None


def _same_sentence(first: Found, second: Found, context: Context) -> bool:
    low, high = min(first.after, second.after), max(first.first, second.first)
    return high - low < _NEAR and not any(context.ends_sentence(at) for at in range(low, high))


_NEAR = 40
"""Tokens that may lie between a clock time and the day that it takes."""
