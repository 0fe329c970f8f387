"""Passives and verbs of seeming: their subject, which the tagger takes for a speaker, is told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.basics.lemma import verb_lemma
from onrecord.basics.spans import hull
from onrecord.records.tagging import Attribution
from onrecord.tag.words import LISTS, Words

_ADDRESSING = frozenset({"urge", "order", "tell", "advise", "instruct", "encourage", "warn"})
_TOLD_OF = frozenset(LISTS["told_of"].split())
_SEEMING = frozenset(LISTS["seeming"].split())
_SAYING = frozenset(LISTS["saying"].split())


def turned(words: Words, attribution: Attribution) -> Attribution:
    """The attribution without the source that a passive or a verb of seeming only tells of."""
    if not attribution.cue:
        return attribution
    for turn in (_addressed, _told_of):
        found = turn(words, attribution)
        if found is not None:
            return found
    return attribution


def _addressed(words: Words, attribution: Attribution) -> Attribution | None:
    """ "Residents urged to leave": one who is urged does not urge."""
    cue, first = words.within(attribution.cue[-1]), min(attribution.content)
    if len(cue) == 0 or len(attribution.source) != 1 or attribution.source[0].start > first.start:
        return None
    word = words.word(cue.stop - 1).lower()
    if verb_lemma(word) not in _ADDRESSING or not word.endswith(("ed", "told")) or not words.text.startswith("to ", first.start):
        return None
    if not 0 <= first.start - attribution.cue[-1].end <= 2:
        return None
    return replace(attribution, source=(), content=(attribution.source[0], *attribution.content))


def names_nobody(words: Words, attribution: Attribution) -> bool:
    """True for cues of seeming and for passives: they have no speaker to look for."""
    forms = [words.word(i).lower() for span in attribution.cue for i in words.within(span)]
    lemmas = [verb_lemma(form) for form in forms]
    if attribution.cue and _opens_asked(words, attribution):
        return True
    return _only_seems(lemmas) or _is_passive(lemmas, forms)


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
    if not _only_seems(lemmas) and ("by" in forms or not _is_passive(lemmas, forms)):
        return None
    told = () if source.of(words.text).lower() in ("it", "there") else (source,)
    return replace(attribution, source=(), content=(*told, *attribution.content))


def _opens_asked(words: Words, attribution: Attribution) -> bool:
    first = words.within(attribution.cue[0]).start
    return words.word(first) in ("Asked", "Pressed", "Questioned") and words.sentence(first)[0] == first


def _is_passive(lemmas: Sequence[str], forms: Sequence[str]) -> bool:
    """True for a form of "be" before a verb of telling ("are expected"), adverbs between them left out."""
    for i, lemma in enumerate(lemmas):
        if lemma != "be":
            continue
        rest = zip(lemmas[i + 1 :], forms[i + 1 :], strict=True)
        following = next(((b, f) for b, f in rest if not f.endswith("ly") and f not in ("often", "also", "not")), None)
        if following is not None and following[0] in _TOLD_OF and not following[1].endswith("ing"):
            return True
    return False
