"""Step: what the claims mean for an area over time, as known then.

In: claims with their voices, the baseline, the codes of the sides. Out: `ControlSpan` and `OutageSpan` records.
Touches: nothing. Fails: never on valid records.
Judged by: `score.py control` on the development towns; tests/unit/assemble.

The rules are one table, `onrecord.assemble.rules.WEIGHTS`; every span names the rule that decided it.
"""

from onrecord.assemble.control import control
from onrecord.assemble.outages import outages

__all__ = ["control", "outages"]
