"""Passives and "according to": who speaks and what is told where the tagger took the one for the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.basics.lemma import verb_lemma
from onrecord.basics.roles import BODIES, PEOPLE, role_class
from onrecord.basics.spans import Span, hull, trimmed
from onrecord.records.tagging import Attribution
from onrecord.tag.words import LISTS, Words

_LONGEST_SOURCE = 12
ADDRESSING = frozenset({"urge", "order", "tell", "advise", "instruct", "encourage", "warn"})
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP"})
_TOLD_OF = frozenset(LISTS["told_of"].split())
_SEEMING = frozenset(LISTS["seeming"].split())
_SAYING = frozenset(LISTS["saying"].split())
_SPEAKERS = PEOPLE | BODIES
_REACH = 6
"""Words of an agent after "by"."""


def turned(words: Words, attribution: Attribution) -> Attribution:
    """Passives and "according to" whose source and content the tagger took for each other's."""
    if not attribution.cue:
        return attribution
    for turn in (_after_according, _addressed, _by_agent, _told_of, _asked):
        found = turn(words, attribution)
        if found is not None:
            return found
    return attribution


def _after_according(words: Words, attribution: Attribution) -> Attribution | None:
    """ "According to the ministry, ..." with all of it taken for content: the words up to the comma are the source."""
    cue, first = attribution.cue[-1], min(attribution.content)
    if attribution.source or not cue.of(words.text).lower().endswith("according to") or not 0 <= first.start - cue.end <= 2:
        return None
    comma = words.text.find(",", first.start, first.end)
    source = trimmed(words.text, first.start, comma) if comma > 0 else None
    rest = trimmed(words.text, comma + 1, first.end) if comma > 0 else None
    if source is None or rest is None or len(words.within(source)) > _LONGEST_SOURCE:
        return None
    return replace(attribution, source=(source,), content=tuple(sorted((rest, *(p for p in attribution.content if p != first)))))


def _addressed(words: Words, attribution: Attribution) -> Attribution | None:
    """ "Residents urged to leave": one who is urged does not urge."""
    cue, first = words.within(attribution.cue[-1]), min(attribution.content)
    if len(cue) == 0 or len(attribution.source) != 1 or attribution.source[0].start > first.start:
        return None
    word = words.word(cue.stop - 1).lower()
    if verb_lemma(word) not in ADDRESSING or not word.endswith(("ed", "told")) or not words.text.startswith("to ", first.start):
        return None
    if not 0 <= first.start - attribution.cue[-1].end <= 2:
        return None
    return replace(attribution, source=(), content=(attribution.source[0], *attribution.content))


def _by_agent(words: Words, attribution: Attribution) -> Attribution | None:
    """ "A blast in X reported by local media": the agent after "by" says it."""
    cue = words.within(attribution.cue[-1])
    by = cue.stop
    if len(cue) == 0 or words.word(by) != "by" or words.tokens[cue.stop - 1].tag not in ("VBN", "VBD"):
        return None
    after = by + 1
    while (
        after < len(words.tokens)
        and words.word(after)[0].isalnum()
        and words.tokens[after].pos in _PHRASE
        and after - by <= _REACH
    ):
        after += 1
    if after == by + 1 or role_class(words.word(after - 1)) not in _SPEAKERS:
        return None
    agent = Span(words.tokens[by + 1].span.start, words.tokens[after - 1].span.end)
    told = hull((*attribution.source, *(p for p in attribution.content if p.end <= attribution.cue[0].start)))
    if told is None or told.end > attribution.cue[0].start or "\n" in told.of(words.text):
        return None
    return replace(attribution, source=(agent,), content=(told,))


def names_nobody(words: Words, attribution: Attribution) -> bool:
    """True for cues of seeming and for passives: they have no speaker to look for."""
    forms = [words.word(i).lower() for span in attribution.cue for i in words.within(span)]
    lemmas = [verb_lemma(form) for form in forms]
    if attribution.cue and _opens_asked(words, attribution):
        return True
    return _only_seems(lemmas) or any(b in _TOLD_OF and not f.endswith("ing") for _, b, f in _after_be(lemmas, forms))


def _only_seems(lemmas: Sequence[str]) -> bool:
    """True for "seems", "appears to"; not for "appeared to suggest", which somebody did."""
    return bool(_SEEMING.intersection(lemmas)) and not _SAYING.intersection(lemmas)


def _told_of(words: Words, attribution: Attribution) -> Attribution | None:
    """ "Troops are expected to leave", "the troops seem to leave": the subject is told of, nobody is named who says so."""
    if len(attribution.source) != 1:
        return None
    source, cue = attribution.source[0], hull(attribution.cue)
    if cue is None or not 0 <= cue.start - source.end <= 1 or words.text.startswith(" by ", cue.end):
        return None
    forms = [words.word(i).lower() for i in words.within(cue)]
    lemmas = [verb_lemma(form) for form in forms]
    passive = "by" not in forms and any(
        a == "be" and b in _TOLD_OF and not f.endswith("ing") for a, b, f in _after_be(lemmas, forms)
    )
    if not passive and not _only_seems(lemmas):
        return None
    told = () if source.of(words.text).lower() in ("it", "there") else (source,)
    return replace(attribution, source=(), content=(*told, *attribution.content))


def _asked(words: Words, attribution: Attribution) -> Attribution | None:
    """ "Asked about the bridge, the mayor ...": somebody else asked."""
    return replace(attribution, source=()) if attribution.source and _opens_asked(words, attribution) else None


def _opens_asked(words: Words, attribution: Attribution) -> bool:
    first = words.within(attribution.cue[0]).start
    return words.word(first) in ("Asked", "Pressed", "Questioned") and words.sentence(first)[0] == first


def _after_be(lemmas: Sequence[str], forms: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Each form of "be" with the verb after it, adverbs between them left out."""
    for i, lemma in enumerate(lemmas):
        rest = [
            (b, f)
            for b, f in zip(lemmas[i + 1 :], forms[i + 1 :], strict=True)
            if not f.endswith("ly") and f not in ("often", "also", "not")
        ]
        if lemma == "be" and rest:
            yield lemma, rest[0][0], rest[0][1]
