"""Write a gazetteer file from rows, and read rows from a GeoNames dump and from our own tables."""

from __future__ import annotations

import io
import math
import re
import zipfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.gazetteer.entry import KINDS, ROMANISED, How
from onrecord.gazetteer.file import HOW_SHIFT, digest, write_file
from onrecord.gazetteer.fold import fold, is_cyrillic, loose, unwrapped
from onrecord.gazetteer.gazetteer import CAPITAL, LISTED, NO_PARENT, OWN, distance_km
from onrecord.gazetteer.tables import DATA, read_table
from onrecord.records import PlaceKind

PEOPLE_PER_KM2 = 2500.0
"""Assumed density that turns a settlement's population into a radius; typical of towns in GeoNames' countries."""
_BY_WATER = re.compile(r"(.{4,}?) (?:on|upon|under|by|in|next)(?: the)? .+")
"""British names that are mostly said without their end: "Clacton-on-Sea"."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place to write.

    `codes` are what tables may call it (ISO 3166, GeoNames admin code); `names` are (name, how); `outline` the rings of an
    area, or the lines of a river, as (longitude, latitude).
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str = ""
    parent: str | None = None
    population: int = 0
    radius_m: int = 0
    names: tuple[tuple[str, How], ...] = ()
    codes: tuple[str, ...] = ()
    capital: bool = False
    outline: tuple[tuple[tuple[float, float], ...], ...] = ()


def settlement_radius(population: int) -> int:
    """Radius in metres of a settlement with this population at PEOPLE_PER_KM2; 1 km at least."""
    return max(1000, round(1000 * math.sqrt(population / PEOPLE_PER_KM2 / math.pi)))


def write_gazetteer(rows: Iterable[Row], out: Path, *, version: str, sources: dict[str, str]) -> int:
    """Write `rows` to `out` and give their number. The order of the rows does not matter; ids must be distinct.

    Args:
        sources: name of each source → its licence line; kept in the file's header.
    """
    ordered = sorted(rows, key=lambda r: (r.lat, r.id))
    number = {row.id: n for n, row in enumerate(ordered)}
    if len(number) != len(ordered):
        raise UsageError("two rows have the same id; give each place one row", code="gazetteer-duplicate-id")
    countries = sorted({row.country for row in ordered} | {""})
    columns: dict[str, array[Any] | bytes] = {
        "lat": array("f", (r.lat for r in ordered)),
        "lon": array("f", (r.lon for r in ordered)),
        "population": array("I", (min(r.population, 0xFFFFFFFF) for r in ordered)),
        "kind": array("B", (KINDS.index(r.kind) | (CAPITAL if r.capital else 0) for r in ordered)),
        "country": array("B", (countries.index(r.country) for r in ordered)),
        "parent": array("I", (number.get(r.parent or "", NO_PARENT) for r in ordered)),
        "radius": array("H", (min(0xFFFF, max(1, round(r.radius_m / 100))) for r in ordered)),
        "known": array("B", (min(255, sum(how is not How.SPELLING for _, how in r.names)) for r in ordered)),
    }
    own = {row.id: n for n, row in enumerate(ordered) if not row.id.startswith(("geonames:", LISTED))}
    listed = sorted((int(row.id.removeprefix(LISTED)), n) for n, row in enumerate(ordered) if row.id.startswith(LISTED))
    columns["listed"], columns["listed_row"] = array("Q", (code for code, _ in listed)), array("I", (n for _, n in listed))
    place = {n: at for at, (_, n) in enumerate(listed, 1)}
    other = [n in place or row.id in own for n, row in enumerate(ordered)]
    ids = [OWN | place.get(n, 0) if other[n] else int(row.id.partition(":")[2]) for n, row in enumerate(ordered)]
    columns["geonameid"] = array("I", ids)
    columns["by_id"] = array("I", sorted((n for n, i in enumerate(ids) if not i & OWN), key=ids.__getitem__))
    columns["name_at"], columns["names"] = _packed_names(ordered)
    columns["keys"], columns["posts"] = _packed_index(ordered)
    columns["shaped"], columns["shape_at"], columns["shapes"] = packed_shapes(row.outline for row in ordered)
    write_file(
        out, columns, {"version": version, "sources": sources, "countries": countries, "own": own, "entries": len(ordered)}
    )
    return len(ordered)


def _packed_names(rows: list[Row]) -> tuple[array[int], bytes]:
    at, blob, seen = array("I"), bytearray(), dict[bytes, int]()
    for row in rows:
        text = row.name.encode()[:255]
        if text not in seen:
            seen[text] = len(blob)
            blob += bytes([len(text)]) + text
        at.append(seen[text])
    return at, bytes(blob)


def packed_shapes(outlines: Iterable[tuple[tuple[tuple[float, float], ...], ...]]) -> tuple[array[int], array[int], array[int]]:
    """Rows that have an outline, where each begins, and the points: a part's length, then its points in hundredths of degrees."""
    shaped, at, points = array("I"), array("I"), array("h")
    for number, outline in enumerate(outlines):
        if outline:
            shaped.append(number)
            at.append(len(points))
            points.append(len(outline))
            for part in outline:
                points.append(len(part))
                points.extend(round(100 * value) for point in part for value in point)
    return shaped, at, points


def _packed_index(rows: list[Row]) -> tuple[array[int], array[int]]:
    pairs: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        pairs += ((digest(key), number | how << HOW_SHIFT) for key, how in index_keys(row).items())
    pairs.sort()
    return array("Q", (k for k, _ in pairs)), array("I", (p for _, p in pairs))


def index_keys(row: Row) -> dict[str, How]:
    """Every key that the row is found by, with the strongest way that it stands for the row."""
    keys: dict[str, How] = {}
    bare: set[str] = set()
    main = loose(fold(row.name)) if row.country in ROMANISED else None
    for name, how in (*row.names, (row.name, How.NAME)):
        folded = fold(name)
        if how is How.OTHER and main == loose(folded):  # "Izium" is as good as "Izyum"
            how = How.NAME
        keys[folded] = min(how, keys.get(folded, how))
        if row.kind is PlaceKind.SETTLEMENT and row.country in ("GB", "IE") and (short := _BY_WATER.match(folded)):
            keys.setdefault(short[1], How.OTHER)
        if row.kind in (PlaceKind.ADMIN1, PlaceKind.ADMIN2) and how <= How.OTHER:
            core, wrapper = unwrapped(folded)
            bare.update([core] if wrapper else ())
    for core in bare:
        if keys.get(core) is not How.NAME:
            keys[core] = How.BARE
    keys.pop("", None)
    if row.country in ROMANISED:
        spelled = [form for form, how in keys.items() if how <= How.SPELLING and len(form) > 4]
        for form in spelled:
            if form.isascii() or is_cyrillic(form):
                keys.setdefault(loose(form), How.SPELLING)
    return keys


def own_tables(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with the names of `data/names.csv` added, and then the rows of `data/regions.csv`."""
    extra: dict[str, list[tuple[str, How]]] = {}
    for line in read_table(DATA / "names.csv"):
        extra.setdefault(line["target"], []).extend((n, How[line["how"].upper()]) for n in line["names"].split("|"))
    by_code: dict[str, str] = {}
    for row in rows:
        for code in row.codes:
            by_code.setdefault(code, row.id)
        keys = (row.id.partition(":")[2], *row.codes)
        added = tuple(name for key in keys for name in extra.get(key, ()))
        first = next((n for key in keys for n, how in extra.get(key, ()) if how is How.NAME), None)
        name = first if first and row.kind is not PlaceKind.SETTLEMENT else row.name
        yield replace(row, name=name, names=(*row.names, (row.name, How.OTHER), *added)) if added else row
    for line in read_table(DATA / "regions.csv"):
        row = region_row(line, by_code)
        yield replace(row, names=(*row.names, *extra.get(row.id.partition(":")[2], ())))


def region_row(line: dict[str, str], by_code: dict[str, str]) -> Row:
    """A row of `regions.csv`. `by_code` maps ISO codes to the ids of the rows read before."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(line["name"])).strip("-")
    name = line["name"].removesuffix(" region")
    names = tuple((n, How.NAME if n == name else How.OTHER) for n in (name, *filter(None, line["names"].split("|"))))
    return Row(
        id=f"geonames:{line['id']}" if line["id"] else f"onrecord:{slug}",
        name=name, kind=PlaceKind(line["kind"]), lat=float(line["lat"]), lon=float(line["lon"]), country=line["country"],
        parent=by_code.get(line["parent"] or line["country"]), radius_m=round(float(line["radius_km"]) * 1000), names=names,
    )  # fmt: skip


def spread(points: list[tuple[float, float]]) -> tuple[float, float, int]:
    """Middle (lat, lon) and radius in metres of an area known by the points in it; the outermost hundredth is left out."""
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    if lons[-1] - lons[0] > 180:
        lons = sorted(x + 360 if x < 0 else x for x in lons)
    cut = len(points) // 100
    lat = (lats[cut] + lats[-1 - cut]) / 2
    lon = (lons[cut] + lons[-1 - cut]) / 2
    lon = lon - 360 if lon > 180 else lon
    far = sorted(distance_km(lat, lon, *p) for p in points)[-1 - cut]
    return lat, lon, max(5000, round(far * 1000))


# ---- a GeoNames dump ----------------------------------------------------------------------------

_FEATURES = {
    **dict.fromkeys(("PCL", "PCLI", "PCLD", "PCLS", "PCLF", "TERR"), PlaceKind.COUNTRY),
    "ADM1": PlaceKind.ADMIN1,
    "ADM2": PlaceKind.ADMIN2,
}
_CLASSES = {
    "P": PlaceKind.SETTLEMENT,
    **dict.fromkeys("LA", PlaceKind.REGION),
    **dict.fromkeys("SR", PlaceKind.FACILITY),
    **dict.fromkeys("HTVU", PlaceKind.OTHER),
}
_RADII = {PlaceKind.COUNTRY: 400_000, PlaceKind.ADMIN1: 100_000, PlaceKind.ADMIN2: 30_000, PlaceKind.REGION: 50_000,
          PlaceKind.RIVER: 100_000, PlaceKind.OTHER: 10_000, PlaceKind.FACILITY: 1000}  # fmt: skip


def build_from_dump(paths: Iterable[Path], out: Path, *, classes: str = "APLHTSR") -> int:
    """Build a gazetteer from GeoNames' own files and give the number of places.

    Args:
        paths: `allCountries.zip`, a country's `UA.zip`, or the `.txt` inside; 19 columns with tabs between them.
        out: the file to write; give it to `Gazetteer.open`.
        classes: GeoNames feature classes to keep.

    Raises:
        UsageError: a path does not exist or a line has not 19 columns.

    Source: GeoNames' readme.txt of the dump. Radii of areas come from the settlements in them, else from their kind.
    """
    raw = [line for path in paths for line in _dump_lines(path) if line[6] in classes]
    rows = list(_dump_rows(raw))
    licence = {"GeoNames": "CC BY 4.0, https://www.geonames.org"}
    return write_gazetteer(own_tables(rows), out, version="geonames-dump", sources=licence)


def _dump_lines(path: Path) -> Iterator[list[str]]:
    if not path.is_file():
        raise UsageError(
            f"no GeoNames dump at {str(path)!r}; give the path of allCountries.zip", code="gazetteer-no-dump", path=str(path)
        )
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                if member.endswith(".txt") and not member.lower().startswith("readme"):
                    with archive.open(member) as source:
                        yield from _columns(io.TextIOWrapper(source, "utf-8", newline="\n"), f"{path}!{member}")
        return
    with path.open(encoding="utf-8", newline="\n") as source:
        yield from _columns(source, str(path))


def _columns(source: Iterable[str], where: str) -> Iterator[list[str]]:
    for number, line in enumerate(source, 1):
        columns = line.rstrip("\r\n").split("\t")
        if len(columns) != 19:
            raise UsageError(
                f"{where}:{number}: {len(columns)} columns, expected the 19 of a GeoNames dump; is this another file of theirs?",
                code="gazetteer-bad-dump", path=where, line=number,
            )  # fmt: skip
        yield columns


def _dump_rows(raw: list[list[str]]) -> Iterator[Row]:
    ids: dict[str, str] = {}
    inside: dict[str, list[tuple[float, float]]] = {}
    for c in raw:
        code = _area_code(c)
        if code is not None:
            ids[code] = f"geonames:{c[0]}"
        elif c[6] == "P":
            for key in (c[8], f"{c[8]}.{c[10]}", f"{c[8]}.{c[10]}.{c[11]}"):
                inside.setdefault(key, []).append((float(c[4]), float(c[5])))
    for c in raw:
        yield _dump_row(c, ids, inside)


def _area_code(c: list[str]) -> str | None:
    kind = _FEATURES.get(c[7]) if c[6] == "A" else None
    if kind is None:
        return None
    return {PlaceKind.COUNTRY: c[8], PlaceKind.ADMIN1: f"{c[8]}.{c[10]}"}.get(kind, f"{c[8]}.{c[10]}.{c[11]}")


def _dump_row(c: list[str], ids: dict[str, str], inside: dict[str, list[tuple[float, float]]]) -> Row:
    code, id_ = _area_code(c), f"geonames:{c[0]}"
    kind = _FEATURES[c[7]] if code else PlaceKind.RIVER if c[7].startswith("STM") else _CLASSES[c[6]]
    population = int(c[14] or 0)
    radius = settlement_radius(population) if kind is PlaceKind.SETTLEMENT else _RADII[kind]
    if code in inside:
        radius = spread(inside[code])[2]
    above = (f"{c[8]}.{c[10]}.{c[11]}", f"{c[8]}.{c[10]}", c[8])
    parent = next((ids[key] for key in above if key in ids and ids[key] != id_), None)
    names = tuple((n, How.OTHER) for n in (c[2], *c[3].split(",")) if n)
    codes = (code,) if code else ()
    return Row(id_, c[1], kind, float(c[4]), float(c[5]), c[8], parent, population, radius, names, codes, c[7] == "PPLC")
