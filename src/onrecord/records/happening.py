"""Occurrences coded from words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.basics.spans import Span
from onrecord.records.time import Time


class HappeningType(StrEnum):
    """The types of CONTRACT, in its order."""

    CAPTURE = "capture"
    WITHDRAWAL = "withdrawal"
    HOLD = "hold"
    ADVANCE = "advance"
    ENCIRCLEMENT = "encirclement"
    CLASH = "clash"
    STRIKE = "strike"
    ATROCITY = "atrocity"
    CASUALTIES = "casualties"
    EQUIPMENT_LOSS = "equipment-loss"
    DAMAGE = "damage"
    OUTAGE = "outage"
    RESTORATION = "restoration"
    DISPLACEMENT = "displacement"
    TALKS = "talks"
    AGREEMENT = "agreement"
    AID = "aid"
    SANCTION = "sanction"
    MOBILISATION = "mobilisation"
    DEPLOYMENT = "deployment"
    DETENTION = "detention"
    EXCHANGE = "exchange"
    VOTE = "vote"
    PROTEST = "protest"
    NUCLEAR_SAFETY = "nuclear-safety"


TYPE_NAMES: Mapping[HappeningType, str] = {
    HappeningType.CAPTURE: "Capture",
    HappeningType.WITHDRAWAL: "Withdrawal",
    HappeningType.HOLD: "Control",
    HappeningType.ADVANCE: "Advance",
    HappeningType.ENCIRCLEMENT: "Encirclement",
    HappeningType.CLASH: "Fighting",
    HappeningType.STRIKE: "Strike",
    HappeningType.ATROCITY: "Violence against civilians",
    HappeningType.CASUALTIES: "Casualties",
    HappeningType.EQUIPMENT_LOSS: "Equipment losses",
    HappeningType.DAMAGE: "Damage",
    HappeningType.OUTAGE: "Outage",
    HappeningType.RESTORATION: "Restoration",
    HappeningType.DISPLACEMENT: "Displacement",
    HappeningType.TALKS: "Talks",
    HappeningType.AGREEMENT: "Agreement",
    HappeningType.AID: "Aid",
    HappeningType.SANCTION: "Sanctions",
    HappeningType.MOBILISATION: "Mobilisation",
    HappeningType.DEPLOYMENT: "Deployment",
    HappeningType.DETENTION: "Detention",
    HappeningType.EXCHANGE: "Exchange",
    HappeningType.VOTE: "Vote",
    HappeningType.PROTEST: "Protest",
    HappeningType.NUCLEAR_SAFETY: "Nuclear safety",
}
"""How each type is named to people: a noun that takes no side."""


class Modality(StrEnum):
    """Did it happen, as the words have it?"""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"


class PlaceRole(StrEnum):
    """How a place takes part in a happening."""

    AT = "at"
    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it or to whom. `role` is "agent" or "target"."""

    role: str
    spans: tuple[Span, ...]
    entity: str | None
    name: str
    side: str | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "role": self.role,
            "spans": [s.to_dict() for s in self.spans],
            "entity": self.entity,
            "name": self.name,
            "side": self.side,
        }


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text. `low` and `high` are its bounds, None where open.

    `unit` is such as "people", "km2", "missiles"; `of` is what is counted.
    """

    spans: tuple[Span, ...]
    low: float | None
    high: float | None
    unit: str
    of: str | None

    def to_dict(self) -> dict[str, Any]:
        return {"spans": [s.to_dict() for s in self.spans], "low": self.low, "high": self.high, "unit": self.unit, "of": self.of}


@dataclass(frozen=True, slots=True)
class Effect:
    """What is different afterwards: who holds the place, or which service is out and how far.

    `share` is what is taken, held or left: "total" all of the place, "partial" a part of it, "beside" something that only lies in
    it or near it; None where the words leave it open.
    """

    holder: str | None = None
    service: str | None = None
    extent: str | None = None
    share: str | None = None

    def to_dict(self) -> dict[str, Any]:
        if self.share is not None:
            return {"holder": self.holder, "share": self.share}
        if self.holder is not None:
            return {"holder": self.holder}
        return {"service": self.service, "extent": self.extent}


@dataclass(frozen=True, slots=True)
class Happening:
    """One occurrence. `statement` is the innermost statement whose content holds the trigger, None in the author's own voice.

    `places` are (index into the reading's places, role). `why` says what decided the type. `inside` marks a clash in the streets
    or the centre of its place, rather than for it or near it.
    """

    id: str
    statement: str | None
    type: HappeningType
    acled: str | None
    plover: str | None
    trigger: tuple[Span, ...]
    actors: tuple[Actor, ...]
    places: tuple[tuple[int, PlaceRole], ...]
    time: Time | None
    modality: Modality
    quantities: tuple[Quantity, ...]
    effect: Effect | None
    why: str
    inside: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "statement": self.statement,
            "type": self.type.value,
            "codes": {"acled": self.acled, "plover": self.plover},
            "trigger": [s.to_dict() for s in self.trigger],
            "actors": [a.to_dict() for a in self.actors],
            "places": [{"place": index, "role": role.value} for index, role in self.places],
            "time": self.time.to_dict() if self.time else None,
            "modality": self.modality.value,
            "quantities": [q.to_dict() for q in self.quantities],
            "effect": self.effect.to_dict() if self.effect else None,
            "why": self.why,
            **({"inside": True} if self.inside else {}),
        }
