"""The verb of the room: the document's words to happenings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from onrecord.basics.ids import content_id
from onrecord.basics.spans import Span
from onrecord.code import lexicon as lexicons
from onrecord.code.actors import actors_of, family
from onrecord.code.answers import answers
from onrecord.code.cast import Cast, side_of
from onrecord.code.clock import Clock
from onrecord.code.codes import codes_of
from onrecord.code.counts import Counter
from onrecord.code.effects import effect_of
from onrecord.code.english import words_of
from onrecord.code.grammar import Grammar
from onrecord.code.inferred import BELLIGERENT, LAND, is_pronoun
from onrecord.code.modality import modality_of
from onrecord.code.share import is_inside, meant, share_of
from onrecord.code.triggers import Context, Trigger, find_triggers
from onrecord.code.whereabouts import Spot, located, places_of
from onrecord.code.words import Word, Words
from onrecord.records import (
    Actor,
    Document,
    Entity,
    Happening,
    HappeningType,
    Label,
    Place,
    PlaceKind,
    PlaceRole,
    Statement,
    Tagging,
    Time,
)
from onrecord.register import Register

_NUMBERS = words_of("grammar", "numbers")
_DEEDS = frozenset({HappeningType.STRIKE, HappeningType.CLASH, HappeningType.ADVANCE, HappeningType.ENCIRCLEMENT})
_BELOW = 2
"""Sentences under a headline that may name who did what it tells."""
_KINDS = {
    PlaceKind.SETTLEMENT: ("@town",),
    PlaceKind.FACILITY: ("@site",),
    PlaceKind.ADMIN1: ("@area",),
    PlaceKind.ADMIN2: ("@area",),
    PlaceKind.REGION: ("@area",),
}
"""Classes of the names of places, by what they are."""
METHOD = "frames-1"
"""Method and version of the room, for `Reading.made_by`."""


def code(
    document: Document,
    tagging: Tagging,
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    places: Sequence[Place],
    times: Sequence[Time],
    register: Register,
) -> tuple[Happening, ...]:
    """Code what the document says happened, goes on, is planned or is denied.

    Args:
        document: the text; stretches in `skipped` are left out.
        tagging: its tokens. Parts of speech and heads are used where given and guessed where not.
        statements: whose contents decide in whose voice a happening is told.
        entities: for the names and sides of actors.
        places: only literal ones locate a happening.
        times: dated expressions, resolved.
        register: tells the side that a noun phrase marks.

    Returns:
        Happenings in order of their triggers, which do not overlap. Ids depend on document, type and span only.
    """
    lexicon = lexicons.load()
    words = Words(document.text, tagging)
    grammar = Grammar(words, lexicon.intransitive)
    marks = partial(side_of, register)
    context = Context(words, grammar, lexicon, _extra_classes(words, tagging, places, marks))
    cast = Cast(context, entities, register)
    triggers = find_triggers(context, lexicon, lambda span: document.is_skipped(span) or _is_teaser(words, span))
    room = _Room(document, context, cast, triggers, tuple(places), tuple(statements), Clock(tagging, times, statements))
    told = room.with_later([room.told(t) for t in triggers])
    spots = located(context, places, _who_acts(told), marks)
    found = [room.happening(one, places_of(context, one.trigger, spots, triggers, one.speaker), spots) for one in told]
    return tuple(sorted([*found, *answers(document, words, statements, found)], key=lambda h: h.trigger[0]))


@dataclass(frozen=True, slots=True)
class _Told:
    """A trigger, its actors, the statement that it lies in, and what told the agent where its own words do not."""

    trigger: Trigger
    actors: tuple[Actor, ...]
    statement: Statement | None
    why: str

    @property
    def speaker(self) -> tuple[Span, ...]:
        """The words for who tells it."""
        return self.statement.source.spans if self.statement is not None else ()


def _who_acts(told: Sequence[_Told]) -> list[Span]:
    """The words that name an agent or a source: a state that acts or speaks there is not where something happens."""
    agents = [span for one in told for a in one.actors if a.role == "agent" and a.side for span in a.spans]
    return agents + [span for one in told for span in one.speaker]


class _Room:
    """What every trigger of one document is read against."""

    def __init__(
        self,
        document: Document,
        context: Context,
        cast: Cast,
        triggers: Sequence[Trigger],
        places: Sequence[Place],
        statements: tuple[Statement, ...],
        clock: Clock,
    ) -> None:
        self.document, self.context, self.cast = document, context, cast
        self.triggers, self.places, self.statements, self.clock = triggers, places, statements, clock
        self.counter = Counter(context)
        self.agents: dict[str, list[Actor]] = {}
        self.last: Actor | None = None

    def told(self, trigger: Trigger) -> _Told:
        """The trigger with its actors and the statement that it lies in; in order, since stories name an agent once."""
        statement = innermost(self.statements, self.context.words.span(trigger.first, trigger.last))
        before = self.agents.setdefault(family(trigger.frame.type), [])
        actors, why = actors_of(self.cast, trigger, statement, before, self.last)
        sided = [a for a in actors if a.role == "agent" and a.side]
        before += sided
        if trigger.frame.type in BELLIGERENT:
            self.last = next((a for a in sided if self.cast.is_party(a.side)), self.last)
        return _Told(trigger, actors, statement, why)

    def with_later(self, told: Sequence[_Told]) -> list[_Told]:
        """Those of a headline that names nobody, with the one that the story below names for deeds of war."""
        words = self.context.words
        below = [t for t in told if t.trigger.frame.type in _DEEDS and 0 < words[t.trigger.first].sentence <= _BELOW]
        doer = next((a for t in below for a in t.actors if a.role == "agent" and self.cast.is_party(a.side)), None)
        return [self._done_by(t, doer) if doer is not None and not words[t.trigger.first].sentence else t for t in told]

    @staticmethod
    def _done_by(told: _Told, doer: Actor) -> _Told:
        agents = [a for a in told.actors if a.role == "agent"]
        others = tuple(a for a in told.actors if a.role != "agent")
        if (
            told.trigger.frame.type not in _DEEDS
            or any(not is_pronoun(a) for a in agents)
            or doer.side in {a.side for a in others}
        ):
            return told
        return replace(told, actors=(doer, *others), why="named in the story below")

    def happening(self, told: _Told, places: tuple[tuple[int, PlaceRole], ...], spots: Sequence[Spot]) -> Happening:
        """The happening, with what the trigger's surroundings tell."""
        trigger, statement = told.trigger, told.statement
        span = self.context.words.span(trigger.first, trigger.last)
        kind = trigger.frame.type
        actors = self._with_owner(trigger, told.actors, places, span)
        why = told.why if actors is told.actors else "whose land it is"
        modality = modality_of(self.context, trigger, statement)
        acled, plover = codes_of(kind, self._near(trigger))
        named = {index for index, _ in places}
        chosen = meant(self.context, trigger, [spot for spot in spots if spot.index in named])
        places = tuple((index, role) for index, role in places if index in {spot.index for spot in chosen})
        share = share_of(self.context, trigger, chosen)
        return Happening(
            id=content_id("h", self.document.id, kind.value, span.start, span.end),
            statement=statement.id if statement is not None else None,
            type=kind,
            acled=acled,
            plover=plover,
            trigger=(span,),
            actors=actors,
            places=places,
            time=self.clock.time_of(span),
            modality=modality,
            quantities=self.counter.quantities_of(trigger, self.triggers),
            effect=effect_of(self.context, trigger, actors, modality, self.cast.parties, share),
            why=f"{trigger.why}; agent: {why}" if why else trigger.why,
            inside=is_inside(self.context, trigger),
        )

    def _with_owner(
        self, trigger: Trigger, actors: tuple[Actor, ...], places: tuple[tuple[int, PlaceRole], ...], span: Span
    ) -> tuple[Actor, ...]:
        """The actors, with whose land it is where only that tells who liberates or occupies."""
        which = trigger.frame.agent
        if which not in LAND or any(a.role == "agent" and a.side for a in actors):
            return actors
        countries = {country for index, _ in places if (country := self.places[index].country) is not None}
        owner = self.cast.of_land(which or "", countries, span)
        return actors if owner is None else (owner, *(a for a in actors if a.role != "agent"))

    def _near(self, trigger: Trigger) -> set[str]:
        words = self.context.words
        clause = self.context.clause(trigger.first)
        around = range(max(clause.start, trigger.first - 4), min(clause.stop, trigger.last + 5))
        return {lemma for i in around for lemma in (words[i].noun, words[i].verb, words[i].lower)}


def _is_teaser(words: Words, span: Span) -> bool:
    """A line in capitals inside an article in small letters is the headline of another one."""
    sentence = words.sentence(words.touching(span).start)
    line = words.of(sentence.start, sentence.stop - 1)
    return len(sentence) > 3 and line.isupper() and not words.text.isupper()


def innermost(statements: Sequence[Statement], span: Span) -> Statement | None:
    """The statement with the shortest content piece that holds the span."""
    holding = [(len(piece), s) for s in statements for piece in s.content if piece.contains(span)]
    return min(holding, key=lambda pair: (pair[0], pair[1].id))[1] if holding else None


def _extra_classes(
    words: Words, tagging: Tagging, places: Sequence[Place], marks: Callable[[str], str | None]
) -> dict[int, frozenset[str]]:
    """Classes that depend on the document: @place, @town, @site, @area, @per, @side, @number."""
    found: dict[int, set[str]] = {}

    def mark(span: Span, *names: str) -> None:
        for i in words.touching(span):
            found.setdefault(i, set()).update(names)

    peoples = {m.span for m in tagging.mentions if m.label is Label.OTHER}
    for place in places:
        for span in place.spans:
            if words[words.touching(span)[-1]].pos != "ADJ" and span not in peoples:
                literal = ("@literal",) if place.literal else ()
                mark(span, "@place", *literal, *_KINDS.get(place.kind, ()))
    for mention in tagging.mentions:
        if mention.label is Label.LOCATION:
            mark(mention.span, "@place")
        elif mention.label is Label.PERSON and not any("@place" in found.get(i, ()) for i in words.touching(mention.span)):
            mark(mention.span, "@per", "@person")
    for i, word in enumerate(words):
        mark_word = _class_of(word, words.text, marks)
        if mark_word is not None:
            found.setdefault(i, set()).add(mark_word)
    return {i: frozenset(names) for i, names in found.items()}


def _class_of(word: Word, text: str, marks: Callable[[str], str | None]) -> str | None:
    """@number, @side of a name that marks a party, @name of any other."""
    if word.pos == "NUM" or word.lower[0].isdigit() or word.lower in _NUMBERS:
        return "@number"
    if (
        word.pos in ("PROPN", "ADJ", "NOUN", "X")
        and not (word.pos == "NOUN" and word.tag == "NN")
        and text[word.start].isupper()
        and marks(text[word.start : word.end]) is not None
    ):
        return "@side"
    return "@name" if word.pos == "PROPN" else None
