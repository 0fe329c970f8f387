"""The schema says what the records can hold."""

import pytest
from jsonschema import Draft202012Validator, ValidationError

from onrecord.basics.spans import Span
from onrecord.records import (
    Document,
    Evidence,
    HappeningType,
    Modality,
    Place,
    PlaceKind,
    PlaceRelationKind,
    Reading,
    SourceKind,
    Stance,
    TimeType,
)
from onrecord.records.entity import EntityKind
from onrecord.records.schema import reading_schema

DEFINITIONS = reading_schema()["$defs"]


@pytest.mark.parametrize(
    ("listed", "kinds"),
    [
        (DEFINITIONS["source"]["properties"]["kind"]["enum"], SourceKind),
        (DEFINITIONS["statement"]["properties"]["stance"]["enum"], Stance),
        (DEFINITIONS["statement"]["properties"]["evidence"]["items"]["enum"], Evidence),
        (DEFINITIONS["happening"]["properties"]["type"]["enum"], HappeningType),
        (DEFINITIONS["happening"]["properties"]["modality"]["enum"], Modality),
        (DEFINITIONS["place"]["properties"]["kind"]["enum"], PlaceKind),
        (DEFINITIONS["relation"]["properties"]["kind"]["enum"], PlaceRelationKind),
        (DEFINITIONS["time"]["properties"]["type"]["enum"], TimeType),
        (DEFINITIONS["entity"]["properties"]["kind"]["enum"], EntityKind),
    ],
)
def test_the_schema_lists_exactly_the_kinds_that_the_code_knows(listed: list[str], kinds: type) -> None:
    """A kind added in one place only is found here."""
    assert set(listed) == {kind.value for kind in kinds}


def test_the_schema_is_one() -> None:
    """It is valid by its own standard."""
    Draft202012Validator.check_schema(reading_schema())


def place(**changes: object) -> Place:
    values = {"id": None, "lat": None, "lon": None, "radius_m": None, "why": "no entry fits"} | changes
    return Place(
        (Span(0, 5),),
        "Nowhere",
        values["id"],
        PlaceKind.OTHER,
        values["lat"],
        values["lon"],
        values["radius_m"],
        None,
        None,
        values["why"],
    )


def test_a_reading_with_an_unresolved_place_is_valid_and_one_with_a_guess_is_not() -> None:
    """`id: null` with coordinates is a guess, which the published form forbids."""
    validator = Draft202012Validator(reading_schema())
    document = Document("d", "Nowhere was hit.")
    validator.validate(Reading(document, (), (), (place(),), (), (), {}).to_dict())
    with pytest.raises(ValidationError):
        validator.validate(Reading(document, (), (), (place(lat=1.0, lon=2.0),), (), (), {}).to_dict())
