"""Patterns of the lexicon, looked for as one."""

from __future__ import annotations

import pytest

from onrecord.attribute.lexicon import AnyOf

PATTERNS = AnyOf([r"\b(?:harbour|TV)s?\b", r"not (?:yet )?sure", r"^\W*no\b", r"(?-i:\bmay\b)"])


@pytest.mark.parametrize("text", ["Two Harbours burn", "on tv", "They are NOT YET SURE", '"No," he said', "It may rain"])
def test_any_of_finds_a_pattern_in_any_case(text: str) -> None:
    """Whichever of the patterns stands there, in capitals or not."""
    assert PATTERNS.search(text) is not None


@pytest.mark.parametrize("text", ["inharbour", "In May it rains", "There is no pier", ""])
def test_any_of_keeps_what_a_pattern_asks_for(text: str) -> None:
    """A word's edge, the start of the text and, where the pattern says so, small letters."""
    assert PATTERNS.search(text) is None
