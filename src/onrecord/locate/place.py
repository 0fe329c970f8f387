"""Turn a chosen entry and its mention into a Place with its precision, reasons and alternatives."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.gazetteer import AREAS, Entry, Gazetteer, How, distance_km
from onrecord.locate.find import Found
from onrecord.locate.names import Candidate, Name
from onrecord.locate.relation import relation, told, widening
from onrecord.locate.shape import inner_point, shape_of, strip
from onrecord.records import Alternative, Place, PlaceKind, PlaceRelation, PlaceRelationKind, Shape

MOST_ALTERNATIVES = 5
LEAST_SCORE = 0.01
"""Alternatives below this are not told."""
STRIP = 0.15
"""Half the width of what lies between two places, by the distance between them."""
FARTHEST_BETWEEN_KM = 600.0
"""Places farther apart are ends of a journey, with nothing between them that could be drawn; countries are parties to talks."""
_BETWEEN = re.compile(r"\b(?:between|між|между)(?: the)? $", re.IGNORECASE)
_AND = re.compile(r" (?:and|та|і|й|и)(?: the)? ")


@dataclass(frozen=True, slots=True)
class Settled:
    """What all mentions of a name share: the entry chosen (None where none fits), the reasons and the next likeliest.

    `country` and `admin1` are those of the entry, or of the region that the text names with a name that stands for none.
    """

    best: Candidate | None
    why: str
    alternatives: tuple[Alternative, ...]
    country: str | None = None
    admin1: str | None = None


def settle(name: Name, names: dict[str, Name]) -> Settled:
    """Settle which entry a name stands for in its document; of one that stands for none, which region the text puts it in."""
    best = name.best
    if best is not None:
        return Settled(best, "; ".join(_why(best, name)), alternatives(name, best), best.entry.country, best.entry.admin1)
    holders = (names[key].best for key in sorted(name.followers))
    holder = next((h.entry for h in holders if h is not None and (h.point or h.level)), None)
    if holder is None:
        return Settled(None, _why_none(name), alternatives(name, None))
    why = f"{_why_none(name)}; the text says that it is in {holder.name}, and no more is known of where"
    return Settled(None, why, alternatives(name, None), holder.country, holder.admin1)


def place(text: str, one: Found, settled: Settled, reason: str | None, gazetteer: Gazetteer) -> Place:
    """The record for one mention; `reason` says why it is not literal, None where it is."""
    if settled.best is None:
        return Place(
            spans=(one.span,), name=one.name, id=None, kind=PlaceKind.OTHER, lat=None, lon=None, radius_m=None,
            country=settled.country, admin1=settled.admin1, why=settled.why, alternatives=settled.alternatives,
            literal=reason is None,
        )  # fmt: skip
    entry = settled.best.entry
    found = relation(text, one.span.start, entry.kind)
    why = [settled.why, *([told(found, entry.kind)] if found else []), *([f"not literal: {reason}"] if reason else [])]
    shape = drawn(entry, found, gazetteer)
    return Place(
        spans=(one.span,), name=one.name, id=entry.id, kind=entry.kind, lat=entry.lat, lon=entry.lon,
        radius_m=entry.radius_m + (widening(found, entry.kind) if found else 0), country=entry.country, admin1=entry.admin1,
        why="; ".join(why), alternatives=settled.alternatives, literal=reason is None,
        relation=with_point(found, shape) if found else None, shape=shape,
    )  # fmt: skip


def drawn(entry: Entry, found: PlaceRelation | None, gazetteer: Gazetteer) -> Shape | None:
    """The area that a mention means: that of its relation, else the entry's own where it is a region or a river."""
    river = entry.kind is PlaceKind.RIVER
    if found is not None:
        shape = shape_of(found, entry.lat, entry.lon, entry.radius_m / 1000, gazetteer.outline(entry.id), river=river)
        if shape is not None:
            return shape
    return gazetteer.shape(entry.id, entry.kind)


def with_point(found: PlaceRelation, shape: Shape | None) -> PlaceRelation:
    """The relation with a point inside its shape."""
    if shape is None or not shape.area:
        return found
    lon, lat = inner_point(shape.parts)
    return replace(found, lat=lat, lon=lon)


def join_between(text: str, places: list[Place]) -> list[Place]:
    """The places with the strip between two given to both of "between A and B", where both are known."""
    out = list(places)
    for at, (one, other) in enumerate(pairwise(places)):
        first, second = one.spans[0], other.spans[0]
        joined = _AND.fullmatch(text, first.end, second.start) and _BETWEEN.search(text, max(0, first.start - 20), first.start)
        if joined and one.lat is not None and one.lon is not None and other.lat is not None and other.lon is not None:
            km = distance_km(one.lat, one.lon, other.lat, other.lon)
            parties = PlaceKind.COUNTRY in (one.kind, other.kind)
            if one.id != other.id and km < FARTHEST_BETWEEN_KM and not parties:
                shape = Shape(True, (strip((one.lon, one.lat), (other.lon, other.lat), max(3.0, STRIP * km))[::-1],))
                for number, this, that in ((at, one, other), (at + 1, other, one)):
                    found = with_point(PlaceRelation(PlaceRelationKind.BETWEEN, other=that.id), shape)
                    out[number] = replace(this, relation=found, shape=shape, why=f"{this.why}; between it and {that.name}")
    return out


def alternatives(name: Name, best: Candidate | None) -> tuple[Alternative, ...]:
    """The next likeliest entries, likeliest first."""
    rest = sorted((c for c in name.candidates if c is not best and c.score >= LEAST_SCORE), key=lambda c: (-c.score, c.number))
    return tuple(
        Alternative(e.id, e.name, e.kind, e.lat, e.lon, e.country, e.admin1, round(c.score, 3))
        for c in rest[:MOST_ALTERNATIVES]
        for e in (c.entry,)
    )


def _why_none(name: Name) -> str:
    said = name.found[0].name
    if not name.candidates:
        return f"the gazetteer has no place called {said!r}"
    return f"none of the {len(name.candidates)} places called {said!r} fits the text (score of none {name.none:.2f})"


_REASONS = (
    ("is inside what follows", "the words after it name what holds it"),
    ("text names its region", "the text names its region"),
    ("text names its country", "the text names its country"),
    ("near another name", "near another place of the text"),
    ("other names in its region", "other places of the text are in its region"),
    ("other names in its country", "other places of the text are in its country"),
    ("outlet's country", "in the outlet's country"),
)
_SEEN = 0.3
"""A contextual feature at least this strong is told as a reason."""


def _why(best: Candidate, name: Name) -> list[str]:
    entry = best.entry
    holder = ", ".join(filter(None, (entry.admin1 if entry.admin1 != entry.name else None, entry.country)))
    what = f"{entry.kind}{f' in {holder}' if holder else ''}"
    people = f", {entry.population:,} people" if entry.kind is PlaceKind.SETTLEMENT and entry.population else ""
    how = {How.NAME: "", How.OTHER: f", also called {name.found[0].name!r}", How.SPELLING: ", another spelling"}.get(best.how, "")
    told = [f"{what}{people}{how}" + (" (an area)" if entry.kind in AREAS else "")]
    told += [words for feature, words in _REASONS if best.fit.get(feature, 0.0) >= _SEEN][:3]
    rivals = len(name.candidates) - 1
    told.append(f"score {best.score:.2f}" + (f" among {rivals + 1}" if rivals else ", the only one of its name"))
    return told
