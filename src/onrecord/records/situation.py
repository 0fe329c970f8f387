"""Claims in force over an area at a time, as known at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

CONTESTED = "CONTESTED"
UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """Who held a place at the start. `holder` is the code of a side, CONTESTED or UNKNOWN; `date` an ISO 8601 day."""

    place_id: str
    name: str
    lat: float
    lon: float
    date: str
    holder: str


@dataclass(frozen=True, slots=True)
class ControlSpan:
    """Who held one place at the end of each day from `from_date` to `to_date` (both included, UTC), as known then.

    `holder` is the code of a side, CONTESTED or UNKNOWN. `claims` are the ids that it rests on, empty for the baseline;
    `rule` is the name of the rule that decided (docs/reference/rules.md).
    """

    place_id: str
    name: str
    lat: float
    lon: float
    from_date: str
    to_date: str
    holder: str
    claims: tuple[str, ...]
    rule: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "place_id": self.place_id,
            "name": self.name,
            "lat": self.lat,
            "lon": self.lon,
            "from_date": self.from_date,
            "to_date": self.to_date,
            "holder": self.holder,
            "claims": list(self.claims),
            "rule": self.rule,
        }


@dataclass(frozen=True, slots=True)
class OutageSpan:
    """A service that was out in a place: from a day until the day of its restoration (None: none reported)."""

    place_id: str
    name: str
    lat: float | None
    lon: float | None
    service: str
    extent: str | None
    from_date: str
    to_date: str | None
    claims: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "place_id": self.place_id,
            "name": self.name,
            "lat": self.lat,
            "lon": self.lon,
            "service": self.service,
            "extent": self.extent,
            "from_date": self.from_date,
            "to_date": self.to_date,
            "claims": list(self.claims),
        }


@dataclass(frozen=True, slots=True)
class Relation:
    """How two documents of different outlets about the same main happening relate.

    `relation` is "agree", "update" or "dispute"; `about` what they differ on; `same_origin` None where it cannot be told.
    """

    a: str
    b: str
    relation: str
    about: tuple[str, ...]
    same_origin: bool | None
    claims: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "a": self.a,
            "b": self.b,
            "relation": self.relation,
            "about": list(self.about),
            "same_origin": self.same_origin,
            "claims": list(self.claims),
        }
