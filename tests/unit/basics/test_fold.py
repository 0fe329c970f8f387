"""Two spellings of one name are equal when folded."""

from __future__ import annotations

import pytest

from onrecord.basics.fold import folded, source_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ministry of Defence", "ministry  of defence"),
        ("Kharkiv Mayor’s Office", "Kharkiv mayor's office"),
        ("Zaporizhzhia-based", "Zaporizhzhia based"),
        ("Müller", "Muller"),
        ("ÉLYSÉE", "Élysée"),
        ("Kup'iansk", "Kup’iansk"),
    ],
)
def test_folded_joins_spellings(one: str, other: str) -> None:
    """Case, accents, apostrophes, hyphens, articles and a possessive make no difference."""
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Ministry of Defence", "Ministry of Justice"), ("Kyiv", "Kharkiv"), ("The", "A")])
def test_folded_keeps_names_apart(one: str, other: str) -> None:
    """Words do."""
    assert folded(one) != folded(other)


def test_source_key_prefers_the_register() -> None:
    """A known actor has one key under every name; without a name there is none."""
    assert source_key("staff", "Gen. Staff") == "staff"
    assert source_key(None, "The Mayor") == "mayor"
    assert source_key(None, None) is None
    assert source_key(None, "…") is None
