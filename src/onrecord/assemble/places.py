"""Which place of the baseline a claim's place is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from math import asin, cos, radians, sin, sqrt

from onrecord.basics.fold import folded
from onrecord.records.claim import ClaimPlace
from onrecord.records.situation import BaselineRow

NEAR_KM = 6.0
"""Two records of one settlement can lie so far apart."""

ALIKE = 0.6
"""How alike two romanisations of one name are at least (Ratcliff and Obershelp, 0..1)."""


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


class BaselinePlaces:
    """The places of a baseline, found by id, or by name and position."""

    def __init__(self, rows: Iterable[BaselineRow]) -> None:
        self._by_id = {row.place_id: row for row in rows}
        self._cells: dict[tuple[int, int], list[BaselineRow]] = {}
        for row in self._by_id.values():
            self._cells.setdefault(_cell(row.lat, row.lon), []).append(row)
        self._found: dict[str, BaselineRow | None] = {}

    def find(self, place: ClaimPlace) -> BaselineRow | None:
        """The baseline's row for a place; None if it has none."""
        key = place.id or f"name:{place.name}"
        if key not in self._found:
            self._found[key] = self._by_id.get(place.id or "") or self._nearest(place)
        return self._found[key]

    def _nearest(self, place: ClaimPlace) -> BaselineRow | None:
        if place.lat is None or place.lon is None:
            return None
        row, column = _cell(place.lat, place.lon)
        around = [r for i in (-1, 0, 1) for j in (-1, 0, 1) for r in self._cells.get((row + i, column + j), ())]
        near = [(distance_km(place.lat, place.lon, r.lat, r.lon), r) for r in around]
        fits = [(km, r.place_id, r) for km, r in near if km <= NEAR_KM and _same_name(place.name, r.name)]
        return min(fits)[2] if fits else None


def _cell(lat: float, lon: float) -> tuple[int, int]:
    """A square of a tenth of a degree, some 7 by 11 kilometres in the middle latitudes."""
    return round(lat * 10), round(lon * 10)


def _same_name(one: str, other: str) -> bool:
    """Names alike in their first words; what follows a comma says only where the place is."""
    a, b = folded(one.split(",")[0]), folded(other.split(",")[0])
    return SequenceMatcher(None, a, b).ratio() >= ALIKE
