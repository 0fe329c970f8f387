"""Look places up by name, id or position in a memory-mapped file."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.gazetteer.entry import AREAS, KINDS, Entry, How, Match
from onrecord.gazetteer.file import HOW_SHIFT, NUMBER_MASK, digest, map_file
from onrecord.gazetteer.fold import fold, loose, nominatives, unwrapped
from onrecord.records import PlaceKind

BUNDLED = Path(__file__).parent / "data" / "world.gaz"
NO_PARENT = 0xFFFFFFFF
OWN = 0x80000000
"""Bit of the id column that marks an entry of our own; its id is made of its name."""
CAPITAL = 0x80
"""Bit of the kind column that marks a country's capital."""
KM_PER_DEGREE = 111.195


class Gazetteer:
    """A gazetteer file. Open one and share it: it is read-only and holds no state but caches."""

    def __init__(self, path: Path) -> None:
        arrays, header = map_file(path)
        self.path = path
        self.version: str = header["version"]
        self.sources: dict[str, str] = header["sources"]
        self._countries: list[str] = header["countries"]
        self._own: dict[str, int] = header["own"]
        self._own_ids = {number: id_ for id_, number in self._own.items()}
        self.lat, self.lon, self.population = arrays["lat"], arrays["lon"], arrays["population"]
        self._kind, self.known, self.parent = arrays["kind"], arrays["known"], arrays["parent"]
        self._country, self._radius, self._geonameid = arrays["country"], arrays["radius"], arrays["geonameid"]
        self._name_at, self._names, self._by_id = arrays["name_at"], arrays["names"], arrays["by_id"]
        self._keys, self._posts = arrays["keys"], arrays["posts"]
        self.at = lru_cache(maxsize=20_000)(self._read)
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

    def kind_of(self, number: int) -> PlaceKind:
        """What sort of place an entry is, without building it."""
        kind: PlaceKind = KINDS[self._kind[number] & ~CAPITAL]
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

    def above(self, number: int) -> frozenset[int]:
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
            found, taken = list(self._lookup(loose(bare), wrapper, How.SPELLING)), wrapper
        return self._ordered(found, taken)

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
            admin1_id=None if admin1 is None else self._id(admin1),
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
        return self._own_ids[number] if stored & OWN else f"geonames:{stored}"


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine, mean radius 6371 km)."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(1.0, half)))
