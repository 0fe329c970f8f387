"""Place names, resolved with an honest precision or left unresolved with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.basics.spans import Span


class PlaceKind(StrEnum):
    """What sort of place a name stands for."""

    SETTLEMENT = "settlement"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    COUNTRY = "country"
    RIVER = "river"
    REGION = "region"
    FACILITY = "facility"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another gazetteer entry that the name could stand for, with its score, 0..1."""

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    score: float

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "lat": self.lat,
            "lon": self.lon,
            "country": self.country,
            "admin1": self.admin1,
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class Place:
    """One place name in the text.

    `id` is a gazetteer id ("geonames:707292") or None, and then `lat`, `lon`, `radius_m` are None too and `why` says
    why nothing fits. `country` is ISO 3166-1 alpha-2, `admin1` the first-level region's name, `radius_m` the radius in
    metres of the disc that the place surely lies in. `literal` is False where the name does not locate anything: an
    actor ("Moscow said"), part of an organisation's name, or a mere comparison ("the size of Lancashire").
    """

    spans: tuple[Span, ...]
    name: str
    id: str | None
    kind: PlaceKind
    lat: float | None
    lon: float | None
    radius_m: int | None
    country: str | None
    admin1: str | None
    why: str
    alternatives: tuple[Alternative, ...] = ()
    literal: bool = True

    def to_dict(self) -> dict[str, Any]:
        return {
            "spans": [s.to_dict() for s in self.spans],
            "name": self.name,
            "id": self.id,
            "kind": self.kind.value,
            "lat": self.lat,
            "lon": self.lon,
            "radius_m": self.radius_m,
            "country": self.country,
            "admin1": self.admin1,
            "why": self.why,
            "alternatives": [a.to_dict() for a in self.alternatives],
            "literal": self.literal,
        }
