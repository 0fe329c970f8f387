"""Where it happened: the trigger's own places first, then those of its clause, its sentence and the sentence before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.basics.spans import Span
from onrecord.code.english import words_of
from onrecord.code.triggers import Context, Trigger
from onrecord.code.words import POSSESSIVES
from onrecord.records import HappeningType, Place, PlaceKind, PlaceRole

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
_SPOTS = frozenset(
    {PlaceKind.SETTLEMENT, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.RIVER, PlaceKind.FACILITY}
)
_PARTICLES = words_of("grammar", "particles") - {"over"}
_INSIDE = words_of("actors", "where")
_AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_AREA_NOUNS = words_of("whereabouts", "areas")
_TOWN_NOUNS = words_of("whereabouts", "towns")
_QUARTERS = words_of("whereabouts", "quarters")
_KEY = words_of("whereabouts", "key")
_DEFINITE = words_of("grammar", "definite")
_SAID_OF = frozenset({"under", "in", "within", "remain", "remains", "back"})
"""First words of a hold that is said of what stands before it ("the town is under their control"), not of a state behind it."""
_REACH = 30
"""Words over which a place of the same sentence, but not of the same phrase, still counts."""
_MEMORY = 3
"""Sentences over which "the town" is still the one named last."""
_LYING = frozenset({"in", "near", "around", "outside"})
_STANDING = frozenset({HappeningType.HOLD, HappeningType.CAPTURE, HappeningType.ENCIRCLEMENT})
"""Types that a participle tells of a place: what else the sentence names is not held, taken or surrounded."""
_CONTROL = _STANDING | {HappeningType.WITHDRAWAL, HappeningType.ADVANCE}
_TYING = frozenset({",", "in", "of"})
_ABSTRACT = frozenset(
    {HappeningType.AID, HappeningType.SANCTION, HappeningType.TALKS, HappeningType.AGREEMENT, HappeningType.VOTE}
)
"""Types whose place is not taken over from the sentence before: they name parties, hardly ever a spot."""

SideOf = Callable[[str], str | None]
"""The side that a name marks, None for a name that is no party's."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the reading, by its index, with the words that name it.

    `state` is True where the name is a party's, `area` where it is a country or region rather than a spot; `literal`
    is False for a name that stands for something else ("the Melin People's Council").
    """

    index: int
    words: range
    state: bool
    area: bool = False
    literal: bool = True


Located = Sequence[Spot]


def located(context: Context, places: Sequence[Place], acting: Sequence[Span], side_of: SideOf) -> Located:
    """The places where something can happen, in order of appearance.

    A state's name is one only after "in" and the like or as what a verb acts on, and not where it acts or speaks (`acting`).
    A town that only stands for itself ("Korsk under fire") is one where the words tie it to what happens; a place merely
    compared with is not.
    """
    found: list[Spot] = []
    for number, place in enumerate(places):
        words = context.words.touching(place.spans[0]) if place.spans else range(0)
        if not words:
            continue
        party = side_of(place.spans[0].of(context.words.text)) is not None
        state = party and place.kind is PlaceKind.COUNTRY
        if party and _acts(context, place.spans[0], acting):
            continue
        if party and (_belongs_to_force(context, words) or _is_partner(context, words)):
            continue
        if state:
            fits = (place.literal or _is_part(context, words) or _describes_event(context, words)) and _governed(context, words)
        else:
            fits = place.literal or (place.kind in _SPOTS and _tied(context, words))
        if fits:
            found.append(Spot(number, words, state, _is_area(context, words, place.kind), place.literal))
    found.sort(key=lambda spot: spot.words.start)
    return [s for i, s in enumerate(found) if not (i and _merely_contains(context, found[i - 1], s))]


def _belongs_to_force(context: Context, place: range) -> bool:
    """Is the name a party's, whose forces follow: "Arvona's troops"?"""
    words = context.words
    after, stop = place.stop, words.sentence(place.start).stop
    if after + 1 >= stop or words[after].lower not in POSSESSIVES:
        return False
    phrase = context.grammar.phrase_at(after + 1)
    return any(context.matches(i, "@force") for i in phrase[:3])


def _is_partner(context: Context, place: range) -> bool:
    """Is the name one of those that talk or fight: "between Arvenia and Borland"?"""
    before = _before(context, place)
    words = context.words
    while before is not None and words[before].lower in ("and", ",") and before > words.sentence(place.start).start:
        before = _before(context, range(before - 1, before))
    return before is not None and words[before].lower == "between"


def _is_part(context: Context, place: range) -> bool:
    """Does the name stand for a part of the country: "Arvenia's south"?"""
    words = context.words
    after = place.stop
    possessive = after + 1 < words.sentence(place.start).stop and words[after].lower in POSSESSIVES
    return possessive and any(words[i].noun in _QUARTERS for i in context.grammar.phrase_at(after + 1)[:3])


def _describes_event(context: Context, place: range) -> bool:
    """Does the name stand before the noun of what happened there: "in Arvenia shelling"?"""
    words = context.words
    after = place.stop
    return (
        words[place.start].pos == "PROPN"
        and after < words.sentence(place.start).stop
        and words[after].pos in ("NOUN", "PROPN")
        and context.matches(after, "@event")
    )


def _is_area(context: Context, words: range, kind: PlaceKind) -> bool:
    """Is it a country or region, by what it was resolved to or by the noun behind its name ("the Melin region")?"""
    after = words.stop
    named = after < context.words.sentence(words.start).stop and context.words[after].noun in _AREA_NOUNS
    return named or kind in _AREAS


def _merely_contains(context: Context, spot: Spot, area: Spot) -> bool:
    """Does the text tie a spot to the area that it lies in: "Korsk in the Melin region", "Korsk, a town in Arvenia"?"""
    words = context.words
    between = [words[i] for i in range(spot.words.stop, area.words.start)]
    if not between or words[spot.words.start].sentence != words[area.words.start].sentence:
        return False
    if spot.area or not area.area:
        return False
    lowers = [w.lower for w in between]
    tied = "in" in lowers or lowers == [","]
    return tied and all(w.lower in _TYING or w.noun in _TOWN_NOUNS or w.pos in ("DET", "ADJ") for w in between)


def _before(context: Context, place: range) -> int | None:
    """The word in front of the noun phrase that the place is in."""
    words = context.words
    start = words.sentence(place.start).start
    inside = ("DET", "ADJ", "PROPN", "NOUN")
    return next(
        (i for i in range(place.start - 1, start - 1, -1) if words[i].pos not in inside and words[i].lower not in _PARTICLES),
        None,
    )


def _governed(context: Context, place: range) -> bool:
    """Is a state's name where something happens ("in …", "across …") or what a verb acts on ("strikes …")?"""
    before = _before(context, place)
    if before is None:
        return False
    word = context.words[before]
    if word.lower in ("and", "or", ",") and before > context.words.sentence(before).start and context.words[before - 1].nominal:
        return _governed(context, range(before - 1, before))
    if word.lower == "of":
        return before > 0 and context.matches(before - 1, "@territory")
    return (word.lower in _INSIDE and word.lower != "against") or word.pos == "VERB" or word.lower == "throughout"


def _tied(context: Context, place: range) -> bool:
    """Does the name stand where something happens: after "in" or "near", or as a subject, object or modifier, not after "of"?"""
    if context.words[place.start].pos == "ADJ":
        return False
    before = _before(context, place)
    if before is None:
        return True
    if context.words[before].lower == "of":
        return before > 0 and context.matches(before - 1, "@territory")
    return context.words[before].lower in _INSIDE or context.words[before].pos in ("VERB", "PUNCT", "SCONJ", "CCONJ")


def _acts(context: Context, place: Span, acting: Sequence[Span]) -> bool:
    """Is the place the acting words themselves or what they begin with, not a place inside them ("troops in Korsk")?"""
    for span in acting:
        if span.contains(place):
            before = [context.words[i].lower for i in context.words.touching(span) if context.words[i].start < place.start]
            if not before or before[-1] not in _INSIDE:
                return True
    return False


def places_of(
    context: Context, trigger: Trigger, places: Located, triggers: Sequence[Trigger], speaker: Sequence[Span] = ()
) -> tuple[tuple[int, PlaceRole], ...]:
    """Places with their roles, each place once.

    Args:
        context: the document's words.
        trigger: the happening.
        places: where something can happen (`located`).
        triggers: all happenings; what follows one belongs to it.
        speaker: the words for who tells of it; a place in them ("the head of the Melin region") counts only if no other does, and
            not where it names a body ("the head of the Melin Council").
    """
    usable = [s for s in places if not (s.state and trigger.frame.type not in _MOVES and _comes_from(context, s.words))]
    if trigger.frame.type is HappeningType.HOLD and context.words[trigger.first].lower in _SAID_OF:
        usable = [s for s in usable if not (s.state and s.words.start > trigger.last)]
    told = [s for s in usable if not any(span.overlaps(context.words[s.words.start].span) for span in speaker)]
    chosen = _in_sentence(context, trigger, told, triggers)
    if chosen is None and len(told) < len(usable):
        # Only the words for who tells it name a place.
        another = trigger.frame.type in _CONTROL and _names_another(context, trigger, speaker)
        of_speaker = [] if another else _in_sentence(context, trigger, usable, triggers)
        chosen = None if of_speaker is None else [s for s in of_speaker if s.literal]
    if chosen is None:
        before = None if trigger.frame.type in _ABSTRACT else context.words.sentence_before(trigger.first)
        chosen = [s for s in _in(told, before) if not s.state] if before is not None else []
    return tuple(dict.fromkeys((s.index, _role(context, trigger, s.words)) for s in chosen))


def _in_sentence(context: Context, trigger: Trigger, usable: Located, triggers: Sequence[Trigger]) -> list[Spot] | None:
    """The places of the trigger's phrase, clause or sentence, the nearest of these; None where none has any.

    What a participle describes ("occupied Korsk") has no place but its own.
    """
    described = trigger.frame.agent == "prefix" or context.grammar.premodifier(trigger.first)
    own = _in(usable, _described(context, trigger)) if described else _own(context, trigger, usable, triggers)
    described = described and trigger.frame.type in _STANDING
    clause = context.clause(trigger.first)
    meant = [] if own else _town_meant(context, trigger, _described(context, trigger) if described else clause, usable)
    if described:
        return own or meant
    found = own or meant or _of_clause(context, trigger, clause, usable)
    return found or _near(trigger, _in(usable, context.words.sentence(trigger.first))) or None


def _names_another(context: Context, trigger: Trigger, speaker: Sequence[Span]) -> bool:
    """Does the clause name something that is no place of the text: what a governor tells of is not his region then?"""
    for i in context.clause(trigger.first):
        word = context.words[i]
        outside = not any(span.overlaps(word.span) for span in speaker)
        if outside and word.pos == "PROPN" and not context.matches(i, "@side") and not context.matches(i, "@place"):
            return True
    return False


def _near(trigger: Trigger, places: Located) -> list[Spot]:
    """Of the places of a sentence those near by, or the nearest: a stretch without full stops is no sentence."""
    ordered = sorted(places, key=lambda s: abs(s.words.start - trigger.first))
    near = [s for s in ordered if abs(s.words.start - trigger.first) <= _REACH] or ordered[:1]
    return sorted(near, key=lambda s: s.words.start)


def _of_clause(context: Context, trigger: Trigger, clause: range, places: Located) -> list[Spot]:
    """The places of the trigger's clause; of two clauses that "and" joins, those of its own where it has any."""
    spots = _near(trigger, _in(places, clause))
    if len(spots) < 2:
        return spots
    verb = context.grammar.verb_over(trigger.first)
    own = [s for s in spots if context.grammar.verb_over(s.words.start) == verb]
    if not any(not s.state for s in own):
        return spots
    return [s for s in spots if s in own or any(_listed(context, s, o) for o in own)]


def _listed(context: Context, spot: Spot, other: Spot) -> bool:
    """Do only commas and "and" part two places: "between Korsk and Melin"?"""
    first, second = sorted((spot.words, other.words), key=lambda r: r.start)
    return all(context.words[i].lower in ("and", "or", ",", "&") for i in range(first.stop, second.start))


def _described(context: Context, trigger: Trigger) -> range:
    """The noun phrase that a participle describes, with where it lies: "occupied towns in the Melin region"."""
    words, grammar = context.words, context.grammar
    stop = words.sentence(trigger.first).stop
    if trigger.last + 1 >= stop:
        return range(trigger.first, stop)
    end = grammar.phrase_at(trigger.last + 1).stop
    while end + 1 < stop and words[end].lower in _LYING and words[end + 1].nominal:
        end = grammar.phrase_at(end + 1).stop
    return range(trigger.first, end)


def _town_meant(context: Context, trigger: Trigger, clause: range, places: Located) -> list[Spot]:
    """The town that "the town" or a headline's "key town" means, where the clause names none.

    It is the one named last; at the start of a text, where none is, the first that the next sentence names.
    """
    words = context.words
    noun = next((i for i in clause if words[i].noun in _TOWN_NOUNS and _is_known(context, i)), None)
    if noun is None:
        return []
    phrase = range(context.grammar.modifiers(noun).start, noun + 1)
    if any(not s.area and s.words.start not in phrase for s in _in(places, clause)):
        return []
    if any(context.matches(i, name) for i in phrase for name in ("@town", "@site")):
        return []
    start = words.sentence_at(max(0, words[noun].sentence - _MEMORY)).start
    named = [s for s in _in(places, range(start, phrase.start)) if not s.area]
    if not named and trigger.frame.type in _CONTROL and words[noun].sentence == 0:
        following = words.sentence_after(noun)
        named = [s for s in _in(places, following) if not s.area][:1] if following is not None else []
    return named[-1:]


def _is_known(context: Context, noun: int) -> bool:
    """Does the noun mean a town that the reader knows: "the port", "the besieged city", "key city", not "a city", "city of …"?"""
    words = context.words
    sentence, phrase = words.sentence(noun), context.grammar.modifiers(noun)
    if noun + 1 < sentence.stop and words[noun + 1].lower in ("of", "where", "that", "which"):
        return False
    if noun + 2 < sentence.stop and words[noun + 1].lower == "in" and context.matches(noun + 2, "@place"):
        return False
    if noun + 1 < sentence.stop and words[noun + 1].pos in ("NOUN", "PROPN"):
        return False
    first = words[phrase.start]
    if first.pos in ("DET", "PRON", "NUM"):
        return first.lower in _DEFINITE
    bare = words[noun].lower == words[noun].noun
    return bare and any(words[i].pos in ("ADJ", "VERB") or words[i].lower in _KEY for i in phrase)


def _comes_from(context: Context, place: range) -> bool:
    """Does "from" stand in front: what is recaptured "from" a state is not there?"""
    before = _before(context, place)
    return before is not None and context.words[before].lower == "from"


def _in(places: Located, area: range) -> list[Spot]:
    return [s for s in places if area.start <= s.words.start < area.stop]


def _own(context: Context, trigger: Trigger, places: Located, triggers: Sequence[Trigger]) -> list[Spot]:
    """Places inside or in front of the trigger's phrase, and those behind it up to the next trigger of the clause."""
    clause = context.clause(trigger.first)
    following = min((t.first for t in triggers if t.first > trigger.last), default=clause.stop)
    verb = context.words[trigger.first].pos == "VERB" and not context.grammar.premodifier(trigger.first)
    undergoing = context.grammar.object(trigger.head) if verb and context.grammar.passive(trigger.head) else range(0)
    if undergoing and (within := _in(places, range(undergoing.start, max(undergoing.stop, trigger.first)))):
        return within
    first = trigger.first if verb else context.grammar.modifiers(trigger.first).start
    return _in(places, range(first, min(clause.stop, following)))


def _role(context: Context, trigger: Trigger, place: range) -> PlaceRole:
    if trigger.frame.type not in _MOVES:
        return PlaceRole.AT
    words = context.words
    start = words.sentence(place.start).start
    for i in range(place.start - 1, max(start - 1, place.start - 5), -1):
        if words[i].lower in _FROM or (words[i].lower == "of" and i > start and words[i - 1].lower == "out"):
            return PlaceRole.FROM
        if words[i].lower in _TO and words[i].lower not in ("at", "on"):
            return PlaceRole.TO
        if words[i].pos in ("ADP", "VERB"):
            break
    return PlaceRole.AT
