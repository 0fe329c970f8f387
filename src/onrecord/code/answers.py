"""Who denies or confirms what another said, without saying it again: "rejected the claim", "confirmed it", "this is untrue"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.basics.ids import content_id
from onrecord.basics.lemma import verb_lemma
from onrecord.basics.spans import Span
from onrecord.code.words import Words
from onrecord.records import Document, Happening, Modality, Stance, Statement

_WHAT_WAS_SAID = (
    r"(?:claims?|reports?|allegations?|accusations?|announcements?|assertions?|rumou?rs?|charges?|versions?|accounts?|suggestions?"
    r"|news|statements?)"
)
_POINTS_BACK = re.compile(
    r"\W*(?:that )?"
    r"(?:(?:(?:the|this|that|these|those|such|a|an|any|all|both|its|his|her|their|earlier|[\w-]+['’]s?|[A-Z][\w-]+)\s+)+"
    rf"{_WHAT_WAS_SAID}|it|this|that|which|them|both|the same)\b(?P<rest>.*)",
    re.DOTALL,
)
"""The words of an answer up to what it says of the claim: "the claim as propaganda", "it was untrue"."""
_GOES_ON = re.compile(r"\W*(?:that|of|about|to|which|whether|on|from)\b")
"""After "the claim", what was claimed is told anew, and the happening lies in the words themselves."""
_REST_WORDS = 6
_CONFIRMS = frozenset({"confirm", "corroborate", "verify"})
_BACK = 2
"""Sentences before an answer in which what it answers is looked for."""
_NEAR = 50
"""Statements before and after an answer among which it is looked for; two sentences have fewer."""
_ANSWERING = frozenset({Stance.DENY, Stance.ACKNOWLEDGE, Stance.ASSERT})
_ANSWERED = frozenset({Modality.ACTUAL, Modality.NEGATED})


def answers(
    document: Document, words: Words, statements: Sequence[Statement], happenings: Sequence[Happening]
) -> Iterator[Happening]:
    """What statements deny or confirm by pointing at the statement of another, as happenings of their own.

    Args:
        statements: in the order of the text.
        happenings: those that words tell.

    Yields:
        A happening for each one that is answered. Its trigger is the words that point to it; type, actors, places, time and
        numbers are those of what it answers, and it is negated where the answer denies it.
    """
    told: dict[str | None, list[Happening]] = {}
    for happening in sorted(happenings, key=_start):
        if happening.modality in _ANSWERED:
            told.setdefault(happening.statement, []).append(happening)
    inside: dict[str | None, list[Happening]] = {}
    for statement in statements:
        inside.setdefault(statement.parent, []).extend(told.get(statement.id, ()))
    for number, answer in enumerate(statements):
        if answer.id in told or answer.stance not in _ANSWERING:
            continue
        nested = inside.get(answer.id)
        if nested and answer.stance is Stance.DENY:
            yield from (_answer(document, answer, answer.content[0], h) for h in nested)
        elif (pointing := _pointing(document.text, answer)) is not None:
            near = statements[max(0, number - _NEAR) : number + _NEAR]
            yield from (_answer(document, answer, pointing, h) for h in _before(words, answer, near, told))


def _pointing(text: str, answer: Statement) -> Span | None:
    """The words that point to what another said; None where the content says something of its own."""
    content = answer.content[0]
    found = _POINTS_BACK.fullmatch(content.of(text))
    if found is None or _GOES_ON.match(found["rest"]) or len(found["rest"].split()) > _REST_WORDS:
        return None
    if answer.stance is Stance.ASSERT and not _CONFIRMS.intersection(_cue(text, answer)):
        return None
    return Span(content.start, content.start + found.start("rest"))


def _cue(text: str, statement: Statement) -> set[str]:
    return {verb_lemma(word.lower()) for span in statement.cue for word in span.of(text).split()}


def _before(
    words: Words, answer: Statement, statements: Sequence[Statement], told: dict[str | None, list[Happening]]
) -> list[Happening]:
    """The happenings of the last statement of another source before the answer, else those that the outlet told last."""
    start = min((*answer.source.spans, *answer.cue, *answer.content)).start
    here = _sentence(words, start)
    near = [
        (max(span.end for span in s.content), s)
        for s in statements
        if s.id in told and s.content[0].start < answer.content[0].start and not _same_source(s, answer)
    ]
    near = [(end, s) for end, s in near if end <= answer.content[0].start and here - _sentence(words, end - 1) <= _BACK]
    if near:
        return told[max(near, key=lambda pair: pair[0])[1].id]
    own = told.get(None, [])
    own = own[max(0, bisect_left(own, start, key=_start) - _NEAR) : bisect_left(own, start, key=_start)]
    own = [h for h in own if here - _sentence(words, _start(h)) < _BACK]
    last = max((_sentence(words, _start(h)) for h in own), default=0)
    return [h for h in own if _sentence(words, _start(h)) == last]


def _start(happening: Happening) -> int:
    return happening.trigger[0].start


def _sentence(words: Words, at: int) -> int:
    touching = words.touching(Span(at, at + 1))
    return words[touching.start].sentence if touching else 0


def _same_source(one: Statement, other: Statement) -> bool:
    return one.source.entity is not None and one.source.entity == other.source.entity


def _answer(document: Document, answer: Statement, pointing: Span, told: Happening) -> Happening:
    denies = answer.stance is Stance.DENY
    return replace(
        told,
        id=content_id("h", document.id, told.type.value, pointing.start, pointing.end, told.id),
        statement=answer.id,
        trigger=(pointing,),
        modality=Modality.NEGATED if denies else told.modality,
        effect=None if denies and told.effect is not None and told.effect.holder is not None else told.effect,
        why=f"answers what was told at {told.trigger[0].start}",
    )
