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

NAMESAKE_KM = 30.0
"""So near, another settlement of the very same name is taken for the one that the baseline has."""

ALIKE = 0.6
"""How alike two romanisations of one name are at least (Ratcliff and Obershelp, 0..1)."""


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    a, b = radians(lat), radians(other_lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(half))


class Nearest:
    """What lies nearest to a point, among many labelled points."""

    def __init__(self, points: Iterable[tuple[float, float, str]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
        for lat, lon, label in points:
            self._cells.setdefault(_cell(lat, lon), []).append((lat, lon, label))

    def of(self, lat: float, lon: float, km: float) -> str | None:
        """The label of the nearest point at most `km` kilometres away; None if there is none."""
        row, column = _cell(lat, lon)
        reach = range(-int(km // 5) - 1, int(km // 5) + 2)
        around = [p for i in reach for j in reach for p in self._cells.get((row + i, column + j), ())]
        near = min(((distance_km(lat, lon, a, b), label) for a, b, label in around), default=None)
        return near[1] if near is not None and near[0] <= km else None


class BaselinePlaces:
    """The places of a baseline, found by id, by name and position, or by a name that only one of them has."""

    def __init__(self, rows: Iterable[BaselineRow]) -> None:
        self._by_id = {row.place_id: row for row in rows}
        self._cells: dict[tuple[int, int], list[BaselineRow]] = {}
        self._names: dict[str, list[BaselineRow]] = {}
        for row in self._by_id.values():
            self._cells.setdefault(_cell(row.lat, row.lon), []).append(row)
            self._names.setdefault(_first_words(row.name), []).append(row)
        self._found: dict[str, BaselineRow | None] = {}

    def find(self, place: ClaimPlace) -> BaselineRow | None:
        """The baseline's row for a place; None if it has none."""
        key = place.id or f"name:{place.name}"
        if key not in self._found:
            self._found[key] = self._by_id.get(place.id or "") or self._nearest(place) or self._only(place)
        return self._found[key]

    def at(self, row: BaselineRow) -> list[BaselineRow]:
        """The row with those that have the very same point: one place under several names."""
        cell = self._cells[_cell(row.lat, row.lon)]
        return [r for r in cell if (r.lat, r.lon) == (row.lat, row.lon)]

    def _only(self, place: ClaimPlace) -> BaselineRow | None:
        """The one row of that very name, if there is but one, for a name that the gazetteer could not place or put nearby.

        Villages bear the same name a few kilometres from each other; the baseline has the one that is reported on.
        """
        rows = self._names.get(_first_words(place.name), ())
        if len(rows) != 1:
            return None
        if place.lat is None or place.lon is None:
            return rows[0]
        return rows[0] if distance_km(place.lat, place.lon, rows[0].lat, rows[0].lon) <= NAMESAKE_KM else None

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
    return SequenceMatcher(None, _first_words(one), _first_words(other)).ratio() >= ALIKE


def _first_words(name: str) -> str:
    return folded(name.split(",")[0])
