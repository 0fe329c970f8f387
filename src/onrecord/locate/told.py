"""Names of which the words tell what is told of places alone: they are taken, are under control, are without power."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.locate.find import Found, joint
from onrecord.locate.lexicon import LEXICON
from onrecord.locate.words import Word
from onrecord.records import Label

TAGGER_SURE = 0.97
"""From which score on a mention is what the tagger calls it."""

_REACH = 80
"""Code points on either side of a name that are looked at."""

_BEFORE = re.compile(
    r"\b(?:"
    r"(?:re)?capture|fall|loss|seizure|liberation|occupation|siege|encirclement|control|shelling|bombardment|bombing|storming"
    r"|defen[cs]e|defenders|outskirts|residents|mayor|evacuation|city|town|village|settlement) of $"
    r"|\b(?:withdr(?:ew|aw(?:n|s|al|ing)?)|retreat(?:s|ed|ing)?|pull(?:s|ed|ing)?|driven|drove|expelled|fled|evacuated)"
    r"(?: \w+){0,3}? (?:from|out of) $",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r" (?:is|are|was|were|remain(?:s|ed)?|stay(?:s|ed)?|ha(?:s|ve|d) (?:been|come)|came)(?: \w+){0,2}? (?:under|in|without)"
    r"(?: [\w'’-]+){0,4}? (?:control|hands|fire|siege|occupation|shelling|bombardment|electricity|power|water|heating|gas)\b"
    r"| (?:is|are|was|were|(?:has|have|had)(?: \w+){0,2}? been)(?: (?:not|now|never|also|again|yet|\w+ly)){0,2}"
    r" (?:captured|recaptured|taken|retaken|seized|liberated|shelled|bombed|encircled|surrounded|besieged|occupied|abandoned"
    r"|lost|held|controlled)\b"
    r"| (?:has|have|had)(?: (?:not|now|never|\w+ly)){0,2} fallen\b| fell to\b| (?:is|are|was|were) (?:ours|theirs|free)\b"
)


def told_of_places(text: str, found: Sequence[Found], words: Sequence[Word]) -> list[bool]:
    """For each name whether it is told of as a place, by itself or in a list of names ("X, Y and Z were shelled")."""
    told = [told_of(text, one, words) for one in found]
    for first, after in _lists(found, words):
        if any(told[first:after]):
            told[first:after] = [told[at] or _may_be_place(found[at]) for at in range(first, after)]
    return told


def _lists(found: Sequence[Found], words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Runs of names `[first, after)` with commas between and "and" before the last."""
    first = 0
    for at, (one, other) in enumerate(pairwise(found), 1):
        how = joint(one, other, words)
        if how not in (",", None):
            yield first, at + 1
        if how != ",":
            first = at


def _may_be_place(one: Found) -> bool:
    if one.label == Label.LOCATION:
        return True
    return bool(one.matches) and one.part in ("", "exact") and one.score < TAGGER_SURE and not one.compared


def told_of(text: str, one: Found, words: Sequence[Word]) -> bool:
    """True for a name that the words treat as a place, if the gazetteer has it or the tagger calls it one.

    The tagger takes short names without a word of place for persons ("captured Lyman", "Lyman is in their hands"); one that
    it is sure of stays a person.
    """
    if one.compared or not (_is_taken(one, words) or _by_surroundings(text, one)):
        return False
    if one.after < len(words) and words[one.after].upper and words[one.after - 1].gap == " ":
        return False
    return one.label == Label.LOCATION or (_may_be_place(one) and (one.exact or " " in one.name))


def _is_taken(one: Found, words: Sequence[Word]) -> bool:
    """Do forces capture, hold, shell or leave it?"""
    before = words[one.first - 1] if one.first else None
    return before is not None and before.gap == " " and before.text.casefold() in LEXICON.taken


def _by_surroundings(text: str, one: Found) -> bool:
    """Is it told of what stands beside it? What the tagger calls no name at all may be any word ("He was taken away")."""
    if not one.label:
        return False
    start, end = one.span.start, one.span.end
    ends = text[max(0, start - 5) : start].lower().endswith(("of ", "from "))  # as all that is looked for before it does
    before = _BEFORE.search(text[max(0, start - _REACH) : start]) if ends else None
    return before is not None or _AFTER.match(text, end, end + _REACH) is not None
