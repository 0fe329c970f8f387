"""When something was said: the time of the cue, never that of what is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile

from onrecord.attribute.passage import Passage
from onrecord.basics.roles import PAPERS, role_class
from onrecord.basics.spanindex import Overlaps
from onrecord.basics.spans import Span, hull
from onrecord.records import Precision, Statement, Time
from onrecord.records.anchoring import said_time

_BESIDE = 5
"""Code points between a cue and a time that belongs to it: a space, or a short preposition with its spaces."""
_NEAR = 700
"""Code points from one statement of a source to its next, within which both were said on one occasion."""
_DATED = re.compile(r"(?:['’]s)?\s+(?:(?:daily|nightly|morning|evening|press|video|intelligence|situation)\s+)?([A-Za-z-]+)")
"""What follows a time that says when a paper is of; the group is the noun."""
_DAYS = (Precision.MINUTE, Precision.HOUR, Precision.PART_OF_DAY, Precision.DAY)


class Sayings:
    """The times and what is said in one document, asked when each passage was said.

    Args:
        passages: all of the document.
        times: the document's times.
        latest: ISO date that nothing was said after, or None.
    """

    def __init__(self, passages: Sequence[Passage], times: Sequence[Time], *, latest: str | None) -> None:
        self._times = [time for time in times if latest is None or time.start is None or time.start[:10] <= latest]
        self._near = Overlaps(time.spans[0] for time in self._times)
        self._told = [(piece, passage) for passage in passages for piece in passage.content]
        self._pieces = Overlaps(piece for piece, _ in self._told)
        self._cues = sorted((cue.end, at) for at, passage in enumerate(passages) for cue in passage.attribution.cue)
        self._passages = passages

    def time_of(self, passage: Passage) -> Time | None:
        """The time that belongs to the cue, None where the sentence gives none.

        Left out are times inside the source's words ("a 2014 report"), but for the day of what it put out ("the army's Tuesday
        briefing"); times in what somebody else says beside it, right after another cue, and after the document's own day.
        """
        cue = hull(passage.attribution.cue)
        if cue is None:
            return None
        near = [self._times[at] for at in sorted(self._near.touching(passage.sentence))]
        free = [time for time in near if self._is_free(time, passage, cue)]
        return said_time(free, cue, passage.sentence, content=passage.content) if free else None

    def _is_free(self, time: Time, passage: Passage, cue: Span) -> bool:
        span = time.spans[0]
        if any(span.overlaps(source) for source in passage.attribution.source):
            return time.precision in _DAYS and _dates_a_paper(passage.text, span)
        told = (self._told[at] for at in self._pieces.touching(span))
        if any(other is not passage and not piece.overlaps(cue) for piece, other in told):
            return False
        first = bisect_left(self._cues, (span.start - _BESIDE, 0))
        before = takewhile(lambda pair: pair[0] <= span.start, islice(self._cues, first, None))
        return all(self._passages[at] is passage for _, at in before)


def _dates_a_paper(text: str, time: Span) -> bool:
    """True before a noun for what somebody puts out: "Wednesday's update", "the Friday morning briefing"."""
    noun = _DATED.match(text, time.end)
    return noun is not None and role_class(noun.group(1)) in PAPERS


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
