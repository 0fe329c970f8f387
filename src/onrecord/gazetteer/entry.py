"""What the gazetteer holds: one record for each place, and how a name may stand for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from onrecord.records import PlaceKind

KINDS = tuple(PlaceKind)
"""The kinds in the order of their numbers in the file."""

AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.COUNTRY, PlaceKind.REGION})
"""Kinds that are areas rather than points."""

ROMANISED = frozenset({
    "AE", "AF", "AM", "AZ", "BG", "BH", "BY", "CY", "DZ", "EG", "ER", "ET", "GE", "GR", "IL", "IQ", "IR", "JO", "KG", "KW", "KZ",
    "LB", "LY", "MA", "MD", "ME", "MK", "MN", "OM", "PK", "PS", "QA", "RS", "RU", "SA", "SD", "SY", "TJ", "TM", "TN", "UA", "UZ",
    "YE",
})  # fmt: skip
"""Countries whose names reach Latin letters by romanisation, so that one name has several spellings."""


class How(IntEnum):
    """How a name stands for an entry. The numbers are part of the file's format."""

    NAME = 0
    """The entry's main name."""
    OTHER = 1
    """Another name of it: in another language, script or time, or a short form."""
    SPELLING = 2
    """The name in another romanisation."""
    DEMONYM = 3
    """An adjective or the inhabitants: "Ukrainian", "Texans"."""
    BARE = 5
    """An area's name without the word that says so, where that is not its main name: "Kharkiv" for Kharkiv Oblast."""
    ABBREVIATION = 4
    """A style guide's short form, which counts only in the capitals that it is written in: "Ky.", "UK"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer.

    `id` is "geonames:707292", or "onrecord:donbas" for what GeoNames' packages lack. `country` is ISO 3166-1 alpha-2,
    `admin1` the first-level region's name and `parent` the id of the entry that holds this one; None where there is none.
    `radius_m` is the radius in metres of a disc round `lat`, `lon` (WGS 84, degrees) that holds the place. `population` is
    0 where unknown. `known` is the number of names on record, a rough sign of how widely the place is
    known; `capital` that it is a country's.
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    population: int
    radius_m: int
    parent: str | None
    known: int
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a name could stand for. `number` is the entry's row in this file, good for this file only."""

    number: int
    how: How
    wrapper: str | None = None
    """What was taken off the name to find it: "area" for "Oblast", "County"; "town" for "city of"; None for nothing."""
