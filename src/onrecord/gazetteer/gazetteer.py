"""Look places up by name, id or position in a memory-mapped file."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.gazetteer.entry import AREAS, KINDS, ROMANISED, Entry, How, Match
from onrecord.gazetteer.file import HOW_SHIFT, NUMBER_MASK, digest, map_file
from onrecord.gazetteer.fold import fold, is_cyrillic, loose, nominatives, unwrapped
from onrecord.records import PlaceKind, Shape

BUNDLED = Path(__file__).parent / "data" / "world.gaz"
NO_PARENT = 0xFFFFFFFF
OWN = 0x80000000
"""Bit of the id column that marks an entry that is not of GeoNames. The other bits are 0 for one of our own tables, whose id is
made of its name, else one more than its place in the codes of the official list."""
LISTED = "katottg:UA"
"""What ids of the official list begin with; 17 digits follow."""
CAPITAL = 0x80
"""Bit of the kind column that marks a country's capital."""
MOST_DECLINED = 20
"""At most so many settlements are added to those that bear a name because it may be theirs in another case."""
_OUTLINED = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.RIVER})
"""Kinds whose own outline or course is told; the outline of a country is long and known to all."""
KM_PER_DEGREE = 111.195


class Gazetteer:
    """A gazetteer file. Open one and share it: it is read-only and holds no state but caches."""

    def __init__(self, path: Path) -> None:
        arrays, header = map_file(path)
        self.path = path
        self.version: str = header["version"]
        self.sources: dict[str, str] = header["sources"]
        self._countries: list[str] = header["countries"]
        self._romanised = frozenset(n for n, code in enumerate(self._countries) if code in ROMANISED)
        self._own: dict[str, int] = header["own"]
        self._own_ids = {number: id_ for id_, number in self._own.items()}
        self.lat, self.lon, self.population = arrays["lat"], arrays["lon"], arrays["population"]
        self._kind, self.known, self.parent = arrays["kind"], arrays["known"], arrays["parent"]
        self._country, self._radius, self._geonameid = arrays["country"], arrays["radius"], arrays["geonameid"]
        self._name_at, self._names, self._by_id = arrays["name_at"], arrays["names"], arrays["by_id"]
        self._keys, self._posts = arrays["keys"], arrays["posts"]
        self._listed, self._listed_row = arrays["listed"], arrays["listed_row"]
        self._shaped, self._shape_at, self._shapes = arrays["shaped"], arrays["shape_at"], arrays["shapes"]
        self.at = lru_cache(maxsize=20_000)(self._read)
        self.outline = lru_cache(maxsize=2_000)(self._outline)
        self.above = lru_cache(maxsize=20_000)(self._above)
        self.matches = lru_cache(maxsize=50_000)(self._match)
        self.exact = lru_cache(maxsize=50_000)(self._exact)

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Map `path`, or the gazetteer that comes with the package.

        Raises:
            RunError: the file is missing, cut short or of another version.
        """
        return cls(path or BUNDLED)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        """Another process maps the file for itself: only the path travels."""
        return Gazetteer, (self.path,)

    def __len__(self) -> int:
        return len(self.lat)

    def candidates(self, name: str) -> list[Entry]:
        """All entries that `name` could stand for, most populous first; [] if it is not a known name.

        Spelling, wrapper and case are tried in turn, and the first that finds something decides (see `matches`).
        """
        return [self.at(match.number) for match in self.matches(name)]

    def entry(self, id: str) -> Entry | None:
        """The entry with this id ("geonames:707292"), or None."""
        number = self.number(id)
        return None if number is None else self.at(number)

    def number(self, id: str) -> int | None:
        """The row of the entry with this id in this file, or None."""
        space, _, rest = id.partition(":")
        if id.startswith(LISTED) and (code := id[len(LISTED) :]).isdecimal():
            at = bisect_left(self._listed, int(code))
            return self._listed_row[at] if at < len(self._listed) and self._id(self._listed_row[at]) == id else None
        if space != "geonames" or not rest.isdecimal():
            return self._own.get(id)
        wanted = int(rest)
        at = bisect_left(self._by_id, wanted, key=self._geonameid.__getitem__)
        return self._by_id[at] if at < len(self._by_id) and self._geonameid[self._by_id[at]] == wanted else None

    def within(self, lat: float, lon: float, km: float) -> list[Entry]:
        """Entries whose centre is at most `km` kilometres from a point, nearest first.

        Raises:
            UsageError: the point is not on Earth or `km` is negative.

        Cost: a scan of the entries between two parallels.
        """
        if not (-90 <= lat <= 90 and -180 <= lon <= 180 and km >= 0):
            raise UsageError(
                f"within got lat {lat!r}, lon {lon!r}, km {km!r}; expected -90..90, -180..180 and 0 or more",
                code="bad-position", lat=lat, lon=lon, km=km,
            )  # fmt: skip
        reach = km / KM_PER_DEGREE + 1e-6
        first, after = bisect_left(self.lat, lat - reach), bisect_right(self.lat, lat + reach)
        found = ((distance_km(lat, lon, self.lat[n], self.lon[n]), n) for n in range(first, after))
        return [self.at(n) for d, n in sorted(found) if d <= km]

    def _outline(self, id: str) -> tuple[tuple[tuple[float, float], ...], ...]:
        """The outline of an area, or the course of a river, as parts of (longitude, latitude); () where none is known.

        A part of an area is a ring whose last point is not the first again. Precise to about 5 km for a region and 20 km for
        a large country: it tells the area apart from others and is no border.
        """
        number = self.number(id)
        if number is None:
            return ()
        at = bisect_left(self._shaped, number)
        if at == len(self._shaped) or self._shaped[at] != number:
            return ()
        place, parts = self._shape_at[at], []
        for _ in range(self._shapes[place]):
            size = self._shapes[place + 1]
            values = self._shapes[place + 2 : place + 2 + 2 * size]
            parts.append(tuple((values[i] / 100, values[i + 1] / 100) for i in range(0, 2 * size, 2)))
            place += 1 + 2 * size
        return tuple(parts)

    def shape(self, id: str, kind: PlaceKind) -> Shape | None:
        """The outline of a region or the course of a river; None where none is known, and for a country: all know its own."""
        parts = self.outline(id) if kind in _OUTLINED else ()
        return Shape(kind is not PlaceKind.RIVER, parts) if parts else None

    def kind_of(self, number: int) -> PlaceKind:
        """What sort of place an entry is, without building it."""
        kind: PlaceKind = KINDS[self._kind[number] & ~CAPITAL]
        return kind

    def kind_number(self, number: int) -> int:
        """The place of an entry's kind in `KINDS`: quicker to put into sets than the kind."""
        kind: int = self._kind[number] & ~CAPITAL
        return kind

    def country_of(self, number: int) -> str | None:
        """ISO 3166-1 alpha-2 of an entry, without building it."""
        return self._countries[self._country[number]] or None

    def admin1_of(self, number: int) -> int | None:
        """The row of the first-level region that holds an entry (itself if it is one), or None."""
        for _ in range(4):
            if number == NO_PARENT:
                return None
            if self.kind_of(number) is PlaceKind.ADMIN1:
                return number
            number = self.parent[number]
        return None

    def _above(self, number: int) -> frozenset[int]:
        """The rows of the areas that hold an entry: second level, first level, country."""
        out = []
        for _ in range(4):
            number = self.parent[number]
            if number == NO_PARENT:
                break
            out.append(number)
        return frozenset(out)

    def _match(self, name: str) -> tuple[Match, ...]:
        """Entries that a name could stand for with how, most populous first.

        The steps are exact (folded), without a wrapper such as "Oblast" or "city of", declined, and another romanisation;
        the first that finds something decides, but for a short form of an area, which may also be another name declined
        ("Донецька" is "Donetsk Oblast" without its noun, and "of Donetsk"). A wrapper leaves only entries of its kind, if
        there are any.
        """
        folded = fold(name)
        if not folded:
            return ()
        bare, wrapper = unwrapped(folded)
        found = list(self._lookup(folded, None))
        taken = None
        if not found and bare != folded and (found := list(self._lookup(bare, wrapper))):
            taken = wrapper
        if all(m.how is How.BARE for m in found) and taken is None:
            declined = self._declined(folded)
            found, taken = ([*found, *declined], None) if found or not declined else (declined, declined[0].wrapper)
        if not found:
            return self._ordered(*self._respelled(folded))
        ordered = self._ordered(found, taken)
        if is_cyrillic(folded) and not taken:
            ordered += self._also_declined(folded, {m.number for m in found})
        if taken != "area" and any(self._country[m.number] in self._romanised for m in found):
            ordered += self._also_spelled(loose(folded if taken is None else bare), {m.number for m in found})
        return ordered

    def _also_declined(self, folded: str, known: set[int]) -> tuple[Match, ...]:
        """Settlements of which a name may be another case: "Гаврилівці" is a village, and "in Havrylivka" too."""
        others = [m for form in nominatives(folded) for m in self._lookup(form, None) if m.number not in known]
        return self._ordered([m for m in others if self.kind_of(m.number) is PlaceKind.SETTLEMENT], None)[:MOST_DECLINED]

    def _also_spelled(self, key: str, known: set[int]) -> tuple[Match, ...]:
        """Settlements with the name in another romanisation; they come after those with the name as it is written."""
        others = [m for m in self._lookup(key, None, How.SPELLING) if m.number not in known]
        return self._ordered([m for m in others if self.kind_of(m.number) is PlaceKind.SETTLEMENT], None)

    def _respelled(self, folded: str) -> tuple[list[Match], str | None]:
        """Entries by another romanisation, or by how the other of Ukrainian and Russian spells a name."""
        for form in (folded, *nominatives(folded)):
            bare, wrapper = unwrapped(form)
            if found := list(self._lookup(loose(bare), wrapper, How.SPELLING)):
                return found, wrapper
        return [], None

    def _declined(self, folded: str) -> list[Match]:
        """Entries by the first nominative of a declined name that is known; [] for other scripts than Cyrillic."""
        for form in nominatives(folded):
            bare, wrapper = unwrapped(form)
            for key, taken in ((form, None), (bare, wrapper)):
                if found := list(self._lookup(key, taken)):
                    return found
        return []

    def _exact(self, name: str) -> tuple[Match, ...]:
        """Entries whose name is exactly this once folded, most populous first; the quick part of `matches`."""
        return self._ordered(list(self._lookup(fold(name), None)), None)

    def _lookup(self, key: str, wrapper: str | None, loosest: How = How.OTHER) -> Iterator[Match]:
        wanted = digest(key)
        at = bisect_left(self._keys, wanted)
        while at < len(self._keys) and self._keys[at] == wanted:
            post = self._posts[at]
            how = How(post >> HOW_SHIFT)
            if how is not How.SPELLING or loosest is How.SPELLING:
                yield Match(post & NUMBER_MASK, max(how, How.SPELLING) if loosest is How.SPELLING else how, wrapper)
            at += 1

    def _ordered(self, found: list[Match], wrapper: str | None) -> tuple[Match, ...]:
        if wrapper is not None:
            fits = [m for m in found if (self.kind_of(m.number) in AREAS) == (wrapper == "area") and m.how is not How.DEMONYM]
            found = fits or found
        return tuple(sorted(found, key=lambda m: (-self.population[m.number], m.number)))

    def _read(self, number: int) -> Entry:
        admin1 = self.admin1_of(number)
        parent = self.parent[number]
        return Entry(
            id=self._id(number),
            name=self.name_of(number),
            kind=self.kind_of(number),
            lat=round(self.lat[number], 5),
            lon=round(self.lon[number], 5),
            country=self.country_of(number),
            admin1=None if admin1 is None else self.name_of(admin1),
            population=self.population[number],
            radius_m=self._radius[number] * 100,
            parent=None if parent == NO_PARENT else self._id(parent),
            known=self.known[number],
            capital=bool(self._kind[number] & CAPITAL),
        )

    def name_of(self, number: int) -> str:
        """The main name of an entry."""
        at = self._name_at[number]
        size = self._names[at]
        return bytes(self._names[at + 1 : at + 1 + size]).decode("utf-8", "replace")

    def _id(self, number: int) -> str:
        stored = self._geonameid[number]
        if not stored & OWN:
            return f"geonames:{stored}"
        return self._own_ids[number] if stored == OWN else f"{LISTED}{self._listed[(stored & ~OWN) - 1]:017}"


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine, mean radius 6371 km)."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))
