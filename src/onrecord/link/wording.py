"""What the words around a happening make of it: its sentence, a date taken for a number, what an outlet takes back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.basics.spans import Span
from onrecord.records.happening import Happening, HappeningType, Quantity
from onrecord.records.statement import SourceKind, Stance, Statement

REACH = 300
"""Characters before and after a position within which its sentence is looked for."""

_AROUND = 40
_SENTENCE_END = re.compile(r"[.!?…]['\"”»]?\s+|\n")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_GLUED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? ?(?:0?[1-9]|[12]\d|3[01])(?:19|20)\d\d\b")
"""A date that lost what stood between its day and its year: "Oct 032017"."""
_DEAD_AND_HURT = re.compile(
    r"\b(?:killed|killing|dead|died|deaths?) (?:and|or|and/or) (?:\w+ )?(?:wound|injur|hurt|maim)", re.IGNORECASE
)
"""One number for both: "killed and wounded five"."""
_EARLIER = re.compile(r"\b(?:earlier|previous|original) versions?\b", re.IGNORECASE)
"""Who says what a page used to say is no source of it."""
_SAID = r"(?:reported|said|stated|wrote)"
_WRONG = r"(?:wrongly|incorrectly|mistakenly|erroneously)"
_WRONGLY = re.compile(
    r"\b(?:we|(?:this|the|our) (?:article|story|report|post|item|headline|dispatch|page)) (?:had |have |has )?"
    rf"(?:{_WRONG} {_SAID}|{_SAID} (?:in error|by mistake|{_WRONG}))\b",
    re.IGNORECASE,
)
"""By which an outlet takes back what it said."""


def sentence(text: str, at: int) -> tuple[int, int]:
    """Where the sentence around a position starts and ends, as far as marks tell."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, max(0, at - REACH), at + REACH)]
    return max((e for e in ends if e <= at), default=max(0, at - REACH)), min((e for e in ends if e > at), default=at + REACH)


def position(happening: Happening) -> int:
    """Where its trigger starts; 0 without one."""
    return min((span.start for span in happening.trigger), default=0)


def is_nobodys(statement: Statement, said: Mapping[str, Statement]) -> bool:
    """Is it what a page used to say, or a rumour ("reports that ...") that only who denies it tells of?"""
    if _EARLIER.search(statement.source.name or ""):
        return True
    around = said.get(statement.parent) if statement.parent else None
    return statement.source.name is None and around is not None and around.stance is Stance.DENY


def used_to_say(text: str, happening: Happening) -> bool:
    """Do the words "an earlier version" stand before it in its sentence?"""
    at = position(happening)
    start, _ = sentence(text, at)
    return _EARLIER.search(text, start, at) is not None


def takes_back(statement: Statement, text: str) -> bool:
    """Does the outlet say that it reported it in error?"""
    if statement.source.kind is not SourceKind.UNNAMED or not statement.cue:
        return False
    start, end = sentence(text, statement.cue[0].start)
    found = _WRONGLY.search(text, start, end)
    return found is not None and any(found.start() <= cue.start < found.end() for cue in statement.cue)


def is_date(quantity: Quantity, dates: Sequence[Span], text: str) -> bool:
    """True if the number lies in a date, or is the clock before one: "1735 15.04.2017 At least 14 people" counts 14."""
    if any(_GLUED.search(text, max(0, span.start - _AROUND // 2), span.end) for span in quantity.spans):
        return True
    return any(
        span.overlaps(day) or (0 <= day.start - span.end <= 1 and _CLOCK.fullmatch(span.of(text)) is not None)
        for span in quantity.spans
        for day in dates
    )


def counted(happening: Happening, quantity: Quantity, text: str) -> str | None:
    """What a number counts: one given for dead and wounded together is no number of dead."""
    at = position(happening)
    both = happening.type is HappeningType.CASUALTIES and _DEAD_AND_HURT.search(text, max(0, at - _AROUND), at + _AROUND)
    return f"killed and wounded {quantity.of or ''}".strip() if both else quantity.of
