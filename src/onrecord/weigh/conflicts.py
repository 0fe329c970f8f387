"""What the voices of one claim cannot all be right about: who did it, and how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def conflicts(voices: Sequence[Voice], parties: frozenset[str]) -> Iterator[Conflict]:
    """The pairs of voices that exclude each other, in the order of the voices.

    Args:
        voices: all for the claim, one for each origin.
        parties: ids of the sides that fight.
    """
    for one, other in combinations(voices, 2):
        if _blame_differs(one, other):
            yield Conflict("perpetrator", one, other)
        if _counts_differ(one, other, parties):
            yield Conflict("toll", one, other)


def _blame_differs(one: Voice, other: Voice) -> bool:
    """True if each names another side as the one who did it, and neither speaks of what its own side did.

    A side that tells of its own strike on a town does not contradict one that tells of the enemy's.
    """
    if one.type not in DONE_BY or (one.place and one.place.kind in AREAS):
        return False
    if not one.agents or not other.agents or set(one.agents) & set(other.agents):
        return False
    return one.side not in one.agents and other.side not in other.agents


def _counts_differ(one: Voice, other: Voice, parties: frozenset[str]) -> bool:
    """True if two parties to the conflict give numbers of one thing that cannot both be right.

    Numbers that others give are taken for counts of different hours: news of a toll is always on its way.
    """
    if one.side == other.side or one.side not in parties or other.side not in parties:
        return False
    return comparable(one, other) and exclude(one, other)


def comparable(one: Voice, other: Voice) -> bool:
    """True if both give a number, of one unit and, where both say of what, of one thing."""
    if not (has_number(one) and has_number(other)) or one.unit != other.unit:
        return False
    return not one.of or not other.of or folded(one.of) == folded(other.of)


def exclude(one: Voice, other: Voice) -> bool:
    """True if no number lies within the bounds of both."""
    return _ends(one)[1] < _ends(other)[0] or _ends(other)[1] < _ends(one)[0]


def has_number(voice: Voice) -> bool:
    return voice.low is not None or voice.high is not None


def _ends(voice: Voice) -> tuple[float, float]:
    return (-inf if voice.low is None else voice.low, inf if voice.high is None else voice.high)
