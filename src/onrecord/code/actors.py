"""Who does it and to whom: agent and target of a trigger, with entity, name and side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.code.cast import OUTSIDE, Cast
from onrecord.code.english import words_of
from onrecord.code.held import losing_verb
from onrecord.code.inferred import LAND, infer
from onrecord.code.triggers import Context, Trigger
from onrecord.records import Actor, HappeningType, Stance, Statement

_OWN = frozenset({"withdrawal", "advance", "deployment", "mobilisation", "talks", "vote", "protest", "clash", "hold"})
_AGAINST = words_of("actors", "against")
_INTENDED = words_of("actors", "intended")
_UNDERGOES = words_of("actors", "undergoes")
_TAKEN_AWAY = words_of("actors", "taken_away")
_FROM_OUTSIDE = frozenset({HappeningType.AID, HappeningType.SANCTION})
"""Types that a party to the fighting meets with from others: who aids or punishes it, if nobody is named, stands outside."""
_PRONOUNS = words_of("actors", "third_person")
_STRIKES = words_of("actors", "strikes")
_PARTNER = words_of("actors", "partner")
_BLASTS = words_of("actors", "blasts")
_SOMEWHERE = frozenset(HappeningType(name) for name in ("strike", "clash", "casualties", "damage", "outage"))
"""Types whose noun is told of a town by its mere name: "the Korsk shelling"."""
_BETWEEN = frozenset({HappeningType.TALKS, HappeningType.AGREEMENT, HappeningType.CLASH})
_GAINS = frozenset({HappeningType.CAPTURE, HappeningType.ADVANCE, HappeningType.ENCIRCLEMENT})
_OWNING = frozenset({"its", "our", "their"})
_PLEAS = words_of("actors", "pleas")
_CARRIED_OUT = words_of("actors", "carried_out")


def family(kind: HappeningType) -> str:
    """Types that in one story have one agent: who beat the prisoner also held him."""
    return "captivity" if kind in (HappeningType.ATROCITY, HappeningType.DETENTION, HappeningType.EXCHANGE) else kind.value


def actors_of(
    cast: Cast, trigger: Trigger, statement: Statement | None, earlier: Sequence[Actor], last: Actor | None = None
) -> tuple[tuple[Actor, ...], str]:
    """Agent and target, where the words name them; and what told the agent where they do not ("" where they do).

    Args:
        cast: the document's actors.
        trigger: the happening.
        statement: the one that the trigger lies in.
        earlier: agents of the happenings of this type before it, the latest last; "the strikes" are those told of before.
        last: the party that acted last before it, whatever it did; "they" is that one.
    """
    context = cast.context
    if trigger.frame.agent == "opponent":
        return _lost(cast, trigger, statement), ""
    if trigger.frame.agent == "victim":
        return _harmed(cast, trigger, statement, earlier, last)
    if trigger.frame.agent == "freed":
        return _freed(cast, trigger, statement), ""
    suffered = trigger.frame.type is HappeningType.OUTAGE and context.words[trigger.head].verb not in _TAKEN_AWAY
    nobody = suffered or trigger.frame.agent == "none"
    agent = None if nobody else _first(cast, "agent", agent_phrases(context, trigger), statement)
    own = set(range(trigger.first, trigger.last + 1))
    inside = (p for p in target_phrases(context, trigger) if p and not _shares(context, p, agent))
    targets = (p for p in inside if not set(p) <= own or context.matches(p[-1], "@side"))
    target = _first(cast, "target", targets, statement)
    if agent is not None and target is None and trigger.frame.type is HappeningType.ATROCITY and _is_victim(context, agent):
        target, agent = replace(agent, role="target"), None
    if agent is not None and trigger.frame.kind == "noun" and trigger.frame.type in _GAINS and _denied_by(statement, agent):
        agent = None  # who denies the capture of a town does not deny that it took it
    if agent is not None and trigger.frame.agent in LAND and not cast.is_party(agent.side) and _is_one_pronoun(context, agent):
        agent = None  # "he annexes": whoever "he" was taken for, it is not a party to the fighting
    why = ""
    unsided = agent is None or (agent.side is None and agent.entity is None)
    if unsided and not nobody and trigger.frame.agent not in ("to", "prefix"):
        inferred = infer(cast, trigger, agent, target, statement, earlier, last)
        agent, why = inferred or (agent, "")
    if agent is None and target is not None and trigger.frame.type in _FROM_OUTSIDE and cast.names_party(target):
        agent = Actor("agent", (context.words.span(trigger.first, trigger.last),), None, "not named", OUTSIDE)
    return tuple(a for a in (*_partners(cast, agent, statement), target) if a is not None), why


def _denied_by(statement: Statement | None, actor: Actor) -> bool:
    return statement is not None and statement.stance is Stance.DENY and statement.source.side == actor.side


def _is_one_pronoun(context: Context, actor: Actor) -> bool:
    return any(context.words[i].lower in _PRONOUNS for i in context.words.touching(actor.spans[0])[:1])


def _is_victim(context: Context, actor: Actor) -> bool:
    """Is the one that a headline's participle follows a prisoner or civilian: "Prisoner treated worse than a dog"?"""
    words = context.words.touching(actor.spans[0])
    return actor.side is None and any(context.matches(i, "@civilian") for i in words)


def _lost(cast: Cast, trigger: Trigger, statement: Statement | None) -> tuple[Actor, ...]:
    """Who loses a place, as the target, and as the agent the party that it fights: "Arvenia loses Korsk"."""
    context, grammar = cast.context, cast.context.grammar
    verb = trigger.head if context.words[trigger.head].pos == "VERB" else context.carrying_verb(trigger.first)
    described = range(grammar.modifiers(trigger.first).start, trigger.first) if trigger.frame.kind == "noun" else range(0)
    phrases = [described, grammar.subject(verb) if verb is not None else range(0)]
    loser = next((a for p in phrases if (a := cast.actor("target", p, statement)) is not None and a.side is not None), None)
    if loser is None and statement is not None and statement.stance is Stance.ACKNOWLEDGE:
        source = statement.source
        loser = Actor("target", source.spans, source.entity, source.name or "", source.side)
    if loser is None or loser.side is None:
        return ()
    winner = cast.opponent(loser)
    return (loser,) if winner is None else (winner, loser)


def _harmed(
    cast: Cast, trigger: Trigger, statement: Statement | None, earlier: Sequence[Actor], last: Actor | None
) -> tuple[tuple[Actor, ...], str]:
    """Whose losses they are, and who caused them where the sentence tells."""
    actors = _suffering(cast, trigger, statement)
    if any(a.role == "agent" for a in actors):
        return actors, ""
    inferred = infer(cast, trigger, None, actors[0] if actors else None, statement, earlier, last)
    return (actors, "") if inferred is None else ((inferred.actor, *actors), inferred.why)


def _suffering(cast: Cast, trigger: Trigger, statement: Statement | None) -> tuple[Actor, ...]:
    """Whose losses they are, as the target: "Borlandic losses", "the army suffered casualties", "Arvenia lost 40 soldiers"."""
    context, grammar = cast.context, cast.context.grammar
    if context.words[trigger.head].verb == "lose":
        lost = cast.actor("target", grammar.object(trigger.head), statement)
        loser = cast.actor("target", grammar.subject(trigger.head), statement)
        if lost is not None and lost.side is None and loser is not None:
            lost = replace(lost, side=loser.side)
        return tuple(a for a in (lost or loser,) if a is not None)
    verb = context.carrying_verb(trigger.first)
    subject = grammar.subject(verb) if verb is not None and context.words[verb].verb in _UNDERGOES else range(0)
    near = (grammar.modifiers(trigger.first), _after(context, trigger.last, frozenset({"among", "of", "to", "for"})), subject)
    found = [(p, a) for p in near if (a := cast.actor("target", p, statement)) is not None]
    sided = next((a for _, a in found if a.side is not None), None)
    whole = next((a for p, a in found if p is subject), None)
    by = _first(cast, "agent", iter([_after(context, trigger.last, frozenset({"by"}))]), statement)
    return tuple(a for a in (by, sided or whole) if a is not None)


def _freed(cast: Cast, trigger: Trigger, statement: Statement | None) -> tuple[Actor, ...]:
    """Who is gone from a place, as the target, and who has it then: "Korsk is free of Borlandic troops"."""
    context = cast.context
    gone = cast.actor("target", _after(context, trigger.last, frozenset({"of", "from"}), near=False), statement)
    doer = cast.actor("agent", context.grammar.subject(trigger.head), statement)
    if doer is None or not cast.is_party(doer.side) or (gone is not None and gone.side == doer.side):
        doer = cast.opponent(gone) if gone is not None else None
    return tuple(a for a in (doer, gone) if a is not None)


def _partners(cast: Cast, agent: Actor | None, statement: Statement | None) -> tuple[Actor, ...]:
    """The agent, or two where the phrase joins two sides: "Arvenia and Borland signed"."""
    if agent is None:
        return ()
    words = cast.context.words
    phrase = words.touching(agent.spans[0])
    before = phrase.start - 1
    if before > words.sentence(phrase.start).start and words[before].lower in ("and", "&") and words[before - 1].pos == "PROPN":
        other = cast.actor("agent", range(before - 1, before), statement)
        if other is not None and agent.side is not None and other.side not in (None, agent.side):
            return other, agent
    link = next((i for i in phrase if words[i].lower in ("and", "&")), phrase.start)
    first = cast.actor("agent", range(phrase.start, link), statement)
    second = cast.actor("agent", range(link + 1, phrase.stop), statement) if link > phrase.start else None
    if first is None or second is None or None in (first.side, second.side) or first.side == second.side:
        return (agent,)
    return first, second


def _shares(context: Context, phrase: range, actor: Actor | None) -> bool:
    return actor is not None and context.words.span(phrase.start, phrase.stop - 1).overlaps(actor.spans[0])


def _first(
    cast: Cast, role: str, phrases: Iterator[tuple[range, bool]] | Iterator[range], statement: Statement | None
) -> Actor | None:
    """The first actor with a side, else the first at all; a phrase marked as describing counts only with a side or entity."""
    spare: Actor | None = None
    for item in phrases:
        phrase, describes = item if isinstance(item, tuple) else (item, False)
        actor = cast.actor(role, phrase, statement)
        if actor is not None and actor.side is not None:
            return cast.narrowed(actor, phrase) if describes else actor
        if actor is not None and (not describes or cast.can_act(actor)):
            spare = spare or actor
    return spare


def agent_phrases(context: Context, trigger: Trigger) -> Iterator[tuple[range, bool]]:
    """Where the agent may be named, likeliest first; True for words that only describe the trigger ("a Russian strike")."""
    grammar, words, frame = context.grammar, context.words, trigger.frame
    if frame.agent == "prefix":
        yield range(trigger.first, trigger.first + 1), True
    elif frame.agent == "object":
        yield grammar.object(trigger.head), False
    elif frame.agent == "to":
        yield _after(context, trigger.last, frozenset({"to"})), False
    elif frame.agent == "inside":
        yield range(trigger.first, trigger.last + 1), True
        yield _after(context, trigger.last, frozenset({"by", "from"})), False
    elif frame.kind == "verb" or (frame.kind == "phrase" and words[trigger.head].pos in ("VERB", "AUX")):
        yield from ((range(i, i + 1), True) for i in _sides_inside(context, trigger))
        if frame.type is HappeningType.HOLD and any(words[i].lower == "under" for i in range(trigger.first, trigger.last + 1)):
            # "Korsk remains under the control of the army": the subject is what is held.
            yield from _owners(context, trigger)
            yield _after(context, trigger.last, frozenset({"of", "by"})), True
            return
        yield from _doers(context, trigger.head, frame.type)
        if any(words[i].noun in ("flag", "hand") for i in range(trigger.first, trigger.last + 1)):
            yield range(grammar.modifiers(trigger.first).start, trigger.last + 1), True
            yield range(grammar.modifiers(trigger.last).start, trigger.last + 1), True
        if grammar.passive(trigger.head):
            yield _after(context, trigger.last, frozenset({"by"})), False
            if frame.type is HappeningType.WITHDRAWAL and any(context.matches(i, "@force") for i in grammar.object(trigger.head)):
                yield grammar.object(trigger.head), False
            if frame.type is HappeningType.STRIKE and any(context.matches(i, "@weapon") for i in grammar.object(trigger.head)):
                yield grammar.object(trigger.head), True
    else:
        yield _after(context, trigger.last, frozenset({"by"})), False
        yield from ((range(i, i + 1), True) for i in _sides_inside(context, trigger))
        yield from _owners(context, trigger)
        if not _only_where(context, trigger):
            yield range(grammar.modifiers(trigger.first).start, trigger.last + 1), True
        if frame.type.value in _OWN and (frame.type is not HappeningType.HOLD or words[trigger.first].lower == "under"):
            yield _after(context, trigger.last, frozenset({"of", "by"})), True
        carrier = context.carrying_verb(trigger.first)
        if carrier is not None and _carries(context, carrier, trigger.first, frame.type):
            yield from _doers(context, carrier, frame.type)
        if frame.type in _BETWEEN:
            yield _after(context, trigger.last, frozenset({"between"})), False


def _owners(context: Context, trigger: Trigger) -> Iterator[tuple[range, bool]]:
    """The pronoun that says under whose control: "remains under its control"."""
    if trigger.frame.kind == "phrase" and trigger.frame.type is HappeningType.HOLD:
        yield from ((range(i, i + 1), False) for i in range(trigger.first, trigger.last + 1) if context.words[i].lower in _OWNING)


def _sides_inside(context: Context, trigger: Trigger) -> list[int]:
    """The words of a pattern that mark a side: "in Arvenian hands"."""
    if trigger.frame.kind != "phrase" or trigger.frame.type not in (HappeningType.HOLD, HappeningType.CAPTURE):
        return []
    return [i for i in range(trigger.first, trigger.last + 1) if context.matches(i, "@side")]


def _only_where(context: Context, trigger: Trigger) -> bool:
    """Do the words in front of a noun say where, as in "dead in Korsk shelling", "Korsk blast"?"""
    modifiers = context.grammar.modifiers(trigger.first)
    nearest = trigger.first - 1
    if modifiers and context.words[nearest].pos == "PROPN" and trigger.frame.type in _SOMEWHERE:
        blast = context.words[trigger.first].noun in _BLASTS
        if context.matches(nearest, "@place" if blast else "@town"):
            return True
    if modifiers and trigger.frame.type in _SOMEWHERE and _names_victim(context, modifiers):
        return True
    before = modifiers.start - 1
    if not modifiers or before < context.words.sentence(modifiers.start).start:
        return False
    return context.words[before].lower in ("in", "near", "at", "around") and any(
        context.matches(i, "@literal") for i in modifiers
    )


def _names_victim(context: Context, modifiers: range) -> bool:
    """Do the words in front name a place and what was hit there: "the Arvenia mall attack"?"""
    last = modifiers.stop - 1
    hit = any(context.matches(last, name) for name in ("@structure", "@civilian")) and not context.matches(last, "@weapon")
    return hit and any(context.matches(i, "@place") and context.words[i].pos == "PROPN" for i in modifiers)


def _doers(context: Context, verb: int, kind: HappeningType) -> Iterator[tuple[range, bool]]:
    """Who does what the verb says: the troops and who ordered them to withdraw; of a plea only those asked."""
    grammar = context.grammar
    controller = grammar.controller(verb)
    if not controller:
        yield grammar.subject(verb), False
        return
    yield controller, False
    governor = context.words[controller.start - 1]
    if governor.pos == "VERB" and governor.verb not in _PLEAS and kind is not HappeningType.DISPLACEMENT:
        yield grammar.subject(controller.start - 1), False


def _carries(context: Context, carrier: int, carried: int, kind: HappeningType) -> bool:
    """Is the verb's subject also the one who acts in its object: "launched strikes", "vowed an offensive"?"""
    verb = context.words[carrier].verb
    if kind is HappeningType.HOLD and losing_verb(context, carried) == carrier:
        return True
    return (verb in context.light and verb not in _UNDERGOES) or (
        (kind.value in _OWN or kind is HappeningType.CAPTURE) and verb in _INTENDED
    )


def target_phrases(context: Context, trigger: Trigger) -> Iterator[range]:
    """Where the one acted upon may be named, likeliest first."""
    grammar, words = context.grammar, context.words
    against = _PARTNER if trigger.frame.type in (HappeningType.TALKS, HappeningType.AGREEMENT) else _AGAINST
    if trigger.frame.agent == "inside":
        yield grammar.subject(trigger.head) if words[trigger.head].pos == "VERB" else grammar.before(trigger.first)
        return
    if trigger.frame.kind == "verb" or words[trigger.head].pos == "VERB":
        if trigger.frame.agent == "none" and grammar.object(trigger.head) == range(0):
            yield grammar.subject(trigger.head)
        yield grammar.object(trigger.head)
        if trigger.frame.type is not HappeningType.CASUALTIES:
            yield _after(context, trigger.last, against - {"of"})
        return
    if context.matches(min(trigger.last + 1, len(words) - 1), "@side"):
        yield grammar.phrase_at(trigger.last + 1)
    if trigger.frame.type is not HappeningType.CASUALTIES:
        yield _after(context, trigger.last, against)
    if trigger.frame.type is HappeningType.STRIKE:
        yield _struck(context, trigger)


def _struck(context: Context, trigger: Trigger) -> range:
    """The object of the verb that the trigger is the subject of: "missile strikes hit the port"."""
    words, grammar = context.words, context.grammar
    for i in range(trigger.last + 1, min(context.clause(trigger.last).stop, trigger.last + 4)):
        if words[i].pos == "VERB" or words[i].verb in _STRIKES:
            return grammar.object(i) if words[i].verb in _STRIKES and not grammar.passive(i) else range(0)
    return range(0)


def _after(context: Context, last: int, prepositions: frozenset[str], *, near: bool = True) -> range:
    """The noun phrase behind one of the prepositions after the trigger, in its clause; "of" only at once, where `near`."""
    words = context.words
    stop = min(context.clause(last).stop, last + 8)
    for i in range(last + 1, stop - 1):
        if (
            words[i].lower in prepositions
            and (words[i].lower != "of" or i == last + 1 or not near)
            and words[i + 1].pos not in ("VERB", "PUNCT", "ADP")
            and not context.grammar.tells_time(i + 1)
        ):
            return context.grammar.phrase_at(i + 1)
        if (words[i].pos == "VERB" and words[i].verb not in _CARRIED_OUT) or words[i].lower == ",":
            break
    return range(0)
