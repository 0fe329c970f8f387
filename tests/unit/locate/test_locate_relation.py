"""onrecord.locate.place: precision and reasons."""

from __future__ import annotations

import pytest

from onrecord.locate.place import NEARBY_M, offset
from onrecord.records import PlaceKind


@pytest.mark.parametrize(
    ("before", "metres"),
    [
        ("a column 20 km south of ", 20_000),
        ("about 12 miles from ", 19_308),
        ("fighting near ", NEARBY_M),
        ("on the outskirts of ", NEARBY_M),
        ("за 30 кілометрів від ", 30_000),
        ("біля ", NEARBY_M),
        ("east of the ", NEARBY_M),
    ],
)
def test_an_offset_widens_the_disc(before: str, metres: int) -> None:
    """Distances and "near" are added to the radius, in metres."""
    found = offset(before + "Cusco", len(before), PlaceKind.SETTLEMENT)
    assert found is not None
    assert found[0] == metres


def test_a_part_of_an_area_is_told_and_not_widened() -> None:
    """ "northern Peru" lies in Peru's disc."""
    found = offset("floods in northern Peru", len("floods in northern "), PlaceKind.COUNTRY)
    assert found == (0, "the north of it; the disc is the whole area's")


def test_plain_words_are_no_offset() -> None:
    """A place that is simply named keeps its own radius."""
    assert offset("He lives in Cusco", len("He lives in "), PlaceKind.SETTLEMENT) is None
