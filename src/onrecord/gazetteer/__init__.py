"""Service: where places are and what they are called.

One memory-mapped file holds countries, first and second level regions, settlements, waters, regions and facilities with
their names in every script. `Gazetteer.open()` maps the one that comes with the package; `build_from_dump` makes a larger
one from a GeoNames dump. NOTICE-data.md says where the data comes from.
"""

from onrecord.gazetteer.build import build_from_dump
from onrecord.gazetteer.entry import AREAS, Entry, How, Match
from onrecord.gazetteer.fold import fold
from onrecord.gazetteer.gazetteer import Gazetteer, distance_km

__all__ = ["AREAS", "Entry", "Gazetteer", "How", "Match", "build_from_dump", "distance_km", "fold"]
