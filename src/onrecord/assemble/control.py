"""Who held each place at the end of each day, using only what had been reported by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.assemble.places import BaselinePlaces
from onrecord.assemble.rules import CONTESTED_DAYS, CONTESTS, FIGHTS, GAINS, TAKES, USED, WINDOW, Weighing, weight_of
from onrecord.records.claim import Claim, ClaimPlace, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.place import PlaceKind
from onrecord.records.situation import CONTESTED, UNKNOWN, BaselineRow, ControlSpan

BASELINE, LAPSED = "baseline", "fighting-over"


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One voice about a place: on `reported` it says that `holder` (None: nobody alone) has it since `day`."""

    reported: str
    day: str
    holder: str | None
    weight: float
    rule: str
    origin: str
    claim: str


@dataclass(slots=True)
class _Site:
    """A place with all that was said about who holds it."""

    place_id: str
    name: str
    lat: float
    lon: float
    start: str | None
    holder: str
    evidence: list[_Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _State:
    """What was known at the end of a day. `since` is the day from which the holder has the place."""

    from_date: str
    holder: str
    since: str
    rule: str
    claims: tuple[str, ...]
    before: str


def control(
    claims: Iterable[Claim], baseline: Sequence[BaselineRow], codes: Mapping[str, str], *, until: str | None = None
) -> Iterator[ControlSpan]:
    """The timeline of control, place by place.

    Args:
        claims: with voices that know their origin; those of other types are passed over.
        baseline: who held what at the start.
        codes: side id → code; a party without a code is passed over.
        until: last day of the timeline; None for the last day on which anything was reported.

    Yields:
        Spans ordered by place id and day. Those of one place follow each other without a gap.
    """
    sites = {row.place_id: _Site(row.place_id, row.name, row.lat, row.lon, row.date, row.holder) for row in baseline}
    known = BaselinePlaces(baseline)
    last = max((row.date for row in baseline), default="")
    for claim in claims:
        if claim.type not in USED or not claim.places or claim.places[0].kind is not PlaceKind.SETTLEMENT:
            continue
        site = _site(claim.places[0], known, sites)
        if site is None:
            continue
        found = [e for e in (_evidence(voice, codes) for voice in claim.voices) if e]
        site.evidence += found
        last = max([last, *(e.reported for e in found)])
    for _, site in sorted(sites.items()):
        yield from _spans(site, max(until or last, last))


def _site(place: ClaimPlace, known: BaselinePlaces, sites: dict[str, _Site]) -> _Site | None:
    row = known.find(place)
    if row is not None:
        return sites[row.place_id]
    if place.id is None or place.lat is None or place.lon is None:
        return None
    return sites.setdefault(place.id, _Site(place.id, place.name, place.lat, place.lon, None, UNKNOWN))


def _evidence(voice: Voice, codes: Mapping[str, str]) -> _Evidence | None:
    """What a voice says about who holds its place; None if it says nothing that can be used."""
    weighing = _weighing(voice, codes)
    if weighing is None or voice.reported_at is None:
        return None
    weight, rule = weight_of(weighing)
    reported = voice.reported_at[:10]
    holder = codes[weighing.holder] if weighing.holder else None
    return _Evidence(reported, min(voice.day or reported, reported), holder, weight, rule, voice.origin, voice.claim)


def _weighing(voice: Voice, codes: Mapping[str, str]) -> Weighing | None:
    """Who has the place by this voice. Of two parties, one has what the other has left or has not taken."""
    side = voice.holder if voice.holder in codes else None
    other = _other(side, codes)
    if voice.type in FIGHTS:
        return None if voice.denies else Weighing(voice, None, None)
    if side is None:
        return None
    gains = (voice.type in GAINS) is not voice.denies
    if voice.type is HappeningType.HOLD and voice.denies:
        return None
    holder, loser = (side, other) if gains else (other, side)
    return Weighing(voice, holder, loser) if holder else None


def _other(side: str | None, codes: Mapping[str, str]) -> str | None:
    """The other party where there are two."""
    rest = [s for s in sorted(codes) if s != side]
    return rest[0] if side is not None and len(rest) == 1 else None


def _spans(site: _Site, last: str) -> Iterator[ControlSpan]:
    """The site's states, each until the day before the next one."""
    states = _states(site)
    for state, following in zip(states, [*states[1:], None], strict=True):
        to_date = _days_after(following.from_date, -1) if following else last
        if to_date >= state.from_date:
            yield ControlSpan(
                site.place_id,
                site.name,
                site.lat,
                site.lon,
                state.from_date,
                to_date,
                state.holder,
                state.claims,
                state.rule,
            )


def _states(site: _Site) -> list[_State]:
    """The states of a site, one for each day on which it changed, oldest first."""
    reports = sorted(site.evidence, key=lambda e: (e.reported, e.day, e.origin, e.claim))
    days = sorted({e.reported for e in reports if site.start is None or e.reported >= site.start})
    states: list[_State] = []
    if site.start is not None:
        states.append(_State(site.start, site.holder, site.start, BASELINE, (), site.holder))
    for day in days:
        current = states[-1] if states else _State(day, UNKNOWN, "", BASELINE, (), UNKNOWN)
        if current.holder == CONTESTED and _days_after(current.since, CONTESTED_DAYS) < day:
            current = _State(
                _days_after(current.since, CONTESTED_DAYS), current.before, current.since, LAPSED, current.claims, current.before
            )
            states.append(current)
        following = _decide(current, day, [e for e in reports if _days_after(day, -WINDOW) < e.reported <= day])
        if following is not None:
            states = [s for s in states if s.from_date != day]
            states.append(following)
    return [s for n, s in enumerate(states) if s.holder != UNKNOWN and (n == 0 or _told_apart(states[n - 1], s))]


def _told_apart(one: _State, other: _State) -> bool:
    return (one.holder, one.claims) != (other.holder, other.claims)


def _decide(current: _State, day: str, heard: Sequence[_Evidence]) -> _State | None:
    """The state at the end of a day after all that was heard in the window; None if nothing changes.

    What happened before the present holder took the place says nothing against it.
    """
    fresh = [e for e in heard if e.day >= current.since]
    scores = {holder: _score(fresh, holder) for holder in {e.holder for e in fresh}}
    for_current = scores.get(current.holder, 0.0)
    sides = sorted((h for h in scores if h is not None and h != current.holder), key=lambda h: (-scores[h], h))
    if sides and scores[sides[0]] >= TAKES and scores[sides[0]] > for_current:
        return _state(day, sides[0], fresh, current)
    against = max([scores[h] for h in sides[:1]] + [scores.get(None, 0.0)], default=0.0)
    if current.holder == CONTESTED:
        return None if against < CONTESTS else _state(day, CONTESTED, fresh, current)
    if against >= CONTESTS and against > for_current:
        return _state(day, CONTESTED, fresh, current)
    return None


def _score(evidence: Sequence[_Evidence], holder: str | None) -> float:
    """The weight of the origins that give the place to a holder, each once, by its heaviest voice."""
    best: dict[str, float] = {}
    for e in evidence:
        if e.holder == holder:
            best[e.origin] = max(best.get(e.origin, 0.0), e.weight)
    return sum(best.values())


def _state(day: str, holder: str, evidence: Sequence[_Evidence], current: _State) -> _State:
    """A new state that cites what speaks for it."""
    own = [e for e in evidence if e.holder == (None if holder == CONTESTED else holder)] or list(evidence)
    heaviest = max(own, key=lambda e: (e.weight, e.reported))
    since = max(e.day for e in own)
    before = current.before if current.holder == CONTESTED else current.holder
    claims = tuple(sorted({e.claim for e in own}))
    return _State(day, holder, since, heaviest.rule, claims, before if holder == CONTESTED else holder)


def _days_after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
