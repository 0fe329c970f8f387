"""Who does it and to whom: agent and target of a trigger, with entity, name and side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.basics.spans import Span
from onrecord.code.triggers import Context, Trigger
from onrecord.records import Actor, Entity, Statement
from onrecord.register import Register

_FIRST_PERSON = frozenset({"we", "our", "us", "ours"})
_THIRD_PERSON = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "them"})
_OWN = frozenset({"withdrawal", "advance", "deployment", "mobilisation", "talks", "vote", "protest", "clash", "hold"})
_AGAINST = frozenset({"on", "against", "at", "for", "to", "of", "with"})
_INTRANSITIVE_TARGETS = frozenset({"talks", "agreement"})


class Cast:
    """Turns noun phrases of one document into actors."""

    __slots__ = ("_entities", "_known", "_register", "context")

    def __init__(self, context: Context, entities: Sequence[Entity], register: Register) -> None:
        self.context = context
        self._register = register
        self._entities = sorted(((m, e) for e in entities for m in e.mentions), key=lambda pair: pair[0])
        self._known: dict[str, str | None] = {}

    def side_of(self, phrase: str) -> str | None:
        """The side that the words mark, by the register; remembered."""
        if phrase not in self._known:
            self._known[phrase] = self._register.side_of(phrase)
        return self._known[phrase]

    def actor(self, role: str, phrase: range, statement: Statement | None) -> Actor | None:
        """The actor that a noun phrase names; None for an empty one or a mere relative pronoun."""
        if not phrase:
            return None
        words = self.context.words
        span = words.span(phrase.start, phrase.stop - 1)
        entity = self._entity(span)
        text = span.of(words.text)
        side = (entity.side if entity is not None else None) or self.side_of(text)
        if side is None and len(phrase) == 1:
            side = self._pronoun_side(words[phrase.start].lower, statement)
        if side is None and entity is None and not any(words[i].pos in ("NOUN", "PROPN", "ADJ", "PRON", "X") for i in phrase):
            return None
        return Actor(role, (span,), entity.id if entity else None, entity.name if entity else text, side)

    def _entity(self, span: Span) -> Entity | None:
        """The entity with a mention in the phrase: one with a side first, then the last (the head of an English phrase)."""
        found = [e for m, e in self._entities if m.overlaps(span)]
        return next((e for e in reversed(found) if e.side), found[-1] if found else None)

    def _pronoun_side(self, lower: str, statement: Statement | None) -> str | None:
        if statement is None or lower not in _FIRST_PERSON | _THIRD_PERSON:
            return None
        return statement.source.side


def actors_of(cast: Cast, trigger: Trigger, statement: Statement | None) -> tuple[Actor, ...]:
    """Agent and target, where the words name them."""
    agent = None if trigger.frame.agent == "none" else _first(cast, "agent", agent_phrases(cast.context, trigger), statement)
    taken = agent.spans[0] if agent is not None else None
    phrases = (
        p
        for p in target_phrases(cast.context, trigger)
        if p and (taken is None or not cast.context.words.span(p.start, p.stop - 1).overlaps(taken))
    )
    target = _first(cast, "target", phrases, statement)
    return tuple(a for a in (agent, target) if a is not None)


def _first(cast: Cast, role: str, phrases: Iterator[range], statement: Statement | None) -> Actor | None:
    """The first actor with a side, else the first at all."""
    spare: Actor | None = None
    for phrase in phrases:
        actor = cast.actor(role, phrase, statement)
        if actor is not None and actor.side is not None:
            return actor
        spare = spare or actor
    return spare


def agent_phrases(context: Context, trigger: Trigger) -> Iterator[range]:
    """Where the agent may be named, likeliest first."""
    grammar, words = context.grammar, context.words
    frame = trigger.frame
    if frame.agent == "prefix":
        yield range(trigger.first, trigger.first + 1)
        return
    if frame.agent == "to":
        yield _after(context, trigger.last, frozenset({"to"}))
        return
    head = words[trigger.first]
    if frame.kind == "verb" or (frame.kind == "phrase" and head.pos in ("VERB", "AUX")):
        yield grammar.subject(trigger.first)
        if not grammar.passive(trigger.first):
            return
        yield _after(context, trigger.last, frozenset({"by"}))
        return
    yield _after(context, trigger.last, frozenset({"by"}))
    yield range(grammar.modifiers(trigger.first).start, trigger.last + 1)
    if frame.type.value in _OWN:
        yield _after(context, trigger.last, frozenset({"of", "by"}))
    carrier = carrying_verb(context, trigger.first)
    if carrier is not None:
        yield grammar.subject(carrier)


def target_phrases(context: Context, trigger: Trigger) -> Iterator[range]:
    """Where the one acted upon may be named, likeliest first."""
    grammar, words = context.grammar, context.words
    if trigger.frame.kind == "verb" or words[trigger.first].pos == "VERB":
        yield grammar.object(trigger.first)
        yield _after(context, trigger.last, _AGAINST - {"of"})
        return
    yield _after(context, trigger.last, _AGAINST)


def carrying_verb(context: Context, index: int) -> int | None:
    """The verb that the noun is the object of, if it is near."""
    words, grammar = context.words, context.grammar
    start = words.sentence(index).start
    first = grammar.modifiers(index).start
    for i in range(first - 1, max(start, first - 6) - 1, -1):
        word = words[i]
        if word.pos == "VERB":
            return i if index in grammar.object(i) or words[first - 1].pos != "ADP" else None
        if word.pos in ("ADP", "PUNCT", "SCONJ"):
            return None
    return None


def _after(context: Context, last: int, prepositions: frozenset[str]) -> range:
    """The noun phrase behind one of the prepositions after the trigger, in its clause."""
    words = context.words
    stop = min(context.clause(last).stop, last + 8)
    for i in range(last + 1, stop - 1):
        if words[i].lower in prepositions and words[i + 1].pos not in ("VERB", "PUNCT", "ADP"):
            return context.grammar.phrase_at(i + 1)
        if words[i].pos == "VERB" or words[i].lower == ",":
            break
    return range(0)
