"""Did it happen? Actual, planned, possible or negated, from what governs the trigger and from the statement's stance."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from onrecord.code.english import words_of
from onrecord.code.held import is_over, is_past, losing_verb
from onrecord.code.triggers import Context, Trigger
from onrecord.records import HappeningType, Modality, Stance, Statement

_NOT = words_of("modality", "negations")
_DEPTH = 4
_PRESUPPOSED = frozenset({HappeningType.CASUALTIES, HappeningType.DISPLACEMENT, HappeningType.ATROCITY})
"""Types whose nouns name people or deeds that are there: a plan to rescue the wounded does not plan the wounds."""
_FELL_THROUGH = words_of("modality", "fell_through")
_TAKES_PLACE = words_of("modality", "takes_place")
_INFINITIVE_ONLY = words_of("modality", "infinitive_only")
_PERCEIVED = words_of("modality", "perceived")
_PASSING = words_of("modality", "passing")
_DOUBTED = words_of("modality", "doubted")
_IF, _UNTIL = frozenset({"if", "unless"}), frozenset({"until", "till"})
_OF_STANCE = {
    Stance.DENY: Modality.NEGATED,
    Stance.CALL: Modality.POSSIBLE,
    Stance.THREATEN: Modality.POSSIBLE,
    Stance.PROMISE: Modality.PLANNED,
    Stance.QUESTION: Modality.POSSIBLE,
}
_REPORTS = words_of("modality", "reports")
_BLAME = words_of("modality", "blame")
_HELD_OFF = words_of("modality", "held_off")
_NEARLY = frozenset({"close", "closer", "near", "nearer"})
_BEGUN = frozenset({"begin", "start", "launch"})
_SHIELDS = words_of("modality", "shields")
_OPENS = words_of("modality", "opens")


@cache
def _tables() -> Mapping[str, Mapping[str, Modality]]:
    read = tomllib.loads(files("onrecord.code").joinpath("modality.toml").read_text(encoding="utf-8"))
    return {part: {w: Modality(name) for name, words in rows.items() for w in words.split()} for part, rows in read.items()}


def modality_of(context: Context, trigger: Trigger, statement: Statement | None) -> Modality:
    """How the words put the trigger's happening."""
    if trigger.frame.modality is not None:
        return Modality(trigger.frame.modality)
    if trigger.frame.type is HappeningType.HOLD:
        if is_past(context, trigger.first) or is_over(context, trigger):
            return Modality.NEGATED
        lost = _is_lost(context, trigger.first)
        if lost is not None:
            return lost
    if trigger.frame.kind != "noun" and context.grammar.premodifier(trigger.first):
        return Modality.ACTUAL
    found = _of_word(context, trigger.first, trigger.head, _DEPTH)
    if found in (None, Modality.ACTUAL) and trigger.frame.type is HappeningType.CAPTURE and _is_only_begun(context, trigger):
        return Modality.PLANNED
    lacking = trigger.frame.type is HappeningType.OUTAGE and context.words[trigger.head].pos != "VERB"
    if found is Modality.NEGATED and (lacking or context.words[trigger.first].lower in ("without", "no")):
        found = Modality.ACTUAL  # "without power" is the outage, not its denial
    if found is Modality.PLANNED and trigger.frame.kind == "noun" and trigger.frame.type in _PRESUPPOSED:
        found = None
    if found is not None:
        return found
    if _none_did(context, trigger.head):
        return Modality.NEGATED
    if _conditional(context, trigger.first) or _unconfirmed(context, trigger.first):
        return Modality.POSSIBLE
    if statement is not None and statement.stance in _OF_STANCE and _is_main(context, trigger, statement):
        if statement.stance is Stance.DENY and _only_blame(context, trigger):
            return Modality.ACTUAL
        return _OF_STANCE[statement.stance]
    return Modality.ACTUAL


def _none_did(context: Context, head: int) -> bool:
    """Is it said of none: "no missiles hit the town", "nobody was killed"?"""
    words, grammar = context.words, context.grammar
    if words[head].pos != "VERB" or grammar.premodifier(head):
        return False
    told = grammar.object(head) if grammar.passive(head) else grammar.subject(head)
    if not told:
        return False
    return words[told.start].lower in ("nobody", "none") or (len(told) > 1 and words[told.start].lower in ("no", "nor"))


def _is_only_begun(context: Context, trigger: Trigger) -> bool:
    """Is a liberation begun and not done: "begins the liberation of", "the liberation of Korsk has begun"?"""
    words, first = context.words, trigger.first
    if trigger.frame.kind != "noun":
        return False
    carrier = context.carrying_verb(first)
    stop = min(context.clause(trigger.last).stop, trigger.last + 8)
    verb = carrier if carrier is not None else next((i for i in range(trigger.last + 1, stop) if words[i].pos == "VERB"), None)
    return verb is not None and words[verb].verb in _BEGUN


def _is_lost(context: Context, first: int) -> Modality | None:
    """What the verb of losing makes of the control that it governs: lost, perhaps lost, or "has not lost"."""
    verb = losing_verb(context, first)
    if verb is None:
        return None
    found = _of_verb(context, verb, _DEPTH - 1)
    return Modality.ACTUAL if found is Modality.NEGATED else found or Modality.NEGATED


def _unconfirmed(context: Context, index: int) -> bool:
    """Is it what nobody could confirm: "had not confirmed that", "reports that … could not be confirmed"?"""
    words, sentence = context.words, context.words.sentence(index)
    for verb in sentence:
        if words[verb].verb not in _DOUBTED or not any(words[i].lower in _NOT for i in context.grammar.auxiliaries(verb)):
            continue
        if verb < index and any(words[i].lower in _OPENS for i in range(verb + 1, min(verb + 4, index))):
            return True
        told = (i for i in range(sentence.start, index) if words[i].noun in _REPORTS)
        if verb > index and any(words[i + 1].lower in ("that", "of", "about") for i in told):
            return True
    return False


def _of_word(context: Context, first: int, head: int, depth: int) -> Modality | None:
    if depth == 0:
        return None
    if context.words[head].pos in ("VERB", "AUX", "X") and not context.grammar.premodifier(head):
        return _of_verb(context, head, depth)
    return _of_noun(context, first, depth)


def _of_verb(context: Context, index: int, depth: int, *, negations: bool = True) -> Modality | None:
    words, tables = context.words, _tables()
    around = context.grammar.auxiliaries(index)
    lowers = [words[i].lower for i in around]
    if "to" in lowers and "have" in lowers and lowers.index("have") < lowers.index("to"):
        return None  # "said to have left"; "will have to leave" is another matter
    if negations and any(lower in _NOT for lower in lowers) and "only" not in lowers:
        return Modality.NEGATED
    for lower in lowers:
        if lower in tables["modals"]:
            return tables["modals"][lower]
    if "to" in lowers:
        return _of_infinitive(context, next(i for i in around if words[i].lower == "to"), depth)
    start = words.sentence(index).start
    before = (around[-1] if around else index) - 1
    if before >= start and words[before].lower == "to":
        return _of_infinitive(context, before, depth)
    if words[index].lower.endswith("ing"):
        return _of_gerund(context, index, depth)
    if (before >= start and words[before].lower in ("and", "or")) or (words[index].tag == "VB" and not around):
        return _of_second(context, index, before, depth)
    return _of_first(context, index, depth) if not around else None


def _of_first(context: Context, index: int, depth: int) -> Modality | None:
    """A verb that the tree joins to an infinitive before it shares its modality: "to impose …, expand … and cut off …"."""
    words = context.words
    head = words[index].head
    if words[index].deprel != "conj" or words[index].tag in ("VBD", "VBZ") or depth <= 1 or not 0 < head < index:
        return None
    return _of_verb(context, head, depth - 1, negations=False) if words[head - 1].lower == "to" else None


def _of_infinitive(context: Context, to: int, depth: int) -> Modality | None:
    """By what governs "to": a verb, a noun ("a plan to"), an adjective ("ready to"); alone it is a headline's future."""
    words, tables = context.words, _tables()
    start = words.sentence(to).start
    if to > start and words[to - 1].lower == "yet":
        return Modality.NEGATED  # "have yet to take"
    for i in range(to - 1, max(start, to - 12) - 1, -1):
        word = words[i]
        if word.pos in ("VERB", "ADJ", "X") or (word.pos == "NOUN" and i == to - 1):
            willing = word.lower == "prepared" and word.tag in ("VBN", "JJ")
            found = None if willing else tables["verbs"].get(word.verb)
            found = found or tables["verbs"].get(word.lower)
            if word.pos == "NOUN" and found is Modality.ACTUAL:
                found = None  # "forces to", "use to": a noun that looks like a verb
            if word.pos == "NOUN" or (found is None and i == to - 1):
                found = _of_plan(context, i) or found
            outer = _of_verb(context, i, depth - 1) if word.pos in ("VERB", "X") and depth > 1 else None
            if found is Modality.NEGATED and outer is Modality.NEGATED:
                return Modality.ACTUAL
            if found is not None or outer is not None:
                return outer if found in (None, Modality.ACTUAL) or outer is Modality.NEGATED else found
            if word.pos == "VERB":
                return (
                    None
                    if word.verb
                    in ("continue", "begin", "start", "manage", "help", "use", "go", "appear", "seem", "claim", "say")
                    else Modality.PLANNED
                )
        elif word.pos == "NOUN" and words[i + 1].lower in ("by", "of", "from") and _of_plan(context, i) is not None:
            return _of_plan(context, i)
        elif word.lower in ("need", "needs", "has", "have", "had") and i == to - 1:
            return Modality.POSSIBLE
        elif word.auxiliary or word.lower in (";", ":", "which", "who") or word.lower in ("order", "going", "about", "set"):
            return Modality.PLANNED
    return Modality.PLANNED


def _of_plan(context: Context, index: int) -> Modality | None:
    """What a noun such as "plan" or "threat" makes of what it governs; "no plans" negates it."""
    words = context.words
    found = _tables()["nouns"].get(words[index].noun)
    if found is None:
        return None
    if any(words[i].lower == "no" for i in context.grammar.modifiers(index)) or _came_to_nothing(context, index):
        return Modality.NEGATED
    return found


def _came_to_nothing(context: Context, index: int) -> bool:
    """Is it a plan that failed: "the attempt to take the town was thwarted"?"""
    head = context.words[index].head
    if not index < head < context.words.sentence(index).stop or context.words[head].pos != "VERB":
        return False
    verb = context.words[head].verb
    return verb == "fail" or (context.grammar.passive(head) and _tables()["verbs"].get(verb) is Modality.NEGATED)


def _of_gerund(context: Context, index: int, depth: int) -> Modality | None:
    words, tables = context.words, _tables()
    start = words.sentence(index).start
    if words[index].deprel.startswith("csubj") and words[words[index].head].tag not in ("VBD", "VBN"):
        return Modality.POSSIBLE  # "capturing the town would be a success"
    if index > start + 1 and words[index - 1].lower == "to" and words[index - 2].lower in _NEARLY:
        return Modality.POSSIBLE
    for i in range(index - 1, max(start, index - 4) - 1, -1):
        word = words[i]
        if word.lower == "without":
            return Modality.NEGATED
        if word.pos == "ADP" and word.lower != "from" and i > start and words[i - 1].noun not in tables["nouns"]:
            return None
        if word.pos == "VERB":
            if word.verb in _PERCEIVED | _SHIELDS:
                return None
            outer = _of_verb(context, i, depth - 1) if depth > 1 else None
            found = tables["verbs"].get(word.verb)
            return outer or (found if word.verb != "fight" else None)
        if word.pos == "NOUN" and words[i + 1].lower in ("of", "for"):
            return _of_plan(context, i)
        if word.lower in (",", "and") or (word.pos == "SCONJ" and word.lower != "from"):
            return None
    return None


def _of_second(context: Context, index: int, link: int, depth: int) -> Modality | None:
    """The second of two verbs shares the first one's modal: "would advance and take"."""
    words = context.words
    if words[index].tag in ("VBD", "VBZ") or depth <= 1:
        return None
    for i in range(link - 1, words.sentence(index).start - 1, -1):
        if words[i].pos == "VERB":
            return _of_verb(context, i, depth - 1, negations=False)
        if words[i].lower in (";", ":"):
            return None
    return None


def _of_noun(context: Context, index: int, depth: int) -> Modality | None:
    words, tables, grammar = context.words, _tables(), context.grammar
    phrase = grammar.modifiers(index)
    for i in phrase:
        if words[i].lower in tables["adjectives"]:
            return tables["adjectives"][words[i].lower]
    start = words.sentence(index).start
    before = phrase.start - 1
    while before >= start and words[before].pos == "ADV":
        before -= 1
    if before < start:
        return _of_own_verb(context, index, depth)
    if words[before].lower in tables["prepositions"]:
        return tables["prepositions"][words[before].lower]
    if words[before].lower in tables["adjectives"]:
        return tables["adjectives"][words[before].lower]
    participle = words[before].tag == "VBN" and not grammar.auxiliaries(before)
    if words[before].pos == "VERB" and (participle or grammar.premodifier(before)):
        return None
    if words[before].pos == "VERB":
        return _of_governor(context, before, depth)
    if words[before].pos == "ADP" and before > start:
        return _of_preposition(context, before, depth)
    return _of_own_verb(context, index, depth)


def _of_governor(context: Context, index: int, depth: int) -> Modality | None:
    """A noun takes the modality of the verb whose object it is."""
    if context.words[index].verb in _HELD_OFF:
        return None
    found = _tables()["verbs"].get(context.words[index].verb)
    outer = _of_verb(context, index, depth - 1)
    if outer is Modality.NEGATED and context.words[index].verb in _DOUBTED:
        return Modality.POSSIBLE
    if context.words[index].verb in _INFINITIVE_ONLY or context.grammar.passive(index):
        found = None
    return outer if outer is not None and _passes(context, index) else found


def _passes(context: Context, verb: int) -> bool:
    """Does a noun share the modality of the verb that governs it: "will launch strikes", not "will condemn strikes"?"""
    lemma = context.words[verb].verb
    return lemma in context.light or lemma in _PASSING or lemma in _tables()["verbs"]


def _of_preposition(context: Context, index: int, depth: int) -> Modality | None:
    words, tables = context.words, _tables()
    governor = words[index - 1]
    if words[index].lower not in ("of", "for", "to", "about", "against", "on", "from", "over", "into", "toward", "towards"):
        return None
    if governor.pos == "NOUN" and words[index].lower in ("of", "for", "to", "about"):
        found = _of_plan(context, index - 1)
        return found if found is not None or words[index].lower != "of" or depth <= 1 else _of_noun(context, index - 1, depth - 1)
    if governor.pos == "VERB":
        found = tables["verbs"].get(governor.verb)
        allowed = {"for", "of", "about", "against", "on", "from", "toward", "towards"} if governor.verb != "fight" else set()
        outer = _of_verb(context, index - 1, depth - 1) if _passes(context, index - 1) else None
        return outer or (found if words[index].lower in allowed else None)
    return None


def _of_own_verb(context: Context, index: int, depth: int) -> Modality | None:
    """A noun that is a subject takes its verb's modal or negation: "a ceasefire could hold", "the vote will not be held"."""
    words = context.words
    stop = words.sentence(index).stop
    if index + 1 < stop and words[index + 1].verb == "loom":
        return Modality.POSSIBLE
    verb = next((i for i in range(index + 1, min(stop, index + 9)) if words[i].pos == "VERB" and not words[i].auxiliary), None)
    if verb is None or any(words[i].pos == "PUNCT" or context.breaks(i) for i in range(index + 1, verb)):
        return None
    if words[verb].verb in _FELL_THROUGH:
        return Modality.NEGATED
    if words[verb].verb in _TAKES_PLACE:
        found = _of_verb(context, verb, depth - 1) if depth > 1 else None
        modals = {words[i].lower for i in context.grammar.auxiliaries(verb)}
        return found if found is Modality.NEGATED or not modals & {"can", "would"} else None
    return None


def _conditional(context: Context, index: int) -> bool:
    clause, words = context.clause(index), context.words
    before = words[clause.start - 1].lower if clause.start > words.sentence(index).start else ""
    openings = {before, words[clause.start].lower}
    if openings & _UNTIL:  # "until they withdraw"; "until they withdrew" happened
        return words[index].tag in ("VBP", "VBZ", "VB")
    return bool(openings & _IF) or words[clause.start].lower == "whether"


def _only_blame(context: Context, trigger: Trigger) -> bool:
    """Is only the part in it denied, not the deed: "denies responsibility for the blast", "denied being behind it"?"""
    before = context.grammar.modifiers(trigger.first).start
    words, start = context.words, context.words.sentence(trigger.first).start
    return any(words[i].noun in _BLAME for i in range(max(start, before - 4), before))


def _is_main(context: Context, trigger: Trigger, statement: Statement) -> bool:
    """Is the trigger what the statement is about, not something that it mentions on the way ("for committing …")?"""
    start = context.words[trigger.first].start
    piece = next((s for s in statement.content if s.start <= start < s.end), None)
    if piece is None:
        return False
    inside = context.words.touching(piece)
    return trigger.first - inside.start <= 8 and context.clause(trigger.first).start <= inside.start
