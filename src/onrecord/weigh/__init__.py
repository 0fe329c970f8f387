"""Step: where a claim stands, who is behind it, and since when; how reliable a source is, how credible a claim.

In: a claim with its voices; the claims that cannot be true together with it, and those that confirm it.
Out: `Standing`, and voices that know their origin; `Grade` and `SourceRecord`; `Relation` between documents.
Touches: nothing. Fails: never on a valid record.
Judged by: tests/golden/disputes (two hundred cases), tests/unit/weigh, tests/property/test_standing_properties.py (the order of
arrival changes no standing, one more confirmation worsens no grade); score.py relations.

It never says what is true: it counts who says so, how many of them are independent, and who disagrees.
"""

from onrecord.weigh.edits import notices, with_withdrawals
from onrecord.weigh.grades import credibility, record_of, reliability
from onrecord.weigh.origins import with_origins
from onrecord.weigh.relations import NEAR_DAYS, relations
from onrecord.weigh.rivals import RIVAL_DAYS, RIVAL_TYPES, cannot_both_be, confirms
from onrecord.weigh.standing import weigh

METHOD = "origins-sides 3"
"""Name and version of the method, for `made_by`."""

__all__ = [
    "METHOD",
    "NEAR_DAYS",
    "RIVAL_DAYS",
    "RIVAL_TYPES",
    "cannot_both_be",
    "confirms",
    "credibility",
    "notices",
    "record_of",
    "relations",
    "reliability",
    "weigh",
    "with_origins",
    "with_withdrawals",
]
