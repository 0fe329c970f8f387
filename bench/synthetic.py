"""Made-up reports for timings: stories told by some outlets each, at made-up places, `STATEMENTS` statements a report."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from onrecord.basics.ids import content_id
from onrecord.basics.spans import Span
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
    Quantity,
    Reading,
    Source,
    SourceKind,
    Stance,
    Statement,
)
from onrecord.records.entity import EntityKind

STATEMENTS = 8
"""Statements of a report."""

A_DAY = 300
"""Statements of a day: a larger casebook is one of more days."""

OUTLETS = 40
REGIONS, TOWNS = 25, 20
FIRST = date(2010, 1, 1)
SIDES = ("north", "south")
TYPES = (
    HappeningType.STRIKE,
    HappeningType.CASUALTIES,
    HappeningType.CLASH,
    HappeningType.CAPTURE,
    HappeningType.OUTAGE,
    HappeningType.RESTORATION,
)
_SYLLABLES = [a + b for a in "bcdfghjklmnprstvz" for b in "aeiou"]


def reports(statements: int, *, seed: int = 2022) -> Iterator[Reading]:
    """Reports that make at least so many statements, day by day."""
    made = 0
    day = 0
    while made < statements:
        for reading in _of_a_day(day, seed):
            yield reading
            made += len(reading.statements)
            if made >= statements:
                return
        day += 1


def _of_a_day(day: int, seed: int) -> Iterator[Reading]:
    rng = random.Random(f"{seed}/{day}")
    told = 0
    while told < A_DAY:
        place, words = _place(rng), [_word(rng) for _ in range(30)]
        things = [(rng.choice(TYPES), rng.randint(1, 60)) for _ in range(3)]
        for outlet in rng.sample(range(OUTLETS), rng.randint(1, 6)):
            yield _report(rng, FIRST + timedelta(days=day), outlet, place, words, things)
            told += STATEMENTS


def _report(
    rng: random.Random, day: date, outlet: int, place: Place, words: list[str], things: list[tuple[HappeningType, int]]
) -> Reading:
    said = [rng.choice(things) for _ in range(STATEMENTS)]
    sentences = [
        f"{place.name} {kind.value} {number} {' '.join(rng.sample(words, 8))} {' '.join(_word(rng) for _ in range(4))}."
        for kind, number in said
    ]
    text = " ".join(sentences)
    name = content_id("syn", day, outlet, text)
    document = Document(name, text, published=f"{day}T{rng.randint(0, 23):02}:00:00+00:00", publisher=f"Outlet {outlet}")
    statements, happenings, at = [], [], 0
    for n, ((kind, number), sentence) in enumerate(zip(said, sentences, strict=True)):
        side = SIDES[rng.random() < 0.5]
        whole = Span(at, at + len(sentence))
        who = Source((Span(at, at + 1),), "e-1", f"Ministry of {side}", SourceKind.ORGANISATION, side=side)
        stance = Stance.DENY if rng.random() < 0.08 else Stance.ASSERT
        statements.append(Statement(f"s-{n}", who, (Span(at, at + 1),), (whole,), stance, False, (), None, None))
        happenings.append(_happening(f"h-{n}", f"s-{n}", kind, number, whole, side))
        at += len(sentence) + 1
    entity = Entity("e-1", "Ministry", EntityKind.ORGANISATION, (Span(0, 1),), None, None)
    steps = ("collect", "attribute", "code", "locate", "date", "identify")
    made_by = dict.fromkeys(steps, "synthetic 1")
    return Reading(document, tuple(statements), tuple(happenings), (place,), (), (entity,), made_by)


def _happening(name: str, statement: str, kind: HappeningType, number: int, whole: Span, side: str) -> Happening:
    effect = None
    if kind in (HappeningType.OUTAGE, HappeningType.RESTORATION):
        effect = Effect(service="power", extent="total")
    if kind is HappeningType.CAPTURE:
        effect = Effect(holder=SIDES[0])
    count = (Quantity((whole,), number, number, "people", "killed"),) if kind is HappeningType.CASUALTIES else ()
    trigger, actors, places = (Span(whole.start, whole.start + 1),), (Actor("agent", (), None, side, side),), ((0, PlaceRole.AT),)
    return Happening(
        name, statement, kind, None, None, trigger, actors, places, None, Modality.ACTUAL, count, effect, "synthetic"
    )


def _place(rng: random.Random) -> Place:
    region, town = rng.randrange(REGIONS), rng.randrange(TOWNS)
    lat, lon = 45 + region * 0.3 + town * 0.01, 25 + (region % 5) * 2 + town * 0.05
    number = region * TOWNS + town
    return Place(
        (Span(0, 1),), f"Town{number}", f"made-up:{number}", PlaceKind.SETTLEMENT, lat, lon, 3000, "XX", f"Region{region}", "made"
    )


def _word(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=3))
