"""The rules by which reports of control are weighed: one table, each line with a name that spans cite.

`WEIGHTS` is what one voice counts, `DECISIONS` what follows from all; docs/reference/rules.md prints both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.records.claim import Voice
from onrecord.records.happening import HappeningType
from onrecord.records.statement import Stance

GAINS = frozenset({HappeningType.CAPTURE, HappeningType.HOLD})
FIGHTS = frozenset({HappeningType.ENCIRCLEMENT, HappeningType.CLASH})
USED = (*sorted(GAINS), HappeningType.WITHDRAWAL, *sorted(FIGHTS))
"""Types that say something about who holds a place."""

TOTAL, PARTIAL, BESIDE, INSIDE = "total", "partial", "beside", "inside"
COUNTED = frozenset({"settlements", "km2"})
"""Units of what is taken where a claim counts it: so many villages or square kilometres are not the place itself."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """What one voice says about who holds a place: that `holder` has it and `loser` has not. Side ids; None for nobody named."""

    voice: Voice
    holder: str | None
    loser: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """If `applies`, which `says` tells in words, the voice counts `weight`; 1 is enough to change who holds a place."""

    name: str
    weight: float
    says: str
    applies: Callable[[Weighing], bool]


def _beside(w: Weighing) -> bool:
    return w.voice.extent == BESIDE or w.voice.unit in COUNTED


def _fighting(w: Weighing) -> bool:
    return w.voice.type in FIGHTS


def _description(w: Weighing) -> bool:
    voice = w.voice
    if voice.type is not HappeningType.HOLD or voice.denies or voice.extent is not None or w.holder is None:
        return False
    return voice.stance is not Stance.ACKNOWLEDGE and (voice.side is None or voice.side != w.holder)


def _adverse(w: Weighing) -> bool:
    return w.voice.statement is not None and w.voice.side is not None and w.voice.side == w.loser


def _boast(w: Weighing) -> bool:
    return w.voice.side is not None and w.voice.side == w.holder


def _third(w: Weighing) -> bool:
    return w.voice.statement is not None


def _own_voice(w: Weighing) -> bool:
    return w.voice.statement is None


ADVERSE = Rule("adverse-acknowledgement", 2.0, "the side that loses the place says so itself", _adverse)
BOAST = Rule("party-claim", 0.5, "the side that gains the place says so, or an outlet that speaks for it", _boast)
BESIDE_IT = Rule(
    "beside-the-place",
    0.0,
    "only something that lies in the place or near it is meant, or so many villages or square kilometres",
    _beside,
)
FIGHTING = Rule(
    "fighting", 0.0, "the report tells of fighting or a siege; it gives the place to nobody, but keeps a claim open", _fighting
)
DESCRIPTION = Rule(
    "said-in-passing",
    0.5,
    'the place is called held ("occupied"), by somebody other than its holder: nothing happened, it may even be over',
    _description,
)

WEIGHTS = (
    BESIDE_IT,
    FIGHTING,
    DESCRIPTION,
    ADVERSE,
    BOAST,
    Rule("third-party", 1.0, "somebody of neither side says so", _third),
    Rule("outlet-own-voice", 1.0, "the outlet says so itself", _own_voice),
)
"""The first rule that applies gives the weight."""

BASELINE = "baseline"
UNCONTRADICTED = "uncontradicted"
UNNAMED = "unnamed-taker"
LAPSED = "fighting-over"
BESIEGED = "encircled"
IN_THE_STREETS = "street-fighting"
REGION = "whole-region"
FIRST = "first-report"

PART = "part-of-the-place"
ATTESTED_WELL = "well-attested"

DECISIONS = (
    (BASELINE, "the place is whose the baseline says, until something is reported"),
    (FIRST, "a place that the baseline does not have is whose the first report says"),
    (UNCONTRADICTED, "a party's claim that nobody contradicts for four days counts in full"),
    (REGION, "what is said of all of a region, or conceded of it, holds for each place in it that nothing else was said of"),
    (PART, "a place of which another than its holder has a part is contested; of a region, a part says nothing"),
    (ATTESTED_WELL, "a holder often named so is undone only by half the weight of all that, at most 2; a hundredth fades a day"),
    (BESIEGED, "a place that another than its holder encircles is contested, until somebody is said to have it"),
    (IN_THE_STREETS, "a place in whose streets or centre there is fighting is contested, until somebody is said to have it"),
    (UNNAMED, "a contested place that was taken, nobody says by whom, went to the side that claims it"),
    (LAPSED, "a contested place without news for 14 days is again whose it was"),
)
"""Rules about the course of things, each with what it says."""

HEDGED = 0.6
"""A voice that marks doubt counts this much of its weight."""

TAKES = 1.0
"""So much weight for a side, from different origins, changes who holds a place."""

CONTESTS = 0.4
"""So much weight against the holder makes a place contested, where `TAKES` would take it; words in passing do not."""

WINDOW = 10
"""Days over which voices add up."""

FADES = 0.9
"""What is left of a voice's weight with each day that passes: newer reports outweigh older ones."""

PATIENCE = 4
"""Days that a party's claim must stand uncontradicted."""

CONTESTED_DAYS = 14
"""After so many days without news of fighting or claims, a contested place is again whose it was before."""

MEMORY_DAYS = 90
"""For so many days a new holder's own words of a capture by nobody named repeat its own."""

ATTESTED, MOST_ATTESTED, FORGETS = 0.5, 4.0, 0.99
"""What speaks for a holder adds up, at most to `MOST_ATTESTED`; so much is left with each day that passes. To undo it takes
`ATTESTED` of it."""


def weight_of(weighing: Weighing) -> tuple[float, str]:
    """The weight of a voice and the name of the rule that gave it."""
    rule = next(rule for rule in WEIGHTS if rule.applies(weighing))
    return rule.weight * (HEDGED if weighing.voice.hedged else 1.0), rule.name
