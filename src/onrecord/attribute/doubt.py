"""Whether source or author marks doubt about a content."""

from __future__ import annotations

from onrecord.attribute.lexicon import LEXICON
from onrecord.attribute.passage import Passage


def is_hedged(passage: Passage, following: str) -> bool:
    """True if content or cue holds a word of doubt, or the author says beside it that it could not be verified.

    Args:
        passage: the statement's words.
        following: text of the sentence after it, "" at the end.
    """
    if LEXICON.hedge.search(passage.opening) is not None:
        return True
    if LEXICON.hedge_cues.intersection(passage.cue):
        return True
    return LEXICON.hedge_beside.search(passage.frame) is not None or LEXICON.hedge_beside.search(following) is not None
