"""Who puts a number to something: "the ministry put its losses at 40 vehicles", where the tagger saw no attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.basics.roles import BODIES, PEOPLE, role_class
from onrecord.basics.spans import Span
from onrecord.records.tagging import Attribution
from onrecord.tag.words import LISTS, Words

_FORMS = frozenset({"put", "puts", "putting"})
_COUNTED = frozenset(LISTS["counted"].split())
_SPEAKERS = PEOPLE | BODIES
_SOURCE = frozenset({"DET", "ADJ", "PROPN", "NOUN", "PART", "NUM", "ADP"})
_BETWEEN = frozenset({"AUX", "ADV"})
_LONGEST_SOURCE, _FARTHEST = 12, 14
_SCORE = 0.4


def estimates(words: Words, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions for "SOMEBODY put THE TOLL at 40", whose verb says nothing elsewhere."""
    cues = {i for a in attributions for span in (*a.cue, *a.source) for i in words.within(span)}
    for verb in words.which(_FORMS):
        if verb in cues:
            continue
        first, after = words.sentence(verb)
        source, stop = _source(words, first, verb), _number(words, verb + 1, min(after, verb + _FARTHEST))
        if source is not None and stop is not None:
            yield Attribution((_span(words, source),), (words.tokens[verb].span,), (_span(words, range(verb + 1, stop)),), _SCORE)


def _source(words: Words, first: int, verb: int) -> range | None:
    """The name or office before the verb, without adverbs and helping verbs between them."""
    stop = verb
    while stop > first and words.tokens[stop - 1].pos in _BETWEEN:
        stop -= 1
    if stop == first or not (words.tokens[stop - 1].pos == "PROPN" or role_class(words.word(stop - 1)) in _SPEAKERS):
        return None
    start = stop - 1
    while start > first and stop - start < _LONGEST_SOURCE and words.tokens[start - 1].pos in _SOURCE:
        start -= 1
    while words.tokens[start].pos in ("ADP", "PART"):
        start += 1
    return range(start, stop)


def _number(words: Words, start: int, after: int) -> int | None:
    """Past the phrase with the number that stands after "at", if what is counted stands before it."""
    at = next((i for i in range(start + 1, after) if words.word(i) == "at"), None)
    if at is None or not any(words.word(i).lower() in _COUNTED for i in range(start, at)):
        return None
    number = next((i for i in range(at + 1, min(at + 6, after)) if words.tokens[i].pos == "NUM"), None)
    if number is None:
        return None
    stop = number + 1
    while stop < after and words.tokens[stop].pos in ("NUM", "NOUN", "ADJ"):
        stop += 1
    return stop


def _span(words: Words, tokens: range) -> Span:
    return Span(words.tokens[tokens.start].span.start, words.tokens[tokens.stop - 1].span.end)
