"""Cutting a text into words, numbers and marks."""

from __future__ import annotations

import pytest

from onrecord.date.scan import tokens_of, whole_number


def test_tokens_cut_back_to_the_text() -> None:
    """Each token's offsets give its own text."""
    text = "At 10:35 a.m., п’ять днів тому."
    assert all(text[t.start : t.end] == t.text for t in tokens_of(text))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Friday's", ["friday", "'", "s"]),
        ("п’ять", ["п'ять"]),
        ("o'clock", ["o'clock"]),
        ("10:35", ["10:35"]),
        ("1990s", ["1990", "s"]),
        ("third-quarter", ["third", "-", "quarter"]),
    ],
)
def test_tokens_split_where_the_grammar_needs_it(text: str, keys: list[str]) -> None:
    """Possessives, decades and hyphens come apart; apostrophes inside of a word and clock times do not."""
    assert [t.key for t in tokens_of(text)] == keys


@pytest.mark.parametrize(("figures", "value"), [("12", 12), ("1,200", 1200), ("1.5", None), ("10:35", None), ("9" * 50, None)])
def test_whole_number_reads_counts_only(figures: str, value: int | None) -> None:
    """Decimals, clock times and absurd runs of digits are no counts."""
    assert whole_number(figures) == value
