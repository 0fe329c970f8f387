"""Service: where places are and what they are called.

In: a name, an id, or a position; a GeoNames dump for `build_from_dump`.
Out: `Match`es of a name, best known first, and the `Entry` behind each.
Touches: one file, mapped into memory and never changed: countries, first and second level regions, settlements, waters,
    regions and facilities with their names in every script. `Gazetteer.open()` maps the one that comes with the package.
Fails: `RunError` `gazetteer-unreadable` for a file that is none; `UsageError` `gazetteer-*` for a dump that is none.
Judged by: tests/unit/gazetteer, and `places` of the scorer through `locate`.

NOTICE-data.md says where the data comes from.
"""

from onrecord.gazetteer.build import build_from_dump
from onrecord.gazetteer.entry import AREAS, KINDS, ROMANISED, Entry, How, Match
from onrecord.gazetteer.fold import fold, is_cyrillic
from onrecord.gazetteer.gazetteer import KM_PER_DEGREE, Gazetteer, distance_km

__all__ = [
    "AREAS", "KINDS", "KM_PER_DEGREE", "ROMANISED", "Entry", "Gazetteer", "How", "Match", "build_from_dump", "distance_km",
    "fold", "is_cyrillic",
]  # fmt: skip
