"""A casebook as rows, in the forms of CONTRACT (reference page "The record")."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from enum import StrEnum
from functools import partial
from typing import Any

from onrecord.errors import UsageError
from onrecord.flow.crosscheck import as_edited
from onrecord.flow.decisions import Decisions
from onrecord.flow.grades import claim_grade, source_grade
from onrecord.flow.replay import timeline
from onrecord.records import Course, Document, Happening, Place, Reading, Span
from onrecord.records.grade import SourceRecord
from onrecord.store import Store

Row = dict[str, Any]


class Kind(StrEnum):
    """What can be exported."""

    CLAIMS = "claims"
    STATEMENTS = "statements"
    HAPPENINGS = "happenings"
    CONTROL = "control"
    OUTAGES = "outages"
    DOCUMENTS = "documents"
    RELATIONS = "relations"
    SOURCES = "sources"
    JUDGEMENTS = "judgements"
    EDITS = "edits"
    LOSSES = "losses"
    CASUALTIES = "casualties"
    DISPLACEMENT = "displacement"
    TALKS = "talks"
    DETENTIONS = "detentions"
    AID = "aid"


class Format(StrEnum):
    """How it is written. In GeoJSON a row that is nowhere has a null geometry."""

    CSV = "csv"
    JSONL = "jsonl"
    GEOJSON = "geojson"


_COURSES = {Kind(course.value): course for course in Course}
"""Each timeline is a kind of its own."""

CSV_COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.CLAIMS: (
        "id", "type", "summary", "status", "grade", "place_id", "place", "lat", "lon", "start", "end", "origins", "denials",
        "sides", "low", "best", "high", "unit", "documents",
    ),
    Kind.STATEMENTS: (
        "document", "publisher", "published", "id", "source", "kind", "role", "affiliation", "side", "stance", "hedged",
        "evidence", "said", "cue", "content", "happenings", "parent",
    ),
    Kind.HAPPENINGS: (
        "document", "publisher", "published", "id", "statement", "type", "acled", "plover", "modality", "trigger", "agents",
        "targets", "place_id", "place", "lat", "lon", "start", "end", "low", "high", "unit", "of", "holder", "service", "extent",
        "share", "inside",
    ),
    Kind.CONTROL: ("place_id", "name", "lat", "lon", "from_date", "to_date", "holder", "claims"),
    Kind.OUTAGES: ("place_id", "name", "lat", "lon", "service", "extent", "from_date", "to_date", "claims", "restored"),
    Kind.DOCUMENTS: (
        "id", "page", "versions", "title", "published", "publisher", "authors", "url", "language", "sha256", "statements",
        "happenings", "story",
    ),
    Kind.RELATIONS: ("a", "b", "relation", "about", "same_origin", "claims"),
    Kind.SOURCES: (
        "key", "name", "kind", "role", "affiliation", "side", "statements", "documents", "claims", "first_day", "last_day",
        "grade", *SourceRecord.__slots__,
    ),
    Kind.JUDGEMENTS: (
        "id", "kind", "about", "correction", "note", "by", "at", "state", "undone_by", "undone_at", "undone_note", "words",
    ),
    Kind.EDITS: (
        "page", "document", "version", "publisher", "at", "seen", "kind", "what", "claim_before", "claim_after", "before",
        "after",
    ),
    **dict.fromkeys(_COURSES, (
        "day", "course", "type", "place_id", "name", "lat", "lon", "summary", "side", "claimants", "status", "origins", "low",
        "best", "high", "unit", "of", "claims",
    )),
}  # fmt: skip
"""The columns of each CSV file, in order."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}",
           "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
"""What a text from outside must not begin with in a spreadsheet, which would run it (OWASP, "CSV Injection"); a ' goes before."""


def export(store: Store, kind: Kind, form: Format) -> Iterator[str]:
    """The lines of an export, each with its line break.

    Args:
        store: the casebook; reading it is enough.
        kind: what to export.
        form: CSV has a heading and lists joined by spaces; JSON Lines one object a row; GeoJSON one FeatureCollection.
    """
    rows = ROWS[kind](store)
    if form is Format.JSONL:
        return (json.dumps(row, ensure_ascii=False) + "\n" for row in map(_published, rows))
    if form is Format.CSV:
        return _csv(CSV_COLUMNS[kind], rows)
    return _geojson(rows)


def kind_of(name: str) -> Kind:
    """The kind of this name.

    Raises:
        UsageError: `unknown-export`.
    """
    try:
        return Kind(name)
    except ValueError as error:
        known = ", ".join(Kind)
        raise UsageError(f"unknown export {name!r}; known: {known}", code="unknown-export", name=name) from error


# A row is what JSON Lines publish, with keys that start with "_" for what only the flat forms need.


def _claims(store: Store) -> Iterator[Row]:
    decisions = Decisions(store)
    for claim in as_edited(store, store.all_claims()):
        row = {**claim.to_dict(), "grade": claim_grade(claim, decisions).to_dict()}
        place = claim.places[0] if claim.places else None
        bounds = row["quantities"] or {}
        flat = {
            "place_id": place.id if place else None,
            "place": place.name if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "start": claim.start,
            "end": claim.end,
            "grade": row["grade"]["grade"],
            "documents": list(dict.fromkeys(v.document for v in claim.voices)),
            **{key: bounds.get(key) for key in ("low", "best", "high", "unit")},
        }
        yield {**row, "_flat": flat}


def _statements(store: Store) -> Iterator[Row]:
    for reading in store.readings():
        text = reading.document.text
        for statement in reading.statements:
            found = [h.id for h in reading.happenings if h.statement == statement.id]
            flat = {
                **{key: statement.source.to_dict()[key] for key in ("kind", "role", "affiliation", "side")},
                "source": statement.source.name,
                "said": statement.said.start if statement.said else None,
                "cue": _words(text, statement.cue),
                "content": _words(text, statement.content),
            }
            yield {**_about(reading.document), **statement.to_dict(found), "_flat": flat}


def _happenings(store: Store) -> Iterator[Row]:
    for reading in store.readings():
        for happening in reading.happenings:
            places = [reading.places[i] for i, _ in happening.places if i < len(reading.places)]
            row = {**_about(reading.document), **happening.to_dict()}
            located = [{**p, "of": reading.places[p["place"]].to_dict()} for p in row["places"]]
            yield {**row, "places": located, "_flat": _flat_happening(reading, happening, places)}


def _flat_happening(reading: Reading, happening: Happening, places: list[Place]) -> Row:
    """One place (the first that is resolved), one number, the names of the actors."""
    place = next((p for p in places if p.id), places[0] if places else None)
    quantity = happening.quantities[0] if happening.quantities else None
    effect = happening.effect
    return {
        "acled": happening.acled,
        "plover": happening.plover,
        "trigger": _words(reading.document.text, happening.trigger),
        "agents": "; ".join(a.name for a in happening.actors if a.role == "agent" and a.name),
        "targets": "; ".join(a.name for a in happening.actors if a.role == "target" and a.name),
        "place_id": place.id if place else None,
        "place": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "start": happening.time.start if happening.time else None,
        "end": happening.time.end if happening.time else None,
        "low": quantity.low if quantity else None,
        "high": quantity.high if quantity else None,
        "unit": quantity.unit if quantity else None,
        "of": quantity.of if quantity else None,
        "holder": effect.holder if effect else None,
        "service": effect.service if effect else None,
        "extent": effect.extent if effect else None,
        "share": effect.share if effect else None,
        "inside": happening.inside or None,
    }


def _control(store: Store) -> Iterator[Row]:
    return (span.to_dict() for span in store.control())


def _outages(store: Store) -> Iterator[Row]:
    return (span.to_dict() for span in store.outages())


def _documents(store: Store) -> Iterator[Row]:
    return (entry.to_dict() for entry in store.all_documents())


def _relations(store: Store) -> Iterator[Row]:
    return (relation.to_dict() for relation in store.relations())


def _sources(store: Store) -> Iterator[Row]:
    """Those who are quoted, with their record and the grade that follows from it."""
    decisions = Decisions(store)
    for source in store.sources(limit=-1):
        grade, record = source_grade(store, source.key, decisions)
        about = {field.name: getattr(source, field.name) for field in fields(source)}
        yield {**about, "grade": grade.to_dict(), "record": record.to_dict(), "_flat": {"grade": grade.code, **record.to_dict()}}


def _judgements(store: Store) -> Iterator[Row]:
    from onrecord.flow.judging import listed

    for judgement, state in listed(store):
        undone = judgement.undone
        flat = {
            "undone_by": undone.by if undone else None,
            "undone_at": undone.at if undone else None,
            "undone_note": undone.note if undone else None,
            "words": " … ".join(dict.fromkeys(a.words for a in judgement.anchors)),
        }
        yield {**judgement.to_dict(), "state": state.value, "_flat": flat}


def _timeline(store: Store, course: Course) -> Iterator[Row]:
    return (entry.to_dict() for entry in timeline(store, course))


def _edits(store: Store) -> Iterator[Row]:
    """One row for each claim that an edit touched, and one for an edit that touched none."""
    from onrecord.flow.edits import edits

    for edit in edits(store):
        about = {key: value for key, value in edit.to_dict().items() if key != "claims"}
        for change in edit.claims or (None,):
            before, after = (change.before, change.after) if change else (None, None)
            flat = {
                "claim_before": before.claim if before else None,
                "claim_after": after.claim if after else None,
                "before": before.words if before else None,
                "after": after.words if after else None,
            }
            nothing: Row = {"kind": None, "what": [], "before": None, "after": None}
            yield {**about, **(change.to_dict() if change else nothing), "_flat": flat}


ROWS: dict[Kind, Callable[[Store], Iterator[Row]]] = {
    Kind.CLAIMS: _claims,
    Kind.STATEMENTS: _statements,
    Kind.HAPPENINGS: _happenings,
    Kind.CONTROL: _control,
    Kind.OUTAGES: _outages,
    Kind.DOCUMENTS: _documents,
    Kind.RELATIONS: _relations,
    **{kind: partial(_timeline, course=course) for kind, course in _COURSES.items()},
    Kind.SOURCES: _sources,
    Kind.JUDGEMENTS: _judgements,
    Kind.EDITS: _edits,
}
"""Where the rows of each kind come from."""


def _about(document: Document) -> Row:
    return {"document": document.id, "publisher": document.publisher, "published": document.published}


def _words(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(" ".join(span.of(text).split()) for span in spans)


def _published(row: Row) -> Row:
    return {key: value for key, value in row.items() if not key.startswith("_")}


def _csv(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    for values in _cells(columns, rows):
        writer.writerow(values)
        yield held.getvalue()
        held.seek(0)
        held.truncate()


def _cells(columns: tuple[str, ...], rows: Iterable[Row]) -> Iterator[list[str]]:
    yield list(columns)
    for row in rows:
        flat = {**row, **row.get("_flat", {})}
        yield [_cell(flat.get(column)) for column in columns]


def _cell(value: object) -> str:
    """A value as CSV has it: nothing for None, lists joined by spaces, a line for a text; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    words = " ".join(map(str, value)) if isinstance(value, (list, tuple)) else " ".join(str(value).split())
    return f"'{words}" if words.startswith(FORMULA) else words


def _geojson(rows: Iterable[Row]) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": [\n'
    first = True
    for row in rows:
        flat = {**row, **row.get("_flat", {})}
        feature = {"type": "Feature", "geometry": _geometry(flat), "properties": _published(row)}
        yield ("" if first else ",\n") + json.dumps(feature, ensure_ascii=False)
        first = False
    yield "\n]}\n"


def _geometry(flat: Row) -> Row | None:
    """The area that the words mean ("20 km south of") where a place of the row has one, else its point; None for no place."""
    for place in flat.get("places") or ():
        of = place.get("of") if isinstance(place, dict) else None
        if of and of["id"] == flat.get("place_id") and of["relation"] and of["shape"]:
            shape: Row = of["shape"]
            return shape
    lat, lon = flat.get("lat"), flat.get("lon")
    return None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
