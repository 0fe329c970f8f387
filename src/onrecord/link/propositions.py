"""What the voices of one key say, and how likely two such propositions are the same: a table of points to argue with."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, exp, radians, sin, sqrt

import numpy as np

from onrecord.basics.fold import folded
from onrecord.link.cluster import Group, average_link
from onrecord.link.voices import CONTROL
from onrecord.records.claim import ClaimPlace, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.place import PlaceKind
from onrecord.records.statement import Stance

T = HappeningType

ONCE = frozenset(
    {
        T.CAPTURE,
        T.WITHDRAWAL,
        T.ENCIRCLEMENT,
        T.ATROCITY,
        T.AGREEMENT,
        T.EXCHANGE,
        T.VOTE,
        T.DETENTION,
        T.SANCTION,
        T.MOBILISATION,
    }
)
"""Types of which one place seldom sees two within days. Strikes, fighting and losses come back every day."""

WINDOW = {True: 3, False: 1}
"""Days apart at which two propositions are compared at all; True for those of `ONCE`."""

STATES = frozenset({T.HOLD})
"""Types that tell how things are on a day: another day is another claim."""

NEAR_KM = 5.0
"""Two places so near may be one: a town and its station."""

POINTS: Mapping[str, float] = {
    "start": -2.5,
    "same place": 2.0,
    "places next to each other": 0.8,
    "one place within the other": -0.5,
    "same day": 1.5,
    "another day, of which one report tells none": 0.8,
    "another day, of which one report tells none, of what comes back": -1.0,
    "another day": -1.5,
    "each day further": -0.7,
    "names in common": 0.8,
    "same number": 1.5,
    "numbers far apart": -1.5,
    "words in common": 3.0,
}
"""Log-odds. "Names" and "words in common" count in proportion to the share that is common, the others whole."""

SAME = 0.5
"""Groups of at least such a mean likelihood are one claim."""

LADDER = (0.5, 0.65, 0.8, 0.9)
"""See `blocks`: propositions that hang together by likelihoods of the first rung are grouped as a whole."""

MOST = 60
"""Propositions that are grouped at once."""

HEARD = 12
"""Voices of a key that its proposition is put together from, those reported first."""

_FAR_APART = 3.0
_AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2})


@dataclass(frozen=True, slots=True)
class Proposition:
    """What the voices of one key say.

    `dated` is True if the words of one of them tell the day, `answers` if all of them deny or admit what was said before;
    `first` is when the first of them was reported.
    """

    key: str
    type: HappeningType
    place: ClaimPlace | None
    day: date | None
    dated: bool
    holder: str | None
    service: str | None
    names: frozenset[str]
    numbers: frozenset[tuple[str, float]]
    words: frozenset[str]
    first: str
    answers: bool = False

    @property
    def area(self) -> str | None:
        """Within which alike propositions are looked for; None without a place."""
        return self.place.area if self.place else None

    def window(self) -> tuple[str, str] | None:
        """The first and the last day of propositions that it is compared with; None if it is compared with none."""
        if self.area is None or self.day is None or self.type in STATES:
            return None
        # Who answers does so later: what came before is looked for by the answer, and the answer by what came before.
        back = timedelta(WINDOW[self.type in ONCE or (self.answers and not self.dated)])
        return (self.day - back).isoformat(), (self.day + timedelta(WINDOW[True])).isoformat()


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely two propositions are the same, 0..1, and what counted: (what, points)."""

    score: float
    because: tuple[tuple[str, float], ...]


def proposition(key: str, voices: Sequence[Voice]) -> Proposition:
    """What the voices of a key say together; at least one voice, in any order."""
    ordered = sorted(voices, key=lambda v: (v.reported_at or "", v.document, v.version, v.happening))[:HEARD]
    one = ordered[0]
    numbers = {(f"{v.unit}/{v.of or ''}", n) for v in ordered for n in (v.low, v.high) if n is not None}
    return Proposition(
        key=key,
        type=one.type,
        place=one.place,
        day=date.fromisoformat(one.day) if one.day else None,
        dated=any(v.dated for v in ordered),
        holder=one.holder,
        service=one.service,
        names=frozenset(folded(name) for v in ordered for name in v.actors),
        numbers=frozenset(numbers),
        words=frozenset(word for v in ordered for word in v.words),
        first=one.reported_at or "",
        answers=all(v.denies or v.stance is Stance.ACKNOWLEDGE for v in ordered),
    )


def compare(one: Proposition, other: Proposition) -> Likelihood:
    """How likely two propositions of one area are the same. 0 where they differ in type, holder or service.

    Where one of them does not say who holds the place ("the town has not been taken"), the other tells.
    """
    if (one.type, one.service) != (other.type, other.service) or _held_by_others(one, other):
        return Likelihood(0.0, ())
    where, when = _place(one, other), _day(one, other)
    if where is None or when is None:
        return Likelihood(0.0, ())
    counted = [("start", POINTS["start"]), where, *when]
    for what, mine, yours in (("names in common", one.names, other.names), ("words in common", one.words, other.words)):
        if mine and yours:
            counted.append((what, POINTS[what] * len(mine & yours) / min(len(mine), len(yours))))
    counted += _numbers(one, other)
    return Likelihood(1 / (1 + exp(-sum(points for _, points in counted))), tuple(counted))


def _held_by_others(one: Proposition, other: Proposition) -> bool:
    return one.type in CONTROL and None not in (one.holder, other.holder) and one.holder != other.holder


def _place(one: Proposition, other: Proposition) -> tuple[str, float] | None:
    """None for two places that are neither one nor near each other."""
    a, b = one.place, other.place
    if a is None or b is None:
        return None
    if (a.id or folded(a.name)) == (b.id or folded(b.name)):
        what = "same place"
    elif (a.kind in _AREAS) != (b.kind in _AREAS):
        what = "one place within the other"
    elif a.kind in _AREAS or not _near(a, b):
        return None
    else:
        what = "places next to each other"
    return what, POINTS[what]


def _near(a: ClaimPlace, b: ClaimPlace) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    north, east = radians(a.lat - b.lat), radians(a.lon - b.lon)
    half = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half)) <= NEAR_KM


def _day(one: Proposition, other: Proposition) -> list[tuple[str, float]] | None:
    """None for days too far apart, or unknown."""
    if one.day is None or other.day is None:
        return None
    gap = abs((one.day - other.day).days)
    once = one.type in ONCE or _answers(one, other) or _answers(other, one)
    if gap > WINDOW[once] or (gap and one.type in STATES):
        return None
    if gap == 0:
        return [("same day", POINTS["same day"])]
    what = "another day"
    if not (one.dated and other.dated):
        what += ", of which one report tells none" + ("" if once else ", of what comes back")
    return [(what, POINTS[what]), ("each day further", POINTS["each day further"] * (gap - 1))]


def _answers(one: Proposition, other: Proposition) -> bool:
    """Does one deny or admit, on a day that it does not tell, what was told of an earlier day?"""
    return one.answers and not one.dated and one.day is not None and other.day is not None and one.day > other.day


def _numbers(one: Proposition, other: Proposition) -> list[tuple[str, float]]:
    """Whether they count the same thing, and to the same number."""
    units = {unit for unit, _ in one.numbers} & {unit for unit, _ in other.numbers}
    if not units:
        return []
    if one.numbers & other.numbers:
        return [("same number", POINTS["same number"])]
    least = min(
        max(a, b, 1.0) / max(min(a, b), 1.0)
        for unit, a in one.numbers
        for also, b in other.numbers
        if unit == also and unit in units
    )
    return [("numbers far apart", POINTS["numbers far apart"])] if least > _FAR_APART else []


def joined(
    propositions: Collection[Proposition],
    *,
    together: Collection[tuple[str, str]] = (),
    apart: Collection[tuple[str, str]] = (),
) -> dict[str, str]:
    """Which claim each proposition is of: key → the key of the first one of its claim.

    Args:
        propositions: of one block, in any order.
        together: pairs of keys that a person said are the same; others are passed over.
        apart: pairs of keys that a person said are different.
    """
    ordered = sorted(propositions, key=lambda p: (p.first, p.key))
    place = {p.key: n for n, p in enumerate(ordered)}
    table = np.zeros((len(ordered), len(ordered)))
    for n, one in enumerate(ordered):
        for m in range(n):
            table[n, m] = table[m, n] = compare(one, ordered[m]).score
    pairs = [[(place[a], place[b]) for a, b in some if a in place and b in place] for some in (together, apart)]
    pairs[1] += [(n, m) for n, one in enumerate(ordered) for m in range(n) if _held_by_others(one, ordered[m])]
    groups = average_link(table, _likely, together=pairs[0], apart=pairs[1])
    return {ordered[n].key: ordered[g.members[0]].key for g in groups for n in g.members}


def _likely(_one: Group, _other: Group, score: float) -> bool:
    return score >= SAME
