"""Which of a sentence's times a happening or a saying belongs to. Pure functions over Times and Spans.

In "The ministry said on Friday that troops had entered the town on Wednesday" Friday belongs to the saying and Wednesday to the
entering; in "On Friday, the ministry said troops had entered the town" the saying has Friday and the entering has no time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.basics.spans import Span, hull
from onrecord.records.tagging import Tagging
from onrecord.records.time import Precision, Time, TimeType

_BESIDE = 5
"""Code points between a cue and the time right after it: a space, or a short preposition with its spaces ("said on Friday")."""

_FINE = (Precision.MINUTE, Precision.HOUR, Precision.PART_OF_DAY, Precision.DAY, Precision.WEEK)
"""Precisions that a time of saying has where it does not stand beside its cue; a month or year there is another matter's."""

_ELSEWHERE = 2
_CLAUSE_HEADS = ("root", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "conj")


def nearest_time(
    times: Iterable[Time],
    sentence_span: Span,
    trigger_span: Span,
    *,
    clauses: Sequence[Span] = (),
    cues: Sequence[Span] = (),
) -> Time | None:
    """Choose the time that a happening at `trigger_span` belongs to, or None if its sentence gives none.

    Args:
        times: the document's times, any order.
        sentence_span: the sentence that holds the trigger; times outside of it are not looked at.
        trigger_span: the words that name the happening.
        clauses: the sentence's clauses (`clause_spans`), nested; without them the sentence is one clause.
        cues: words that attribute ("said"); a time that belongs to one of them is not the happening's.

    Returns:
        A DATE or TIME, or a DURATION that the calendar fixes ("the past three days"); of the trigger's own clause if it has
        one, else of a clause around it, else of the sentence; then one that fixes a day before a vague one; then the nearest.
        Months and years of clauses that it does not lie in ("..., held since May 2022") are another matter's.
    """
    own = _smallest(clauses, trigger_span) or sentence_span
    candidates = [
        time
        for time in times
        if _lies_in(time, sentence_span) and _is_point(time) and not _belongs_to_cue(_span(time), trigger_span, cues)
        if time.precision in _FINE or _distance_rank(time, trigger_span, own, clauses)[0] < _ELSEWHERE
    ]
    return min(candidates, key=lambda time: _distance_rank(time, trigger_span, own, clauses), default=None)


def said_time(times: Iterable[Time], cue_span: Span, sentence_span: Span, *, content: Sequence[Span] = ()) -> Time | None:
    """Choose the time at which something was said, or None if the sentence gives none.

    `content` is what is said: its times are those of what it tells, unless one stands right after the cue. Otherwise a time
    before the cue is preferred to one after it ("On Friday the ministry said"), the nearest of several.
    """
    inside = [time for time in times if time.start is not None and _lies_in(time, sentence_span) and _is_point(time)]
    beside = [time for time in inside if 0 <= _span(time).start - cue_span.end <= _BESIDE]
    told = [time for time in inside if time.precision in _FINE and not any(part.overlaps(_span(time)) for part in content)]
    if beside and (not any(part.overlaps(_span(beside[0])) for part in content) or _stands_alone(beside[0], content)):
        return beside[0]
    return min(told, key=lambda time: (_span(time).start > cue_span.start, _gap(_span(time), cue_span)), default=None)


def clause_spans(tagging: Tagging, sentence: tuple[int, int]) -> list[Span]:
    """The clauses of one sentence (`[first, after)` token indices), each with the clauses inside it, in order of their heads.

    A clause is headed by the root or by a verb that is a complement, modifier, parataxis or conjunct (Universal Dependencies).
    """
    first, after = sentence
    heads = [at for at in range(first, after) if _heads_clause(tagging, at)]
    members: dict[int, list[Span]] = {head: [] for head in heads}
    for at in range(first, after):
        place, steps = at, 0
        while first <= place < after and steps <= after - first:
            if place in members:
                members[place].append(tagging.tokens[at].span)
            place, steps = tagging.tokens[place].head, steps + 1
    return [span for head in heads if (span := hull(members[head])) is not None]


def _heads_clause(tagging: Tagging, at: int) -> bool:
    token = tagging.tokens[at]
    if token.deprel == "conj":
        return token.pos in ("VERB", "AUX")
    return token.deprel in _CLAUSE_HEADS or token.head < 0


def _is_point(time: Time) -> bool:
    return time.type in (TimeType.DATE, TimeType.TIME) or (time.type is TimeType.DURATION and time.start is not None)


def _belongs_to_cue(time: Span, trigger: Span, cues: Sequence[Span]) -> bool:
    """True if a cue lies between time and trigger, or the time stands right after a cue and not right before the trigger."""
    for cue in cues:
        if time.end <= cue.start and cue.end <= trigger.start:
            return True
        if trigger.end <= cue.start and cue.end <= time.start:
            return True
        if 0 <= time.start - cue.end <= _BESIDE and not 0 <= trigger.start - time.end <= _BESIDE:
            return True
    return False


def _distance_rank(time: Time, trigger: Span, own: Span, clauses: Sequence[Span]) -> tuple[int, bool, int]:
    span = _span(time)
    clause = _smallest(clauses, span) or own
    if clause == own:
        nearness = 0
    elif clause.contains(own):
        nearness = 1
    else:
        nearness = _ELSEWHERE
    return nearness, time.start is None, _gap(span, trigger)


def _stands_alone(time: Time, content: Sequence[Span]) -> bool:
    """True if the content's part goes on after the time: "said Friday that" tagged as content from "Friday" on."""
    return any(part.start == _span(time).start and part.end > _span(time).end for part in content)


def _smallest(clauses: Sequence[Span], span: Span) -> Span | None:
    return min((c for c in clauses if c.contains(span)), key=len, default=None)


def _lies_in(time: Time, span: Span) -> bool:
    """As `span.contains(_span(time))`; most times lie elsewhere, and this makes no span of them."""
    return span.start <= time.spans[0].start and time.spans[-1].end <= span.end


def _span(time: Time) -> Span:
    return Span(time.spans[0].start, time.spans[-1].end)


def _gap(first: Span, second: Span) -> int:
    return max(first.start, second.start) - min(first.end, second.end)
