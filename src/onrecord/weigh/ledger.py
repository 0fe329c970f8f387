"""What has been heard of one claim so far, and the status that follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.records.claim import Claim, Status, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.statement import Stance
from onrecord.weigh.conflicts import Conflict, comparable, conflicts, exclude, has_number
from onrecord.weigh.numbers import bounds
from onrecord.weigh.origins import apart, independent, with_origins

_GAINS = frozenset({HappeningType.CAPTURE, HappeningType.HOLD, HappeningType.ADVANCE, HappeningType.ENCIRCLEMENT})
_LOSSES = frozenset({HappeningType.CASUALTIES, HappeningType.EQUIPMENT_LOSS})


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that happens to a claim's standing: a voice is heard, of the claim itself or of `other`, or is taken back.

    `other` is another claim that contradicts this one, or confirms it (`confirming`).
    """

    at: str
    voice: Voice
    other: Claim | None = None
    confirming: bool = False
    taken_back: bool = False

    @property
    def order(self) -> tuple[str, str, str, str, bool, str]:
        v = self.voice
        return self.at, v.document, v.version, v.happening, self.taken_back, self.other.id if self.other else ""


@dataclass(slots=True)
class Ledger:
    """What has been heard so far. Each origin counts as what it said last."""

    parties: frozenset[str]
    latest: dict[str, Voice] = field(default_factory=dict)
    asserted: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    conceding: dict[str, Voice] = field(default_factory=dict)
    taken_back: list[Voice] = field(default_factory=list)
    rivals: dict[str, Claim] = field(default_factory=dict)
    numbered: list[Voice] = field(default_factory=list)
    blaming: dict[str, Voice] = field(default_factory=dict)

    def hear(self, heard: Heard) -> None:
        """Take in a voice of the claim itself, or of another claim that contradicts or confirms it."""
        voice = heard.voice
        if heard.other is not None:
            if not heard.confirming and not voice.denies:
                self.rivals.setdefault(heard.other.id, heard.other)
            elif concedes(voice, self.parties):
                self.conceding[f"{heard.other.id} {voice.origin}"] = voice
            return
        if heard.taken_back:
            self._take_back(voice)
            return
        if not self._is_echoed(voice):
            self.latest[voice.origin] = voice
        if voice.denies:
            self.denied.add(voice.origin)
            self.conceding.pop(voice.origin, None)
            return
        self.asserted.add(voice.origin)
        self.numbered.append(voice)
        if voice.agents:
            self.blaming[voice.origin] = voice
        if concedes(voice, self.parties):
            self.conceding[voice.origin] = voice

    def _is_echoed(self, voice: Voice) -> bool:
        """Does an outlet repeat in its own voice what its origin, whose side is known, was quoted with before?"""
        before = self.latest.get(voice.origin)
        return before is not None and before.statement is not None and voice.statement is None and before.denies is voice.denies

    def _take_back(self, voice: Voice) -> None:
        """Drop a voice that its outlet withdrew, where its origin has not spoken again since."""
        self.taken_back.append(voice)
        self.numbered = [v for v in self.numbered if v is not voice]
        if self.blaming.get(voice.origin) is voice:
            del self.blaming[voice.origin]
        if self.latest.get(voice.origin) is voice:
            del self.latest[voice.origin]
            self.conceding.pop(voice.origin, None)

    def makers(self) -> list[Voice]:
        return [v for v in self.latest.values() if not v.denies]

    def deniers(self) -> list[Voice]:
        return [v for v in self.latest.values() if v.denies]

    def conflicts(self) -> list[Conflict]:
        """What those who make the claim cannot all be right about."""
        making = {v.origin for v in self.makers()}
        blaming = [v for origin, v in self.blaming.items() if origin in making]
        counting = {v.origin: v for v in self.numbered if v.origin in making and has_number(v)}
        return list(conflicts(blaming, list(counting.values()), self.parties))

    def status(self) -> Status | None:
        """CONTRACT's table. None as long as only rivals have been heard."""
        makers, deniers = self.makers(), self.deniers()
        if not makers:
            if not deniers and not self.taken_back:
                return None
            return Status.RETRACTED if self.asserted else Status.DENIED
        against = self.conflicts()
        if self.conceding and not self._conceded_less(makers):
            return Status.CONCEDED
        if deniers or self.rivals or against:
            return Status.DISPUTED
        return Status.CORROBORATED if len(independent(makers)) > 1 else Status.REPORTED

    def _conceded_less(self, makers: Sequence[Voice]) -> bool:
        """True if all that is conceded are numbers which those of other parties exclude."""
        others = [v for v in makers if v.side in self.parties]
        return all(any(v.side != c.side and comparable(v, c) and exclude(v, c) for v in others) for c in self.conceding.values())

    def facts(self) -> tuple[object, ...]:
        """What a reader of the history wants to know of, beside the status: who stands on either hand, and the number."""
        numbers = bounds(self.numbered)
        hands = (frozenset(apart(v) for v in some) for some in (self.makers(), self.deniers()))
        return (*hands, numbers.best if numbers else None)


def concedes(voice: Voice, parties: frozenset[str]) -> bool:
    """True if a source of the side that the claim hurts says that it happened.

    What one party gains in control hurts the other parties, and a withdrawal the side that leaves. For other types, and for
    a gain of nobody known, only a statement that the words mark as an acknowledgement counts, from a source with a known side.
    A side that says that it no longer holds a place concedes what the other one took. Losses that a side inflicted hurt the
    other one.
    """
    if voice.denies and voice.type is HappeningType.HOLD:
        return voice.statement is not None and voice.side is not None and voice.side == voice.holder and voice.side in parties
    if voice.denies or voice.statement is None or voice.side is None:
        return False
    if voice.holder not in (None, "contested") and voice.type in _GAINS:
        return voice.side != voice.holder and voice.side in parties
    if voice.holder is not None and voice.type is HappeningType.WITHDRAWAL:
        return voice.side == voice.holder
    if voice.type in _LOSSES and (voice.side in voice.agents or (voice.targets and voice.side not in voice.targets)):
        return False
    return voice.stance is Stance.ACKNOWLEDGE


def bears_on_others(voice: Voice) -> bool:
    """Does a voice say something about claims beside its own: that it happened, or that a side no longer has a place?"""
    return not voice.denies or voice.type is HappeningType.HOLD


def events(voices: Iterable[Voice], rivals: Iterable[Claim], confirmations: Iterable[Claim]) -> list[Heard]:
    """All that is heard of a claim, in the order in which it was reported, the same for any order of arrival."""
    found = [Heard(v.reported_at or "", v) for v in voices]
    found += [Heard(h.voice.withdrawn, h.voice, taken_back=True) for h in list(found) if h.voice.withdrawn]
    for others, confirming in ((rivals, False), (confirmations, True)):
        found += [
            Heard(v.reported_at or "", v, other, confirming)
            for other in others
            for v in with_origins(other.voices)
            if bears_on_others(v) and not v.withdrawn
        ]
    return sorted(found, key=lambda h: h.order)
