"""Step: attribution spans → statements: who says what, with what stance, how surely, on what evidence, when.

In: `Document`, its `Tagging`, the `Entity`, `Time` and `Place` records of `identify`, `date` and `locate`, and a `Register`.
Out: `Statement` records by position, with source resolved and parent set.
Touches: nothing; the word lists of lexicon.toml are read once, at import.
Fails: never on a well-formed tagging; an attribution without content gives no statement.
Judged by: tests/unit/attribute, tests/golden/attribute, tests/property/test_attribute_*, `score.py attribution` and `happenings`.
"""

from onrecord.attribute.statements import attribute

__all__ = ["attribute"]
