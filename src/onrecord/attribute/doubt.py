"""Whether source or author marks doubt about a content."""

from __future__ import annotations

from onrecord.attribute.lexicon import LEXICON
from onrecord.attribute.passage import Passage
from onrecord.basics.spans import hull

_AFTER_CUE = 3
"""Code points of " to"."""


def is_hedged(passage: Passage, following: str) -> bool:
    """True if content or cue holds a word of doubt, or the author says beside it that it could not be verified.

    Args:
        passage: the statement's words.
        following: text of the sentence after it, "" at the end.
    """
    if LEXICON.hedge_cues.intersection(passage.cue):
        return True
    if any(LEXICON.hedge.search(words) is not None for words in (passage.opening, _around_cue(passage))):
        return True
    return LEXICON.hedge_beside.search(passage.frame) is not None or LEXICON.hedge_beside.search(following) is not None


def _around_cue(passage: Passage) -> str:
    """The cue with the word after it: "is believed | to"."""
    cue = hull(passage.attribution.cue)
    return "" if cue is None else passage.text[cue.start : cue.end + _AFTER_CUE]
