"""Years before Christ: "218 BC", "навесні 264 до н. е."."""

from __future__ import annotations

from onrecord.date.context import Context, Meaning
from onrecord.date.days import value_of
from onrecord.date.patterns import Match
from onrecord.records import TimeType


def era_year(match: Match, context: Context) -> Meaning | None:
    """A year before Christ, with its month or season where the form has one."""
    del context
    year = next((value_of(match, name) for name in ("oldyear", "year", "decade") if name in match.bound), None)
    if year is None or not 1 <= year <= 9999:
        return None
    value = f"BC{year:04d}"
    if "month" in match.bound:
        value += f"-{value_of(match, 'month'):02d}"
        if "day" in match.bound:
            value += f"-{value_of(match, 'day'):02d}"
    elif "season" in match.bound:
        value += f"-{value_of(match, 'season')}"
    return Meaning(TimeType.DATE, value, edge=value_of(match, "edge"))
