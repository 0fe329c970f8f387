"""A name that forces take or strike is a place, where its words alone look like a person's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import spoken

from onrecord.gazetteer import Gazetteer
from onrecord.locate import locate
from onrecord.records import Mention


def places(text: str, name: str, label: str, score: float) -> list[str]:
    """The places found in a text in which the tagger makes so much of the name."""
    document, tagging = spoken(text, mentions=[(name, label)], mended=False)
    mentions = tuple(Mention(m.span, m.label, score) for m in tagging.mentions)
    return [p.name for p in locate(document, replace(tagging, mentions=mentions), Gazetteer.open()) if name in p.name]


@pytest.mark.parametrize(
    ("text", "name", "label", "score", "found"),
    [
        ("The forces captured Lyman on Friday.", "Lyman", "PER", 0.6, True),
        ("Rockets struck Sloviansk on Friday.", "Sloviansk", "PER", 0.6, True),
        ("The police captured John on Friday.", "John", "PER", 0.99, False),
        ("The police captured Lyman Walker on Friday.", "Lyman", "PER", 0.6, False),
        ("The troops captured Quorlitz on Friday.", "Quorlitz", "LOC", 1.0, True),
        ("The troops captured Quorlitz on Friday.", "Quorlitz", "PER", 0.6, False),
    ],
)
def test_a_name_that_forces_take_is_a_place(text: str, name: str, label: str, score: float, found: bool) -> None:
    """If the gazetteer has it and the tagger is in doubt, or if the tagger calls it a place."""
    assert (places(text, name, label, score) == [name]) is found


@pytest.mark.parametrize(
    ("text", "label", "score", "found"),
    [
        ("Shelling hit Orikhiv, Huliaipole and Marinka.", "PER", 0.6, {"Orikhiv", "Huliaipole", "Marinka"}),
        ("Orikhiv, Huliaipole and Marinka were shelled overnight.", "PER", 0.6, {"Orikhiv", "Huliaipole", "Marinka"}),
        ("Orikhiv, Huliaipole, and Marinka have been without power.", "PER", 0.6, {"Orikhiv", "Huliaipole", "Marinka"}),
        ("Shelling hit Orikhiv, Huliaipole and Marinka.", "PER", 0.99, set()),
        ("Shelling hit Orikhiv, Huliaipole said.", "PER", 0.6, {"Orikhiv"}),
        ("Orikhiv, Huliaipole and Marinka dined together.", "PER", 0.6, set()),
    ],
    ids=["hit", "were-shelled", "without-power", "sure-persons", "no-list", "not-told-of"],
)
def test_what_is_told_of_one_name_of_a_list_is_told_of_all(text: str, label: str, score: float, found: set[str]) -> None:
    """Names with commas and "and" between are places together, where the tagger is in doubt about each."""
    names = ["Orikhiv", "Huliaipole", "Marinka"]
    document, tagging = spoken(text, mentions=[(name, label) for name in names if name in text], mended=False)
    mentions = tuple(Mention(m.span, m.label, score) for m in tagging.mentions)
    assert {p.name for p in locate(document, replace(tagging, mentions=mentions), Gazetteer.open())} == found
