"""The side of officials whose own words name none."""

import time

import pytest
from spoken import two_islands

from onrecord.attribute.sides import side_in_context

REGISTER = two_islands()


@pytest.mark.parametrize(
    ("source", "content", "side"),
    [
        ("regional administrator", "Belmarkian shelling hit a school", "arvania"),
        ("local officials", "the Arvanian city of Lowfield is without water", "arvania"),
        ("national power company", "half of the homes across Arvania have no light", "arvania"),
        ("foreign minister", "Norland expelling two envoys", "norland"),
        ("foreign minister", "Belmark has broken the truce", None),
        ("foreign minister", "Belmark will keep the truce", "belmark"),
        ("local officials", "Belmarkian and Arvanian ships met", None),
        ("electricity provider", "the Arvanian city of Lowfield is without light", None),
        ("doctors", "Belmarkian shelling hit a school", None),
        ("world leaders", "the truce must hold", "international"),
    ],
)
def test_side_in_context_needs_an_official_and_a_telling_content(source: str, content: str, side: str | None) -> None:
    """Attacked places, the one country named and the announcing country tell; private people and firms take no side."""
    assert side_in_context(source, content, REGISTER) == side


def test_a_word_without_end_costs_no_more_than_its_length() -> None:
    """Looking for an attacker reads a long word once: a hundred thousand letters take no minutes."""
    began = time.perf_counter()
    assert side_in_context("local officials", "N" + "a" * 100_000, REGISTER) is None
    assert time.perf_counter() - began < 20  # a square of the length would take minutes
