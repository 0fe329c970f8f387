"""The number of dead that a report is about, and whether a later report's is another one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.records.claim import Voice
from onrecord.records.happening import HappeningType
from onrecord.weigh.conflicts import has_number

LEAD = 1000
"""Characters of a report in which it says what it is about; a number that comes first after them is background."""

SAME_NEWS_DAYS = 1
"""Which of two counts came first is not known from days that lie so close."""

_SOON = 400
"""Characters after the number of a part within which that of the whole is looked for."""

_PEOPLE = frozenset({"people", "items", ""})
_DOZENS = (12.0, None)
"""What "dozens" is read as: too vague to differ from anything."""
_HURT = re.compile(r"\b(?:wound|injur|hurt|hospitali|missing|detain)", re.IGNORECASE)
_PART = re.compile(r"\b(?:child|women|woman|girl|boy|bab(?:y|ies)|infant|medic|nurse|doctor|teacher|journalist)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of dead; "at least 40" counts as 40 here, as later reports raise it."""

    low: float
    high: float

    def apart(self, other: Toll) -> bool:
        """True if no number lies in both."""
        return self.high < other.low or other.high < self.low


def toll_of(voices: Iterable[Voice]) -> Toll | None:
    """The number of dead that a document gives first: news says what happened first.

    Numbers of the wounded are left out. Where it is the number of a part of the dead ("among them 11 children"), that of the
    whole counts if it follows soon; else none is known.

    Args:
        voices: all of one document.
    """
    counts = [v for v in sorted(voices, key=lambda v: v.at) if v.at <= LEAD and _counts_dead(v)]
    whole = [v for v in counts if not _PART.search(v.of or "") and v.at <= counts[0].at + _SOON]
    if not whole:
        return None
    given = [n for n in (whole[0].low, whole[0].high) if n is not None]
    return Toll(min(given), max(given))


def _counts_dead(voice: Voice) -> bool:
    if voice.type is not HappeningType.CASUALTIES or voice.denies or not has_number(voice) or voice.unit not in _PEOPLE:
        return False
    return (voice.low, voice.high) != _DOZENS and not _HURT.search(voice.of or "")


def compare(early: Toll, late: Toll, days: int | None) -> str | None:
    """ "update" for a toll that rises, or was counted anew while it was news; "dispute" for one that is lower later; else None.

    Args:
        days: between the two reports; None where not known.
    """
    if not early.apart(late):
        return None
    rises = late.low > early.high
    return "update" if rises or days is None or days <= SAME_NEWS_DAYS else "dispute"


def days_between(one: str, other: str) -> int | None:
    """Days between two ISO 8601 days, 0 or more; None where one is empty."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) if one and other else None
