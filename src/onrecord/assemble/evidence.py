"""What voices say about who holds a place: evidence, weighed by the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.assemble.rules import (
    ADVERSE,
    BESIDE_IT,
    DESCRIPTION,
    FIGHTS,
    GAINS,
    INSIDE,
    PARTIAL,
    TOTAL,
    USED,
    Weighing,
    weight_of,
)
from onrecord.records.claim import Voice
from onrecord.records.happening import HappeningType
from onrecord.records.situation import CONTESTED


@dataclass(frozen=True, slots=True)
class Evidence:
    """One voice about a place: on `reported` it says that `holder` has it since `day` (ISO 8601 days).

    `holder` is the code of a side, or CONTESTED; None where nobody is named: a fight, or (`taken`) a change of hands to
    somebody unnamed. `speaker` is the code of the party that says so. `wide` marks what was said of the whole region. `part` is
    who has only a part of the place. `left` marks a withdrawal. `besieger` is the code of the party that encircles the place.
    `inside` marks fighting in its streets. `until` is the day from which on it counts no more, since its outlet took it back; ""
    for what stands.
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
    wide: bool = False
    part: str | None = None
    left: bool = False
    besieger: str | None = None
    inside: bool = False
    until: str = ""

    @property
    def in_passing(self) -> bool:
        return self.rule == DESCRIPTION.name


def evidence_of(voice: Voice, codes: Mapping[str, str]) -> Evidence | None:
    """What a voice says about who holds its place; None if it says nothing that can be used.

    `codes` are those of the parties, by side id. Of two parties, the one has what the other has left.
    """
    if voice.reported_at is None or voice.type not in USED or (voice.denies and (voice.type in FIGHTS or voice.extent == TOTAL)):
        return None
    side = voice.holder if voice.holder in codes else None
    other = other_side(side, codes)
    gains = (voice.type in GAINS) is not voice.denies
    holder, loser = (None, None) if voice.type in FIGHTS else (side, other) if gains else (other, side)
    taken = voice.type in (HappeningType.CAPTURE, HappeningType.WITHDRAWAL) and not voice.denies and voice.holder is None
    split = voice.type in GAINS and not voice.denies and voice.holder == "contested"
    if holder is None and not taken and not split and voice.type not in FIGHTS:
        return None
    weight, rule = weight_of(Weighing(voice, holder, loser))
    if rule == BESIDE_IT.name or (voice.extent == PARTIAL and (voice.type not in GAINS or voice.denies)):
        return None
    reported = voice.reported_at[:10]
    code = codes[holder] if holder else None
    part = code if voice.extent == PARTIAL else None
    speaker = codes.get(voice.side or "") if voice.statement else None
    day = min(voice.day or reported, reported)
    left = voice.type is HappeningType.WITHDRAWAL
    held = CONTESTED if split or part else code
    besieger = codes.get(voice.holder or "") if voice.type is HappeningType.ENCIRCLEMENT else None
    inside = voice.type is HappeningType.CLASH and voice.extent == INSIDE
    return Evidence(
        reported,
        day,
        held,
        weight,
        rule,
        voice.origin,
        voice.claim,
        taken,
        speaker,
        part=part,
        left=left,
        besieger=besieger,
        inside=inside,
        until=(voice.withdrawn or "")[:10],
    )


def of_the_whole(voice: Voice, evidence: Evidence) -> bool:
    """Does a voice about a region mean all of it: by its words, or since the side that loses it says that it is gone?"""
    if evidence.holder in (None, CONTESTED):
        return False
    gone = evidence.rule == ADVERSE.name and voice.type is HappeningType.WITHDRAWAL
    return voice.extent == TOTAL or gone


def other_side(side: str | None, codes: Mapping[str, str]) -> str | None:
    """The other party where there are two."""
    rest = [s for s in sorted(codes) if s != side]
    return rest[0] if side is not None and len(rest) == 1 else None
