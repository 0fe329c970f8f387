"""How much of a place changes hands or is held: all of it, a part of it, or what the words leave open."""

from __future__ import annotations

from collections.abc import Sequence, Set

from onrecord.code.english import words_of
from onrecord.code.triggers import Context, Trigger
from onrecord.code.whereabouts import Spot
from onrecord.records import HappeningType

TOTAL, PARTIAL = "total", "partial"
_TYPES = frozenset({HappeningType.CAPTURE, HappeningType.HOLD, HappeningType.WITHDRAWAL})
_WHOLE = words_of("share", "whole")
_SOME = words_of("share", "some")
_PARTS = words_of("share", "parts")
_TOWNS = words_of("whereabouts", "towns")
_AREAS = words_of("whereabouts", "areas")
_BESIDE = words_of("share", "beside")
_INSIDE = words_of("share", "inside")
_DEFINITE = words_of("grammar", "definite")
_INDEFINITE = words_of("share", "indefinite")


def share_of(context: Context, trigger: Trigger, spots: Sequence[Spot]) -> str | None:
    """The share of the places that a happening is about: "total", "partial", or None where the words say neither.

    Partial is what is told of a part ("parts of the Melin region"), of something that only lies there ("a village in the
    Melin region", "ground near Korsk"), or of a counted share ("80% under control"). Only for capture, hold and withdrawal.
    """
    if trigger.frame.type not in _TYPES:
        return None
    around = _around(context, trigger)
    if _any(context, around, _SOME) or _percent(context, around):
        return PARTIAL
    if spots and all(_only_a_part(context, trigger, spot) for spot in spots):
        return PARTIAL
    if not any(spot.words.start in _acted_on(context, trigger) for spot in spots) and _something_else(context, trigger):
        return PARTIAL
    near = {i for spot in spots for i in range(_phrase_start(context, spot.words.start), spot.words.start)}
    return TOTAL if _any(context, [*around, *sorted(near)], _WHOLE) else None


def _around(context: Context, trigger: Trigger) -> list[int]:
    """The trigger's words, and those right before and after it."""
    whole = context.words.sentence(trigger.first)
    return [i for i in range(trigger.first - 2, trigger.last + 3) if i in whole]


def _any(context: Context, indexes: Sequence[int], wanted: Set[str]) -> bool:
    return any(context.words[i].lower in wanted for i in indexes)


def _percent(context: Context, indexes: Sequence[int]) -> bool:
    return any("%" in context.words[i].lower or context.words[i].lower in ("percent", "per") for i in indexes)


def _phrase_start(context: Context, index: int) -> int:
    return context.grammar.modifiers(index).start


def _only_a_part(context: Context, trigger: Trigger, spot: Spot) -> bool:
    """Do the words around the name say that something smaller is meant, or something beside it?"""
    words, whole = context.words, context.words.sentence(spot.words.start)
    after = spot.words.stop
    while after in whole and words[after].noun in _AREAS and not words[after].lower.endswith("s"):
        after += 1
    if after in whole and _is_smaller(context, after, spot):
        return True
    before = _phrase_start(context, spot.words.start) - 1
    if before not in whole:
        return False
    link = words[before].lower
    if link in _BESIDE:
        return True
    if link not in _INSIDE and link != "of":
        return False
    head = before - 1
    return head in whole and not trigger.first <= head <= trigger.last and _is_land(context, head, link)


def _is_smaller(context: Context, index: int, spot: Spot) -> bool:
    """A noun after the name: "Korsk settlements", "a Melin region village", "the Korsk town of Drev"; "Korsk city" is Korsk."""
    words, word = context.words, context.words[index]
    if word.pos not in ("NOUN", "PROPN"):
        return False
    of = index + 1 in words.sentence(index) and words[index + 1].lower == "of"
    return word.noun in _PARTS or (word.noun in _TOWNS and (spot.area or of or word.lower != word.noun))


def _is_land(context: Context, index: int, link: str) -> bool:
    """A noun before "in" or "of" the name that is something smaller: "towns in", "parts of"; "the city of Korsk" is Korsk."""
    word = context.words[index]
    if word.noun in _PARTS:
        return True
    if word.noun not in _TOWNS | _AREAS:
        return False
    return link != "of" or word.lower != word.noun


def _acted_on(context: Context, trigger: Trigger) -> range:
    """The noun phrase that is taken, held or left."""
    words, grammar = context.words, context.grammar
    if words[trigger.first].pos == "VERB":
        return grammar.object(trigger.first)
    after = trigger.last + 1
    if after in words.sentence(trigger.first) and words[after].lower in ("of", "from", "over"):
        return grammar.phrase_at(after + 1)
    return range(0)


def _something_else(context: Context, trigger: Trigger) -> bool:
    """Is what is acted on land without a name, and nothing that was named before ("a small town", "12 villages", "ground")?

    Headlines leave out "the": "key city" is one named before. So is what stands beside its name ("Korsk, a town freed by ...").
    """
    words, phrase = context.words, _acted_on(context, trigger)
    heads = [i for i in phrase if words[i].pos == "NOUN"]
    if not heads or words[phrase.start].lower in _DEFINITE or any("@place" in context.classes(i) for i in phrase):
        return False
    before = phrase.start - 1
    if before > 0 and words[before].lower in (",", "is", "was") and "@place" in context.classes(before - 1):
        return False
    head = words[heads[-1]]
    if head.noun in _PARTS:
        return True
    single = head.lower == head.noun and words[phrase.start].lower not in _INDEFINITE
    return head.noun in _TOWNS | _AREAS and not single
