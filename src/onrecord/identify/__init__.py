"""Step: names → entities, with whom the register knows them as.

In: `Document`, its `Tagging` (tokens, mentions, attributions) and a `Register`.
Out: `Entity` records: all mentions of each, pronouns and descriptions included; name, kind, known id, side, role, affiliation.
Touches: nothing; word lists in words.toml are read once, at import.
Fails: never on a well-formed tagging; a pronoun that nothing fits is left out.
Judged by: tests/unit/identify, and the source's name and side in `score.py happenings` over war-gold.
"""

from onrecord.identify.resolve import identify

__all__ = ["identify"]
