"""Writing a casebook: one transaction a document, rows marked with what made them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from onrecord.basics.fold import source_key
from onrecord.basics.ids import content_id
from onrecord.errors import UsageError
from onrecord.records.capture import Capture
from onrecord.records.claim import Claim, Voice
from onrecord.records.document import Document, parse_moment
from onrecord.records.happening import HappeningType
from onrecord.records.reading import Reading
from onrecord.store.base import Due, LinkKind, Outcome, Stored, fingerprint
from onrecord.store.codec import pack, unpack
from onrecord.store.sqlite.claims import put_spot
from onrecord.store.sqlite.database import Database
from onrecord.store.sqlite.links import mark_unlinked
from onrecord.store.sqlite.situation import mark_due, mark_told, place_key

_OUTAGES = frozenset({HappeningType.OUTAGE, HappeningType.RESTORATION})

CHUNK = 1 << 20
"""Bytes of a capture in one row, before compression."""


def version_id(mark: str) -> str:
    """The id of the version that has this fingerprint."""
    return content_id("v", mark)


def method_row(db: Database, step: str, method: str) -> int:
    """The number under which rows name the method that made them."""
    found = db.one("SELECT id FROM methods WHERE step = ? AND method = ?", (step, method))
    if found:
        return int(found[0])
    return int(db.one("INSERT INTO methods (step, method) VALUES (?, ?) RETURNING id", (step, method))[0])


def put_capture(db: Database, capture: Capture) -> bool:
    if db.one("SELECT 1 FROM captures WHERE digest = ?", (capture.digest,)):
        return False
    with db.transaction():
        db.run(
            "INSERT INTO captures VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                capture.digest,
                len(capture.content),
                capture.location,
                capture.fetched_at,
                capture.media_type,
                capture.status,
                pack(capture.headers),
            ),
        )
        for number, start in enumerate(range(0, len(capture.content), CHUNK)):
            packed = zlib.compress(capture.content[start : start + CHUNK], 6)
            db.run("INSERT INTO capture_chunks VALUES (?, ?, ?)", (capture.digest, number, packed))
    return True


def put_reading(
    db: Database, reading: Reading, voices: Sequence[Voice], *, capture: str | None, added_at: str, sketch: str
) -> Stored:
    mark = fingerprint(reading.document)
    with db.transaction():
        known = db.one("SELECT id, page FROM versions WHERE fingerprint = ?", (mark,))
        if known:
            return Stored(known[0], known[1], Outcome.UNCHANGED)
        page, number = _page(db, reading.document)
        row = _put_version(db, reading, page, number, mark, capture, added_at, sketch)
        put_steps(db, row, reading.made_by)
        for step in STEPS:
            STEPS[step](db, row, reading)
        put_voices(db, row, reading, voices)
        if number > 1:
            # What an older version said may be taken back by this one.
            older = "SELECT row FROM versions WHERE page = ? AND row <> ?"
            db.run(f"INSERT OR IGNORE INTO stale SELECT claim FROM voices WHERE version IN ({older})", (page, row))
            said = db.all(f"SELECT record FROM voices WHERE version IN ({older})", (page, row))
            mark_told(db, [unpack(Voice, record) for (record,) in said])
    return Stored(version_id(mark), page, Outcome.ADDED if number == 1 else Outcome.NEW_VERSION)


def _page(db: Database, document: Document) -> tuple[str, int]:
    """The page that the document is a version of, made if need be, and the version's number in it."""
    found = db.one("SELECT page FROM versions WHERE document = ? LIMIT 1", (document.id,))
    if not found and document.url:
        found = db.one("SELECT id FROM pages WHERE url = ? ORDER BY id LIMIT 1", (document.url,))
    if not found:
        db.run("INSERT INTO pages VALUES (?, ?)", (document.id, document.url))
        return document.id, 1
    page = str(found[0])
    last = db.one("SELECT max(number) FROM versions WHERE page = ?", (page,))[0]
    db.run("UPDATE versions SET newest = 0 WHERE page = ? AND newest", (page,))
    return page, int(last) + 1


def put_steps(db: Database, row: int, made_by: Mapping[str, str]) -> None:
    """Record which method each step used on a version."""
    for step, method in made_by.items():
        db.run("INSERT OR REPLACE INTO steps VALUES (?, ?, ?)", (row, step, method_row(db, step, method)))


def _moment(published: str | None) -> str | None:
    """The time of publication in UTC; None where the input gives none in a form and year that can be read."""
    try:
        moment = parse_moment(published) if published else None
    except (ValueError, OverflowError):
        return None
    return moment.isoformat() if moment and 1 < moment.year < 9999 else None


def _put_version(
    db: Database, reading: Reading, page: str, number: int, mark: str, capture: str | None, added_at: str, sketch: str
) -> int:
    document = reading.document
    moment = _moment(document.published)
    strange = any("\ud800" <= c <= "\udfff" for c in document.text)
    record = document if strange else replace(document, text="")
    method = method_row(db, "collect", reading.made_by.get("collect", "unknown"))
    row = db.one(
        "INSERT INTO versions (id, fingerprint, page, document, number, newest, sha256, title, text, published, published_at,"
        " day, publisher, url, language, record, statements, happenings, capture, added_at, sketch, made_by)"
        " VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING row",
        (
            version_id(mark),
            mark,
            page,
            document.id,
            number,
            document.sha256,
            document.title,
            document.text,
            document.published,
            moment,
            moment[:10] if moment else None,
            document.publisher,
            document.url,
            document.language,
            pack(record),
            len(reading.statements),
            len(reading.happenings),
            capture,
            added_at,
            sketch,
            method,
        ),
    )[0]
    authors = list(dict.fromkeys(document.authors))
    db.run_many("INSERT INTO authors VALUES (?, ?, ?)", [(row, n, name) for n, name in enumerate(authors)])
    return int(row)


def _put_statements(db: Database, row: int, reading: Reading) -> None:
    method = method_row(db, "attribute", reading.made_by.get("attribute", "unknown"))
    known = {e.id: e.known for e in reading.entities}
    for number, s in enumerate(reading.statements):
        who = s.source
        key = source_key(known.get(who.entity) if who.entity else None, who.name)
        values = (row, number, s.id, s.parent, key, who.name, who.kind.value, who.role, who.affiliation, who.side)
        db.run(
            "INSERT INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, s.stance.value, int(s.hedged), pack(s), method),
        )


def _put_happenings(db: Database, row: int, reading: Reading) -> None:
    method = method_row(db, "code", reading.made_by.get("code", "unknown"))
    for number, h in enumerate(reading.happenings):
        day = h.time.start[:10] if h.time and h.time.start else None
        holder = h.effect.holder if h.effect else None
        db.run(
            "INSERT INTO happenings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row, number, h.id, h.statement, h.type.value, h.modality.value, day, holder, pack(h), method),
        )


def _put_places(db: Database, row: int, reading: Reading) -> None:
    method = method_row(db, "locate", reading.made_by.get("locate", "unknown"))
    for number, p in enumerate(reading.places):
        values = (row, number, p.id, p.name, p.kind.value, p.lat, p.lon, p.country, p.admin1, int(p.literal))
        db.run("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*values, pack(p), method))


def _put_times(db: Database, row: int, reading: Reading) -> None:
    method = method_row(db, "date", reading.made_by.get("date", "unknown"))
    for number, t in enumerate(reading.times):
        db.run("INSERT INTO times VALUES (?, ?, ?, ?, ?, ?)", (row, number, t.start, t.end, pack(t), method))


def _put_entities(db: Database, row: int, reading: Reading) -> None:
    method = method_row(db, "identify", reading.made_by.get("identify", "unknown"))
    for number, e in enumerate(reading.entities):
        values = (row, number, e.id, e.known, e.name, e.kind.value, e.side, pack(e), method)
        db.run("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


STEPS: dict[str, Callable[[Database, int, Reading], None]] = {
    "locate": _put_places,
    "date": _put_times,
    "identify": _put_entities,
    "attribute": _put_statements,
    "code": _put_happenings,
}
"""What stores the rows of each step."""

TABLES = {"locate": "places", "date": "times", "identify": "entities", "attribute": "statements", "code": "happenings"}
"""Where the rows of each step are."""


def replace_step(db: Database, version: str, step: str, reading: Reading, voices: Sequence[Voice]) -> None:
    if step not in STEPS:
        raise UsageError(f"unknown step {step!r}; known: {', '.join(sorted(STEPS))}", code="unknown-step", step=step)
    with db.transaction():
        found = db.one("SELECT row FROM versions WHERE id = ?", (version,))
        if not found:
            raise UsageError(f"no version {version!r} in {str(db.path)!r}", code="unknown-document", version=version)
        row = int(found[0])
        db.run(f"DELETE FROM {TABLES[step]} WHERE version = ?", (row,))
        put_steps(db, row, {name: method for name, method in reading.made_by.items() if name in (step, "link")})
        STEPS[step](db, row, reading)
        db.run(
            "UPDATE versions SET statements = (SELECT count(*) FROM statements WHERE version = ?1),"
            " happenings = (SELECT count(*) FROM happenings WHERE version = ?1) WHERE row = ?1",
            (row,),
        )
        put_voices(db, row, reading, voices)


def put_voices(db: Database, row: int, reading: Reading, voices: Sequence[Voice]) -> None:
    """Put the voices of one version in place of those stored, and mark every claim that either touches as stale."""
    method = method_row(db, "link", reading.made_by.get("link", "unknown"))
    db.run("INSERT OR IGNORE INTO stale SELECT claim FROM voices WHERE version = ?", (row,))
    name = db.one("SELECT id FROM versions WHERE row = ?", (row,))[0]
    changed = [row[0] for row in db.all("SELECT DISTINCT key FROM voices WHERE version = ?", (row,))]
    mark_told(db, [unpack(Voice, gone) for (gone,) in db.all("SELECT record FROM voices WHERE version = ?", (row,))])
    db.run("DELETE FROM voices WHERE version = ?", (row,))
    for voice in voices:
        changed.append(_put_voice(db, row, replace(voice, version=name), method))
    mark_unlinked(db, LinkKind.CLAIM, dict.fromkeys(changed))
    # What the document is compared by rests on its text and its keys.
    db.run("DELETE FROM gists WHERE document = ?", (reading.document.id,))
    mark_unlinked(db, LinkKind.STORY, (reading.document.id,))
    mark_due(db, Due.DOCUMENT, [(reading.document.id, "")])


def _put_voice(db: Database, row: int, voice: Voice, method: int) -> str:
    """Store one voice under the claim that its key is joined to so far. Returns the key."""
    place = place_key(voice.place) if voice.place else None
    if voice.place is not None and place is not None:
        put_spot(db, place, voice.place)
    area = voice.place.area if voice.place else None
    key = voice.key or voice.claim
    joined = db.one("SELECT claim FROM voices WHERE key = ? LIMIT 1", (key,))
    claim = joined[0] if joined else key
    values = (key, claim, row, voice.happening, voice.type.value, place, area, voice.day, voice.reported_at)
    db.run(
        "INSERT OR REPLACE INTO voices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, voice.source_key, voice.side, voice.publisher, pack(voice), method),
    )
    db.run("INSERT OR IGNORE INTO stale VALUES (?)", (claim,))
    return key


def put_claims(db: Database, claims: Iterable[Claim], made_by: str) -> None:
    with db.transaction():
        method = method_row(db, "weigh", made_by)
        for claim in claims:
            _put_claim(db, claim, method)
            db.run("DELETE FROM stale WHERE claim = ?", (claim.id,))


def _put_claim(db: Database, claim: Claim, method: int) -> None:
    standing = claim.standing
    if standing is None:
        raise UsageError(f"claim {claim.id!r} has no standing; weigh it before it is stored", code="claim-unweighed")
    held = db.one("SELECT record FROM claims WHERE id = ?", (claim.id,))
    record = pack(replace(claim, voices=()))
    place = claim.places[0] if claim.places else None
    words = " ".join(dict.fromkeys(v.source for v in claim.voices if v.source))
    changed = standing.history[-1].at if standing.history else None
    values: tuple[Any, ...] = (claim.type.value, claim.start, claim.end, place.id if place else None)
    values += (place.name if place else None, place.lat if place else None, place.lon if place else None)
    values += (standing.status.value, standing.origins, changed, claim.summary, words, record, method)
    db.run(
        "INSERT INTO claims (id, type, start, until, place_id, place_name, lat, lon, status, origins, changed_at, summary, words,"
        " record, made_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET type = excluded.type, start = excluded.start, until = excluded.until,"
        " place_id = excluded.place_id, place_name = excluded.place_name, lat = excluded.lat, lon = excluded.lon,"
        " status = excluded.status, origins = excluded.origins, changed_at = excluded.changed_at, summary = excluded.summary,"
        " words = excluded.words, record = excluded.record, made_by = excluded.made_by",
        (claim.id, *values),
    )
    db.run("DELETE FROM claim_sides WHERE claim = ?", (claim.id,))
    db.run_many("INSERT OR IGNORE INTO claim_sides (claim, side) VALUES (?, ?)", [(claim.id, side) for side in standing.sides])
    _mark_changed(db, claim, held[0] if held else None, record)


def _mark_changed(db: Database, claim: Claim, before: str | None, record: str) -> None:
    """Store what the voices know of their origins now, and mark what rests on a claim as due where anything changed."""
    sql = (
        "UPDATE voices SET record = ?1 WHERE key = ?2 AND version = (SELECT row FROM versions WHERE id = ?3) AND happening = ?4"
        " AND record <> ?1"
    )
    changed = [v for v in claim.voices if db.run(sql, (pack(v), v.key, v.version, v.happening))]
    if not changed and before == record:
        return
    # Of control single voices tell; of outages the claim as a whole.
    mark_told(db, claim.voices if claim.type in _OUTAGES else changed)
    stood = unpack(Claim, before).standing if before else None
    if stood is None or claim.standing is None or stood.rivals != claim.standing.rivals:
        changed = list(claim.voices)
    mark_due(db, Due.DOCUMENT, {(v.document, "") for v in changed})


def drop_claims(db: Database, claims: Sequence[str]) -> None:
    with db.transaction():
        for claim in claims:
            db.run("DELETE FROM claims WHERE id = ?", (claim,))
            db.run("DELETE FROM stale WHERE claim = ?", (claim,))
