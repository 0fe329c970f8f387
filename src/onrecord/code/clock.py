"""When it happened: the time of the trigger's clause or sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.basics.spans import Span
from onrecord.records import Statement, Tagging, Time
from onrecord.records.anchoring import clause_spans, nearest_time


class Clock:
    """The times of one document by sentence."""

    __slots__ = ("_clauses", "_cues", "_sentences", "_starts", "_tagging", "_times")

    def __init__(self, tagging: Tagging, times: Sequence[Time], statements: Sequence[Statement]) -> None:
        self._tagging = tagging
        self._sentences = tagging.sentence_spans()
        self._starts = [s.start for s in self._sentences]
        self._times: dict[int, list[Time]] = {}
        for time in times:
            self._times.setdefault(self._sentence_at(time.spans[0]), []).append(time)
        self._cues = tuple(cue for statement in statements for cue in statement.cue)
        self._clauses: dict[int, list[Span]] = {}

    def _sentence_at(self, span: Span) -> int:
        return bisect_right(self._starts, span.start) - 1

    def time_of(self, trigger: Span) -> Time | None:
        """The time that the trigger's happening belongs to, None where its sentence gives none."""
        number = self._sentence_at(trigger)
        if number not in self._times:
            return None
        if number not in self._clauses:
            pair = self._tagging.sentences[number]
            parsed = any(token.deprel for token in self._tagging.tokens[pair[0] : pair[1]])
            self._clauses[number] = clause_spans(self._tagging, pair) if parsed else []
        sentence = self._sentences[number]
        cues = [cue for cue in self._cues if sentence.contains(cue)]
        return nearest_time(self._times[number], sentence, trigger, clauses=self._clauses[number], cues=cues)
