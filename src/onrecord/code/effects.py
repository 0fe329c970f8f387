"""What is different afterwards: who holds the place, or which service is out and how far."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.code.triggers import Context, Trigger
from onrecord.records import Actor, Effect, HappeningType, Modality, Quantity

CONTESTED = "contested"
_TOTAL = frozenset(["total", "totally", "completely", "complete", "entire", "entirely", "whole", "fully", "all"])
_PARTIAL = frozenset(
    [
        "most",
        "part",
        "partial",
        "partially",
        "some",
        "many",
        "half",
        "several",
        "percent",
        "thousand",
        "hundred",
        "dozen",
        "million",
        "emergency",
        "rolling",
        "scheduled",
    ]
)


def effect_of(
    context: Context, trigger: Trigger, actors: Sequence[Actor], modality: Modality, quantities: Sequence[Quantity]
) -> Effect | None:
    """The effect that the type calls for, as far as the words name it."""
    kind = trigger.frame.type
    if kind in (HappeningType.CAPTURE, HappeningType.HOLD):
        side = next((a.side for a in actors if a.role == "agent" and a.side), None)
        return Effect(holder=side) if side is not None and modality is not Modality.NEGATED else None
    if kind is HappeningType.ENCIRCLEMENT:
        return Effect(holder=CONTESTED)
    if kind is HappeningType.WITHDRAWAL and modality is Modality.NEGATED:
        side = next((a.side for a in actors if a.role == "agent" and a.side), None)
        return Effect(holder=side) if side is not None else None
    if kind in (HappeningType.OUTAGE, HappeningType.RESTORATION):
        return Effect(service=trigger.frame.service, extent=trigger.frame.extent or _extent(context, trigger, quantities))
    return None


def _extent(context: Context, trigger: Trigger, quantities: Sequence[Quantity]) -> str:
    lemmas = {context.words[i].noun for i in context.clause(trigger.first)}
    if lemmas & _TOTAL and not lemmas & _PARTIAL:
        return "total"
    return "partial"
