"""Who held each place at the end of each day, using only what had been reported by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import zip_longest

from onrecord.assemble.places import BaselinePlaces
from onrecord.assemble.rules import (
    ADVERSE,
    BOAST,
    CONTESTED_DAYS,
    CONTESTS,
    FADES,
    FIGHTS,
    GAINS,
    PATIENCE,
    TAKES,
    UNCONTRADICTED,
    USED,
    WINDOW,
    Weighing,
    weight_of,
)
from onrecord.records.claim import Claim, ClaimPlace, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.place import PlaceKind
from onrecord.records.situation import CONTESTED, UNKNOWN, BaselineRow, ControlSpan

BASELINE, LAPSED, REGAINED = "baseline", "fighting-over", "unnamed-taker"


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One voice about a place: on `reported` it says that `holder` has it since `day`.

    `holder` is the code of a side, or CONTESTED; None where nobody is named: a fight, or (`taken`) a change of hands to
    somebody unnamed. `speaker` is the code of the party that says so.
    """

    reported: str
    day: str
    holder: str | None
    weight: float
    rule: str
    origin: str
    claim: str
    taken: bool = False
    speaker: str | None = None


@dataclass(slots=True)
class _Site:
    """A place with all that was said about who holds it."""

    place_id: str
    name: str
    lat: float
    lon: float
    start: str | None
    holder: str
    opponents: Mapping[str, str]
    evidence: list[_Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _State:
    """What was known at the end of a day. `since` is the day from which the holder has the place.

    For a contested place `before` is who has had it since then, `rival` who claims it, `news` when it was last reported on.
    `changed` is the day on which a change of hands was last known, "" for none.
    """

    from_date: str
    holder: str
    since: str
    rule: str
    claims: tuple[str, ...]
    before: str
    rival: str | None = None
    news: str = ""
    changed: str = ""


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
    opponents = {codes[side]: codes[other] for side in codes if (other := _other(side, codes))}
    sites = {r.place_id: _Site(r.place_id, r.name, r.lat, r.lon, r.date, r.holder, opponents) for r in baseline}
    known = BaselinePlaces(baseline)
    last = max((row.date for row in baseline), default="")
    for claim in claims:
        if claim.type not in USED or not claim.places or claim.places[0].kind is not PlaceKind.SETTLEMENT:
            continue
        site = _site(claim.places[0], known, sites, opponents)
        if site is None:
            continue
        found = [e for e in (_evidence(voice, codes) for voice in claim.voices) if e]
        site.evidence += found
        last = max([last, *(e.reported for e in found)])
    for _, site in sorted(sites.items()):
        yield from _spans(site, max(until or last, last))


def _site(place: ClaimPlace, known: BaselinePlaces, sites: dict[str, _Site], opponents: Mapping[str, str]) -> _Site | None:
    row = known.find(place)
    if row is not None:
        return sites[row.place_id]
    if place.id is None or place.lat is None or place.lon is None:
        return None
    return sites.setdefault(place.id, _Site(place.id, place.name, place.lat, place.lon, None, UNKNOWN, opponents))


def _evidence(voice: Voice, codes: Mapping[str, str]) -> _Evidence | None:
    """What a voice says about who holds its place; None if it says nothing that can be used."""
    if voice.reported_at is None or (voice.denies and voice.type in FIGHTS):
        return None
    side = voice.holder if voice.holder in codes else None
    other = _other(side, codes)
    gains = (voice.type in GAINS) is not voice.denies
    holder, loser = (None, None) if voice.type in FIGHTS else (side, other) if gains else (other, side)
    taken = voice.type in (HappeningType.CAPTURE, HappeningType.WITHDRAWAL) and not voice.denies and voice.holder is None
    split = voice.type in GAINS and not voice.denies and voice.holder == "contested"
    if holder is None and not taken and not split and voice.type not in FIGHTS:
        return None
    weight, rule = weight_of(Weighing(voice, holder, loser))
    reported = voice.reported_at[:10]
    code = CONTESTED if split else codes[holder] if holder else None
    speaker = codes.get(voice.side or "") if voice.statement else None
    day = min(voice.day or reported, reported)
    return _Evidence(reported, day, code, weight, rule, voice.origin, voice.claim, taken, speaker)


def _other(side: str | None, codes: Mapping[str, str]) -> str | None:
    """The other party where there are two."""
    rest = [s for s in sorted(codes) if s != side]
    return rest[0] if side is not None and len(rest) == 1 else None


def _spans(site: _Site, last: str) -> Iterator[ControlSpan]:
    """The site's states, each until the day before the next one."""
    states = _states(site, last)
    for state, following in zip_longest(states, states[1:]):
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


def _states(site: _Site, last: str) -> list[_State]:
    """The states of a site, one for each day on which it changed, oldest first."""
    reports = sorted(site.evidence, key=lambda e: (e.reported, e.day, e.origin, e.claim))
    # A claim can also count in full by standing for some days: those days are looked at too.
    patient = {_days_after(e.reported, PATIENCE) for e in reports if e.taken or 0 < e.weight < TAKES}
    days = sorted(d for d in {e.reported for e in reports} | patient if site.start is None or d >= site.start)
    states: list[_State] = []
    told = [e for e in reports if days and e.reported < days[0]]
    if site.start is not None:
        states.append(_State(site.start, site.holder, site.start, BASELINE, (), site.holder))
    for day in days:
        current = states[-1] if states else _State(day, UNKNOWN, "", BASELINE, (), UNKNOWN)
        if _lapses(current, day):
            current = _lapsed(current)
            states.append(current)
        told += [_named(e, current, site.opponents) for e in reports if e.reported == day]
        heard = [_faded(e, day) for e in told if _days_after(day, -WINDOW) < e.reported]
        following = _decide(current, day, heard, site.opponents)
        if following is not None:
            states = [s for s in states if s.from_date != day]
            states.append(following)
    if states and _lapses(states[-1], last):
        states.append(_lapsed(states[-1]))
    shown = [s for s in states if s.holder != UNKNOWN]
    return [s for n, s in enumerate(shown) if n == 0 or (shown[n - 1].holder, shown[n - 1].claims) != (s.holder, s.claims)]


def _lapses(state: _State, day: str) -> bool:
    """True if a contested place has been without news for so long that by this day it counts as its holder's again."""
    if state.holder != CONTESTED or state.before == CONTESTED:
        return False
    return _days_after(state.news, CONTESTED_DAYS) < day


def _lapsed(state: _State) -> _State:
    return replace(state, from_date=_days_after(state.news, CONTESTED_DAYS), holder=state.before, rule=LAPSED)


def _faded(evidence: _Evidence, day: str) -> _Evidence:
    """The evidence with what is left of its weight on a day."""
    age = (date.fromisoformat(day) - date.fromisoformat(evidence.reported)).days
    return replace(evidence, weight=evidence.weight * FADES**age)


def _decide(current: _State, day: str, heard: Sequence[_Evidence], opponents: Mapping[str, str]) -> _State | None:
    """The state at the end of a day after all that was heard in the window; None if nothing changes.

    What happened before the present holder took the place says nothing against it.
    """
    fresh = [e for e in heard if e.day >= current.since]
    fresh = [_patient(e, day, current, fresh) for e in fresh]
    scores = {holder: _score(fresh, holder) for holder in {e.holder for e in fresh if e.holder}}
    present = current.before if current.holder == CONTESTED else current.holder
    for_present = scores.get(present, 0.0)
    against, rival = max(((score, h) for h, score in scores.items() if h != present), default=(0.0, ""))
    if against >= TAKES and against > for_present and not (rival == current.holder == CONTESTED):
        return _state(day, rival, fresh, current, opponents)
    if current.holder == CONTESTED:
        if for_present >= TAKES and for_present > against:
            return _state(day, present, fresh, current, opponents)
        return replace(current, from_date=day, news=day) if any(e.reported == day for e in fresh) else None
    if against >= CONTESTS and (against >= for_present or _fought(fresh)):
        return _state(day, CONTESTED, fresh, current, opponents)
    return None


def _named(evidence: _Evidence, current: _State, opponents: Mapping[str, str]) -> _Evidence:
    """Who it was that "took" a place where nobody says by whom.

    It is asked on the day of the report. A contested place went to the side that has claimed it. Where a party says that a
    place fell or was freed, it changed hands: a loss if that party held it, a gain if not. Soon after a change such words
    repeat it, and an outlet's own "the fall of" may look back at any time: they say nothing.
    """
    if not evidence.taken or evidence.holder is not None:
        return evidence
    if current.changed and evidence.reported <= _days_after(current.changed, WINDOW):
        return evidence
    present = current.before if current.holder == CONTESTED else current.holder
    taker = opponents.get(present)
    if evidence.speaker is not None and taker is not None:
        rule = ADVERSE if evidence.speaker == present else BOAST
        return replace(evidence, holder=taker, weight=evidence.weight * rule.weight, rule=rule.name)
    if current.holder == CONTESTED and current.rival is not None:
        return replace(evidence, holder=current.rival, rule=REGAINED)
    return evidence


def _patient(evidence: _Evidence, day: str, current: _State, fresh: Sequence[_Evidence]) -> _Evidence:
    """A claim in full where nobody has contradicted it for some days."""
    if evidence.holder in (None, current.holder) or not 0 < evidence.weight < TAKES:
        return evidence
    if _days_after(evidence.reported, PATIENCE) > day:
        return evidence
    if any(e.holder not in (None, evidence.holder) and e.reported >= evidence.reported for e in fresh):
        return evidence
    return replace(evidence, weight=TAKES, rule=UNCONTRADICTED)


def _fought(evidence: Sequence[_Evidence]) -> bool:
    return any(e.rule == "fighting" for e in evidence)


def _score(evidence: Sequence[_Evidence], holder: str | None) -> float:
    """The weight of the origins that give the place to a holder, each once, by its heaviest voice."""
    best: dict[str, float] = {}
    for e in evidence:
        if e.holder == holder:
            best[e.origin] = max(best.get(e.origin, 0.0), e.weight)
    return sum(best.values())


def _state(day: str, holder: str, evidence: Sequence[_Evidence], current: _State, opponents: Mapping[str, str]) -> _State:
    """A new state that cites what speaks for it; a contested one cites both hands."""
    present = current.before if current.holder == CONTESTED else current.holder
    if holder == CONTESTED:
        own = [e for e in evidence if e.holder is not None or e.rule == "fighting"]
        named = [e for e in own if e.holder not in (None, CONTESTED, present)]
        rival = max(named, key=lambda e: (e.weight, e.reported)).holder if named else opponents.get(present)
    else:
        own, rival = [e for e in evidence if e.holder == holder], None
    heaviest = max(own, key=lambda e: (e.weight, e.reported))
    since = current.since if holder == CONTESTED else max(e.day for e in own)
    claims = tuple(sorted({e.claim for e in own}))
    before, changed = (present, current.changed) if holder == CONTESTED else (holder, day)
    return _State(day, holder, since, heaviest.rule, claims, before, rival, day, changed)


def _days_after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
