"""One claim out of all the voices that make or deny it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from onrecord.records.claim import Claim, ClaimPlace, Voice
from onrecord.records.happening import TYPE_NAMES, HappeningType

_OF = frozenset({HappeningType.CAPTURE, HappeningType.HOLD, HappeningType.ENCIRCLEMENT})
_FROM = frozenset({HappeningType.WITHDRAWAL})
_NEAR = frozenset({HappeningType.ADVANCE})
_POINTING = re.compile(
    r"(?:(?:i|you|he|him|she|it|we|us|they|them|this|that|these|those|who|whom|which)$|(?:my|your|his|her|its|our|their)\b)",
    re.IGNORECASE,
)
"""Words that name nobody outside of their own text."""
_MONTHS = (
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)  # fmt: skip


def claim_of(voices: Sequence[Voice], side_names: Mapping[str, str] | None = None) -> Claim:
    """The claim that these voices make or deny, without standing.

    Args:
        voices: at least one, all of one claim, in any order.
        side_names: how to print sides by their ids; an id that is missing prints as it is.

    Returns:
        The same claim for the same voices, whatever their order.
    """
    ordered = tuple(sorted(voices, key=lambda v: (v.reported_at or "", v.document, v.version, v.happening)))
    first = ordered[0]
    place = _place(ordered)
    day = _day(ordered)
    end = (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else None
    return Claim(
        id=first.claim,
        type=first.type,
        summary=_summary(first, place, day, _actors(ordered), side_names or {}),
        places=(place,) if place else (),
        start=day,
        end=end,
        voices=ordered,
    )


def _place(voices: Sequence[Voice]) -> ClaimPlace | None:
    """The place under the name that most voices give it."""
    named = [v.place for v in voices if v.place]
    if not named:
        return None
    counts = Counter(p.name for p in named)
    best = min(counts, key=lambda name: (-counts[name], name))
    return next(p for p in named if p.name == best)


def _actors(voices: Sequence[Voice]) -> tuple[str, ...]:
    return min((v.actors for v in voices), key=lambda a: (-len(a), a))


def _day(voices: Sequence[Voice]) -> str | None:
    """The day that most voices tell in words; where none does, that of the first report."""
    told = Counter(v.day for v in voices if v.dated and v.day)
    return min(told, key=lambda day: (-told[day], day)) if told else voices[0].day


def _summary(
    voice: Voice, place: ClaimPlace | None, day: str | None, actors: Sequence[str], side_names: Mapping[str, str]
) -> str:
    """A neutral sentence of type, place, side and day: "Capture of Balakliia by Ukraine, 8 September 2022"."""
    head = TYPE_NAMES[voice.type]
    if voice.service:
        head = f"{voice.service.capitalize()} {head.lower()}"
    if place:
        link = "of" if voice.type in _OF else "from" if voice.type in _FROM else "near" if voice.type in _NEAR else "in"
        head = f"{head} {link} {place.label}"
    if voice.holder == "contested":
        head = f"{head}, contested"
    elif voice.holder:
        head = f"{head} by {side_names.get(voice.holder, voice.holder)}"
    elif not place and (named := [actor for actor in actors if not _POINTING.match(actor)]):
        head = f"{head} ({', '.join(named[:3])})"
    return f"{head}, {long_day(day)}" if day else head


def long_day(day: str) -> str:
    """ "2022-09-08" as "8 September 2022"."""
    moment = date.fromisoformat(day)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
