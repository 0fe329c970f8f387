"""Which of many ordered spans lie at a place of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.basics.spans import Span


class SpanIndex:
    """Spans in order that do not overlap (tokens, sentences), asked by position.

    Cost: one pass to build; a question is two binary searches.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def within(self, span: Span) -> range:
        """Indices of the spans that share a code point with `span`."""
        return range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))

    def at(self, position: int) -> int:
        """Index of the last span that starts at or before `position`; 0 if none does."""
        return max(0, bisect_right(self._starts, position) - 1)
