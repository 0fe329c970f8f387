"""Numbers in words: "twenty-one", "nineteen ninety-six", "двадцять один"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.date.lexicon import Lexicon
from onrecord.date.scan import Token

_LONGEST = 8
"""Words that one number may have; more are no number of days or years."""


def spelled_number(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> list[tuple[str, int, int]]:
    """Readings of number words that begin at token `at`, as (class, value, token after).

    Tens take ones ("twenty-one"), scales multiply ("two thousand"), and two numbers of two figures make a year
    ("nineteen ninety-six"). An ordinal may end the number ("twenty-first").
    """
    values: list[int] = []
    after = at
    found: list[tuple[str, int, int]] = []
    place = at
    while place < len(tokens) and len(values) < _LONGEST:
        key = tokens[place].key
        if (
            key in ("-", "and", "–")
            and values
            and place + 1 < len(tokens)
            and _joins(values, key, tokens[place + 1].key, lexicon)
        ):
            place += 1
            continue
        value = lexicon.cardinals.get(key)
        if value is None:
            found += _ordinal(values, key, place, lexicon)
            break
        if values and not _continues(values[-1], value):
            found += _year(tokens, values, place, lexicon)
            break
        values.append(value)
        place += 1
        after = place
    return [("NUM", _total(values), after), *found] if values else found


def _joins(values: list[int], key: str, following: str, lexicon: Lexicon) -> bool:
    """True if a hyphen or "and" goes on with the number: "twenty-one", "two hundred and six", not "six and seven"."""
    value = lexicon.cardinals.get(following, lexicon.ordinals.get(following))
    return value is not None and (values[-1] >= 100 if key == "and" else _continues(values[-1], value))


def _continues(before: int, value: int) -> bool:
    if value in (100, 1000, 1000000):
        return before < value
    if before in (100, 1000, 1000000) or (before >= 100 and before % 100 == 0):
        return value < before
    return 20 <= before <= 90 and before % 10 == 0 and 1 <= value <= 9


def _total(values: list[int]) -> int:
    total = current = 0
    for value in values:
        if value in (1000, 1000000):
            total += max(current, 1) * value
            current = 0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
    return total + current


def _ordinal(values: list[int], key: str, place: int, lexicon: Lexicon) -> list[tuple[str, int, int]]:
    last = lexicon.ordinals.get(key)
    if last is None or (values and not _continues(values[-1], last)):
        return []
    value = _total(values) + last
    day = [("DAY", value, place + 1)] if value <= 31 else []
    return [("ORD", value, place + 1), *day]


def _year(tokens: Sequence[Token], values: list[int], place: int, lexicon: Lexicon) -> list[tuple[str, int, int]]:
    """ "nineteen" + "ninety-six": the century's two figures, then the year's."""
    century = _total(values)
    if not 15 <= century <= 20:
        return []
    rest = lexicon.cardinals.get(tokens[place].key, 0)
    if not 10 <= rest <= 99:
        return []
    after = place + 1
    if rest >= 20 and after < len(tokens):
        if tokens[after].key == "-" and after + 1 < len(tokens):
            after += 1
        ones = lexicon.cardinals.get(tokens[after].key, 0)
        if 1 <= ones <= 9:
            return [("YEAR", century * 100 + rest + ones, after + 1)]
    return [("YEAR", century * 100 + rest, place + 1)]
