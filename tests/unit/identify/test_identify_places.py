"""A name that was found to be a place is no person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import spoken, two_islands

from onrecord.basics.spans import Span
from onrecord.identify import identify
from onrecord.records import Mention, Place, PlaceKind
from onrecord.records.entity import EntityKind

TEXT = "Orikhiv came under fire, Tolen said."


def place(*, literal: bool = True, known: bool = True) -> Place:
    """Orikhiv, resolved or not, as something in the world or as a mere name."""
    id_ = "geonames:698428" if known else None
    return Place((Span(0, 7),), "Orikhiv", id_, PlaceKind.SETTLEMENT, 47.57, 35.78, 3000, "UA", None, "", (), literal)


def kind_of_orikhiv(places: list[Place], *, score: float = 0.7, source: str = "Tolen") -> EntityKind:
    """What Orikhiv is in a text where the tagger takes it for a person."""
    document, tagging = spoken(
        TEXT, mentions=[("Orikhiv", "PER"), ("Tolen", "PER")], said=[(source, "said", ["came under fire"])]
    )
    mentions = tuple(Mention(m.span, m.label, score) for m in tagging.mentions)
    found = identify(document, replace(tagging, mentions=mentions), two_islands(), places)
    return next(entity.kind for entity in found if entity.name == "Orikhiv")


def test_a_person_that_is_found_to_be_a_place_is_one() -> None:
    """The place wins over the tagger's doubtful label."""
    assert kind_of_orikhiv([]) is EntityKind.PERSON
    assert kind_of_orikhiv([place()]) is EntityKind.PLACE


@pytest.mark.parametrize(
    ("places", "score", "source"),
    [
        ([place()], 0.98, "Tolen"),
        ([place()], 0.7, "Orikhiv"),
        ([place(literal=False)], 0.7, "Tolen"),
        ([place(known=False)], 0.7, "Tolen"),
    ],
    ids=["sure", "speaks", "not-literal", "unresolved"],
)
def test_a_person_stays_one_where_more_speaks_for_it(places: list[Place], score: float, source: str) -> None:
    """One that the tagger is sure of, that says something, or that is no place on the map."""
    assert kind_of_orikhiv(places, score=score, source=source) is EntityKind.PERSON
