"""Where it happened: the trigger's own places first, then those of its clause, its sentence and the sentence before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from onrecord.basics.spans import Span
from onrecord.code.english import words_of
from onrecord.code.triggers import Context, Trigger
from onrecord.records import HappeningType, Place, PlaceRole

_FROM = frozenset({"from"})
_TO = frozenset({"to", "into", "toward", "towards", "onto", "at", "on"})
_MOVES = frozenset(
    {
        HappeningType.WITHDRAWAL,
        HappeningType.ADVANCE,
        HappeningType.DEPLOYMENT,
        HappeningType.DISPLACEMENT,
        HappeningType.AID,
        HappeningType.STRIKE,
        HappeningType.EXCHANGE,
    }
)
_INSIDE = words_of("actors", "where")
_ABSTRACT = frozenset(
    {HappeningType.AID, HappeningType.SANCTION, HappeningType.TALKS, HappeningType.AGREEMENT, HappeningType.VOTE}
)
"""Types whose place is not taken over from the sentence before: they name parties, hardly ever a spot."""

SideOf = Callable[[str], str | None]
"""The side that a name marks, None for a name that is no party's."""

Located = Sequence[tuple[int, range]]
"""Index of a place in the reading and the words that name it."""


def located(context: Context, places: Sequence[Place], acting: Sequence[Span], side_of: SideOf) -> list[tuple[int, range]]:
    """The literal places with their words, in order of appearance; a state's name that acts (`acting`) is no place there."""
    named = [(n, p.spans[0]) for n, p in enumerate(places) if p.literal and p.spans]
    found = [
        (n, context.words.touching(s))
        for n, s in named
        if side_of(s.of(context.words.text)) is None or not _acts(context, s, acting)
    ]
    return sorted(((n, r) for n, r in found if r), key=lambda pair: pair[1].start)


def _acts(context: Context, place: Span, acting: Sequence[Span]) -> bool:
    """Is the place the acting words themselves or what they begin with, not a place inside them ("troops in Korsk")?"""
    for span in acting:
        if span.contains(place):
            before = [context.words[i].lower for i in context.words.touching(span) if context.words[i].start < place.start]
            if not before or before[-1] not in _INSIDE:
                return True
    return False


def places_of(
    context: Context, trigger: Trigger, places: Located, triggers: Sequence[Trigger]
) -> tuple[tuple[int, PlaceRole], ...]:
    """Places with their roles, each place once."""
    own = _own(context, trigger, places, triggers)
    clause = context.clause(trigger.first)
    sentence = context.words.sentence(trigger.first)
    before = None if trigger.frame.type in _ABSTRACT else context.words.sentence_before(trigger.first)
    chosen = own or _in(places, clause) or _in(places, sentence) or (_in(places, before) if before is not None else [])
    return tuple(dict.fromkeys((n, _role(context, trigger, r)) for n, r in chosen))


def _in(places: Located, area: range) -> list[tuple[int, range]]:
    return [(n, r) for n, r in places if area.start <= r.start < area.stop]


def _own(context: Context, trigger: Trigger, places: Located, triggers: Sequence[Trigger]) -> list[tuple[int, range]]:
    """Places inside or in front of the trigger's phrase, and those behind it up to the next trigger of the clause."""
    clause = context.clause(trigger.first)
    following = min((t.first for t in triggers if t.first > trigger.last), default=clause.stop)
    verb = context.words[trigger.first].pos == "VERB" and not context.grammar.premodifier(trigger.first)
    first = trigger.first if verb else context.grammar.modifiers(trigger.first).start
    return _in(places, range(first, min(clause.stop, following)))


def _role(context: Context, trigger: Trigger, place: range) -> PlaceRole:
    if trigger.frame.type not in _MOVES:
        return PlaceRole.AT
    words = context.words
    start = words.sentence(place.start).start
    for i in range(place.start - 1, max(start - 1, place.start - 5), -1):
        if words[i].lower in _FROM:
            return PlaceRole.FROM
        if words[i].lower in _TO and words[i].lower not in ("at", "on"):
            return PlaceRole.TO
        if words[i].pos in ("ADP", "VERB"):
            break
    return PlaceRole.AT
