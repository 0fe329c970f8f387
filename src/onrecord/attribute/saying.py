"""When something was said: the time of the cue, never that of what is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribute.passage import Passage
from onrecord.basics.spans import hull
from onrecord.records import Precision, Statement, Time
from onrecord.records.anchoring import said_time

_BESIDE = 5
"""Code points between a cue and a time that belongs to it: a space, or a short preposition with its spaces."""
_NEAR = 700
"""Code points from one statement of a source to its next, within which both were said on one occasion."""
_DAYS = (Precision.MINUTE, Precision.HOUR, Precision.PART_OF_DAY, Precision.DAY)


def said(passage: Passage, others: Sequence[Passage], times: Sequence[Time], *, latest: str | None) -> Time | None:
    """The time that belongs to the cue, None where the sentence gives none.

    Left out are times inside the source's words ("a 2014 report"), in what somebody else says beside it, right after
    another cue, and after the document's own day.

    Args:
        passage: the statement's words.
        others: the document's other passages.
        times: the document's times.
        latest: ISO date that nothing was said after, or None.
    """
    cue = hull(passage.attribution.cue)
    near = [time for time in times if passage.sentence.overlaps(time.spans[0])]
    if cue is None or not near:
        return None
    told = [piece for other in others for piece in other.content if not piece.contains(cue) and not piece.overlaps(cue)]
    cues = [span for other in others for span in other.attribution.cue]
    free = [
        time
        for time in near
        if not any(time.spans[0].overlaps(span) for span in (*passage.attribution.source, *told))
        and not any(0 <= time.spans[0].start - other.end <= _BESIDE for other in cues)
        and not (latest is not None and time.start is not None and time.start[:10] > latest)
    ]
    return said_time(free, cue, passage.sentence, content=passage.content)


def on_one_occasion(statements: Sequence[Statement]) -> list[Statement]:
    """Statements without a time take that of the one before, if the same source said it a few sentences earlier.

    "On Monday the mayor said ... She added ...": both are Monday's. In the order of the text.
    """
    made: list[Statement] = []
    for statement in statements:
        before = made[-1] if made else None
        made.append(replace(statement, said=before.said) if before is not None and _goes_on(statement, before) else statement)
    return made


def _goes_on(statement: Statement, before: Statement) -> bool:
    if statement.said is not None or before.said is None or before.said.precision not in _DAYS:
        return False
    if statement.source.entity is None or statement.source.entity != before.source.entity:
        return False
    start = min((*statement.cue, *statement.content)).start
    end = max((*before.cue, *before.content)).end
    return start - end <= _NEAR
