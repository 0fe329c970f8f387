"""Step: what the claims mean for an area over time, as known then.

In: claims with their voices, the baseline, the codes of the sides. Out: `ControlSpan`, `OutageSpan` and `TimelineEntry` records.
Touches: nothing. Fails: never on valid records.
Judged by: `score.py control` on the development towns; tests/unit/assemble.

The rules are one table, in `onrecord.assemble.rules`; every span names the rule that decided it.
"""

from onrecord.assemble.control import Timeline, control, followed
from onrecord.assemble.outages import outages
from onrecord.assemble.places import Nearest, distance_km
from onrecord.assemble.states import Waymark
from onrecord.assemble.timelines import COURSES, timeline

__all__ = ["COURSES", "Nearest", "Timeline", "Waymark", "control", "distance_km", "followed", "outages", "timeline"]
