"""Step: which statements, in which documents, make or deny the same claim.

In: readings (for the voices in them), voices of one claim (for the claim). Out: `Voice` and `Claim` records, without standing.
Touches: nothing. Fails: never on a valid record.
Judged by: tests/unit/link, tests/property/test_store_order.py (the order of arrival changes no claim); bench `stories`.

Two voices join one claim if their happenings have the same type, the same place in the gazetteer and the same day, and for
control the same holder. A day is the happening's own, or else that of the report. Only what is told as having happened, or as
not having happened, makes or denies a claim; plans, calls, threats and questions do not.
"""

from onrecord.basics.sketch import likeness, sketch
from onrecord.link.join import claim_of
from onrecord.link.stories import StoryItem, stories
from onrecord.link.voices import voices
from onrecord.link.words import Vector, vector

METHOD = "type-place-day 1"
"""Name and version of the method, for `made_by`."""

__all__ = ["METHOD", "StoryItem", "Vector", "claim_of", "likeness", "sketch", "stories", "vector", "voices"]
