"""The rules by which reports of control are weighed: one table, each line with a name that spans cite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.records.claim import Voice
from onrecord.records.happening import HappeningType

GAINS = frozenset({HappeningType.CAPTURE, HappeningType.HOLD})
FIGHTS = frozenset({HappeningType.ENCIRCLEMENT, HappeningType.CLASH})
USED = (*sorted(GAINS), HappeningType.WITHDRAWAL, *sorted(FIGHTS))
"""Types that say something about who holds a place."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """What one voice says about who holds a place: that `holder` has it and `loser` has not. Side ids; None for nobody named."""

    voice: Voice
    holder: str | None
    loser: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """If `applies`, the voice counts `weight`; 1 is enough to change who holds a place."""

    name: str
    weight: float
    applies: Callable[[Weighing], bool]


def _fighting(w: Weighing) -> bool:
    """Street fighting or a siege: nobody gains by it, but what is claimed is not settled."""
    return w.voice.type in FIGHTS


def _adverse(w: Weighing) -> bool:
    """The side that loses the place says so itself."""
    return w.voice.statement is not None and w.voice.side is not None and w.voice.side == w.loser


def _boast(w: Weighing) -> bool:
    """The side that gains the place says so, or an outlet that speaks for it."""
    return w.voice.side is not None and w.voice.side == w.holder


def _third(w: Weighing) -> bool:
    """Somebody of neither side says so."""
    return w.voice.statement is not None


def _own_voice(w: Weighing) -> bool:
    """The outlet itself says so."""
    return w.voice.statement is None


ADVERSE = Rule("adverse-acknowledgement", 2.0, _adverse)
BOAST = Rule("party-claim", 0.5, _boast)

WEIGHTS = (
    Rule("fighting", 0.0, _fighting),
    ADVERSE,
    BOAST,
    Rule("third-party", 1.0, _third),
    Rule("outlet-own-voice", 1.0, _own_voice),
)
"""The first rule that applies gives the weight."""

UNCONTRADICTED = "uncontradicted"
"""The name of the rule by which a party's claim that nobody contradicts for `PATIENCE` days counts in full."""

HEDGED = 0.6
"""A voice that marks doubt counts this much of its weight."""

TAKES = 1.0
"""So much weight for a side, from different origins, changes who holds a place."""

CONTESTS = 0.4
"""So much weight against the holder makes a place contested."""

WINDOW = 10
"""Days over which voices add up."""

FADES = 0.9
"""What is left of a voice's weight with each day that passes: newer reports outweigh older ones."""

PATIENCE = 4
"""Days that a party's claim must stand uncontradicted."""

CONTESTED_DAYS = 14
"""After so many days without news of fighting or claims, a contested place is again whose it was before."""


def weight_of(weighing: Weighing) -> tuple[float, str]:
    """The weight of a voice and the name of the rule that gave it."""
    rule = next(rule for rule in WEIGHTS if rule.applies(weighing))
    return rule.weight * (HEDGED if weighing.voice.hedged else 1.0), rule.name
