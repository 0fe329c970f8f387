"""What the names of a document say about one another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.gazetteer import AREAS, KM_PER_DEGREE, distance_km
from onrecord.locate.names import Candidate, Name, name_key
from onrecord.locate.words import Word
from onrecord.records import Document, PlaceKind

NEAR_KM = 60.0
"""Scale of "near": a place this far away counts 1/e of one at the same spot."""
NEIGHBOUR_KM = 800.0
"""The same for countries and first-level regions."""
BESIDE_KM = 25.0
"""Scale of "near", "outside" and the like, as NEAR_KM."""
_BESIDE = frozenset({"near", "outside", "біля", "поблизу", "під", "неподалік", "возле", "около", "под", "вблизи"})
_UNNAMED = (0.0, "", 0.0)
SURE_NAME = 0.3
"""Stretches less likely a name than this do not speak for the regions that could hold them."""
LEAST_SHARE = 0.002
"""Candidates less likely than this do not count for others."""
Anchor = tuple[str, float, float, float]
"""Name, how surely it is there (0..1), latitude and longitude."""


def note_followers(names: dict[str, Name], words: Sequence[Word]) -> None:
    """Note which name directly follows which, as in "Izium, Kharkiv Oblast", "Paris in Texas" and
    "Ізюмі Харківської області"."""
    ordered = sorted((one for name in names.values() for one in name.found), key=lambda f: f.span)
    for one, after in pairwise(ordered):
        between = words[one.after : after.first]
        comma = not between and words[one.after - 1].gap.startswith(",")
        inside = 0 < len(between) <= 3 and between[0].text in ("in", "у", "в") and all(not w.upper for w in between)
        held = one.cyrillic and after.area and not between and words[one.after - 1].gap == " "
        if between and between[0].text in _BESIDE and len(between) <= 3 and all(not w.upper for w in between):
            names[name_key(one)].neighbours.add(name_key(after))
        if comma or held or (inside and words[one.after - 1].gap in (" ", ", ")):
            names[name_key(one)].followers.add(name_key(after))


class Context:
    """The countries, regions and spots that a document's names point to, by their scores so far."""

    def __init__(self, names: dict[str, Name], outlet: str | None, home: str | None = None) -> None:
        self.names = names
        self.outlet = outlet
        self.home = home
        self.countries: dict[str, float] = {}
        self.regions: dict[int, float] = {}
        self.named: dict[int, tuple[float, str, float]] = {}
        self.points: list[Anchor] = []
        self.wide: list[Anchor] = []
        self.followed: dict[str, list[Name]] = {}
        self.could_be: dict[int, set[str]] = {}
        self.could_hold: dict[int, set[str]] = {}
        self.levels: set[int] = set()
        self.total = sum(n.weight for n in names.values())
        for name in names.values():
            self._add(name)
            for key in name.followers:
                self.followed.setdefault(key, []).append(name)

    def _add(self, name: Name) -> None:
        countries, regions = _shares(name)
        for code, share in countries.items():
            self.countries[code] = self.countries.get(code, 0.0) + share
        for region, share in regions.items():
            self.regions[region] = self.regions.get(region, 0.0) + share
        for c in name.candidates:
            if c.entry.kind is not PlaceKind.SETTLEMENT:
                self.could_be.setdefault(c.number, set()).add(name.key)
                if c.score * name.weight > 0.02:
                    self._note_named(c, c.score * name.weight, name.key)
            if name.weight > SURE_NAME:
                for region in c.regions:
                    self.could_hold.setdefault(region, set()).add(name.key)
        top = max(name.candidates, key=lambda c: (c.score, -c.number), default=None)
        if top is not None and top.point:
            self.points.append((name.key, top.score * name.weight, top.entry.lat, top.entry.lon))
        elif top is not None and top.wide:
            self.wide.append((name.key, top.score * name.weight, top.entry.lat, top.entry.lon))

    def _note_named(self, c: Candidate, share: float, key: str) -> None:
        """Keep the most that a name says of an area, which name, and the most that another says."""
        most, by, next_most = self.named.get(c.number, (0.0, "", 0.0))
        if key == by:
            self.named[c.number] = (max(most, share), by, next_most)
        elif share > most:
            self.named[c.number] = (share, key, most)
        else:
            self.named[c.number] = (most, by, max(next_most, share))
        if c.entry.kind is PlaceKind.ADMIN1:
            self.levels.add(c.number)

    def set_features(self, name: Name) -> None:
        """Set how well each candidate of a name fits the other names."""
        own_countries, own_regions = _shares(name)
        rest = max(self.total - name.weight, 0.5)
        levels = {number: share for number in self.levels if (share := self._named(number, name.key))}
        for c in name.candidates:
            code = c.entry.country
            country = self.countries.get(code, 0.0) - own_countries.get(code, 0.0) if code else 0.0
            region = self._most_in_region(c, own_regions) if c.point else 0.0
            c.fit = {
                "share of names in its country": country / rest,
                "other names in its country": min(1.0, country),
                "share of names in its region": region / rest,
                "other names in its region": min(1.0, region),
                "text names its region": self._most_named(c, name.key),
                "text names its country": self._named(c.country, name.key) if c.country is not None else 0.0,
                "near another name": _near(name, c, self.points, NEAR_KM),
                "beside another name": _near(name, c, self.points, BESIDE_KM) if c.point else 0.0,
                "near another country": _near(name, c, self.wide, NEIGHBOUR_KM) if c.wide or c.entry.kind in AREAS else 0.0,
                "outlet's country": float(code is not None and code == self.outlet),
                "country of the text's language": float(code is not None and code == self.home),
            }
            if c.point and levels:
                c.fit |= _of_those_named(c, levels)
            if c.point:
                could = sum(self._others(self.could_be, r, name.key) > 0 for r in c.regions)
                c.fit["another name could be its region"] = float(could > 0)
                c.fit["two names could be its regions"] = float(could > 1)
            if c.level:
                inside = self._others(self.could_hold, c.number, name.key)
                c.fit[f"{c.entry.kind}: names that could lie in it"] = min(inside, 4) / 4
            if c.entry.capital:
                abroad = sum(share for code, share in self.countries.items() if code != c.entry.country)
                c.fit["capital, and other countries are named"] = min(1.0, abroad / 3)
            self._set_by_followers(name, c)

    def _set_by_followers(self, name: Name, c: Candidate) -> None:
        """Set what the names right after a name, and those right before it, say of a candidate."""
        if name.followers:
            c.fit["is inside what follows"] = max(_held(self.names[key].candidates, c) for key in name.followers)
        if name.neighbours:
            beside = max(_beside(self.names[key], c) for key in name.neighbours)
            c.fit["is inside what follows"] = max(c.fit.get("is inside what follows", 0.0), beside)
        if name.key in self.followed:
            c.fit["follows what is inside it"] = max(_holds(other.candidates, c) for other in self.followed[name.key])

    def _most_in_region(self, c: Candidate, own: dict[int, float]) -> float:
        """The most that other names point to one of the regions that hold a candidate."""
        most = 0.0
        for region in c.regions:
            if region in self.regions and (share := self.regions[region] - own.get(region, 0.0)) > most:
                most = share
        return most

    def _most_named(self, c: Candidate, key: str) -> float:
        """The most that another name says of one of the regions that hold a candidate."""
        most = 0.0
        for region in c.regions:
            if region in self.named and (share := self._named(region, key)) > most:
                most = share
        return most

    @staticmethod
    def _others(table: dict[int, set[str]], number: int, key: str) -> int:
        """How many names other than `key` a table has for an entry."""
        names = table.get(number)
        return 0 if names is None else len(names) - (key in names)

    def _named(self, number: int, key: str) -> float:
        most, by, next_most = self.named.get(number, _UNNAMED)
        return next_most if by == key else most


def _of_those_named(c: Candidate, levels: dict[int, float]) -> dict[str, float]:
    """How much of what the text says of first-level regions speaks for the candidate's."""
    total = sum(levels.values())
    if total < SURE_NAME:
        return {}
    its = sum(levels.get(number, 0.0) for number in c.regions)
    return {"its region, of those named": its / total, "only other regions are named": float(its == 0)}


def _shares(name: Name) -> tuple[dict[str, float], dict[int, float]]:
    """How much a name points to each country and each region."""
    countries: dict[str, float] = {}
    regions: dict[int, float] = {}
    for c in name.candidates:
        share = c.score * name.weight
        if share < LEAST_SHARE:
            continue
        if c.entry.country:
            countries[c.entry.country] = countries.get(c.entry.country, 0.0) + share
        for region in c.regions:
            regions[region] = regions.get(region, 0.0) + share
    return countries, regions


def _held(others: list[Candidate], c: Candidate) -> float:
    return sum(o.score for o in others if o.number in c.regions or o.number == c.country)


def _holds(others: list[Candidate], c: Candidate) -> float:
    return max((o.score for o in others if c.number in o.regions or c.number == o.country), default=0.0)


def _beside(other: Name, c: Candidate) -> float:
    """How surely a candidate is beside what another name stands for, 0..1."""
    top = max(other.candidates, key=lambda o: (o.score, -o.number), default=None)
    if top is None or top.number == c.number:
        return 0.0
    return top.score * math.exp(-distance_km(c.entry.lat, c.entry.lon, top.entry.lat, top.entry.lon) / BESIDE_KM)


def _near(name: Name, c: Candidate, anchors: Iterable[Anchor], scale: float) -> float:
    """How near the nearest other anchor is, 0..1: 1 at the same spot, 1/e at `scale` kilometres, by its own score."""
    best = 0.0
    lat, lon, reach = c.entry.lat, c.entry.lon, 5 * scale / KM_PER_DEGREE
    shrink = math.cos(math.radians(lat))
    for key, weight, lat2, lon2 in anchors:
        dy, dx = lat - lat2, (lon - lon2) * shrink
        if -reach < dy < reach and -reach < dx < reach and weight > best and key != name.key:
            best = max(best, weight * math.exp(-math.hypot(dy, dx) * KM_PER_DEGREE / scale))
    return best


_SPOKEN = {"uk": "UA", "pl": "PL", "cs": "CZ", "ka": "GE", "hy": "AM", "he": "IL"}
"""BCP 47 codes of languages that nearly all speak in one country."""


def home_country(document: Document) -> str | None:
    """ISO 3166-1 alpha-2 of the one country where a text's language is spoken, or None where that says nothing."""
    language = document.language
    if language is None and not document.text.isascii() and any(c in document.text for c in "іїєґ"):
        language = "uk"
    return _SPOKEN.get((language or "")[:2])


_ENDINGS = {"uk": "GB", "eu": None, "co": None, "tv": None, "io": None, "me": None, "ai": None, "fm": None, "ly": None}


def outlet_country(document: Document) -> str | None:
    """ISO 3166-1 alpha-2 of the outlet by the ending of its address ("uk" is GB), or None where that says nothing."""
    if not document.url:
        return None
    host = document.url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    ending = host.rpartition(".")[2]
    if len(ending) != 2:
        return None
    return _ENDINGS.get(ending, ending.upper())
