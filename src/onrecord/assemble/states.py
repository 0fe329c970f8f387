"""The course of one place: from what was said of it, its state at the end of each day on which that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.assemble.days import days_after, days_between
from onrecord.assemble.evidence import Evidence
from onrecord.assemble.rules import (
    ADVERSE,
    ATTESTED,
    BASELINE,
    BESIEGED,
    BOAST,
    CONTESTED_DAYS,
    CONTESTS,
    FADES,
    FIGHTING,
    FIRST,
    FORGETS,
    IN_THE_STREETS,
    LAPSED,
    MEMORY_DAYS,
    MOST_ATTESTED,
    PART,
    PATIENCE,
    REGION,
    TAKES,
    UNCONTRADICTED,
    UNNAMED,
    WINDOW,
)
from onrecord.records.situation import CONTESTED, UNKNOWN


@dataclass(frozen=True, slots=True)
class State:
    """What was known at the end of a day. `since` is the day from which the holder has the place.

    For a contested place `before` is who has had it since then, `rival` who claims it, `news` when it was last reported on.
    `changed` is the day on which a change of hands was last known, "" for none. `attested` is the weight that spoke for the
    holder by the day `attested_on`, what was forgotten taken off.
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
    attested: float = 0.0
    attested_on: str = ""

    @classmethod
    def at_start(cls, day: str, holder: str) -> State:
        """What the baseline says."""
        return cls(day, holder, day, BASELINE, (), holder)

    @property
    def present(self) -> str:
        """Who has the place, or had it before it became contested."""
        return self.before if self.holder == CONTESTED else self.holder

    def still_attested(self, day: str) -> float:
        """What is left on a day of the weight that spoke for the holder."""
        return self.attested * FORGETS ** days_between(self.attested_on, day) if self.attested_on else 0.0

    def attest(self, day: str, weight: float) -> State:
        """The state with what speaks for the holder on a day, on top of what is left of what did before."""
        if weight == 0:
            return self
        return replace(self, attested=min(MOST_ATTESTED, self.still_attested(day) + weight), attested_on=day)


@dataclass(frozen=True, slots=True)
class Waymark:
    """How far a place was followed: to the end of `day`, with what later days need.

    `states` are the last one that is shown and the one that holds, if that is another; `told` is what was said in the days
    before that still counts. The rest is the place as its spans have it.
    """

    day: str
    states: tuple[State, ...]
    told: tuple[Evidence, ...]
    name: str = ""
    lat: float = 0.0
    lon: float = 0.0
    region: str | None = None
    known_as: str | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """The states of a place, oldest first; where it can be followed from later; the next day on which time alone changes it."""

    states: list[State]
    mark: Waymark | None
    moves_on: str | None


KEPT = 7
"""So many days before the last report of a place lies the day from which it can be followed later: reports come late."""


def follow(evidence: Iterable[Evidence], start: State | Waymark | None, opponents: Mapping[str, str], last: str) -> Followed:
    """The states of a place, one for each day on which it changed, oldest first.

    Args:
        evidence: what was said of the place and of its region, in any order; after a mark, what was said after its day.
        start: what the baseline says, or how far the place was followed before; None for a place that the baseline lacks.
        opponents: of two parties, the code of the other one.
        last: the day up to which a contested place without news may lapse.
    """
    mark = start if isinstance(start, Waymark) else None
    states = list(mark.states) if mark else [start] if isinstance(start, State) else []
    told = list(mark.told) if mark else []
    reports: dict[str, list[Evidence]] = {}
    for e in sorted(evidence, key=lambda e: (e.reported, e.day, e.origin, e.claim)):
        reports.setdefault(e.reported, []).append(e)
    days = _days(told, reports, start)
    told += [e for day in reports if days and day < days[0] for e in reports[day]]
    keep = max((d for d in days if reports and d <= days_after(max(reports), -KEPT)), default="")
    for day in days:
        current = states[-1] if states else State(day, UNKNOWN, "", BASELINE, (), UNKNOWN)
        if _lapses(current, day):
            current = _lapsed(current)
            states.append(current)
        told = [e for e in told if days_after(day, -WINDOW) < e.reported]
        told += [_named(e, current, opponents) for e in reports.get(day, ())]
        fresh = _fresh([_faded(e, day) for e in told], current, day)
        current = current.attest(day, _score([e for e in fresh if e.reported == day], current.present))
        following = _decide(current, day, fresh, opponents)
        if following is not None:
            states = [s for s in states if s.from_date != day]
            states.append(following)
        elif states:
            states[-1] = current
        if day == keep:
            mark = Waymark(day, _needed(states), tuple(told))
    if states and _lapses(states[-1], last):
        states.append(_lapsed(states[-1]))
    return Followed(_shown(states), mark, _moves_on(states, last))


def follow_taken_back(
    evidence: Sequence[Evidence], start: State | Waymark | None, opponents: Mapping[str, str], last: str
) -> Followed:
    """As `follow`, where some of what was said is taken back: from that day on as if it had never been said.

    Such a place cannot be followed on from a mark.
    """
    taken_back = sorted({e.until for e in evidence if e.until})
    if not taken_back:
        return follow(evidence, start, opponents, last)
    shown: list[State] = []
    for since, before in zip(["", *taken_back], [*taken_back, "9999"], strict=True):
        found = follow([e for e in evidence if not e.until or e.until > since], start, opponents, last)
        shown += _between(found.states, since, before)
    return Followed(_shown(shown), None, found.moves_on)


def _between(states: Sequence[State], since: str, before: str) -> list[State]:
    """The states that hold from a day on until another, the first of them from that day."""
    held = [s for s in states if s.from_date <= since][-1:]
    first = [replace(s, from_date=max(s.from_date, since)) for s in held]
    if since and not held:
        first = [State(since, UNKNOWN, "", BASELINE, (), UNKNOWN)]
    return [*first, *(s for s in states if since < s.from_date < before)]


def _days(told: Iterable[Evidence], reports: Mapping[str, Sequence[Evidence]], start: State | Waymark | None) -> list[str]:
    """The days on which something can change, in order.

    A claim can also count in full by standing for some days: those days are looked at too.
    """
    every = [*told, *(e for some in reports.values() for e in some)]
    patient = {days_after(e.reported, PATIENCE) for e in every if e.taken or 0 < e.weight < TAKES}
    days = sorted({*reports, *patient})
    if isinstance(start, Waymark):
        return [d for d in days if d > start.day]
    return [d for d in days if start is None or d >= start.from_date]


def _shown(states: Iterable[State]) -> list[State]:
    """The states that are known, of those that are alike the first."""
    known = [s for s in states if s.holder != UNKNOWN]
    return [s for n, s in enumerate(known) if n == 0 or (known[n - 1].holder, known[n - 1].claims) != (s.holder, s.claims)]


def _needed(states: Sequence[State]) -> tuple[State, ...]:
    """Of the states up to a day, those that later ones rest on."""
    shown = _shown(states)[-1:]
    return tuple(shown if shown == list(states[-1:]) else [*shown, *states[-1:]])


def _moves_on(states: Sequence[State], last: str) -> str | None:
    """The first day after the last one on which the place changes though nothing more is said of it; None if it does not."""
    coming = [s.from_date for s in states if s.from_date > last]
    if not coming and states and states[-1].holder == CONTESTED and states[-1].before != CONTESTED:
        return days_after(states[-1].news, CONTESTED_DAYS + 1)
    return min(coming, default=None)


def _lapses(state: State, day: str) -> bool:
    """True if a contested place has been without news for so long that by this day it counts as its holder's again."""
    if state.holder != CONTESTED or state.before == CONTESTED:
        return False
    return days_after(state.news, CONTESTED_DAYS) < day


def _lapsed(state: State) -> State:
    return replace(state, from_date=days_after(state.news, CONTESTED_DAYS), holder=state.before, rule=LAPSED)


def _faded(evidence: Evidence, day: str) -> Evidence:
    """The evidence with what is left of its weight on a day."""
    return replace(evidence, weight=evidence.weight * FADES ** days_between(evidence.reported, day))


def _fresh(heard: Sequence[Evidence], current: State, day: str) -> list[Evidence]:
    """What counts on a day. What happened before the present holder took the place says nothing against it."""
    fresh = [e for e in heard if e.day >= current.since]
    fresh = [e for e in fresh if e.part is None or e.part != current.holder]
    fresh = _without_region(fresh, current.present)
    return [_patient(e, day, current, fresh) for e in fresh]


def _decide(current: State, day: str, fresh: Sequence[Evidence], opponents: Mapping[str, str]) -> State | None:
    """The state at the end of a day after all that counts then; None if nothing changes."""
    scores = {holder: _score(fresh, holder) for holder in {e.holder for e in fresh if e.holder}}
    for_present = scores.get(current.present, 0.0)
    against, rival = max(((score, h) for h, score in scores.items() if h != current.present), default=(0.0, ""))
    needed = CONTESTS if current.present == UNKNOWN else max(TAKES, ATTESTED * current.still_attested(day))
    if against >= needed and against > for_present and not (rival == current.holder == CONTESTED):
        return _state(day, rival, fresh, current, opponents)
    if current.holder == CONTESTED:
        if for_present >= TAKES and for_present > against:
            return _state(day, current.present, fresh, current, opponents)
        return replace(current, from_date=day, news=day) if any(e.reported == day for e in fresh) else None
    claimed = _score([e for e in fresh if not e.in_passing], rival)
    if claimed >= max(CONTESTS, needed - (TAKES - CONTESTS)) and (claimed >= for_present or _fought(fresh)):
        return _state(day, CONTESTED, fresh, current, opponents)
    rule = _fought_over([e for e in fresh if e.reported == day], current.present)
    return replace(_state(day, CONTESTED, fresh, current, opponents), rule=rule) if rule is not None else None


def _fought_over(today: Sequence[Evidence], present: str) -> str | None:
    """The rule by which a siege or fighting in the streets makes a place contested; None without either."""
    if any(e.besieger not in (None, present) for e in today):
        return BESIEGED
    return IN_THE_STREETS if present != UNKNOWN and any(e.inside for e in today) else None


def _without_region(fresh: list[Evidence], present: str) -> list[Evidence]:
    """What is said of the whole region counts only where nothing else is said of the place itself: the rule `whole-region`."""
    otherwise = any(not e.wide and (e.holder in (present, CONTESTED) or e.rule == FIGHTING.name) for e in fresh)
    return [e for e in fresh if not e.wide] if otherwise else fresh


def _named(evidence: Evidence, current: State, opponents: Mapping[str, str]) -> Evidence:
    """Who it was that "took" a place where nobody says by whom.

    It is asked on the day of the report. A contested place went to the side that has claimed it. Where a party says that a
    place fell or was freed, it changed hands: a loss if that party held it, a gain if not. Soon after a change such words
    repeat it, those of the new holder for longer, and an outlet's own "the fall of" may look back at any time: they say nothing.
    """
    if not evidence.taken or evidence.holder is not None:
        return evidence
    repeated = MEMORY_DAYS if evidence.speaker == current.present else WINDOW
    if current.changed and evidence.reported <= days_after(current.changed, repeated):
        return evidence
    taker = opponents.get(current.present)
    if evidence.left and evidence.speaker != current.present:
        return evidence
    if evidence.speaker is not None and taker is not None:
        rule = ADVERSE if evidence.speaker == current.present else BOAST
        return replace(evidence, holder=taker, weight=evidence.weight * rule.weight, rule=rule.name)
    if current.holder == CONTESTED and current.rival is not None:
        return replace(evidence, holder=current.rival, rule=UNNAMED)
    return evidence


def _patient(evidence: Evidence, day: str, current: State, fresh: Sequence[Evidence]) -> Evidence:
    """A claim in full where nobody has contradicted it for some days."""
    if evidence.holder in (None, current.holder) or evidence.in_passing or not 0 < evidence.weight < TAKES:
        return evidence
    if days_after(evidence.reported, PATIENCE) > day:
        return evidence
    if any(e.holder not in (None, evidence.holder) and e.reported >= evidence.reported for e in fresh):
        return evidence
    return replace(evidence, weight=TAKES, rule=UNCONTRADICTED)


def _fought(evidence: Sequence[Evidence]) -> bool:
    return any(e.rule == FIGHTING.name for e in evidence)


def _score(evidence: Sequence[Evidence], holder: str | None) -> float:
    """The weight of the origins that give the place to a holder, each once, by its heaviest voice."""
    best: dict[str, float] = {}
    for e in evidence:
        if e.holder == holder:
            best[e.origin] = max(best.get(e.origin, 0.0), e.weight)
    return sum(best.values())


def _state(day: str, holder: str, evidence: Sequence[Evidence], current: State, opponents: Mapping[str, str]) -> State:
    """A new state that cites what speaks for it; a contested one cites both hands."""
    claims = tuple(sorted({e.claim for e in _cited(evidence, holder)}))
    if holder == CONTESTED:
        heaviest = _heaviest(_cited(evidence, holder))
        rule = PART if heaviest.part is not None else heaviest.rule
        open_ = State(day, CONTESTED, current.since, rule, claims, current.present, changed=current.changed, news=day)
        rival = _rival(evidence, current.present) or opponents.get(current.present)
        return replace(open_, rival=rival, attested=current.attested, attested_on=current.attested_on)
    own = _cited(evidence, holder)
    heaviest = _heaviest(own)
    rule = FIRST if current.present == UNKNOWN else REGION if heaviest.wide else heaviest.rule
    changed = day if holder != current.present else current.changed
    attested = min(MOST_ATTESTED, _score(evidence, holder))
    return State(day, holder, max(e.day for e in own), rule, claims, holder, None, day, changed, attested, day)


def _cited(evidence: Sequence[Evidence], holder: str) -> list[Evidence]:
    if holder == CONTESTED:
        return [e for e in evidence if e.holder is not None or e.rule == FIGHTING.name]
    return [e for e in evidence if e.holder == holder]


def _heaviest(evidence: Sequence[Evidence]) -> Evidence:
    return max(evidence, key=lambda e: (e.weight, e.reported))


def _rival(evidence: Sequence[Evidence], present: str) -> str | None:
    """Who claims a contested place."""
    named = [e for e in evidence if e.holder not in (None, CONTESTED, present)]
    return _heaviest(named).holder if named else None
