"""Is a hold told of as one that is over, or that somebody gives up?"""

from __future__ import annotations

from onrecord.code.english import words_of
from onrecord.code.triggers import Context, Trigger

_NOT = words_of("modality", "negations")
_FORMERLY = words_of("modality", "formerly")
_FREED = words_of("modality", "freed")
_LOSES = words_of("modality", "loses")
_NOBODY = words_of("modality", "nobody")
_SPELLS_HELD = frozenset({"occupation"})
"""Nouns for a hold as a stretch of time: what was "during the occupation" is told when that is over."""


def is_past(context: Context, first: int) -> bool:
    """Is a hold told of as over: "formerly occupied", "after months of occupation", "liberated from their control"?"""
    words = context.words
    start = words.sentence(first).start
    before = [words[i] for i in range(context.grammar.modifiers(first).start - 1, max(start - 1, first - 9), -1)]
    if any(words[i].lower in _FORMERLY for i in range(max(start, first - 2), first)):
        return True
    lowers = [w.lower for w in before[:5]]
    if context.words[first].noun in _SPELLS_HELD and "during" in lowers[:1]:
        return True
    after = next((i for i, lower in enumerate(lowers) if lower in ("after", "following")), None)
    between = before[:after] if after is not None else None
    if (
        context.words[first].pos != "VERB"
        and between is not None
        and not any(w.pos == "VERB" or (w.pos == "ADP" and w.lower != "of") for w in between)
    ):
        return True
    return len(before) > 1 and before[0].lower == "from" and before[1].verb in _FREED and before[1].tag in ("VBN", "VBD")


def is_over(context: Context, trigger: Trigger) -> bool:
    """Is a hold told of as one that is not: "no longer holds", "is not under their control", "neither side controls"?"""
    words, grammar = context.words, context.grammar
    clause = context.clause(trigger.first)
    for i in range(clause.start, clause.stop - 1):
        if words[i].lower == "no" and words[i + 1].lower in ("longer", "more"):
            between = range(i + 2, trigger.first) if i < trigger.first else range(trigger.last + 1, i)
            if not any(words[k].pos in ("VERB", "PUNCT") for k in between):
                return True
    if words[trigger.head].pos == "VERB":
        return any(words[i].lower in _NOBODY for i in grammar.subject(trigger.head)[:1])  # "neither side" is contested
    # The copula of "is not under their control" negates the phrase; an AUX further off belongs to another verb.
    return any(words[i].lower in _NOT for i in grammar.auxiliaries(trigger.first))


def losing_verb(context: Context, index: int) -> int | None:
    """The verb that says that its subject gives up the control which the word names: "lost full control"."""
    start = context.words.sentence(index).start
    before = context.grammar.modifiers(index).start - 1
    if before < start or context.words[before].verb not in _LOSES or context.words[before].pos not in ("VERB", "X"):
        return None
    return before
