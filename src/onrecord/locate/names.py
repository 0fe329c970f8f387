"""The names of a document with the entries that each could stand for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest

from onrecord.gazetteer import AREAS, KINDS, Entry, Gazetteer, How, Match, fold
from onrecord.locate.find import LARGE, TOWN, Found, by_usual_name
from onrecord.records import PlaceKind

MOST_CANDIDATES = 40
"""Of a name's entries so many are weighed, the most populous; more where they lie in a region that the text names."""
_REGIONS = frozenset((KINDS.index(PlaceKind.ADMIN1), KINDS.index(PlaceKind.ADMIN2)))
_COUNTRY = KINDS.index(PlaceKind.COUNTRY)
_IS = {kind.value: f"is {kind}" for kind in PlaceKind}
_THE = {kind.value: f'"the", and is {kind}' for kind in PlaceKind}
_BY = {how: f"by {how.name.lower()}" for how in How}


@dataclass(slots=True)
class Candidate:
    """An entry that a name could stand for.

    `regions` are the rows of the first and second level regions that hold it, `country` that of its country (None where it
    is one). `point` tells that it is a spot to those who look at it from afar, `wide` that it is a country or a first-level
    region, `level` that it is a region of either level. `alone` are the features that need no context, `fit` those that do;
    `score` is its probability.
    """

    number: int
    entry: Entry
    how: How
    alone: dict[str, float]
    regions: frozenset[int]
    country: int | None
    point: bool
    wide: bool
    level: bool
    score: float = 0.0
    fit: dict[str, float] = field(default_factory=dict)


SURE = 0.7
"""From which chance on a stretch is a place name, however its entries fit: a small town may be known by one spelling only."""
LISTED = "katottg:"
"""What the id of a settlement begins with that only an official list of settlements knows."""
VILLAGERS = 200
"""People assumed of such a settlement."""


@dataclass(slots=True)
class Name:
    """All mentions of one name in a document.

    `none` is the probability that no candidate fits; `chances` the two highest that a mention has of being a place name.
    `compared` tells that every mention only measures something else: it fits no context and makes none. `weight` is how
    much the name says of where the text is about, 0..1: whose forces they are says nothing of where they fight; `followers`
    are the names that directly follow as what holds it ("Paris, Texas"), `neighbours` as what it is near to ("Paris, near
    Dallas").
    """

    key: str
    found: list[Found]
    candidates: list[Candidate]
    none: float = 1.0
    chances: tuple[float, ...] = (1.0, 0.0)
    compared: bool = False
    weight: float = 1.0
    followers: set[str] = field(default_factory=set)
    neighbours: set[str] = field(default_factory=set)

    @property
    def best(self) -> Candidate | None:
        """The likeliest entry, or None where none fits best; a town that alone bears a sure place's name is meant."""
        top = max(self.candidates, key=lambda c: (c.score, -c.number), default=None)
        if top is None or top.score > self.none:
            return top
        alone = len(self.candidates) == 1 and top.entry.population >= TOWN and self.chances[0] >= SURE
        return top if alone else None


def group(found: Iterable[Found], gazetteer: Gazetteer) -> dict[str, Name]:
    """Mentions of a text by name. "Kharkiv" and "Kharkiv region" are two names."""
    names: dict[str, Name] = {}
    found = list(found)
    named = named_regions(found, gazetteer)
    for one in found:
        key = name_key(one)
        if key not in names:
            names[key] = Name(key, [], _candidates(one, gazetteer, named))
        names[key].found.append(one)
    for name in names.values():
        name.chances = tuple(nlargest(2, (*(one.chance for one in name.found), 0.0)))
        name.compared = all(one.compared for one in name.found)
        name.weight = 0.0 if name.compared or all(one.fights for one in name.found) else name.chances[0]
    return dict(sorted(names.items()))


def name_key(one: Found) -> str:
    return fold(one.name) + (" (area)" if one.area else " (water)" if one.water else "")


def named_regions(found: Iterable[Found], gazetteer: Gazetteer) -> frozenset[int]:
    """Rows of the first and second level regions that names could stand for."""
    return frozenset(m.number for one in found for m in one.matches[:2] if gazetteer.kind_number(m.number) in _REGIONS)


def _weighed(one: Found, gazetteer: Gazetteer, named: frozenset[int]) -> Iterator[Match]:
    """The matches that are weighed: the first, and of the others those in a region that the text names."""
    matches = by_usual_name(one, gazetteer) if one.chance >= SURE else one.matches
    yield from matches[:MOST_CANDIDATES]
    for m in matches[MOST_CANDIDATES:]:
        if not named.isdisjoint(gazetteer.above(m.number)):
            yield m


def _candidates(one: Found, gazetteer: Gazetteer, named: frozenset[int]) -> list[Candidate]:
    kept: dict[int, tuple[How, str | None]] = {}
    for m in _weighed(one, gazetteer, named):
        kept.setdefault(m.number, (m.how, m.wrapper))
    people = max((gazetteer.population[n] for n in kept), default=0)
    known = max((gazetteer.known[n] for n in kept), default=0)
    unwritten = not one.exact and not one.cyrillic
    out = []
    for rank, (number, (how, wrapper)) in enumerate(kept.items()):
        entry = gazetteer.at(number)
        how = How.NAME if how is How.OTHER and one.cyrillic else how  # main names are in Latin letters
        alone = _alone(entry, how, wrapper, one.area)
        if one.article:
            alone[_THE[entry.kind.value]] = 1.0
        alone["people, of the largest"] = math.log10((1 + entry.population) / (1 + people)) / 3
        alone["names, of the most"] = math.log10((1 + entry.known) / (1 + known))
        if rank == 0:
            alone["largest"] = 1.0
        if unwritten:
            alone["not as written"] = 1.0
        if len(kept) == 1:
            alone["only"] = 1.0
        elif people >= LARGE and entry.id.startswith(LISTED):
            alone["only listed, and a city bears the name"] = 1.0
        above = gazetteer.above(number)
        country = next((n for n in above if gazetteer.kind_number(n) == _COUNTRY), None)
        kind = entry.kind  # compared by identity: hashing an enumeration's member is slow
        second, first = kind is PlaceKind.ADMIN2, kind is PlaceKind.ADMIN1
        point = kind is PlaceKind.SETTLEMENT or second or kind is PlaceKind.FACILITY
        wide = first or kind is PlaceKind.COUNTRY
        regions = above if country is None else above - {country}
        out.append(Candidate(number, entry, how, alone, regions, country, point, wide, first or second))
    numbers = frozenset(kept)
    holders = frozenset(n for c in out for n in (*c.regions, c.country) if n in numbers)
    for c in out:
        if not numbers.isdisjoint(c.regions) or c.country in numbers:
            c.alone["in one of the same name"] = 1.0
        if c.number in holders:
            c.alone["holds one of the same name"] = 1.0
            if c.how is How.BARE:
                c.alone["bare, and holds a town of the name"] = 1.0
    return out


def _alone(entry: Entry, how: How, wrapper: str | None, area: bool) -> dict[str, float]:
    listed = entry.id.startswith(LISTED)  # GeoNames knows no people of a seat of government either, but that is no village
    f = {
        _IS[entry.kind.value]: 1.0,
        _BY[how]: 1.0,
        "people": math.log10(1 + (entry.population or (VILLAGERS if listed else 0))) / 7,
        "names on record": math.log10(1 + entry.known) / 2,
    }
    if entry.population == 0 and not listed:
        f["people unknown"] = 1.0
    if entry.capital:
        f["is a capital"] = 1.0
    if entry.id.startswith("onrecord:"):
        f["of our own tables"] = 1.0
    if area or wrapper == "area":
        f["called an area and is one"] = float(entry.kind in AREAS)
    if wrapper == "town":
        f["called a town and is one"] = float(entry.kind is PlaceKind.SETTLEMENT)
    return f
