"""Spans asked by position answer as a look at each of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.basics.spanindex import Overlaps
from onrecord.basics.spans import Span

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 15))


@given(st.lists(spans, max_size=12), spans)
def test_overlaps_finds_what_shares_a_code_point(among: list[Span], asked: Span) -> None:
    """Neither less nor more than those that overlap, each once."""
    found = list(Overlaps(among).touching(asked))
    assert sorted(found) == [at for at, span in enumerate(among) if span.overlaps(asked)]
    assert Overlaps(among).touches(asked) == bool(found)


@given(st.lists(spans, max_size=12), spans)
def test_overlaps_knows_whether_a_span_lies_in_one(among: list[Span], asked: Span) -> None:
    """True where one of them contains the whole span."""
    assert Overlaps(among).holds(asked) == any(span.contains(asked) for span in among)
