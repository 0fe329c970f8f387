"""Clock times and the days they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.date.context import Context, Meaning
from onrecord.records import TimeType


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: tokens `[first, after)`, what it means, and by which rule."""

    first: int
    after: int
    meaning: Meaning
    means: str


def joined(found: Sequence[Found], context: Context) -> list[Found]:
    """Join a clock time with the day beside it ("10 p.m. on Wednesday") and give the others the nearest day's.

    The nearest day is one of the same sentence, else publication.
    """
    result: list[Found] = []
    for place, item in enumerate(found):
        if item.meaning.type is not TimeType.TIME or not item.meaning.value.startswith("T"):
            if result and _is_clock(result[-1]) and _adjacent(result[-1], item, context) and _is_day(item):
                result[-1] = _one(result[-1], item, result[-1].meaning)
            else:
                result.append(item)
            continue
        if result and _is_day(result[-1]) and _adjacent(result[-1], item, context):
            result[-1] = _one(result[-1], item, item.meaning)
        else:
            result.append(_borrowed(found, place, context))
    return result


def _one(first: Found, second: Found, clock: Meaning) -> Found:
    day = second.meaning.value if _is_day(second) else first.meaning.value
    rest = clock.value.split("T")[1]
    return Found(first.first, second.after, replace(clock, value=f"{day[:10]}T{rest}"), "clock")


def _is_clock(item: Found) -> bool:
    return item.means == "clock"


def _is_day(item: Found) -> bool:
    return (
        item.meaning.type is TimeType.DATE
        and len(item.meaning.value) == 10
        and item.meaning.value[4] == "-"
        and item.meaning.value[:1].isdecimal()
    )


def _adjacent(first: Found, second: Found, context: Context) -> bool:
    between = context.tokens[first.after : second.first]
    return len(between) <= 1 and all(token.key in context.lexicon.hints["joins"] for token in between)


def _borrowed(found: Sequence[Found], place: int, context: Context) -> Found:
    item = found[place]
    day = None
    for other in (*found[place + 1 : place + 3], *reversed(found[max(0, place - 2) : place])):
        if (
            len(other.meaning.value) >= 10
            and other.meaning.value[:4].isdecimal()
            and other.meaning.value[4] == "-"
            and _same_sentence(item, other, context)
        ):
            day = other.meaning.value[:10]
            break
    if day is None and context.now is None:
        earlier = [other.meaning.value for other in found[:place] if len(other.meaning.value) >= 10]
        day = earlier[-1][:10] if earlier and earlier[-1][:4].isdecimal() and earlier[-1][4] == "-" else None
    if day is None and context.now is not None:
        day = context.now.isoformat()
    if day is None:
        return item
    return replace(item, meaning=replace(item.meaning, value=f"{day}{item.meaning.value}"))


def _same_sentence(first: Found, second: Found, context: Context) -> bool:
    low, high = min(first.after, second.after), max(first.first, second.first)
    return high - low < 40 and all(t.key not in (".", "!", "?") for t in context.tokens[low:high])
