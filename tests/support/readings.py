"""Readings for tests: one short report, with one happening, said by somebody or in the outlet's own voice."""

from __future__ import annotations

from dataclasses import replace

from onrecord.link import sketch, voices
from onrecord.records import (
    Actor,
    Document,
    Effect,
    Entity,
    Happening,
    HappeningType,
    Modality,
    Place,
    PlaceKind,
    PlaceRole,
    Precision,
    Quantity,
    Reading,
    Source,
    SourceKind,
    Span,
    Stance,
    Statement,
    Time,
    TimeType,
    Voice,
)
from onrecord.records.entity import EntityKind
from onrecord.records.statement import Evidence

BALAKLIIA = Place(
    (Span(0, 1),), "Balakliia", "geonames:712886", PlaceKind.SETTLEMENT, 49.4563, 36.8389, 3000, "UA", "Kharkiv", "only candidate"
)
IZIUM = Place(
    (Span(0, 1),), "Izium", "geonames:707292", PlaceKind.SETTLEMENT, 49.2088, 37.2485, 3000, "UA", "Kharkiv", "only one"
)


def report(
    name: str,
    *,
    type_: HappeningType = HappeningType.CAPTURE,
    publisher: str | None = "The Dispatch",
    published: str | None = "2022-09-08T10:00:00+00:00",
    text: str | None = None,
    url: str | None = None,
    place: Place | None = BALAKLIIA,
    holder: str | None = "ukraine",
    agent: str | None = "ukraine",
    target: str | None = None,
    source: str | None = None,
    known: str | None = None,
    side: str | None = None,
    stance: Stance = Stance.ASSERT,
    modality: Modality = Modality.ACTUAL,
    hedged: bool = False,
    day: str | None = None,
    low: float | None = None,
    high: float | None = None,
    service: str | None = None,
    share: str | None = None,
    inside: bool = False,
    unit: str = "people",
    evidence: tuple[Evidence, ...] = (),
) -> Reading:
    """A report `name` of one happening. With `source` it is said by somebody; without, in the outlet's own voice."""
    body = text or f"Report {name}: something of the kind {type_.value} at {place.name if place else 'no place'}."
    document = Document(name, body, published=published, publisher=publisher, url=url, language="en", authors=("A. Writer",))
    whole = Span(0, len(body))
    entity = Entity("e-1", source, EntityKind.ORGANISATION, (Span(0, 1),), known, side) if source else None
    said = Source((Span(0, 1),), "e-1", source, SourceKind.ORGANISATION, side=side)
    statement = Statement("s-1", said, (Span(1, 2),), (whole,), stance, hedged, evidence, None, None) if source else None
    time = None
    if day is not None:
        time = Time((Span(0, 1),), TimeType.DATE, day, day, day, Precision.DAY)
    actors = [Actor("agent", (), None, agent, agent)] if agent else []
    actors += [Actor("target", (), None, target, target)] if target else []
    number = Quantity((Span(2, 3),), low, high, unit, "killed" if unit == "people" else None)
    effect = (
        Effect(service=service, extent="total") if service else Effect(holder=holder, share=share) if holder or share else None
    )
    happening = Happening(
        "h-1",
        "s-1" if statement else None,
        type_,
        None,
        None,
        (Span(0, 6),),
        tuple(actors),
        ((0, PlaceRole.AT),) if place else (),
        time,
        modality,
        (number,) if low is not None or high is not None else (),
        effect,
        "built for a test",
        inside,
    )
    return Reading(
        document,
        (statement,) if statement else (),
        (happening,),
        (replace(place, spans=(Span(0, 1),)),) if place else (),
        (time,) if time else (),
        (entity,) if entity else (),
        {
            "collect": "test 1",
            "attribute": "test 1",
            "code": "test 1",
            "locate": "test 1",
            "date": "test 1",
            "identify": "test 1",
        },
    )


def voices_of(*readings: Reading) -> tuple[Voice, ...]:
    """The voices of several readings, each with its document's name as its version."""
    return tuple(
        replace(voice, version=reading.document.id)
        for reading in readings
        for voice in voices(reading, text_sketch=sketch(reading.document.text))
    )
