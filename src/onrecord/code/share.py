"""How much of a place changes hands or is held: all of it, a part of it, or what the words leave open; what is fought in it."""

from __future__ import annotations

from collections.abc import Sequence, Set

from onrecord.code.english import words_of
from onrecord.code.triggers import Context, Trigger
from onrecord.code.whereabouts import Spot
from onrecord.records import HappeningType

TOTAL, PARTIAL, BESIDE = "total", "partial", "beside"
_TYPES = frozenset({HappeningType.CAPTURE, HappeningType.HOLD, HappeningType.WITHDRAWAL})
_WHOLE = words_of("share", "whole")
_SOME = words_of("share", "some")
_PARTS = words_of("share", "parts")
_LAND = words_of("share", "land")
_TOWNS = words_of("whereabouts", "towns")
_AREAS = words_of("whereabouts", "areas")
_BESIDE = words_of("share", "beside")
_INSIDE = words_of("share", "inside")
_DEFINITE = words_of("grammar", "definite")
_INDEFINITE = words_of("share", "indefinite")
_FROM_HOUSE_TO_HOUSE = words_of("share", "from_house_to_house")
_WITHIN = words_of("share", "within")
_HEART = words_of("share", "heart")
_FAR = 8
"""Words behind a fight within which it is said where it goes on."""


def share_of(context: Context, trigger: Trigger, spots: Sequence[Spot]) -> str | None:
    """The share of the places that a capture, hold or withdrawal is about; None where the words leave it open.

    "total": all of it. "partial": a part of it ("parts of Korsk", "80% under control"). "beside": something that only lies in
    it or near it ("a village in the Melin region", "ground near Korsk").
    """
    if trigger.frame.type not in _TYPES:
        return None
    around = _around(context, trigger)
    if _any(context, around, _SOME) or _percent(context, around):
        return PARTIAL
    told = [_smaller(context, trigger, spot) for spot in spots]
    if told and None not in told:
        return PARTIAL if PARTIAL in told else BESIDE
    if not any(spot.words.start in _acted_on(context, trigger) for spot in spots) and _something_else(context, trigger):
        return BESIDE
    near = {i for spot in spots for i in range(_phrase_start(context, spot.words.start), spot.words.start)}
    return TOTAL if _any(context, [*around, *sorted(near)], _WHOLE) else None


def is_inside(context: Context, trigger: Trigger) -> bool:
    """Does fighting go on in the streets or the centre of a town, or "inside the town", rather than for it or near it?"""
    if trigger.frame.type is not HappeningType.CLASH:
        return False
    words, after = context.words, trigger.last + 1
    if any(words[i].noun in _FROM_HOUSE_TO_HOUSE for i in range(_phrase_start(context, trigger.first), after)):
        return True
    links = (i for i in range(after, min(after + _FAR, context.clause(trigger.first).stop - 1)) if words[i].lower in _WITHIN)
    return any(_in_its_heart(context, link) for link in links)


def _in_its_heart(context: Context, link: int) -> bool:
    """Does the noun phrase behind the word name streets or a centre ("in the centre of Korsk"), or, after "inside", a town?"""
    for i in context.grammar.head_of(context.grammar.phrase_at(link + 1)):
        town = context.words[i].noun in ("town", "city", "village") or context.matches(i, "@town")
        if context.words[i].noun in _HEART or (town and context.words[link].lower == "inside"):
            return True
    return False


def meant(context: Context, trigger: Trigger, spots: Sequence[Spot]) -> list[Spot]:
    """The spots without those that only say where another one lies: "the Melin village of Korsk" is about Korsk."""
    if trigger.frame.type not in _TYPES:
        return list(spots)
    itself = [spot for spot in spots if _smaller(context, trigger, spot) is None]
    return itself or list(spots)


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


def _smaller(context: Context, trigger: Trigger, spot: Spot) -> str | None:
    """Do the words around the name say that a part of it is meant, or something that lies in it or near it?"""
    words, whole = context.words, context.words.sentence(spot.words.start)
    after = spot.words.stop
    while after in whole and words[after].noun in _AREAS and not words[after].lower.endswith("s"):
        after += 1
    if after in whole and _follows(context, after, spot):
        return BESIDE
    before = _phrase_start(context, spot.words.start) - 1
    link = words[before].lower if before in whole else ""
    if link in _BESIDE:
        return BESIDE
    head = before - 1
    if (link not in _INSIDE and link != "of") or head not in whole or trigger.first <= head <= trigger.last:
        return None
    return _before(context, head, link)


def _follows(context: Context, index: int, spot: Spot) -> bool:
    """A noun after the name: "Korsk settlements", "a Melin region village", "the Korsk town of Drev"; "Korsk city" is Korsk."""
    words, word = context.words, context.words[index]
    if word.pos not in ("NOUN", "PROPN"):
        return False
    of = index + 1 in words.sentence(index) and words[index + 1].lower == "of"
    return word.noun in _PARTS | _LAND or (word.noun in _TOWNS and (spot.area or of or word.lower != word.noun))


def _before(context: Context, index: int, link: str) -> str | None:
    """A noun before "in" or "of" the name: "parts of", "towns in", "the edge of"; "the city of Korsk" is Korsk."""
    word = context.words[index]
    if word.noun in _PARTS and link == "of":
        return PARTIAL
    if word.noun in _PARTS | _LAND:
        return BESIDE
    town = word.noun in _TOWNS | _AREAS and (link != "of" or word.lower != word.noun)
    return BESIDE if town else None


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
    if head.noun in _PARTS | _LAND:
        return True
    single = head.lower == head.noun and words[phrase.start].lower not in _INDEFINITE
    return head.noun in _TOWNS | _AREAS and not single
