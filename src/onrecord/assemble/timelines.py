"""Losses, casualties, displacement, talks, detentions and aid over time, each entry with the claims that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.records.claim import Claim, Status, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.situation import Course, TimelineEntry

COURSES: Mapping[Course, tuple[HappeningType, ...]] = {
    Course.LOSSES: (HappeningType.EQUIPMENT_LOSS,),
    Course.CASUALTIES: (HappeningType.CASUALTIES,),
    Course.DISPLACEMENT: (HappeningType.DISPLACEMENT,),
    Course.TALKS: (HappeningType.TALKS, HappeningType.AGREEMENT),
    Course.DETENTIONS: (HappeningType.DETENTION, HappeningType.EXCHANGE),
    Course.AID: (HappeningType.AID,),
}
"""Which happenings each timeline is made of."""

OTHERS = "others"
"""Stands among the claimants for sources of no side, and for outlets that say so themselves."""

_GONE = frozenset({Status.DENIED, Status.RETRACTED})


def timeline(course: Course, claims: Iterable[Claim]) -> Iterator[TimelineEntry]:
    """The entries of one timeline, ordered by day and claim.

    Losses have one entry for each claimant of a claim, so that what two sides claim is never added up; the others have
    one entry a claim, with the lowest, best and highest number of its voices. Claims of other types, those that nobody
    upholds any more, and those of no day are passed over.
    """
    wanted = COURSES[course]
    found: list[TimelineEntry] = []
    for claim in claims:
        told = [v for v in claim.voices if not v.denies]
        if claim.type not in wanted or claim.start is None or not told:
            continue
        if claim.standing is not None and claim.standing.status in _GONE:
            continue
        groups = _by_claimant(told) if course is Course.LOSSES else [told]
        found += [_entry(course, claim, group) for group in groups]
    yield from sorted(found, key=lambda e: (e.day, e.claims, e.claimants))


def _by_claimant(voices: Sequence[Voice]) -> list[list[Voice]]:
    """The voices of each side, and those of none, apart."""
    groups: dict[str, list[Voice]] = {}
    for voice in voices:
        groups.setdefault(voice.side or OTHERS, []).append(voice)
    return [groups[side] for side in sorted(groups)]


def _entry(course: Course, claim: Claim, voices: Sequence[Voice]) -> TimelineEntry:
    place, standing = (claim.places[0] if claim.places else None), claim.standing
    low, best, high, unit, of = _numbers(claim, voices, alone=course is Course.LOSSES)
    return TimelineEntry(
        course=course,
        day=claim.start or "",
        place_id=place.id if place else None,
        name=place.label if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        type=claim.type.value,
        summary=claim.summary,
        side=_whose(voices),
        claimants=tuple(dict.fromkeys(v.side or OTHERS for v in voices)),
        status=standing.status.value if standing else Status.REPORTED.value,
        origins=len({v.origin for v in voices}),
        low=low,
        best=best,
        high=high,
        unit=unit,
        of=of,
        claims=(claim.id,),
    )


def _whose(voices: Sequence[Voice]) -> str | None:
    """The side that loses, suffers, is detained or receives: the one that most voices name as acted on."""
    named = [v.targets[0] for v in voices if v.targets]
    return max(sorted(set(named)), key=named.count) if named else None


_Numbers = tuple[float | None, float | None, float | None, str, str | None]


def _numbers(claim: Claim, voices: Sequence[Voice], *, alone: bool) -> _Numbers:
    """Lowest, best and highest number: the claim's as weighed, or (`alone`) those of these voices, the last one best."""
    bounds = claim.standing.quantities if claim.standing else None
    if not alone and bounds is not None:
        return bounds.low, bounds.best, bounds.high, bounds.unit, bounds.of
    counted = [v for v in voices if v.low is not None or v.high is not None]
    if not counted:
        return None, None, None, "", None
    last = counted[-1]
    same = [v for v in counted if v.unit == last.unit]
    lows = [v.low for v in same if v.low is not None]
    highs = [h for v in same if (h := v.high if v.high is not None else v.low) is not None]
    best = last.low if last.low is not None else last.high
    return min(lows, default=None), best, max(highs, default=None), last.unit, last.of
