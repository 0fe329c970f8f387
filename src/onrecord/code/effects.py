"""What is different afterwards: who holds the place, or which service is out and how far."""

from __future__ import annotations

from collections.abc import Sequence, Set

from onrecord.code.english import words_of
from onrecord.code.triggers import Context, Trigger
from onrecord.records import Actor, Effect, HappeningType, Modality

CONTESTED = "contested"
_TOTAL = words_of("effects", "total")
_PARTIAL = words_of("effects", "partial")
_SHARING = words_of("effects", "sharing")
_DISPUTED = words_of("effects", "disputed")


def effect_of(
    context: Context, trigger: Trigger, actors: Sequence[Actor], modality: Modality, parties: Set[str], share: str | None = None
) -> Effect | None:
    """The effect that the type calls for, as far as the words name it; only one of the `parties` holds a place.

    Of a hold that is negated, `holder` is the side that does not have the place. `share` is how much of the place is meant.
    """
    kind = trigger.frame.type
    agent = next((a.side for a in actors if a.role == "agent" and a.side), None)
    holder = agent if agent in parties else None
    if kind is HappeningType.HOLD and _is_open(context, trigger):
        return Effect(holder=CONTESTED)
    if kind in (HappeningType.CAPTURE, HappeningType.HOLD):
        untaken = kind is HappeningType.CAPTURE and modality is Modality.NEGATED
        return _held(holder if not untaken else None, share)
    if kind is HappeningType.ENCIRCLEMENT:
        return Effect(holder=CONTESTED)
    if kind is HappeningType.WITHDRAWAL:
        return _held(holder if modality is Modality.NEGATED else None, share)
    if kind in (HappeningType.OUTAGE, HappeningType.RESTORATION):
        return Effect(service=trigger.frame.service, extent=trigger.frame.extent or _extent(context, trigger))
    return None


def _is_open(context: Context, trigger: Trigger) -> bool:
    """Do the words leave open who holds the place: "neither side controls", "both claim control", "rival claims to control"?"""
    words, grammar = context.words, context.grammar
    if words[trigger.head].pos == "VERB" and any(words[i].lower in _SHARING for i in grammar.subject(trigger.head)[:1]):
        return True
    clause = context.clause(trigger.first)
    near = range(max(clause.start, trigger.first - 4), min(max(clause.stop, trigger.last + 1), trigger.last + 6))
    return any(words[i].lower in _DISPUTED and (i > trigger.last or words[i + 1].noun == "claim") for i in near)


def _held(holder: str | None, share: str | None) -> Effect | None:
    return Effect(holder=holder, share=share) if holder is not None or share is not None else None


def _extent(context: Context, trigger: Trigger) -> str:
    for area in (context.grammar.modifiers(trigger.first), context.clause(trigger.first)):
        lemmas = {context.words[i].noun for i in area}
        if lemmas & _PARTIAL:
            return "partial"
        if lemmas & _TOTAL:
            return "total"
    return "partial"
