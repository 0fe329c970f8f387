"""Numbers in words."""

import pytest

from onrecord.basics.numbers import number_words, range_words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(2000, None, "2,000 or more"), (None, 5, "up to 5"), (3, 3, "3"), (1, 2.5, "1 to 2.5"), (None, None, "number unknown")],
)
def test_open_bounds_say_which_end_is_open(low, high, words):
    """A number without an upper bound is not shown as if it were exact."""
    assert range_words(low, high) == words


@pytest.mark.parametrize(
    ("value", "words"), [(1_000_000, "1,000,000"), (1_234_568, "1,234,568"), (2.5, "2.5"), (1_234_567.5, "1,234,567.5")]
)
def test_large_numbers_keep_every_digit(value, words):
    """Two of them that differ are told as two."""
    assert number_words(value) == words
