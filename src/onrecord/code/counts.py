"""Which numbers of a sentence belong to which trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.basics.spans import Span
from onrecord.code.quantities import ITEMS, PEOPLE, Number, numbers, quantity
from onrecord.code.triggers import Context, Trigger
from onrecord.records import HappeningType, Quantity

_PART_OF = re.compile(r"\s+(?:out )?of\s+(?:(?:the|its|their|all|some|a total of|an estimated)\s+)?", re.IGNORECASE)
_NOTHING: frozenset[str] = frozenset()
_SERVED = frozenset({PEOPLE, "percent", "settlements", "buildings", ITEMS})
_COUNTED = {
    HappeningType.CASUALTIES: frozenset({PEOPLE}),
    HappeningType.DISPLACEMENT: frozenset({PEOPLE}),
    HappeningType.EXCHANGE: frozenset({PEOPLE}),
    HappeningType.OUTAGE: _SERVED,
    HappeningType.RESTORATION: _SERVED,
}
"""Types that are about a number, with its units: the nearest one of the clause is theirs even outside subject and object."""


_OF_PEOPLE = frozenset(
    HappeningType(name)
    for name in (
        "casualties",
        "displacement",
        "atrocity",
        "detention",
        "exchange",
        "mobilisation",
        "protest",
        "deployment",
        "outage",
    )
)
"""Types whose bare number is one of people."""


class Counter:
    """The numbers of one document, sentence by sentence, found once."""

    __slots__ = ("_found", "context")

    def __init__(self, context: Context) -> None:
        self.context = context
        self._found: dict[int, list[Number]] = {}

    def in_sentence(self, index: int) -> list[Number]:
        """The numbers of the sentence that the word is in, in order."""
        words = self.context.words
        number = words[index].sentence
        if number not in self._found:
            sentence = words.sentence(index)
            self._found[number] = list(numbers(words.text, words.span(sentence.start, sentence.stop - 1)))
        return self._found[number]

    def quantities_of(self, trigger: Trigger, triggers: Sequence[Trigger]) -> tuple[Quantity, ...]:
        """The numbers that count what the trigger is about: inside it, in its phrase, its object, its subject."""
        found = self.in_sentence(trigger.first)
        if not found:
            return ()
        for area in self._areas(trigger, triggers):
            chosen = self._parts([n for n in found if area and self._lies_in(n, area)])
            if chosen:
                return tuple(self._quantity(n, self._unsaid(trigger, n, found)) for n in chosen)
        counted = _COUNTED.get(trigger.frame.type, _NOTHING)
        for area in self._around(trigger, triggers) if counted else ():
            inside = self._parts([n for n in found if area and self._lies_in(n, area)])
            near = [self._quantity(n, self._unsaid(trigger, n, found)) for n in inside]
            if any(q.unit in counted for q in near):
                return tuple(q for q in near if q.unit in counted)
        return ()

    def _parts(self, found: Sequence[Number]) -> list[Number]:
        """The numbers without the whole that one before is a part of: of "nine of 12 missiles" nine were shot down."""
        text = self.context.words.text
        wholes = {n.span for part, n in pairwise(found) if _PART_OF.fullmatch(text, part.span.end, n.start)}
        return [n for n in found if n.span not in wholes]

    def _unsaid(self, trigger: Trigger, number: Number, found: Sequence[Number]) -> str:
        """What a number that stands alone counts: people of those who suffer, else what the number before it counted."""
        if trigger.frame.type in _OF_PEOPLE:
            return PEOPLE
        before = [n for n in found if n.span.end <= number.span.start]
        return self._quantity(before[-1], ITEMS).unit if before else ITEMS

    def _areas(self, trigger: Trigger, triggers: Sequence[Trigger]) -> list[range]:
        context, grammar = self.context, self.context.grammar
        first, last = trigger.first, trigger.last
        clause = context.clause(first)
        after = min((t.first for t in triggers if t.first > last), default=clause.stop)
        areas = [range(grammar.modifiers(first).start, last + 1)]
        if trigger.frame.kind == "verb" or context.words[first].pos == "VERB":
            areas += [self._to_next(grammar.object(first), after), grammar.subject(first)]
        areas.append(self._measure(trigger, clause))
        return areas

    def _around(self, trigger: Trigger, triggers: Sequence[Trigger]) -> list[range]:
        """Before the trigger, after it, and its whole clause: where what it counts may stand outside of subject and object."""
        clause = self.context.clause(trigger.first)
        before = max((t.last + 1 for t in triggers if t.last < trigger.first), default=clause.start)
        after = min((t.first for t in triggers if t.first > trigger.last), default=clause.stop)
        return [range(max(before, clause.start), trigger.first), range(trigger.last + 1, min(after, clause.stop)), clause]

    @staticmethod
    def _to_next(area: range, after: int) -> range:
        return area if area.start >= after else range(area.start, min(area.stop, max(after, area.start)))

    def _measure(self, trigger: Trigger, clause: range) -> range:
        """A measure after "by" or "to": "by 137,000", "climbs to 10"."""
        words = self.context.words
        for i in range(trigger.last + 1, min(clause.stop, trigger.last + 9)):
            if (
                words[i].lower in ("by", "to", "of")
                and i + 1 < clause.stop
                and any(words[j].pos in ("NUM", "SYM") for j in range(i + 1, min(i + 4, clause.stop)))
            ):
                return range(i + 1, min(i + 6, clause.stop))
        return range(0)

    def _lies_in(self, number: Number, area: range) -> bool:
        return self.context.words.span(area.start, area.stop - 1).contains(number.span)

    def _quantity(self, number: Number, unsaid: str) -> Quantity:
        counted = quantity(self.context.words.text, number, self._counted(number.span), unsaid=unsaid)
        return replace(counted, unit=PEOPLE) if counted.unit == ITEMS and self._counts_a_people(number.span) else counted

    def _counts_a_people(self, span: Span) -> bool:
        """Is a people's name what the number counts: "two Arvenians"?"""
        words = self.context.words
        at = words.touching(span).stop
        return at < len(words) and words[at].tag in ("NNPS", "NNS") and self.context.matches(at, "@side")

    def _counted(self, span: Span) -> str | None:
        """The words that the number counts: the rest of its noun phrase ("22 people", "dozens of missiles")."""
        words = self.context.words
        inside = words.touching(span)
        stop = words.sentence(inside.start).stop
        i = inside.stop
        while i < stop and words[i].lower in ("of", "more", "other", "the", "all", "in", "%", "percent", "per", "cent"):
            i += 1
        end = i
        while (end < stop and words[end].pos in ("NOUN", "PROPN", "ADJ", "X", "NUM")) or (
            end < stop and end == i and words[end].pos == "VERB" and words[end].tag in ("VBN", "JJ")
        ):
            end += 1
        return words.of(i, end - 1) if end > i else None
