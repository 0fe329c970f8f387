"""Which of many ordered spans lie at a place of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

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


class Overlaps:
    """Spans in any order that may overlap, asked which of them touch a stretch.

    Cost: a sort to build; a question is a binary search, and a look at what stands before the stretch up to where nothing
    reaches into it any more.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        found = sorted((span.start, span.end, at) for at, span in enumerate(spans))
        self._starts = [start for start, _, _ in found]
        self._ends = [end for _, end, _ in found]
        self._places = [at for _, _, at in found]
        self._reach = list(accumulate(self._ends, max))

    def touching(self, span: Span) -> Iterator[int]:
        """Places, among the spans given, of those that share a code point with `span`; the last in the text first."""
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._reach[at] > span.start:
            if self._ends[at] > span.start:
                yield self._places[at]
            at -= 1

    def touches(self, *spans: Span) -> bool:
        """True if one of them shares a code point with one of `spans`."""
        return any(True for span in spans for _ in self.touching(span))

    def holds(self, span: Span) -> bool:
        """True if one of them contains `span`."""
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and self._reach[at] >= span.end:
            if self._ends[at] >= span.end:
                return True
            at -= 1
        return False
