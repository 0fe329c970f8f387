"""Who must have done it, where no words of the happening name the agent: by its target, its teller, its sentence or the story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.basics.spans import Span
from onrecord.code.cast import Cast
from onrecord.code.english import words_of
from onrecord.code.triggers import Context, Trigger
from onrecord.records import Actor, HappeningType, Stance, Statement

_FIRST_PERSON = words_of("actors", "first_person")
_THIRD_PERSON = words_of("actors", "third_person")
_POSSESSIVES = words_of("actors", "possessives")
_WHERE = words_of("actors", "where")
_LIKE_THEM = frozenset({"they", "it", "its", "their"})
_QUARTERS = words_of("whereabouts", "quarters")
_OPPOSED = words_of("actors", "opposed")
_CONTROL = frozenset({HappeningType.CAPTURE, HappeningType.HOLD})
"""Types that say who has a place: a party named elsewhere in the story is not taken for the one who has it."""
_SUFFERED = frozenset(HappeningType(name) for name in ("strike", "casualties", "damage", "outage", "clash", "equipment-loss"))
"""Types that a town named in the sentence suffers rather than does, even one whose name stands for a party."""
BELLIGERENT = frozenset(
    HappeningType(name)
    for name in (
        "capture", "withdrawal", "hold", "advance", "encirclement", "clash", "strike", "atrocity", "damage", "casualties",
        "outage", "deployment", "mobilisation", "detention", "exchange", "equipment-loss",
    )
)  # fmt: skip
"""Types whose agent is a party to the fighting, so that the only party in sight is it."""
_TOLD_AGAIN = (BELLIGERENT | {HappeningType.DISPLACEMENT}) - _CONTROL - {HappeningType.CASUALTIES}
"""Types that one story tells of several times, with one agent that it names once."""
_HARMFUL = frozenset(
    HappeningType(name) for name in ("strike", "casualties", "damage", "equipment-loss", "atrocity", "detention")
)
"""Types that nobody does to the own side, unless the words say so."""
LAND = frozenset({"owner", "foreign"})
"""What a frame says of an agent that is not named: the side whose land it is ("liberated"), or another ("occupied")."""
_AGAINST_OTHERS = frozenset({HappeningType.STRIKE, HappeningType.CLASH, HappeningType.ADVANCE, HappeningType.ENCIRCLEMENT})
"""Types whose agent is the target's opponent, where a party is the target and nobody else is named."""
_FRIENDLY = frozenset({"allied", "friendly"})
_OF_TELLER = frozenset({HappeningType.ADVANCE, HappeningType.CAPTURE})
"""Types that a party tells of its own forces, where it says "forces" and no more."""


class Inferred(NamedTuple):
    """An agent that no words of the happening name, and what tells it."""

    actor: Actor
    why: str


def infer(
    cast: Cast,
    trigger: Trigger,
    agent: Actor | None,
    target: Actor | None,
    statement: Statement | None,
    earlier: Sequence[Actor],
    last: Actor | None,
) -> Inferred | None:
    """The agent that has no side by its own words, with what tells it; None where nothing does.

    Args:
        cast: the document's actors.
        trigger: the happening.
        agent: as its words name it; without a side, or None.
        target: as its words name it.
        statement: the one that the trigger lies in.
        earlier: agents of the happenings of this type before it, the latest last.
        last: the party that acted last before it.
    """
    by_target = _by_target(cast, trigger, agent, target)
    if by_target is not None:
        return Inferred(by_target, "by whom it meets")
    if agent is not None and not is_pronoun(agent) and not _is_weapon(cast.context, agent):
        return _because(_tellers_forces(cast, trigger, agent, statement), "forces of the side that tells it")
    if agent is not None and is_pronoun(agent):
        antecedent = _before_pronoun(cast, agent, statement)
        if antecedent is not None:
            return Inferred(antecedent, "named before the pronoun")
        if statement is not None and statement.stance is not Stance.DENY and statement.source.side is not None:
            return Inferred(replace(agent, side=statement.source.side), "the side that tells it")
        if last is not None and trigger.frame.type in BELLIGERENT and agent.name.lower().split()[0] in _LIKE_THEM:
            return Inferred(replace(agent, entity=last.entity, name=last.name, side=last.side), "the party that acted last")
    if trigger.frame.agent in LAND:
        return _because(_own_doing(cast, trigger, statement), "the side that tells it")
    if trigger.frame.type in _CONTROL and cast.context.grammar.premodifier(trigger.first):
        return None
    return _of_surroundings(cast, trigger, target, statement, earlier)


def _because(actor: Actor | None, why: str) -> Inferred | None:
    return Inferred(actor, why) if actor is not None else None


def _of_surroundings(
    cast: Cast, trigger: Trigger, target: Actor | None, statement: Statement | None, earlier: Sequence[Actor]
) -> Inferred | None:
    """By the other words of the sentence, else by what was told before; never the side that suffers it."""
    kind = trigger.frame.type
    named, why = _of_sentence(cast, trigger, target, statement), "named in the sentence"
    if named is not None and kind is HappeningType.EQUIPMENT_LOSS and _is_shot_down(cast.context, trigger):
        return _because(cast.opponent(named), "by who sent it")
    if named is None and kind in _TOLD_AGAIN and earlier and not _beside(cast.context, trigger, earlier[-1]):
        named, why = earlier[-1], "named with the same before"
    harmed = named is not None and target is not None and kind in _HARMFUL and named.side == target.side
    return None if harmed else _because(named, why)


def _by_target(cast: Cast, trigger: Trigger, agent: Actor | None, target: Actor | None) -> Actor | None:
    """The other party, where one is repelled, struck by missiles, occupied or expects an attack."""
    context, kind = cast.context, trigger.frame.type
    span = context.words.span(trigger.first, trigger.last)
    if kind is HappeningType.CLASH and target is not None and context.grammar.passive(trigger.head):
        return cast.opponent(target)
    if agent is None and kind in _AGAINST_OTHERS and (trigger.frame.kind == "noun" or context.grammar.passive(trigger.head)):
        victim = _who_faces(cast, trigger)
        if victim is not None:
            return cast.opponent(victim)
    if target is None or not cast.is_party(target.side):
        return None
    if trigger.frame.agent == "owner" and target.side is not None:
        return cast.of_side(target.side, span)
    opponent = cast.opponent(target)
    opponent = replace(opponent, spans=(span,)) if opponent is not None else None
    if trigger.frame.agent == "foreign":
        return opponent
    if opponent is None or kind not in _AGAINST_OTHERS:
        return None
    if agent is not None and any(context.matches(i, "@force") for i in context.words.touching(agent.spans[0])):
        return replace(agent, side=opponent.side)
    armed = agent is not None and _is_weapon(context, agent)
    fired = context.grammar.object(trigger.head) if trigger.frame.kind == "verb" else context.grammar.modifiers(trigger.first)
    by_weapon = any(context.matches(i, "@weapon") for i in fired)
    return opponent if armed or (agent is None and (by_weapon or kind is HappeningType.ENCIRCLEMENT)) else None


def _beside(context: Context, trigger: Trigger, actor: Actor) -> bool:
    """Is it an atrocity whose sentence has the actor do something else: "it caught a soldier who was linked to the killings"?"""
    start = context.words[context.words.sentence(trigger.first).start].start
    return trigger.frame.type is HappeningType.ATROCITY and actor.spans[0].start >= start


def _is_shot_down(context: Context, trigger: Trigger) -> bool:
    """Is it a missile or drone that is lost, so that the party in sight is the one that sent it?"""
    manned = any(context.matches(i, "@manned") for i in context.grammar.object(trigger.head))
    return context.words[trigger.head].verb in ("shoot", "down", "intercept") and not manned


def _who_faces(cast: Cast, trigger: Trigger) -> Actor | None:
    """The party that repels, awaits or fears what the noun names: "Arvenia repelled three assaults"."""
    context = cast.context
    at = trigger.first
    if trigger.frame.kind == "verb" and context.grammar.passive(trigger.head):
        at = max(context.grammar.object(trigger.head), default=at)
    verb = context.carrying_verb(at)
    if verb is None:
        before, start = context.grammar.modifiers(trigger.first).start - 1, context.words.sentence(trigger.first).start
        against = before > start and context.words[before].lower in ("for", "off", "against")
        verb = before - 1 if against else None
    if verb is None or context.words[verb].verb not in _OPPOSED or context.grammar.passive(verb):
        return None
    victim = cast.actor("target", context.grammar.subject(verb), None)
    return victim if victim is not None and cast.is_party(victim.side) else None


def _tellers_forces(cast: Cast, trigger: Trigger, agent: Actor, statement: Statement | None) -> Actor | None:
    """ "Forces" without more, told of by a party, are its own: "Arvenians say forces make progress", "troops were withdrawn"."""
    words = cast.context.words
    phrase = words.touching(agent.spans[0])
    withdrawn = trigger.frame.type is HappeningType.WITHDRAWAL and cast.context.grammar.passive(trigger.head)
    if not (withdrawn or trigger.frame.type in _OF_TELLER) or statement is None or not cast.is_party(statement.source.side):
        return None
    bare = all(cast.context.matches(i, "@force") or words[i].pos == "DET" or words[i].lower in _FRIENDLY for i in phrase)
    return replace(agent, side=statement.source.side) if bare else None


def _own_doing(cast: Cast, trigger: Trigger, statement: Statement | None) -> Actor | None:
    """A party that tells of a liberation tells of its own: "the city is liberated, the army says"."""
    tells = statement is not None and statement.source.spans and cast.is_party(statement.source.side)
    if trigger.frame.agent != "owner" or not tells or statement is None or cast.context.grammar.premodifier(trigger.first):
        return None
    source = statement.source
    return Actor("agent", source.spans, source.entity, source.name or source.side or "", source.side)


def _of_sentence(cast: Cast, trigger: Trigger, target: Actor | None, statement: Statement | None) -> Actor | None:
    """The only party named in the trigger's sentence that is not its target, its place or the one who speaks.

    Diplomacy and sanctions name many: there it is the first before the trigger. Aid to a party comes from somebody else.
    """
    context = cast.context
    words = context.words
    war = trigger.frame.type in BELLIGERENT
    found: dict[str, Actor] = {}
    for i in words.sentence(trigger.first):
        if (not war or trigger.frame.type in _CONTROL) and i >= trigger.first:
            break
        if not context.matches(i, "@side") or _speaks(words[i].span, statement) or _is_where(context, i):
            continue
        if war and context.matches(i, "@town") and _is_only_a_town(context, trigger, i):
            continue
        if trigger.frame.type in _SUFFERED and _is_one_of_them(context, i):
            continue
        if target is not None and target.spans[0].overlaps(words[i].span):
            continue
        actor = cast.actor("agent", range(i, i + 1), statement)
        if (
            actor is not None
            and actor.side is not None
            and not (trigger.frame.type is HappeningType.AID and cast.is_party(actor.side))
            and (cast.is_party(actor.side) or not war)
        ):
            found.setdefault(actor.side, actor)
    return next(iter(found.values()), None) if len(found) == 1 or not war else None


def _is_one_of_them(context: Context, index: int) -> bool:
    """Is it a person of a side rather than its forces: "Arvenia's minister", "a Borlandic official"?"""
    if context.matches(index, "@per"):
        return True
    head = context.grammar.head_of(context.grammar.phrase_at(index))
    return any(
        (context.matches(i, "@leader") or context.matches(i, "@person")) and not context.matches(i, "@force") for i in head
    )


def _is_only_a_town(context: Context, trigger: Trigger, index: int) -> bool:
    """Is a capital no more than a place here: one that suffers, or that no verb has for its subject?"""
    acts = context.words[index].deprel == "nsubj" or not context.matches(index, "@literal")
    return trigger.frame.type in _SUFFERED or not acts


def _before_pronoun(cast: Cast, agent: Actor, statement: Statement | None) -> Actor | None:
    """The party named last before a pronoun or "its troops" in its sentence: "Arvenia says it …"."""
    context = cast.context
    at = context.words.touching(agent.spans[0]).start
    for i in range(at - 1, context.words.sentence(at).start - 1, -1):
        if context.words[at].lower in ("they", "their") and _speaks(context.words[i].span, statement):
            continue
        if context.matches(i, "@side") and not _is_where(context, i):
            return cast.actor("agent", range(i, i + 1), statement)
    return None


def _speaks(span: Span, statement: Statement | None) -> bool:
    """Is the word outside the content of the trigger's statement: its source, its cue?"""
    return statement is not None and not any(piece.overlaps(span) for piece in statement.content)


def _is_where(context: Context, index: int) -> bool:
    """Does the word only say where or against whom?"""
    words = context.words
    first = context.grammar.modifiers(index).start
    if first <= words.sentence(index).start:
        return False
    before = words[first - 1].lower
    part = before == "of" and first > 1 and (context.matches(first - 2, "@territory") or words[first - 2].noun in _QUARTERS)
    return before in _WHERE or part


def is_pronoun(actor: Actor) -> bool:
    """Is the agent a pronoun, or forces that only a possessive tells apart ("its troops")?"""
    words = actor.name.lower().split()
    alone = len(words) == 1 and words[0] in _FIRST_PERSON | _THIRD_PERSON
    return actor.side is None and actor.entity is None and (alone or (words[:1] != [] and words[0] in _POSSESSIVES))


def _is_weapon(context: Context, actor: Actor) -> bool:
    """Is the agent a mere thing of somebody's: "missiles hit"?"""
    words = context.words.touching(actor.spans[0])
    return actor.side is None and actor.entity is None and context.matches(words[-1], "@weapon")
