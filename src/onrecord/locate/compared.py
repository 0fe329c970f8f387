"""Names that only measure something else: "the size of Lancashire"."""

from __future__ import annotations

import re

_COMPARED = re.compile(
    r"(?:\b(?:size|area|population|length|width|territory|scale|equivalent|equal) (?:of|to|as)"
    r"|\bas (?:large|big|small|long|wide|populous) as|\b(?:larger|bigger|smaller|longer|wider|greater|more populous) than"
    r"|\bcompared (?:to|with)|\bcomparable (?:to|with)|розміром з|розмірів|площею з|размером с|площадью с)"
    r"(?: (?:all of|the whole of|that of|the|a|an|roughly|about|half|of|nearly|almost|twice|entire|whole|county|state))*\s*$",
    re.IGNORECASE,
)
_LAST = frozenset({
    "of", "to", "as", "than", "with", "the", "a", "an", "roughly", "about", "half", "nearly", "almost", "twice", "entire",
    "whole", "county", "state", "з", "розмірів", "с",
})  # fmt: skip
"""The last word of every comparison before a name; looking at it first is quicker than the pattern."""
_WITHIN = 60
"""Code points before a name in which a comparison is looked for."""


def measures_people(text: str, start: int) -> bool:
    """True if the words before `start` speak of inhabitants, so that a town is as good a measure as a country."""
    return "popul" in text[max(0, start - _WITHIN) : start].lower()


def is_compared(text: str, start: int) -> bool:
    """True if the words before `start` measure something else by the name."""
    before = text[max(0, start - _WITHIN) : start]
    last = before.rsplit(None, 1)[-1:]
    return bool(last) and last[0].lower() in _LAST and _COMPARED.search(before) is not None
