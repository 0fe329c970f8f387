"""Whom a report cites: for the voice that stands in the same sentence, or for all of it."""

from __future__ import annotations

from datetime import date

import pytest
from spoken import two_islands

from onrecord.basics.spans import Span
from onrecord.link.cited import body_of, citations
from onrecord.records import Document, Entity, Reading
from onrecord.records.entity import EntityKind

DAY = date(2023, 3, 10)


def reading(text: str, *named: str) -> Reading:
    """A reading of the text in which these names are bodies."""
    entities = tuple(
        Entity(f"e-{n}", name, EntityKind.ORGANISATION, (Span(text.index(name), text.index(name) + len(name)),))
        for n, name in enumerate(named)
    )
    return Reading(Document("d", text), (), (), (), (), entities, {})


def cited(text: str, word: str, *named: str) -> str:
    """The mark of whom the text cites for the sentence with the word."""
    found = citations(reading(text, *named), two_islands(), DAY)
    at = text.index(word)
    return found.of([Span(at, at + len(word))]) or found.whole


@pytest.mark.parametrize(
    ("text", "named", "mark"),
    [
        ("Shells hit the pier, local media said, citing the Harbour Post.", ("Harbour Post",), "outlet:harbour-post"),
        ("Shells hit the pier, an official told the Harbour Post.", ("Harbour Post",), "outlet:harbour-post"),
        (
            "According to the Lantern, which cited Coast Radio, shells hit the pier.",
            ("Lantern", "Coast Radio"),
            "source:coast radio",
        ),
        (
            "Shells hit the pier, the Lantern said, citing the Arvanian Ministry of Defence.",
            ("Lantern", "Arvanian Ministry of Defence"),
            "source:arvania-defence-ministry",
        ),
        ("PORT ARVO (Harbour Post) - Shells hit the pier.", (), "outlet:harbour-post"),
        ("Shells hit the pier. (Harbour Post)", (), "outlet:harbour-post"),
        ("Shells hit the pier, cited by the Lantern as proof.", ("Lantern",), ""),
        ("Shells hit the pier, officials told reporters.", (), ""),
        ("The Lantern cited Coast Radio on Monday. Shells hit the pier.", ("Lantern", "Coast Radio"), ""),
    ],
)
def test_citations_name_who_is_behind_a_sentence(text: str, named: tuple[str, ...], mark: str) -> None:
    """Who is cited, told, or named in a dateline; nobody where the words only carry it on, or stand in another sentence."""
    assert cited(text, "hit", *named) == mark


def test_body_of_is_none_for_the_office_of_a_country() -> None:
    """A president speaks for a country, which is a side and no body; so does nobody for an id that is not known."""
    register = two_islands()
    assert body_of(register.actor("mira-tolen"), register, DAY) is None
    assert body_of(None, register, DAY) is None
