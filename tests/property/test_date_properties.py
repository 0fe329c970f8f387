"""What holds of the times of any text whatever."""

from __future__ import annotations

import itertools
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import lines_run

from onrecord.date import find_times
from onrecord.date.calendar import day_value, first_day, shifted
from onrecord.date.intervals import interval_of
from onrecord.records import Document

_ENGLISH = """on Friday last 14 September 2022 , . 10 : 30 p.m. GMT two hundred weeks ago the third quarter of next year 1990
s - ' early every day now half an hour 31 99 0 12:75 2022-02-30 2022-09-14 00 a few months later May until end of"""
_UKRAINIAN = "у ніч на п'ятницю 5 травня року до н. е. через три дні 1941 кінця минулого тижня"
_WORDS = st.sampled_from([*_ENGLISH.split(), *_UKRAINIAN.split()])
TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join), st.lists(_WORDS, max_size=40).map("".join))
DAYS = st.one_of(st.none(), st.dates().map(date.isoformat))
LANGUAGES = st.sampled_from([None, "en", "uk", "fr"])


@given(TEXTS, DAYS, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_spans_lie_in_the_text_in_order_and_apart(text: str, published: str | None, language: str | None) -> None:
    """No offset is invented: spans cut back real words, in order of appearance, and never overlap."""
    times = find_times(Document("d", text, published=published, language=language))
    spans = [span for time in times for span in time.spans]
    for span in spans:
        words = span.of(text)
        assert len(words) == len(span)
        assert words == words.strip()
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))


@given(TEXTS, DAYS, LANGUAGES)
@settings(max_examples=150, deadline=None)
def test_equal_documents_have_equal_times(text: str, published: str | None, language: str | None) -> None:
    """Nothing but the document decides."""
    document = Document("d", text, published=published, language=language)
    assert find_times(document) == find_times(document)


@given(TEXTS, DAYS, LANGUAGES)
@settings(max_examples=200, deadline=None)
def test_intervals_are_forward_or_absent(text: str, published: str | None, language: str | None) -> None:
    """A time has both ends or neither, as ISO 8601, and its end lies after its start."""
    for time in find_times(Document("d", text, published=published, language=language)):
        assert (time.start is None) == (time.end is None)
        if time.start is not None and time.end is not None:
            assert datetime.fromisoformat(time.start) < datetime.fromisoformat(time.end)


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1)),
    st.integers(-900, 900),
    st.sampled_from(["D", "W", "M", "Y"]),
)
def test_shifting_there_and_back_keeps_the_unit(start: date, count: int, unit: str) -> None:
    """As many units back as forth lead to the same day, week, month or year."""
    here = shifted(day_value(start), 0, unit)
    assert here is not None
    there = shifted(here, count, unit)
    assert there is not None
    assert shifted(there, -count, unit) == here


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "Y", "DE"]))
def test_a_unit_holds_the_day_that_it_was_made_from(day: date, unit: str) -> None:
    """The week of a day begins on or before it and ends after it; so do its month, quarter and year."""
    value = shifted(day_value(day), 0, unit)
    assert value is not None
    start, end, _ = interval_of(value)
    assert start is not None
    assert end is not None
    assert start <= day.isoformat() < end
    assert first_day(value) == date.fromisoformat(start)


@pytest.mark.parametrize("published", ["2022-09-14", None])
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1.",
        "1:",
        "a",
        "п'",
        "'",
        "-",
        "in the ",
        "the end of ",
        "twenty ",
        "last ",
        "and 5 ",
        "10:30 ",
        "Friday ",
        "до ",
        "1941-",
        "((",
        "the the ",
    ],
)
def test_work_grows_with_length_and_no_faster(piece: str, published: str | None) -> None:
    """Eight times the text takes about eight times the work, whatever is repeated: there is no blow-up."""
    short, long = (Document("d", (piece * size)[:size], published=published) for size in (1_000, 8_000))
    find_times(short)
    assert lines_run(lambda: find_times(long)) < 10 * lines_run(lambda: find_times(short))
