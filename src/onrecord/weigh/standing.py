"""Status, history and numbers of one claim, from its voices in the order in which they were reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from onrecord.records.claim import Bounds, Change, Claim, Standing, Status, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.statement import Stance
from onrecord.weigh.origins import with_origins

_GAINS = frozenset({HappeningType.CAPTURE, HappeningType.HOLD, HappeningType.ADVANCE, HappeningType.ENCIRCLEMENT})


def weigh(
    claim: Claim,
    rivals: Sequence[Claim] = (),
    *,
    confirmations: Sequence[Claim] = (),
    parties: frozenset[str] = frozenset(),
) -> Claim:
    """The claim with its standing, its voices knowing their origins.

    Args:
        claim: with at least one voice.
        rivals: claims that cannot be true together with it (`cannot_both_be`), in any order.
        confirmations: claims whose voices say that it came true (`confirms`), in any order. A concession among them counts.
        parties: ids of the sides that fight; what another side gains hurts them. Third sides lose nothing by it.

    Returns:
        The same standing for the same voices, rivals and confirmations, whatever the order in which they came.
    """
    voices = with_origins(claim.voices)
    ledger = _Ledger(parties)
    history: list[Change] = []
    confirming = {other.id for other in confirmations}
    others = [(_order(v), v, other) for other in (*rivals, *confirmations) for v in other.voices if _bears_on_others(v)]
    events = sorted([*((_order(v), v, None) for v in voices), *others], key=_event_order)
    for moment, together in groupby(events, key=lambda event: event[0][0]):
        group = list(together)
        for _, voice, other in group:
            ledger.hear(voice, other, confirming=other is not None and other.id in confirming)
        status = ledger.status()
        if status is not None and (not history or history[-1].status is not status):
            history.append(Change(moment, status, ledger.because(status, [(v, r) for _, v, r in group])))
    standing = _standing(ledger, voices, tuple(history), sorted(r.id for r in rivals))
    return replace(claim, voices=voices, standing=replace(standing, confirmed_by=tuple(sorted(confirming))))


def _event_order(event: tuple[tuple[str, str, str, str], Voice, Claim | None]) -> tuple[tuple[str, str, str, str], str]:
    return event[0], event[2].id if event[2] else ""


def _order(voice: Voice) -> tuple[str, str, str, str]:
    return voice.reported_at or "", voice.document, voice.version, voice.happening


@dataclass(slots=True)
class _Ledger:
    """What has been heard so far. Each origin counts as what it said last."""

    parties: frozenset[str]
    latest: dict[str, Voice] = field(default_factory=dict)
    asserted: set[str] = field(default_factory=set)
    conceding: list[Voice] = field(default_factory=list)
    rivals: dict[str, Claim] = field(default_factory=dict)

    def hear(self, voice: Voice, other: Claim | None, *, confirming: bool = False) -> None:
        """Take in a voice of the claim itself, or of another claim that contradicts or confirms it."""
        if other is not None:
            if not confirming and not voice.denies:
                self.rivals.setdefault(other.id, other)
            elif concedes(voice, self.parties):
                self.conceding.append(voice)
            return
        self.latest[voice.origin] = voice
        if not voice.denies:
            self.asserted.add(voice.origin)
            if concedes(voice, self.parties):
                self.conceding.append(voice)

    def makers(self) -> list[Voice]:
        return [v for v in self.latest.values() if not v.denies]

    def deniers(self) -> list[Voice]:
        return [v for v in self.latest.values() if v.denies]

    def status(self) -> Status | None:
        """CONTRACT's table. None as long as only rivals have been heard."""
        makers, deniers = self.makers(), self.deniers()
        if not makers and not deniers:
            return None
        if not makers:
            return Status.RETRACTED if self.asserted else Status.DENIED
        if self.conceding:
            return Status.CONCEDED
        if deniers or self.rivals:
            return Status.DISPUTED
        return Status.CORROBORATED if len(independent(makers)) > 1 else Status.REPORTED

    def because(self, status: Status, heard: Iterable[tuple[Voice, Claim | None]]) -> str:
        """Who said what just now that the status rests on."""
        heard = list(heard)
        own = [v for v, other in heard if other is None]
        if status is Status.CONCEDED:
            now = [v for v, _ in heard if v in self.conceding]
            return _said("acknowledged", now or self.conceding)
        if status in (Status.DENIED, Status.RETRACTED):
            return _said("denied" if status is Status.DENIED else "taken back", self.deniers())
        if status is Status.DISPUTED:
            denied = [v for v in own if v.denies] or self.deniers()
            if denied:
                return _said("denied", denied)
            return "cannot be true together with: " + "; ".join(sorted(r.summary for r in self.rivals.values()))
        return _said("reported", [v for v in own if not v.denies] or self.makers())


def _bears_on_others(voice: Voice) -> bool:
    """Does a voice say something about claims beside its own: that it happened, or that a side no longer has a place?"""
    return not voice.denies or voice.type is HappeningType.HOLD


def concedes(voice: Voice, parties: frozenset[str]) -> bool:
    """True if a source of the side that the claim hurts says that it happened.

    What one party gains in control hurts the other parties, and a withdrawal the side that leaves. For other types, and for
    a gain of nobody known, only a statement that the words mark as an acknowledgement counts, from a source with a known side.
    A side that says that it no longer holds a place concedes what the other one took.
    """
    if voice.denies and voice.type is HappeningType.HOLD:
        return voice.statement is not None and voice.side is not None and voice.side == voice.holder and voice.side in parties
    if voice.denies or voice.statement is None or voice.side is None:
        return False
    if voice.holder not in (None, "contested") and voice.type in _GAINS:
        return voice.side != voice.holder and voice.side in parties
    if voice.holder is not None and voice.type is HappeningType.WITHDRAWAL:
        return voice.side == voice.holder
    return voice.stance is Stance.ACKNOWLEDGE


def independent(voices: Iterable[Voice]) -> set[str]:
    """What can be counted as independent of each other: a side, whatever sources speak for it, or else an origin."""
    return {f"side:{v.side}" if v.side and v.statement else v.origin for v in voices}


def _said(verb: str, voices: Sequence[Voice]) -> str:
    """ "denied by A in X; by B in Y": each pair once, at most three."""
    pairs = list(dict.fromkeys((v.source or v.publisher or "an unnamed outlet", v.publisher) for v in voices))
    parts = [f"by {who}" + (f" in {where}" if where and where != who else "") for who, where in pairs[:3]]
    more = f"; and {len(pairs) - 3} more" if len(pairs) > 3 else ""
    return f"{verb} {'; '.join(parts)}{more}"


def _standing(ledger: _Ledger, voices: Sequence[Voice], history: tuple[Change, ...], rivals: Sequence[str]) -> Standing:
    makers, deniers = ledger.makers(), ledger.deniers()
    status = history[-1].status
    reasons = [
        f"{_many(len({v.origin for v in makers}), 'origin')} for, {_many(len({v.origin for v in deniers}), 'origin')} against"
    ]
    apart = independent(makers)
    if len(apart) < len({v.origin for v in makers}):
        reasons.append(f"{len(apart)} of them independent: sources of one side count once")
    if ledger.conceding:
        reasons.append(_said("acknowledged", ledger.conceding))
    if rivals:
        reasons.append(f"{_many(len(rivals), 'claim')} that cannot be true together with it")
    if makers and all(v.hedged for v in makers):
        reasons.append("every voice for it marks doubt")
    return Standing(
        status=status,
        origins=len({v.origin for v in makers}),
        denials=len({v.origin for v in deniers}),
        sides=tuple(sorted({v.side for v in voices if v.side})),
        quantities=bounds([v for v in voices if not v.denies]),
        history=history,
        rivals=tuple(rivals),
        because=tuple(reasons),
    )


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def bounds(voices: Sequence[Voice]) -> Bounds | None:
    """Lowest, best and highest number of what most voices count; None if no voice gives one.

    Each origin counts once, by its latest number. The best is the number of most origins, the latest of those that tie.
    """
    numbered = [v for v in voices if v.low is not None or v.high is not None]
    if not numbered:
        return None
    counted = Counter((v.unit, v.of or "") for v in numbered)
    unit, of = min(counted, key=lambda key: (-counted[key], key))
    alike = [v for v in numbered if (v.unit, v.of or "") == (unit, of)]
    latest = {v.origin: v for v in alike}
    values = [_number(v) for v in latest.values()]
    rank = Counter(values)
    best = max(latest.values(), key=lambda v: (rank[_number(v)], *_order(v)))
    return Bounds(
        low=min((n for v in alike for n in (v.low, v.high) if n is not None), default=None),
        best=_number(best),
        high=max((n for v in alike for n in (v.low, v.high) if n is not None), default=None),
        unit=unit,
        of=of or None,
    )


def _number(voice: Voice) -> float:
    """One number for a voice: the middle of its bounds, or the one that it gives."""
    given = [n for n in (voice.low, voice.high) if n is not None]
    return sum(given) / len(given)
