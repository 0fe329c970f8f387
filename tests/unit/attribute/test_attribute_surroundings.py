"""Whom officials speak for whose own words do not tell it: from the places and states around them."""

from __future__ import annotations

import pytest
from spoken import Said, spoken, two_islands

from onrecord.attribute import attribute
from onrecord.basics.spans import Span
from onrecord.identify import identify
from onrecord.records import Place, PlaceKind

REGISTER = two_islands()
COUNTRIES = {"Lowfield": "AR", "Haven": "BE", "Old Quay": "NO"}


def side(text: str, said: list[Said], mentions: list[tuple[str, str]] | None = None) -> str | None:
    """The side of the source of the last statement of a text; towns are those of COUNTRIES."""
    document, tagging = spoken(text, mentions=[*((town, "LOC") for town in COUNTRIES), *(mentions or [])], said=said)
    entities = identify(document, tagging, REGISTER)
    return attribute(document, tagging, entities, (), REGISTER, _places(text))[-1].source.side


def _places(text: str) -> list[Place]:
    return [
        Place((Span(at, at + len(town)),), town, town, PlaceKind.SETTLEMENT, 0.0, 0.0, 1.0, code, None, "")
        for town, code in COUNTRIES.items()
        for at in (text.find(town),)
        if at >= 0
    ]


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ("Officials in Lowfield", "the bridge was closed", "arvania"),
        ("The mayor of Haven", "the bridge was closed", "belmark"),
        ("A local official", "two houses burned in Lowfield", "arvania"),
        ("Officials", "a rocket hit Lowfield", "arvania"),
        ("Officials", "talks were held in Lowfield", None),
        ("A senior official", "a rocket hit Lowfield", None),
        ("Officials in Old Quay", "the bridge was closed", None),
        ("A local official", "the road from Haven to Lowfield is open", None),
        ("Residents of Lowfield", "the bridge was closed", None),
        ("A teacher in Lowfield", "the bridge was closed", None),
    ],
)
def test_a_place_tells_the_side_of_its_own_officials_only(source: str, content: str, expected: str | None) -> None:
    """Officials of a place in a party's country are that party's; places of both or of a third state tell nothing."""
    assert side(f"{source} said {content}.", [(source, "said", [content])]) == expected


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        ("Belmark closed its ports.", "The authorities", "belmark"),
        ("Norlandic papers were shut.", "The government", "norland"),
        ("Belmark and Arvania met.", "The authorities", None),
        ("“Belmark is to blame,” a crowd sang.", "The authorities", None),
        ("Belmark closed its ports.", "A man", None),
        ("Belmark closed its ports.", "The official", None),
        ("Belmark closed its ports.", "The foreign ministers", None),
    ],
)
def test_the_one_state_named_before_tells_whose_authorities_are_meant(before: str, source: str, expected: str | None) -> None:
    """ "The authorities" are those of the one state named last outside of quotations; one official of many is nobody's."""
    text = f"{before}\n\n{source} said the bridge was closed."
    mentions = [(name, "LOC") for name in ("Belmark", "Arvania")] + [("Norlandic", "MISC")]
    assert side(text, [(source, "said", ["the bridge was closed"])], mentions) == expected


def test_diplomats_speak_for_the_ministry_quoted_before_them() -> None:
    """The body quoted last is theirs, whatever country they talk about."""
    text = "The Arvanian foreign ministry said the truce holds. Belmark broke it twice, diplomats said."
    said: list[Said] = [
        ("The Arvanian foreign ministry", "said", ["the truce holds"]),
        ("diplomats", "said", ["Belmark broke it twice"]),
    ]
    assert side(text, said, [("Belmark", "LOC"), ("Arvanian", "MISC")]) == "arvania"
