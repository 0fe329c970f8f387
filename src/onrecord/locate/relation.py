"""Read where something lies to a named place from the words before the name: "20 km south of", "near", "the east of"."""

from __future__ import annotations

import re

from onrecord.gazetteer import AREAS
from onrecord.records import PlaceKind, PlaceRelation, PlaceRelationKind

NEARBY_M = 15_000
"""What "near" adds to the radius of a place."""

_ENGLISH = r"(?:north|south)-?(?:east|west)|north|south|east|west"
_CYRILLIC = (
    r"(?:північн|південн|северо|юго)(?:о-|ий |-)(?:східн|західн|схід|захід|восточн|западн|восток|запад)\w*"
    r"|північн?|південь|південн|схід|східн|захід|західн|север|северн|юг|южн|восток|восточн|запад|западн"
)
_WAYS = (
    ("north", "north"), ("south", "south"), ("east", "east"), ("west", "west"), ("півн", "north"), ("півд", "south"),
    ("схід", "east"), ("захід", "west"), ("север", "north"), ("юг", "south"), ("юж", "south"), ("юго", "south"),
    ("вост", "east"), ("запад", "west"),
)  # fmt: skip
_DISTANCE = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6}(?:[.,]\d{1,3})?)(?: to \d{1,6}| ?[-–] ?\d{1,6})? ?"
    r"(?P<unit>km|kilomet(?:er|re)s?|miles?|mi|км|кілометр\w*|километр\w*)\b(?: or so| away)?"
    rf"(?: (?:due |to the |на |к )?(?P<way>{_ENGLISH}|(?:{_CYRILLIC})\w*)|outside|inside|away)?(?: (?:of|from|від|от))?(?: the)?"
    r"(?: (?:city|town|village|border|cent(?:er|re)) (?:of|with))? $",
    re.IGNORECASE,
)
_SIDE = re.compile(
    rf"\b(?P<way>{_ENGLISH})(?P<part>ern)?(?: (?P<what>bank|side|shore|part|edge|outskirts|suburbs))?"
    rf"(?P<of> of(?: the)?)? $|\b(?:на|к|в|у) (?P<cyrillic>(?:{_CYRILLIC})\w*)(?P<from> (?:від|от))? $"
    rf"|\b(?P<adjective>(?:{_CYRILLIC})\w*) (?:частині?|часть|части) $",
    re.IGNORECASE,
)
_BANK = re.compile(
    r"\b(?:(?P<way>left|right)(?: |-)bank(?: of(?: the)?)?|(?P<cyrillic>лів|прав|лев)\w* берез\w*) $", re.IGNORECASE
)
_NEAR = re.compile(
    r"\b(?:near|nearby|outside|around|close to|next to|not far from|towards?"
    r"|(?:in|on) the (?:vicinity|area|direction|outskirts) of"
    r"|outskirts of"
    r"|біля|поблизу|неподалік(?: від)?|під|возле|около|под|вблизи)(?: the)?(?: (?:city|town|village) of)? $",
    re.IGNORECASE,
)
_LAST = frozenset({
    "of", "from", "the", "with", "outside", "inside", "away", "near", "nearby", "around", "to", "towards", "toward", "bank",
    "side", "shore", "part", "edge", "outskirts", "suburbs", "so", "mi", "від", "от", "біля", "поблизу", "неподалік", "під",
    "возле", "около", "под", "вблизи", "км",
})  # fmt: skip
_STEMS = (
    "north", "south", "east", "west", "km", "kilomet", "mile", "кілометр", "километр", "част", "берез", "півн", "півд", "схід",
    "захід", "север", "юг", "юж", "вост", "запад",
)  # fmt: skip
"""The last words of all that is looked for, and how others of them begin: most names follow none and are quickly done with."""
_THOUSANDS = re.compile(r",(?=\d{3})")
FARTHEST_KM = 2000.0
"""A distance beyond this says how far two places are apart, not where something lies."""
_BEFORE = 50
"""Code points before a name in which a relation is looked for."""


def relation(text: str, start: int, kind: PlaceKind) -> PlaceRelation | None:
    """What the words before a name of this kind of place say; None where they say nothing of the sort."""
    if start == 0 or text[start - 1] != " ":
        return None
    before = text[max(0, start - _BEFORE) : start]
    last = before[before.rfind(" ", 0, -1) + 1 : -1].lower()
    if last not in _LAST and not last.startswith(_STEMS):
        return None
    if found := _DISTANCE.search(before):
        km = _number(found["number"]) * (1.609 if found["unit"].lower().startswith("mi") else 1.0)
        return PlaceRelation(PlaceRelationKind.DISTANCE, direction(found["way"]), round(km, 1)) if km <= FARTHEST_KM else None
    if kind is PlaceKind.RIVER and (found := _BANK.search(before)):
        left = (found["way"] or "").lower() == "left" or (found["cyrillic"] or "").lower() in ("лів", "лев")
        return PlaceRelation(PlaceRelationKind.SIDE, "left" if left else "right")
    if found := _SIDE.search(before):
        return _side(found, kind)
    return PlaceRelation(PlaceRelationKind.NEAR) if _NEAR.search(before) else None


def _number(figures: str) -> float:
    """The value of "1,200", "1,5" or "1.5": a comma before three digits parts thousands, any other is a decimal one."""
    return float(_THOUSANDS.sub("", figures).replace(",", "."))


def _side(found: re.Match[str], kind: PlaceKind) -> PlaceRelation | None:
    """Beside it for "east of Izium", in it for "eastern Izium" and "the east of Peru"."""
    way = direction(found["way"] or found["cyrillic"] or found["adjective"])
    if kind in AREAS:
        return PlaceRelation(PlaceRelationKind.SIDE if found["from"] else PlaceRelationKind.PART, way)
    if found["what"] in ("part", "side", "edge", "outskirts", "suburbs") or found["part"] or found["adjective"]:
        return PlaceRelation(PlaceRelationKind.PART, way)
    return PlaceRelation(PlaceRelationKind.SIDE, way)


def direction(words: str | None) -> str | None:
    """A direction in English: "північний схід" is "northeast"; None for no words."""
    if not words:
        return None
    folded = words.lower()
    ways = list(dict.fromkeys(way for stem, way in _WAYS if stem in folded))
    return "".join(sorted(ways, key=("north", "south", "east", "west").index))


def widening(relation: PlaceRelation, kind: PlaceKind) -> int:
    """Metres by which the disc round the named place must grow to hold what the relation means."""
    if relation.kind is PlaceRelationKind.DISTANCE:
        return round(1000 * (relation.km or 0))
    inside = relation.kind is PlaceRelationKind.PART or (relation.kind is PlaceRelationKind.SIDE and kind in AREAS)
    return 0 if inside else NEARBY_M


def told(relation: PlaceRelation, kind: PlaceKind) -> str:
    """The relation in words, for `why`."""
    way = f" {relation.way}" if relation.way else ""
    match relation.kind:
        case PlaceRelationKind.DISTANCE:
            return f"{relation.km:g} km{way} of it, so the disc reaches that far"
        case PlaceRelationKind.PART:
            return f"the{way} of it; the disc is the whole {'area' if kind in AREAS else 'place'}'s"
        case PlaceRelationKind.SIDE if kind in AREAS:
            return f"the{way} of it; the disc is the whole area's"
        case PlaceRelationKind.SIDE:
            return f"{relation.way} of it, so the disc is {NEARBY_M // 1000} km wider"
        case PlaceRelationKind.BETWEEN:
            return f"between it and {relation.other}"
    return f"near it, so the disc is {NEARBY_M // 1000} km wider"
