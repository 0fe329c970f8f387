"""From a value to the stretch of time that it covers."""

from __future__ import annotations

import pytest

from onrecord.date.intervals import interval_of
from onrecord.records import Precision


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2022-09-14", "2022-09-14", "2022-09-15", Precision.DAY),
        ("2022-W37", "2022-09-12", "2022-09-19", Precision.WEEK),
        ("2022-W37-WE", "2022-09-17", "2022-09-19", Precision.WEEK),
        ("2020-02", "2020-02-01", "2020-03-01", Precision.MONTH),
        ("2022-12", "2022-12-01", "2023-01-01", Precision.MONTH),
        ("2022-Q4", "2022-10-01", "2023-01-01", Precision.QUARTER),
        ("2022-H1", "2022-01-01", "2022-07-01", Precision.QUARTER),
        ("2022-SU", "2022-06-01", "2022-09-01", Precision.SEASON),
        ("2022-WI", "2021-12-01", "2022-03-01", Precision.SEASON),
        ("2022", "2022-01-01", "2023-01-01", Precision.YEAR),
        ("199", "1990-01-01", "2000-01-01", Precision.DECADE),
        ("19", "1900-01-01", "2000-01-01", Precision.CENTURY),
        ("2022-09-14TEV", "2022-09-14T18:00", "2022-09-15T00:00", Precision.PART_OF_DAY),
        ("2022-09-14TNI", "2022-09-14T20:00", "2022-09-15T06:00", Precision.PART_OF_DAY),
        ("2022-09-14T10:35", "2022-09-14T10:35", "2022-09-14T10:36", Precision.MINUTE),
        ("2022-09-14T24:00", "2022-09-15T00:00", "2022-09-15T00:01", Precision.MINUTE),
    ],
)
def test_interval_is_half_open(value: str, start: str, end: str, precision: Precision) -> None:
    """The end is the first moment after, in the same granularity as the start."""
    assert interval_of(value) == (start, end, precision)


@pytest.mark.parametrize("value", ["PAST_REF", "XXXX-09-14", "XXXX-WXX-1", "P3M", "2022-XX", "9999-12-31", "2022-02-30"])
def test_what_the_words_leave_open_has_no_interval(value: str) -> None:
    """An open value, a length and a day beyond the calendar have neither end."""
    start, end, _ = interval_of(value)
    assert (start, end) == (None, None)


def test_edges_keep_a_third() -> None:
    """Early, mid and late March are its first, middle and last third."""
    assert interval_of("2022-03", "start")[:2] == ("2022-03-01", "2022-03-11")
    assert interval_of("2022-03", "mid")[:2] == ("2022-03-11", "2022-03-22")
    assert interval_of("2022-03", "end")[:2] == ("2022-03-22", "2022-04-01")


def test_a_named_zone_gives_the_offset_of_that_day() -> None:
    """Kyiv is three hours ahead in summer and two in winter."""
    assert interval_of("2022-07-01T10:00", zone="Europe/Kyiv")[0] == "2022-07-01T10:00+03:00"
    assert interval_of("2022-12-01T10:00", zone="Europe/Kyiv")[0] == "2022-12-01T10:00+02:00"


def test_local_time_names_no_zone() -> None:
    """ "Local" does not say where, so no offset is made up."""
    assert interval_of("2022-07-01T10:00", zone="local")[0] == "2022-07-01T10:00"
