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


class PlaceRelationKind(StrEnum):
    """How a stretch of the earth lies to a named place."""

    DISTANCE = "distance"
    """So far from it, in a direction where one is told: "20 km south of Donetsk"."""
    SIDE = "side"
    """To one side of it: "east of the Oskil", "the left bank of the Dnipro"."""
    PART = "part"
    """A part of it: "northern Kharkiv region"."""
    NEAR = "near"
    BETWEEN = "between"
    """Between it and the place `other`."""


@dataclass(frozen=True, slots=True)
class PlaceRelation:
    """Where something lies to the place that is named.

    `way` is a direction in English ("north", "southeast"; "left" or "right" of a river's flow), `km` a distance, `other` the
    id of the second place of "between". `lat`, `lon` (WGS 84, degrees) are a point inside the shape; None where none is known.
    """

    kind: PlaceRelationKind
    way: str | None = None
    km: float | None = None
    other: str | None = None
    lat: float | None = None
    lon: float | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "way": self.way, "km": self.km, "other": self.other, "lat": self.lat, "lon": self.lon}


@dataclass(frozen=True, slots=True)
class Shape:
    """An area or a line on the earth.

    `parts` are rings (of an area; the last point is not the first again) or lines, each of (longitude, latitude) in degrees.
    """

    area: bool
    parts: tuple[tuple[tuple[float, float], ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """A GeoJSON geometry (RFC 7946)."""
        parts = [[list(point) for point in part] for part in self.parts]
        if not self.area:
            return {"type": "LineString", "coordinates": parts[0]} if len(parts) == 1 else {
                "type": "MultiLineString", "coordinates": parts,
            }  # fmt: skip
        rings = [[[*part, part[0]]] for part in parts]
        return {"type": "Polygon", "coordinates": rings[0]} if len(rings) == 1 else {"type": "MultiPolygon", "coordinates": rings}


@dataclass(frozen=True, slots=True)
class Place:
    """One place name in the text.

    `id` is a gazetteer id ("geonames:707292") or None, and then `lat`, `lon`, `radius_m` are None too, `why` says why nothing
    fits, and `country` and `admin1` are told only where the text names the region with the name. `country` is ISO 3166-1
    alpha-2, `admin1` the first-level region's name, `radius_m` the radius in metres of the disc that the place surely lies in.
    `literal` is False where the name does not locate anything: an actor ("Moscow said"), part of an organisation's name, or a
    mere comparison ("the size of Lancashire").

    `relation` says where to the place something lies, where the words before the name tell it. `shape` is the area meant:
    that of the relation, else the outline of a region or the course of a river; None for others (a country's own outline is
    in the gazetteer). `lat`, `lon` stay those of the place that is named.
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
    relation: PlaceRelation | None = None
    shape: Shape | None = None

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
            "relation": None if self.relation is None else self.relation.to_dict(),
            "shape": None if self.shape is None else self.shape.to_dict(),
        }
