"""What the voices of one claim cannot all be right about: who did it, and how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf

from onrecord.basics.fold import folded
from onrecord.records.claim import Voice
from onrecord.records.happening import HappeningType
from onrecord.records.place import PlaceKind

DONE_BY = frozenset({HappeningType.STRIKE, HappeningType.ATROCITY, HappeningType.DAMAGE})
"""Types of which it is disputed who did it."""

AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
"""Places so large that both sides may have struck them on one day."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two voices for one claim that exclude each other `about` "perpetrator" or "toll"."""

    about: str
    one: Voice
    other: Voice


def conflicts(blaming: Sequence[Voice], counting: Sequence[Voice], parties: frozenset[str]) -> Iterator[Conflict]:
    """The pairs of voices that exclude each other, in the order of the voices.

    Args:
        blaming: for each origin that makes the claim, what it said last of who did it.
        counting: and what it said last of how many.
        parties: ids of the sides that fight.
    """
    accused = parties - owning(blaming)
    yield from (Conflict("perpetrator", a, b) for a, b in combinations(blaming, 2) if blame_differs([a], [b], accused))
    yield from (Conflict("toll", a, b) for a, b in combinations(counting, 2) if _counts_differ(a, b, parties))


def owning(voices: Iterable[Voice]) -> set[str]:
    """The sides that say themselves that they did it: both sides may have struck a town, so that nothing is disputed then."""
    return {v.side for v in voices if v.side and v.side in v.agents and not v.denies}


def blame_differs(some: Iterable[Voice], others: Iterable[Voice], accused: frozenset[str]) -> bool:
    """True if some name one of the accused parties as the one who did it, and the others another."""
    blamed, also = _blame(some, accused), _blame(others, accused)
    return bool(blamed and also and not blamed & also)


def _blame(voices: Iterable[Voice], accused: frozenset[str]) -> set[str]:
    named: set[str] = set()
    for voice in voices:
        wide = voice.place is not None and voice.place.kind in AREAS
        if voice.type in DONE_BY and not voice.denies and not wide:
            named |= accused.intersection(voice.agents)
    return named


def _counts_differ(one: Voice, other: Voice, parties: frozenset[str]) -> bool:
    """True if two parties to the conflict give numbers of one thing that cannot both be right.

    Numbers that others give are taken for counts of different hours: news of a toll is always on its way.
    """
    if one.side == other.side or one.side not in parties or other.side not in parties:
        return False
    return comparable(one, other) and exclude(one, other)


def comparable(one: Voice, other: Voice) -> bool:
    """True if both give a number, of one unit and, where both say of what, of one thing ("soldiers", "Arvonian soldiers")."""
    if not (has_number(one) and has_number(other)) or one.unit != other.unit:
        return False
    what, also = (set(folded(v.of or "").split()) for v in (one, other))
    return what <= also or also <= what


def exclude(one: Voice, other: Voice) -> bool:
    """True if no number lies within the bounds of both."""
    return _ends(one)[1] < _ends(other)[0] or _ends(other)[1] < _ends(one)[0]


def has_number(voice: Voice) -> bool:
    return voice.low is not None or voice.high is not None


def _ends(voice: Voice) -> tuple[float, float]:
    return (-inf if voice.low is None else voice.low, inf if voice.high is None else voice.high)
