"""Where the text tells of a happening: frames of the lexicon matched on the words.

At a word the frame with the most conditions wins, then the earlier row. A verb that only carries a noun
("launched strikes") gives way to the noun; of overlapping triggers the longer wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.basics.spans import Span
from onrecord.code.english import words_of
from onrecord.code.grammar import Grammar
from onrecord.code.lexicon import Frame, Lexicon, Pattern
from onrecord.code.words import POSSESSIVES, Words
from onrecord.records import HappeningType

_NAMED_ONCE = frozenset({HappeningType.TALKS, HappeningType.AGREEMENT})
_DETERMINERS = words_of("grammar", "determiners")
_NONE: frozenset[str] = frozenset()
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_NEAR = 12
"""Words over which a word of games or contests makes what is told beside it a figure of speech."""
_PARTICLES = words_of("grammar", "particles")
_BREAKS = words_of("grammar", "breaks")
_SUBORDINATORS = words_of("grammar", "subordinators")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A stretch of words, `first` to `last`, that a frame took for a happening; `head` is the word that governs."""

    frame: Frame
    first: int
    last: int
    head: int
    why: str
    fixed: int = 1
    """How many words the pattern names, gaps not counted."""


class Context:
    """What patterns can ask of one document: lemmas, classes of words, places, people and parties."""

    __slots__ = ("_classes", "_extra", "_known", "_vocabularies", "ambiguous", "grammar", "light", "words")

    def __init__(self, words: Words, grammar: Grammar, lexicon: Lexicon, extra: dict[int, frozenset[str]]) -> None:
        self.words, self.grammar = words, grammar
        self._classes = lexicon.classes
        self.light = lexicon.light
        self.ambiguous = lexicon.ambiguous
        self._extra = extra
        self._known: dict[int, frozenset[str]] = {}
        self._vocabularies: dict[int, set[str]] = {}

    def matches(self, index: int, option: str) -> bool:
        """Does the word have this lemma or form, or is it of this @class?"""
        if option[0] == "@":
            return option in self.classes(index)
        word = self.words[index]
        if option[0] == "-" and len(option) > 1:
            return word.lower.endswith(option)
        return option in (word.lower, word.noun, word.verb)

    def classes(self, index: int) -> frozenset[str]:
        """The classes that the word is in, "@" in front."""
        if index not in self._known:
            word = self.words[index]
            own = self._classes.get(word.noun, _NONE) | self._classes.get(word.lower, _NONE)
            self._known[index] = own | self._extra.get(index, _NONE)
        return self._known[index]

    def is_common(self, index: int) -> bool:
        """Is the word a common noun of the lexicon, also where it is written large ("Nuclear Power")?"""
        return bool(self._classes.get(self.words[index].noun))

    def vocabulary(self, sentence: int) -> set[str]:
        """All lemmas, forms, hyphenated ends and classes of one sentence."""
        if sentence not in self._vocabularies:
            own: set[str] = set()
            for i in self.words.sentence_at(sentence):
                word = self.words[i]
                own.update((word.lower, word.noun, word.verb), _suffix(word.lower), self.classes(i))
            self._vocabularies[sentence] = own
        return self._vocabularies[sentence]

    def clause(self, index: int) -> range:
        """The words around `index` up to a semicolon, colon, dash or subordinating word."""
        whole = self.words.sentence(index)
        first = next((i + 1 for i in range(index - 1, whole.start - 1, -1) if self.breaks(i)), whole.start)
        after = next((i for i in range(index + 1, whole.stop) if self.breaks(i)), whole.stop)
        return range(first, after)

    def carrying_verb(self, index: int) -> int | None:
        """The verb that the noun is the object of, if it is near."""
        words, grammar = self.words, self.grammar
        first = grammar.modifiers(index).start
        for i in range(first - 1, max(words.sentence(index).start, first - 6) - 1, -1):
            word = words[i]
            if word.pos == "VERB":
                tied = words[first - 1].pos != "ADP" or self._passes_over(first - 1)
                return i if tied or index in grammar.object(i) else None
            if word.pos in ("ADP", "PUNCT", "SCONJ") and not self._passes_over(i):
                return None
        return None

    def _passes_over(self, index: int) -> bool:
        """A particle, or the "of" of "43 of 48 drones": the object goes on behind it."""
        word = self.words[index]
        counted = word.lower == "of" and index > 0 and self.words[index - 1].pos == "NUM"
        return counted or (word.lower in _PARTICLES and index > 0 and self.words[index - 1].pos == "VERB")

    def breaks(self, index: int) -> bool:
        """Does a clause end at this word?"""
        word = self.words[index]
        return word.lower in _BREAKS or (word.lower in _SUBORDINATORS and word.pos in ("SCONJ", "ADP", "ADV", "X", "CCONJ"))


def find_triggers(context: Context, lexicon: Lexicon, skipped: Callable[[Span], bool]) -> list[Trigger]:
    """Every happening's trigger, in order of appearance, none overlapping another of its type."""
    found: list[Trigger] = []
    for index in range(len(context.words)):
        found += _at(context, lexicon, index)
    found = [t for t in found if not _figurative(context, lexicon, t) and not skipped(context.words.span(t.first, t.last))]
    return _settled(context, lexicon, found)


def _figurative(context: Context, lexicon: Lexicon, trigger: Trigger) -> bool:
    """Is it a game that is won, a rival that is beaten: no forces and no munitions in a sentence about a contest?"""
    if trigger.frame.type not in lexicon.figured:
        return False
    vocabulary = context.vocabulary(context.words[trigger.first].sentence)
    if lexicon.figurative.isdisjoint(vocabulary) or not lexicon.warlike.isdisjoint(vocabulary):
        return False
    sentence = context.words.sentence(trigger.first)
    near = range(max(sentence.start, trigger.first - _NEAR), min(sentence.stop, trigger.last + _NEAR + 1))
    return any(lexicon.figurative & {context.words[i].lower, context.words[i].noun} for i in near)


def _weight(trigger: Trigger) -> tuple[int, int, int]:
    """How much the frame asked for: words and conditions, then length, then its place in the lexicon."""
    conditions = sum(not negated for _, negated, _ in trigger.frame.conditions)
    return (trigger.fixed + conditions, trigger.last - trigger.first, -trigger.frame.rank)


def _at(context: Context, lexicon: Lexicon, index: int) -> Iterator[Trigger]:
    word = context.words[index]
    if word.verb in lexicon.verbs and _can_be_verb(context, index):
        for frame in lexicon.verbs[word.verb]:
            if _holds(context, frame, index, index):
                yield Trigger(frame, index, index, index, f"verb {word.verb!r}: {frame.type.value} row {frame.row}")
    if _can_be_noun(context, index):
        for lemma in dict.fromkeys((word.noun, word.lower)):
            for frame in lexicon.nouns.get(lemma, ()):
                if _holds(context, frame, index, index):
                    yield Trigger(frame, index, index, index, f"noun {lemma!r}: {frame.type.value} row {frame.row}")
    vocabulary = context.vocabulary(word.sentence)
    # In a fixed order: of equal triggers the first counts, and sets have another order in every process.
    for key in dict.fromkeys((word.lower, word.noun, word.verb, *sorted(context.classes(index)), *_suffix(word.lower))):
        for frame, pattern in lexicon.phrases.get(key, ()):
            if not pattern.may_match(vocabulary):
                continue
            trigger = _phrase(context, frame, pattern, index)
            if trigger is not None:
                yield trigger


def _suffix(lower: str) -> tuple[str, ...]:
    return ("-" + lower.rpartition("-")[2],) if "-" in lower[1:] else ()


def _can_be_verb(context: Context, index: int) -> bool:
    word = context.words[index]
    if _after_determiner(context, index) and not context.grammar.premodifier(index):
        return False
    if word.pos in ("VERB", "X", "ADJ", "AUX") or word.tag == "VBG" or word.verb not in context.ambiguous:
        return True
    return word.pos in ("NOUN", "PROPN") and _is_headline_verb(context, index)


def _after_determiner(context: Context, index: int) -> bool:
    """Does the word stand where only a noun can?"""
    if index == context.words.sentence(index).start:
        return False
    before = context.words[index - 1]
    return (
        before.lower in _DETERMINERS
        or before.lower in POSSESSIVES
        or (before.pos == "ADJ" and context.words[index].pos != "VERB")
    )


def _is_headline_verb(context: Context, index: int) -> bool:
    """A noun to the tagger that must be a headline's verb: "Russia bombs theatre", "Town hit by rockets"."""
    words, sentence = context.words, context.words.sentence(index)
    if index == sentence.start or index + 1 >= sentence.stop:
        return False
    before, word, after = words[index - 1], words[index], words[index + 1]
    if before.pos not in ("NOUN", "PROPN", "NUM") or before.lower in POSSESSIVES:
        return False
    if after.lower == "by" and (word.lower.endswith("ed") or word.lower in ("hit", "shot", "struck", "cut", "held", "torn")):
        return True
    if any(words[i].tag in _FINITE or words[i].auxiliary for i in context.clause(index)):
        return False
    present = word.lower.endswith("s") and (before.pos == "PROPN" or not before.lower.endswith("s"))
    plural = not word.lower.endswith(("s", "ing")) and before.pos == "NOUN" and before.lower != before.noun
    return (present or plural) and after.pos in ("DET", "PROPN", "NOUN", "ADJ", "NUM", "ADP", "PRON")


def _can_be_noun(context: Context, index: int) -> bool:
    word, sentence = context.words[index], context.words.sentence(index)
    if word.pos != "ADJ":
        return word.pos in ("NOUN", "PROPN", "X") or word.lower.endswith("ing")
    before = context.words[index - 1].pos if index > sentence.start else ""
    after = context.words[index + 1].pos if index + 1 < sentence.stop else ""
    return after != "NOUN" and before not in ("ADV", "AUX")


def _phrase(context: Context, frame: Frame, pattern: Pattern, index: int) -> Trigger | None:
    places = pattern.match(index, context.words.sentence(index).stop, context.matches)
    if places is None:
        return None
    marked = [(a, b) for a, b in places[pattern.first : pattern.after] if b > a]
    if not marked or _crosses(context, places):
        return None
    first, last = marked[0][0], marked[-1][1] - 1
    if not _holds(context, frame, first, last):
        return None
    named = zip(pattern.elements[pattern.first : pattern.after], places[pattern.first : pattern.after], strict=True)
    inside = [i for element, (a, b) in named if not element.gap for i in range(a, b)]
    head = next((i for i in (*inside, *range(first, last + 1)) if context.words[i].pos == "VERB"), first)
    return Trigger(
        frame, first, last, head, f"phrase {pattern.source!r}: {frame.type.value} row {frame.row}", pattern.fixed(places)
    )


def _crosses(context: Context, places: list[tuple[int, int]]) -> bool:
    """Does a gap of the pattern reach over the end of a clause or a comma?"""
    gaps = (i for a, b in places for i in range(a, b) if b - a > 1 and i > places[0][0])
    return any(context.breaks(i) or context.words[i].lower in (",", "(", ")") for i in gaps)


def _holds(context: Context, frame: Frame, first: int, last: int) -> bool:
    grammar = context.grammar
    if frame.voice is not None and (frame.voice == "passive") != grammar.passive(first):
        return False
    if frame.premodifier is not None and frame.premodifier != grammar.premodifier(first):
        return False
    if frame.form is not None and frame.form != _form(context, first):
        return False
    return all(_satisfied(context, name, patterns, first, last) != negated for name, negated, patterns in frame.conditions)


def _form(context: Context, index: int) -> str:
    word = context.words[index]
    if word.lower.endswith("ing"):
        return "participle"
    if context.grammar.passive(index) or context.grammar.premodifier(index):
        return "participle"
    if word.tag in ("VBD", "VBN") or (not word.tag and word.lower != word.verb and not word.lower.endswith("s")):
        return "past"
    return "present"


def _satisfied(context: Context, name: str, patterns: tuple[Pattern, ...], first: int, last: int) -> bool:
    if name == "after":
        stop = context.words.sentence(last).stop
        starts = [last + 1, *([last + 2] if last + 1 < stop and context.words[last + 1].pos == "ADV" else [])]
        return any(p.match(s, stop, context.matches) is not None for p in patterns for s in starts)
    area = _area(context, name, first)
    return any(p.match(i, area.stop, context.matches) is not None for p in patterns for i in area)


def _area(context: Context, name: str, index: int) -> range:
    grammar = context.grammar
    if name == "object":
        return grammar.object(index)
    if name == "head":
        return grammar.head_of(grammar.object(index))
    if name in ("subject", "doer"):
        subject = grammar.controller(index) or grammar.subject(index)
        return subject if name == "subject" else grammar.head_of(subject)
    if name == "before":
        own = grammar.modifiers(index)
        start = context.words.sentence(index).start
        return range(max(start, own.start - 1), index)
    return context.clause(index)


def _settled(context: Context, lexicon: Lexicon, found: list[Trigger]) -> list[Trigger]:
    """Without overlaps, without verbs that only carry a noun, without weak ones beside a strong one."""
    taken: set[int] = set()
    kept: list[Trigger] = []
    for trigger in sorted(found, key=_weight, reverse=True):
        own = range(trigger.first, trigger.last + 1)
        if taken.isdisjoint(own):
            taken.update(own)
            kept.append(trigger)
    kept.sort(key=lambda t: t.first)
    told: set[tuple[str, str]] = set()
    return [t for t in kept if not _carried(context, lexicon, t, kept) and not _told_before(context, t, told)]


def _told_before(context: Context, trigger: Trigger, told: set[tuple[str, str]]) -> bool:
    """A meeting or deal named again with "the" is the one named before: "during the summit"."""
    if trigger.frame.type not in _NAMED_ONCE or context.words[trigger.head].pos == "VERB":
        return False
    name = (trigger.frame.type.value, context.words[trigger.last].noun)
    again = name in told and any(
        context.words[i].lower in ("the", "this", "that") for i in context.grammar.modifiers(trigger.first)
    )
    told.add(name)
    return again


def _carried(context: Context, lexicon: Lexicon, trigger: Trigger, others: list[Trigger]) -> bool:
    word = context.words[trigger.head]
    if trigger.frame.kind != "verb":
        return trigger.frame.weak and any(
            o is not trigger and o.frame.type is trigger.frame.type and o.head in context.clause(trigger.head) for o in others
        )
    grammar = context.grammar
    if word.verb in lexicon.light:
        argument = {*grammar.object(trigger.head), *grammar.subject(trigger.head)}
        return any(
            o is not trigger and o.frame.kind != "verb" and o.frame.type is trigger.frame.type and o.head in argument
            for o in others
        )
    return False
