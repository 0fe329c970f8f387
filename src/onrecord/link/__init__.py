"""Step: which statements, in which documents, make or deny the same claim.

In: readings (for the voices in them), voices of one claim (for the claim). Out: `Voice` and `Claim` records, without standing.
Touches: nothing. Fails: never on a valid record.
Judged by: tests/unit/link, tests/property/test_store_order.py (the order of arrival changes no claim); bench `stories`.

Voices of the same type, place, day and, for control, holder have one key and are of one claim. Keys are compared by a table of
points (`propositions.POINTS`) within a region and some days, and joined by average linkage. Documents are compared by their words
(`words`) and joined likewise. A day is the happening's own, or else that of the report. Only what is told as having happened, or
as not having happened, makes or denies a claim; plans, calls, threats and questions do not.
"""

from onrecord.basics.sketch import likeness, sketch
from onrecord.link.blocks import blocks, in_use
from onrecord.link.join import claim_of
from onrecord.link.stories import StoryItem
from onrecord.link.voices import moment_of, voices
from onrecord.link.words import Vector, vector

METHOD = "propositions 3"
"""Name and version of the method, for `made_by`."""

__all__ = ["METHOD", "StoryItem", "Vector", "blocks", "claim_of", "in_use", "likeness", "moment_of", "sketch", "vector", "voices"]
