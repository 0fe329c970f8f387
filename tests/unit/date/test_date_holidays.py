"""Days of feasts."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.date.holidays import easter, eastern_easter, holiday_day


@pytest.mark.parametrize(("year", "day"), [(2000, (4, 23)), (2022, (4, 17)), (2023, (4, 9)), (2024, (3, 31)), (2025, (4, 20))])
def test_western_easter(year: int, day: tuple[int, int]) -> None:
    """Known Easter Sundays of the western church."""
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(("year", "day"), [(2021, (5, 2)), (2022, (4, 24)), (2023, (4, 16)), (2024, (5, 5)), (2025, (4, 20))])
def test_eastern_easter(year: int, day: tuple[int, int]) -> None:
    """Known Easter Sundays of the eastern churches, as Gregorian days."""
    assert eastern_easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("thanksgiving", 2022, date(2022, 11, 24)),
        ("election-day", 2022, date(2022, 11, 8)),
        ("labor-day", 2022, date(2022, 9, 5)),
        ("memorial-day", 2022, date(2022, 5, 30)),
        ("christmas", 2022, date(2022, 12, 25)),
        ("no-such-feast", 2022, None),
        ("christmas", 900, None),
    ],
)
def test_feasts_of_a_year(name: str, year: int, expected: date | None) -> None:
    """Fixed and moving feasts; an unknown name or a year before the calendar has none."""
    assert holiday_day(name, year) == expected
