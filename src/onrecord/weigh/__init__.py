"""Step: where a claim stands, who is behind it, and since when.

In: a claim with its voices; the claims that cannot be true together with it, and those that confirm it.
Out: `Standing`, and voices that know their origin.
Touches: nothing. Fails: never on a valid record.
Judged by: tests/unit/weigh, the order of arrival changes no standing (tests/property).

It never says what is true: it counts who says so, how many of them are independent, and who disagrees.
"""

from onrecord.weigh.origins import with_origins
from onrecord.weigh.relations import relations
from onrecord.weigh.rivals import RIVAL_DAYS, RIVAL_TYPES, cannot_both_be, confirms
from onrecord.weigh.standing import weigh

METHOD = "origins-sides 1"
"""Name and version of the method, for `made_by`."""

__all__ = ["METHOD", "RIVAL_DAYS", "RIVAL_TYPES", "cannot_both_be", "confirms", "relations", "weigh", "with_origins"]
