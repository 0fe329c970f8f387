"""Meanings that name years, decades and centuries, and when a bare figure or month name is one at all."""

from __future__ import annotations

from onrecord.date.calendar import first_day
from onrecord.date.context import Context, Meaning
from onrecord.date.days import dated, full_year, value_of
from onrecord.date.patterns import Match
from onrecord.date.scan import Token
from onrecord.records import TimeType

_NEWS_FROM = 1800
"""Years from here on stand alone before a name or a verb ("У 1984 Іран"); lower figures are counts too often."""


def year(match: Match, context: Context) -> Meaning | None:
    """ "1989", "fiscal 1990", "the year 2000". A bare figure counts only where it can hardly be a quantity."""
    number = value_of(match, "year")
    if not 1000 <= number <= 2100:
        return None
    bare = set(match.bound) <= {"year", "prep"}
    if bare and not _is_year(match, context, number):
        return None
    if context.last_quarter is not None and not match.bound.keys().isdisjoint(("quarter", "period")):
        return dated(f"{number:04d}{context.last_quarter[4:]}", match)  # "the 1988 quarter"
    return dated(f"{number:04d}", match)


def short_year(match: Match, context: Context) -> Meaning | None:
    """ "'98" in a form that holds more than the figure, or after a preposition."""
    before = context.before(match.first)
    if (
        before is None
        or before.key not in context.lexicon.hints["before_year"]
        or context.text[context.tokens[match.first].end].isspace()
    ):
        return None
    return dated(f"{full_year(value_of(match, 'yy'))}", match)


def short_year_after(match: Match, context: Context) -> Meaning | None:
    """The second year of "1940-41"."""
    start = first_day(context.last) if context.last is not None and context.last_after == match.first - 1 else None
    if start is None or context.last_means != "year" or value_of(match, "yy") <= start.year % 100:
        return None
    return dated(f"{start.year // 100 * 100 + value_of(match, 'yy')}", match)


def year_ref(match: Match, context: Context) -> Meaning | None:
    """A word that means last year or this year ("торік"), with a month or season where the form has one."""
    count = value_of(match, "yearref")
    if context.now is None:
        return Meaning(TimeType.DATE, "PAST_REF" if count < 0 else "PRESENT_REF")
    value = f"{context.now.year + count:04d}"
    if "month" in match.bound:
        value += f"-{value_of(match, 'month'):02d}"
    elif "season" in match.bound:
        value += f"-{value_of(match, 'season')}"
    return dated(value, match)


def decade(match: Match, context: Context) -> Meaning | None:
    """ "the 1990s", "the early '80s", "the nineties". The value is the year's first three figures."""
    before = context.before(match.first)
    if before is not None and before.key in context.lexicon.hints["owners"]:
        return None  # somebody's thirties
    if before is not None and before.end == context.tokens[match.first].start and (before.key in "-$€£" or before.key.isalnum()):
        return None  # "Su-30s", "$20s"
    number = value_of(match, "decade") if "decade" in match.bound else value_of(match, "decadeword")
    if number is None:
        return None
    if number < 100:
        number += 1900 if number >= 20 else 2000
    return dated(f"{number // 10}", match)


def century(match: Match, context: Context) -> Meaning | None:
    """ "the 20th century". The value is the year's first two figures."""
    del context
    number = value_of(match, "ord") or value_of(match, "roman")
    return dated(f"{number - 1:02d}", match) if 1 <= number <= 21 else None


def _is_year(match: Match, context: Context, number: int) -> bool:
    """True if a bare figure is a year: not money, not a model, not a count of things."""
    at = match.first
    before, following = context.before(at), context.following(match.after)
    if _is_range_of_counts(context, at, match.after) or context.is_part_of_word(at):
        return False
    if before is not None and (before.key in "#№" or (before.key in "$€£/.:" and before.end == context.tokens[at].start)):
        return False
    if following is not None and following.start == context.tokens[at].end and following.key in ("%", "/", "°", "$"):
        return False
    if before is not None and before.key in context.lexicon.hints["before_count"] and _is_plural(following):
        return False
    if following is not None and following.key in context.lexicon.hints["counted"] and not _may_stand_before(before, context):
        return False
    if 1900 <= number <= 2099 and context.lexicon.language == "en":
        return True
    return _is_historic_year(match, context)


def _may_stand_before(word: Token | None, context: Context) -> bool:
    """True for a word that may stand before a bare year and does not count: "in 2014 people", not "about 2014 people"."""
    hints = context.lexicon.hints
    return word is not None and word.key in hints["before_year"] and word.key not in hints["before_count"]


def _is_plural(word: Token | None) -> bool:
    return word is not None and word.key.isalpha() and word.key.endswith("s") and not word.is_capital


def _is_range_of_counts(context: Context, at: int, after: int) -> bool:
    """True for "from 1300 to 12,000": a range whose other end is no year; "in 2014 and 2.5% in 2015" is none."""
    word, end, unit = context.following(after), context.following(after + 1), context.following(after + 2)
    if word is None or end is None or not end.is_number or word.key not in context.lexicon.hints["range"]:
        return False
    before = context.before(at)
    if word.key.isalpha() and before is not None and before.key in context.lexicon.hints["in_year"]:
        return False
    if unit is not None and unit.key == "%":
        return False
    return not (end.text.isdecimal() and len(end.text) in (2, 4))


def _ends_range_of_years(match: Match, context: Context) -> bool:
    """True for the second year of "1956-1957"."""
    before, start = context.before(match.first), first_day(context.last) if context.last is not None else None
    if before is None or start is None or context.last_means != "year" or context.last_after != match.first - 1:
        return False
    return before.key in context.lexicon.hints["range"] and start.year < value_of(match, "year")


def _is_historic_year(match: Match, context: Context) -> bool:
    before, following = context.before(match.first), context.following(match.after)
    if _ends_range_of_years(match, context):
        return True
    if following is not None and following.key[0].isalpha() and following.key not in context.lexicon.hints["after_year"]:
        if following.is_capital or following.key.endswith(context.lexicon.past_endings):
            return _may_stand_before(before, context) and _NEWS_FROM <= value_of(match, "year") <= 2099
        return (
            before is not None
            and before.key in context.lexicon.hints["before_year"]
            and not following.is_capital
            and context.lexicon.language == "en"
        )
    return (
        before is None or before.key in context.lexicon.hints["before_year"] or not before.key[0].isalnum() or context.narrative
    )
