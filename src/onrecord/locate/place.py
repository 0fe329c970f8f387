"""Turn a chosen entry and its mention into a Place with its precision, reasons and alternatives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.gazetteer import AREAS, How
from onrecord.locate.find import Found
from onrecord.locate.names import Candidate, Name
from onrecord.records import Alternative, Place, PlaceKind

MOST_ALTERNATIVES = 5
LEAST_SCORE = 0.01
"""Alternatives below this are not told."""
NEARBY_M = 15_000
"""What "near" adds to the radius of a place."""

_WAY = r"(?P<way>(?:north|south)-?(?:east|west)|north|south|east|west"
_DISTANCE = re.compile(
    r"(?<!\d)(?P<number>\d{1,6}(?:[.,]\d{1,3})?)(?: to \d{1,6}| ?[-–] ?\d{1,6})? ?"
    r"(?P<unit>km|kilomet(?:er|re)s?|miles?|mi|км|кілометр\w*|километр\w*)\b(?: or so| away)?"
    rf"(?: (?:due )?{_WAY}|outside|inside|away))?(?: (?:of|from|від|от))?(?: the)?"
    r"(?: (?:city|town|village|border|cent(?:er|re)) (?:of|with))? $",
    re.IGNORECASE,
)
_SIDE = re.compile(
    rf"\b{_WAY})(?:ern)?(?: (?:bank|side|shore|part|edge|outskirts|suburbs))?(?: of(?: the)?)? $",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?:near|nearby|outside|around|close to|next to|not far from|towards?"
    r"|(?:in|on) the (?:vicinity|area|direction|outskirts) of"
    r"|outskirts of"
    r"|біля|поблизу|неподалік(?: від)?|під|возле|около|под|вблизи)(?: the)?(?: (?:city|town|village) of)? $",
    re.IGNORECASE,
)
_BEFORE = 50
"""Code points before a name in which an offset is looked for."""


def offset(text: str, start: int, kind: PlaceKind) -> tuple[int, str] | None:
    """Metres that the words before a name add to its radius, with the reason; None where there are none."""
    before = text[max(0, start - _BEFORE) : start]
    if not before.endswith(" "):
        return None
    if found := _DISTANCE.search(before):
        km = float(found["number"].replace(",", ".")) * (1.609 if found["unit"].lower().startswith("mi") else 1.0)
        way = f" {found['way']}" if found["way"] else ""
        return round(km * 1000), f"{found['number']} {found['unit']}{way} of it, so the disc reaches that far"
    if found := _SIDE.search(before):
        if kind in AREAS:
            return 0, f"the {found['way'].lower()} of it; the disc is the whole area's"
        return NEARBY_M, f"{found['way'].lower()} of it, so the disc is {NEARBY_M // 1000} km wider"
    if found := _NEAR.search(before):
        return NEARBY_M, f"{found.group().strip().lower()} it, so the disc is {NEARBY_M // 1000} km wider"
    return None


@dataclass(frozen=True, slots=True)
class Settled:
    """What all mentions of a name share: the entry chosen (None where none fits), the reasons and the next likeliest."""

    best: Candidate | None
    why: str
    alternatives: tuple[Alternative, ...]


def settle(name: Name) -> Settled:
    """Settle which entry a name stands for in its document."""
    best = name.best
    return Settled(best, _why_none(name) if best is None else "; ".join(_why(best, name)), alternatives(name, best))


def place(text: str, one: Found, settled: Settled, reason: str | None) -> Place:
    """The record for one mention; `reason` says why it is not literal, None where it is."""
    if settled.best is None:
        return Place(
            spans=(one.span,), name=one.name, id=None, kind=PlaceKind.OTHER, lat=None, lon=None, radius_m=None, country=None,
            admin1=None, why=settled.why, alternatives=settled.alternatives, literal=reason is None,
        )  # fmt: skip
    entry = settled.best.entry
    wider = offset(text, one.span.start, entry.kind)
    why = [settled.why, *([wider[1]] if wider else []), *([f"not literal: {reason}"] if reason else [])]
    return Place(
        spans=(one.span,), name=one.name, id=entry.id, kind=entry.kind, lat=entry.lat, lon=entry.lon,
        radius_m=entry.radius_m + (wider[0] if wider else 0), country=entry.country, admin1=entry.admin1,
        why="; ".join(why), alternatives=settled.alternatives, literal=reason is None,
    )  # fmt: skip


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
