"""Say which entry each name stands for: one sense for a name in a document, chosen among all with a trained ranker.

Two passes. The first looks at each name alone; its probabilities are the context of the second, which sees which countries
and regions the text speaks of, what lies near what, and what the words themselves contain ("Paris, Texas"). Sums run over
names sorted by spelling, so that the result does not depend on their order in the text.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from onrecord.gazetteer import AREAS, Entry, Gazetteer, How, fold
from onrecord.locate.find import Found
from onrecord.locate.weights import Weights
from onrecord.locate.words import Word
from onrecord.records import Document, PlaceKind

MOST_CANDIDATES = 40
NEAR_KM = 60.0
"""Scale of "near": a place this far away counts 1/e of one at the same spot."""


@dataclass(slots=True)
class Candidate:
    """An entry that a name could stand for; `alone` are the features that need no context, `score` its probability."""

    number: int
    entry: Entry
    how: How
    alone: dict[str, float]
    above: frozenset[int]
    score: float = 0.0
    features: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Name:
    """All mentions of one name in a document.

    `none` is the probability that no candidate fits; `weight` how surely it is a name, 0..1.
    """

    key: str
    found: list[Found]
    candidates: list[Candidate]
    none: float = 1.0
    weight: float = 1.0
    followers: set[str] = field(default_factory=set)

    @property
    def best(self) -> Candidate | None:
        """The likeliest entry, or None where none fits best."""
        top = max(self.candidates, key=lambda c: (c.score, -c.number), default=None)
        return top if top is not None and top.score > self.none else None


def group(found: Iterable[Found], gazetteer: Gazetteer) -> dict[str, Name]:
    """Mentions by name. "Kharkiv" and "Kharkiv region" are two names."""
    names: dict[str, Name] = {}
    for one in found:
        key = name_key(one)
        if key not in names:
            names[key] = Name(key, [], _candidates(one, gazetteer))
        names[key].found.append(one)
    return dict(sorted(names.items()))


def name_key(one: Found) -> str:
    return fold(one.name) + (" (area)" if one.area else "")


def choose(names: dict[str, Name], words: Sequence[Word], document: Document, weights: Weights) -> None:
    """Set every candidate's score and every name's `none`."""
    for name in names.values():
        _softmax(name, weights.alone, [c.alone for c in name.candidates])
    _followers(names, words)
    outlet = outlet_country(document)
    context = Context(names)
    for name in names.values():
        for c in name.candidates:
            c.features = {**c.alone, **context.features(name, c), "outlet's country": float(c.entry.country == outlet)}
    for name in names.values():
        _softmax(name, weights.rank, [c.features for c in name.candidates])


def none_features(name: Name) -> dict[str, float]:
    """Features of "none of the candidates is meant"."""
    top = max((c.alone["people"] for c in name.candidates), default=0.0)
    return {"none": 1.0, "none: people of the largest": top, "none: candidates": math.log10(1 + len(name.candidates))}


def _softmax(name: Name, weights: dict[str, float], features: list[dict[str, float]]) -> None:
    sums = [sum(weights.get(k, 0.0) * v for k, v in f.items()) for f in (*features, none_features(name))]
    top = max(sums)
    parts = [math.exp(s - top) for s in sums]
    total = sum(parts)
    for c, part in zip(name.candidates, parts, strict=False):
        c.score = part / total
    name.none = parts[-1] / total


def _candidates(one: Found, gazetteer: Gazetteer) -> list[Candidate]:
    kept: dict[int, tuple[How, str | None]] = {}
    for m in one.matches[:MOST_CANDIDATES]:
        kept.setdefault(m.number, (m.how, m.wrapper))
    people = max((gazetteer.population[n] for n in kept), default=0)
    known = max((gazetteer.known[n] for n in kept), default=0)
    out = []
    for rank, (number, (how, wrapper)) in enumerate(kept.items()):
        entry = gazetteer.at(number)
        alone = _alone(entry, how, wrapper, one.area)
        alone["people, of the largest"] = math.log10((1 + entry.population) / (1 + people)) / 3
        alone["names, of the most"] = math.log10((1 + entry.known) / (1 + known))
        alone["largest"] = float(rank == 0)
        alone["only"] = float(len(kept) == 1)
        out.append(Candidate(number, entry, how, alone, gazetteer.above(number)))
    for c in out:
        c.alone["in one of the same name"] = float(any(o.number in c.above for o in out if o is not c))
        c.alone["holds one of the same name"] = float(any(c.number in o.above for o in out if o is not c))
    return out


def _alone(entry: Entry, how: How, wrapper: str | None, area: bool) -> dict[str, float]:
    f = {
        f"is {entry.kind.value}": 1.0,
        f"by {how.name.lower()}": 1.0,
        "people": math.log10(1 + entry.population) / 7,
        "names on record": math.log10(1 + entry.known) / 2,
        "people unknown": float(entry.population == 0),
    }
    if area or wrapper == "area":
        f["called an area and is one"] = float(entry.kind in AREAS)
    if wrapper == "town":
        f["called a town and is one"] = float(entry.kind is PlaceKind.SETTLEMENT)
    return f


def _followers(names: dict[str, Name], words: Sequence[Word]) -> None:
    """Note which name directly follows which, as in "Izium, Kharkiv Oblast" and "Paris in Texas"."""
    ordered = sorted((one for name in names.values() for one in name.found), key=lambda f: f.span)
    for one, after in pairwise(ordered):
        between = words[one.after : after.first]
        comma = not between and words[one.after - 1].gap.startswith(",")
        inside = 0 < len(between) <= 3 and between[0].text in ("in", "у", "в") and all(not w.upper for w in between)
        if comma or (inside and words[one.after - 1].gap in (" ", ", ")):
            names[name_key(one)].followers.add(name_key(after))


class Context:
    """What the names of a document say about one another, by their scores of the first pass."""

    def __init__(self, names: dict[str, Name]) -> None:
        self.names = names
        self.countries: dict[str, float] = {}
        self.admins: dict[int, float] = {}
        self.named: dict[int, list[tuple[float, str]]] = {}
        self.anchors: list[tuple[str, float, float, float]] = []
        self.nations = {c.number for n in names.values() for c in n.candidates if c.entry.kind is PlaceKind.COUNTRY}
        self.total = sum(n.weight for n in names.values())
        for name in names.values():
            self._add(name)

    def _add(self, name: Name) -> None:
        for c in name.candidates:
            share = c.score * name.weight
            if c.entry.country:
                self.countries[c.entry.country] = self.countries.get(c.entry.country, 0.0) + share
            for above in c.above:
                self.admins[above] = self.admins.get(above, 0.0) + share
            if c.entry.kind is not PlaceKind.SETTLEMENT and share > 0.02:
                self.named.setdefault(c.number, []).append((share, name.key))
        top = max(name.candidates, key=lambda c: (c.score, -c.number), default=None)
        if top is not None and top.entry.kind in (PlaceKind.SETTLEMENT, PlaceKind.ADMIN2, PlaceKind.FACILITY):
            self.anchors.append((name.key, top.score * name.weight, top.entry.lat, top.entry.lon))

    def features(self, name: Name, c: Candidate) -> dict[str, float]:
        """How well an entry fits the other names."""
        rest = max(self.total - name.weight, 0.5)
        own_country = sum(o.score for o in name.candidates if o.entry.country == c.entry.country) * name.weight
        country = (self.countries.get(c.entry.country, 0.0) - own_country) / rest if c.entry.country else 0.0
        named = {above: self._named(above, name.key) for above in c.above}
        region = 0.0
        if c.entry.kind in (PlaceKind.SETTLEMENT, PlaceKind.ADMIN2, PlaceKind.FACILITY):
            region = max((self._share(above, name) / rest for above in c.above), default=0.0)
        return {
            "share of names in its country": country,
            "other names in its country": min(1.0, country * rest),
            "share of names in its region": region,
            "other names in its region": min(1.0, region * rest),
            "text names what holds it": max(named.values(), default=0.0),
            "is inside what follows": max((self._inside(c, key) for key in name.followers), default=0.0),
            "follows what is inside it": self._precedes(name, c),
            "near another name": self._near(name, c),
        }

    def _share(self, above: int, name: Name) -> float:
        if above in self.nations:
            return 0.0
        own = sum(o.score for o in name.candidates if above in o.above) * name.weight
        return self.admins.get(above, 0.0) - own

    def _named(self, above: int, key: str) -> float:
        return max((share for share, other in self.named.get(above, ()) if other != key), default=0.0)

    def _inside(self, c: Candidate, key: str) -> float:
        return sum(o.score for o in self.names[key].candidates if o.number in c.above)

    def _precedes(self, name: Name, c: Candidate) -> float:
        return max(
            (
                o.score
                for other in self.names.values()
                if name.key in other.followers
                for o in other.candidates
                if c.number in o.above
            ),
            default=0.0,
        )

    def _near(self, name: Name, c: Candidate) -> float:
        best = 0.0
        lat, lon = c.entry.lat, c.entry.lon
        shrink = math.cos(math.radians(lat))
        for key, weight, lat2, lon2 in self.anchors:
            dy = (lat - lat2) * 111.2
            if -300 < dy < 300 and key != name.key:
                best = max(best, weight * math.exp(-math.hypot(dy, (lon - lon2) * 111.2 * shrink) / NEAR_KM))
        return best


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
