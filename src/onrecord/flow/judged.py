"""What judgements mean for one reading: what they reach, and what is different then. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.basics.spans import Span, hull
from onrecord.records import Document, Happening, Place, PlaceKind, PlaceRole, Precision, Reading, Time, TimeType
from onrecord.records.judgement import Anchor, Judgement, JudgementKind

AROUND = 48
"""Code points before and after the words of an anchor by which they are found in another version of the text."""

ALONE = 24
"""Words at least so long, and there once, are found without what stood around them."""

ENOUGH = 0.5
"""Spans that share at least so much of what they cover together are the same words read again."""

_AREAS = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})


@dataclass(frozen=True, slots=True)
class Reached:
    """A judgement as far as one reading is concerned: the statement (if any) and the happenings that it reaches there.

    `place` is set where only the happening's voice at that place is meant.
    """

    judgement: Judgement
    about: str
    statement: str | None
    happenings: tuple[str, ...]
    place: str | None


def anchor(about: str, reading: Reading, thing: str, *, place: str | None = None) -> Anchor:
    """The words of a statement or happening (`thing`, an id of the reading) that a judgement on `about` rests on.

    Raises:
        KeyError: the reading has nothing of this id.
    """
    said = next((s for s in reading.statements if s.id == thing), None)
    coded = next((h for h in reading.happenings if h.id == thing), None)
    if said is None and coded is None:
        raise KeyError(thing)
    spans = said.content if said is not None else coded.trigger if coded is not None else ()
    text, whole = reading.document.text, hull(spans)
    start, end = (whole.start, whole.end) if whole else (0, 0)
    return Anchor(
        about=about,
        document=reading.document.id,
        sha256=reading.document.sha256,
        statement=said.id if said is not None else coded.statement if coded is not None else None,
        happening=coded.id if coded is not None else None,
        spans=spans,
        words=text[start:end],
        before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND],
        place=place,
    )


def located(one: Anchor, document: Document) -> tuple[Span, ...] | None:
    """Where the anchor's words stand in this text; None if they no longer do, or more than once with nothing to tell which."""
    if one.sha256 == document.sha256:
        return one.spans
    first = min((s.start for s in one.spans), default=0)
    text = document.text
    found = text.find(one.before + one.words + one.after)
    if found >= 0:
        found += len(one.before)
    elif len(one.words) >= ALONE and text.count(one.words) == 1:
        found = text.find(one.words)
    else:
        return None
    return tuple(Span(s.start - first + found, s.end - first + found) for s in one.spans)


def reach(judgements: Iterable[Judgement], reading: Reading) -> tuple[Reached, ...]:
    """What the judgements in force reach in a reading, oldest judgement first.

    A judgement reaches what was read in the same words: of the same id, or else that which overlaps them most.
    """
    ordered = sorted((j for j in judgements if j.in_force), key=lambda j: (j.at, j.id))
    found = (_reached(j, one, reading) for j in ordered for one in j.anchors if one.document == reading.document.id)
    return tuple(dict.fromkeys(reached for reached in found if reached is not None))


def _reached(judgement: Judgement, one: Anchor, reading: Reading) -> Reached | None:
    spans = located(one, reading.document)
    if not spans:
        return None
    if one.happening is not None:
        coded = _nearest(one.happening, spans, [(h.id, h.trigger) for h in reading.happenings])
        statement = next((h.statement for h in reading.happenings if h.id == coded), None)
        return Reached(judgement, one.about, statement, (coded,), one.place) if coded else None
    said = _nearest(one.statement, spans, [(s.id, s.content) for s in reading.statements])
    if said is None:
        return None
    return Reached(judgement, one.about, said, tuple(h.id for h in reading.happenings if h.statement == said), one.place)


def _nearest(wanted: str | None, spans: Sequence[Span], things: Sequence[tuple[str, Sequence[Span]]]) -> str | None:
    shared = [(_share(spans, others), name == wanted, name) for name, others in things]
    near = [(same, share, name) for share, same, name in shared if share > 0 and (same or share >= ENOUGH)]
    return max(near)[2] if near else None


def _share(some: Sequence[Span], others: Sequence[Span]) -> float:
    """Code points that two sets of spans share, of those that they cover together: 0..1."""
    one = {n for span in some for n in range(span.start, span.end)}
    two = {n for span in others for n in range(span.start, span.end)}
    return len(one & two) / len(one | two) if one and two else 0.0


def misread(reached: Iterable[Reached]) -> frozenset[tuple[str, str | None]]:
    """The happenings that make no claim, each with the place that is meant, None for all of them."""
    return frozenset((h, r.place) for r in reached if r.judgement.kind is JudgementKind.MISREAD for h in r.happenings)


def corrected(reading: Reading, reached: Iterable[Reached]) -> Reading:
    """The reading with places and times as judged, for the cross-check; the one that is stored stays as it was read."""
    places, happenings = list(reading.places), {h.id: h for h in reading.happenings}
    for one in reached:
        for name in one.happenings:
            if one.judgement.kind is JudgementKind.WRONG_PLACE:
                happenings[name] = _placed(happenings[name], one, places)
            elif one.judgement.kind is JudgementKind.WRONG_TIME:
                happenings[name] = replace(happenings[name], time=_day(one.judgement.correction))
    return replace(reading, places=tuple(places), happenings=tuple(happenings[h.id] for h in reading.happenings))


def _placed(happening: Happening, one: Reached, places: list[Place]) -> Happening:
    """The happening at the right place, in the role of the wrong one; areas that held the wrong one go with it."""
    known = [(index, role) for index, role in happening.places if index < len(places)]
    wrong = [(i, role) for i, role in known if one.place is None or one.place in (places[i].id, places[i].name)] or known
    kept = [pair for pair in known if pair not in wrong and places[pair[0]].kind not in _AREAS]
    if one.judgement.place is not None:
        role = wrong[0][1] if wrong else PlaceRole.AT
        places.append(_place(one.judgement))
        kept.insert(0, (len(places) - 1, role))
    return replace(happening, places=tuple(kept))


def _place(judgement: Judgement) -> Place:
    right = judgement.place
    if right is None:
        raise ValueError(f"judgement {judgement.id!r} names no place")
    why = f"judged by {judgement.by}"
    return Place((), right.name, right.id, right.kind, right.lat, right.lon, right.radius_m, right.country, right.admin1, why)


def _day(value: str | None) -> Time | None:
    if value is None:
        return None
    after = (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    return Time((), TimeType.DATE, value, value, after, Precision.DAY)
