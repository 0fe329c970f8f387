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

from onrecord.errors import UsageError
from onrecord.gazetteer.entry import KINDS, ROMANISED, How
from onrecord.gazetteer.file import write_file
from onrecord.gazetteer.fold import fold, is_cyrillic, loose, unwrapped
from onrecord.gazetteer.gazetteer import distance_km
from onrecord.gazetteer.pack import Packer
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
    packer = Packer()
    for row in rows:
        known = sum(how is not How.SPELLING for _, how in row.names)
        packer.add(
            id=row.id, name=row.name, kind=KINDS.index(row.kind), lat=row.lat, lon=row.lon, country=row.country,
            parent=row.parent, population=row.population, radius_m=row.radius_m, known=known, capital=row.capital,
            keys=dict(index_keys(row)), outline=row.outline,
        )  # fmt: skip
    columns, header = packer.columns()
    write_file(out, columns, {"version": version, "sources": sources, "entries": len(packer), **header})
    return len(packer)


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

    Cost: reads the dump twice and holds no line of it; about 400 bytes of memory a place.

    Source: GeoNames' readme.txt of the dump. Radii of areas come from the settlements in them, else from their kind.
    """
    paths = tuple(paths)
    ids, inside = _dump_areas(line for path in paths for line in _dump_lines(path) if line[6] in classes)
    lines = (line for path in paths for line in _dump_lines(path) if line[6] in classes)
    rows = (_dump_row(line, ids, inside) for line in lines)
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


def _dump_areas(lines: Iterable[list[str]]) -> tuple[dict[str, str], dict[str, array[float]]]:
    """Code of each area → its id, and the latitudes and longitudes, in turn, of the settlements in it."""
    ids: dict[str, str] = {}
    inside: dict[str, array[float]] = {}
    for c in lines:
        code = _area_code(c)
        if code is not None:
            ids[code] = f"geonames:{c[0]}"
        elif c[6] == "P":
            for key in (c[8], f"{c[8]}.{c[10]}", f"{c[8]}.{c[10]}.{c[11]}"):
                inside.setdefault(key, array("f")).extend((float(c[4]), float(c[5])))
    return ids, inside


def _area_code(c: list[str]) -> str | None:
    kind = _FEATURES.get(c[7]) if c[6] == "A" else None
    if kind is None:
        return None
    return {PlaceKind.COUNTRY: c[8], PlaceKind.ADMIN1: f"{c[8]}.{c[10]}"}.get(kind, f"{c[8]}.{c[10]}.{c[11]}")


def _dump_row(c: list[str], ids: dict[str, str], inside: dict[str, array[float]]) -> Row:
    code, id_ = _area_code(c), f"geonames:{c[0]}"
    kind = _FEATURES[c[7]] if code else PlaceKind.RIVER if c[7].startswith("STM") else _CLASSES[c[6]]
    population = int(c[14] or 0)
    radius = settlement_radius(population) if kind is PlaceKind.SETTLEMENT else _RADII[kind]
    if code in inside:
        radius = spread(list(zip(inside[code][::2], inside[code][1::2], strict=True)))[2]
    above = (f"{c[8]}.{c[10]}.{c[11]}", f"{c[8]}.{c[10]}", c[8])
    parent = next((ids[key] for key in above if key in ids and ids[key] != id_), None)
    names = tuple((n, How.OTHER) for n in (c[2], *c[3].split(",")) if n)
    codes = (code,) if code else ()
    return Row(id_, c[1], kind, float(c[4]), float(c[5]), c[8], parent, population, radius, names, codes, c[7] == "PPLC")
