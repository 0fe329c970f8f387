"""Who denies or confirms what was just told: ", which Arvenia denied", "a claim that the army rejected", "Borland denied it"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.basics.lemma import noun_lemma, verb_lemma
from onrecord.basics.roles import role_class
from onrecord.basics.spans import Span
from onrecord.records.tagging import Attribution
from onrecord.tag.words import LISTS, Words

_ANSWERING = frozenset(LISTS["answering"].split())
_NOUNS = frozenset(LISTS["answered_nouns"].split())
_RELATIVES = frozenset({"which", "that"})
_POINTING = frozenset({"it", "this", "that", "them", "both"})
_OPENERS = frozenset({";", ",", ":", "and", "but", "while", "though", "although", "however", "—", "–"})
_INSIDE = frozenset({"DET", "ADJ", "PROPN", "NOUN", "PART", "NUM"})
_HELPING = frozenset({"AUX", "ADV", "PART"})
_LONGEST = 8
"""Words of a source that is looked for before its verb."""
_SCORE = 0.3


def answered(words: Words, attributions: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions for verbs of denying and confirming that the tagger passed over, if their object points to what was told."""
    taken = {i for a in attributions for span in (*a.cue, *a.source) for i in words.within(span)}
    for verb in words.of_kind("VERB"):
        if verb in taken or verb_lemma(words.forms[verb]) not in _ANSWERING:
            continue
        first, stop = words.sentence(verb)
        cue = verb
        while cue > first and words.tokens[cue - 1].pos in _HELPING and words.word(cue - 1).lower() not in ("'s", "’s"):
            cue -= 1
        source = _source(words, first, cue)
        if source is None or not taken.isdisjoint(source):
            continue
        told = _told_before(words, first, source.start) or _object(words, first, source.start, verb + 1, stop)
        if told is not None:
            yield Attribution((_span(words, source),), (_span(words, range(cue, verb + 1)),), (_span(words, told),), _SCORE)


def _source(words: Words, first: int, stop: int) -> range | None:
    """The noun phrase right before the verb, if it can speak."""
    start = stop
    while start > max(first, stop - _LONGEST) and words.tokens[start - 1].pos in _INSIDE | {"PRON"}:
        if words.word(start - 1).lower() in _RELATIVES:
            break
        start -= 1
    phrase = range(start, stop)
    if not phrase or not words.is_nominal(stop - 1):
        return None
    speaks = any(words.tokens[i].pos == "PROPN" or role_class(words.word(i)) is not None for i in phrase)
    return phrase if speaks else None


def _told_before(words: Words, first: int, source: int) -> range | None:
    """What "which" or "a claim that" before the source points with."""
    link = source - 1
    if link <= first or words.word(link).lower() not in _RELATIVES:
        return None
    if words.word(link).lower() == "which" and words.word(link - 1) == ",":
        return range(link, link + 1)
    if noun_lemma(words.word(link - 1).lower()) not in _NOUNS:
        return None
    start = link - 1
    while start > first and words.tokens[start - 1].pos in ("DET", "ADJ"):
        start -= 1
    return range(start, link)


def _object(words: Words, first: int, source: int, after: int, stop: int) -> range | None:
    """The object of a clause of its own that points to what was told: "it", "the claim"."""
    if source > first and words.word(source - 1).lower() not in _OPENERS:
        return None
    if after < stop and words.word(after).lower() in _POINTING:
        bare = after + 1 >= stop or words.tokens[after + 1].pos in ("PUNCT", "ADP", "ADV", "SCONJ", "CCONJ")
        return range(after, after + 1) if bare else None
    end = after
    while end < stop and (words.tokens[end].pos in ("DET", "ADJ") or words.tokens[end].tag == "PRP$"):
        end += 1
    if end > after and end < stop and noun_lemma(words.word(end).lower()) in _NOUNS:
        return range(after, end + 1)
    return None


def _span(words: Words, tokens: range) -> Span:
    return Span(words.tokens[tokens.start].span.start, words.tokens[tokens.stop - 1].span.end)
