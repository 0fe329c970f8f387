"""Reading claims, sources, places and the other lists, and searching."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from onrecord.records.claim import Claim, ClaimPlace, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.listing import ClaimEntry, CountEntry, Hit, PlaceEntry, SourceEntry
from onrecord.records.place import PlaceKind
from onrecord.store.base import ClaimFilter, ClaimOrder
from onrecord.store.codec import pack, unpack
from onrecord.store.sqlite.database import Database, called

_ORDERS = {
    ClaimOrder.DAY: "c.start DESC, c.id",
    ClaimOrder.CHANGED: "c.changed_at DESC, c.id",
    ClaimOrder.ORIGINS: "c.origins DESC, c.id",
}


def voices(db: Database, claims: Sequence[str]) -> dict[str, tuple[Voice, ...]]:
    """Ordered by report time (unknown first), document and happening, whatever the order of arrival."""
    found: dict[str, list[Voice]] = {}
    for start in range(0, len(claims), 500):
        some = claims[start : start + 500]
        marks = ",".join("?" * len(some))
        for voice in _spoken(db.all(f"SELECT claim, key, record FROM voices WHERE claim IN ({marks})", some)):
            found.setdefault(voice.claim, []).append(voice)
    return {c: tuple(sorted(found[c], key=_voice_order)) for c in claims if c in found}


def _voice_order(voice: Voice) -> tuple[str, str, str, str, str]:
    return voice.reported_at or "", voice.document, voice.version, voice.happening, voice.key


def neighbours(db: Database, claim: str, types: Sequence[HappeningType], days: int) -> tuple[str, ...]:
    marks = ",".join("?" * len(types))
    rows = db.all(
        "SELECT DISTINCT n.claim FROM (SELECT DISTINCT place_key, day FROM voices WHERE claim = ?) AS here JOIN voices AS n"
        f" ON n.place_key = here.place_key AND n.type IN ({marks})"
        " AND n.day BETWEEN date(here.day, ?) AND date(here.day, ?) WHERE n.claim <> ? ORDER BY n.claim",
        (claim, *(t.value for t in types), f"-{days} days", f"+{days} days", claim),
    )
    return tuple(r[0] for r in rows)


def claims_with_voices(db: Database, rows: Sequence[Any]) -> Iterator[Claim]:
    """Claims from rows of (id, record), each with its voices."""
    spoken = voices(db, [row[0] for row in rows])
    for name, record in rows:
        yield replace(unpack(Claim, record), voices=spoken.get(name, ()))


def claim(db: Database, name: str) -> Claim | None:
    rows = db.all("SELECT id, record FROM claims WHERE id = ?", (name,))
    if not rows:
        # A claim that was joined with another one is found under the ids that it had.
        rows = db.all("SELECT id, record FROM claims WHERE id = (SELECT claim FROM voices WHERE key = ? LIMIT 1)", (name,))
    return next(claims_with_voices(db, rows), None)


def _where(which: ClaimFilter) -> tuple[str, list[Any]]:
    """The conditions of a filter, each a test on `c`."""
    parts: list[tuple[str, Any]] = [
        ("c.start = ?", which.day),
        ("c.start >= ?", which.since),
        ("c.start <= ?", which.until),
        ("c.place_id = ?", which.place),
        ("c.type = ?", which.type.value if which.type else None),
        ("c.status = ?", which.status.value if which.status else None),
        ("c.id IN (SELECT claim FROM claim_sides WHERE side = ?)", which.side),
        ("c.id IN (SELECT claim FROM voices WHERE source_key = ?)", which.source),
        ("c.id IN (SELECT claim FROM voices WHERE publisher = ?)", which.outlet),
    ]
    chosen = [(test, value) for test, value in parts if value is not None]
    tests, values = [t for t, _ in chosen], [v for _, v in chosen]
    if which.types:
        tests.append(f"c.type IN ({','.join('?' * len(which.types))})")
        values += [t.value for t in which.types]
    if which.document:
        pages = "SELECT page FROM versions WHERE document = ? OR id = ? OR page = ?"
        tests.append(
            f"c.id IN (SELECT o.claim FROM voices AS o JOIN versions AS v ON v.row = o.version WHERE v.page IN ({pages}))"
        )
        values += [which.document] * 3
    return " AND ".join(tests) or "1", values


def claims(db: Database, which: ClaimFilter, order: ClaimOrder, limit: int, offset: int) -> tuple[Claim, ...]:
    where, values = _where(which)
    sql = f"SELECT c.id, c.record FROM claims AS c WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    return tuple(claims_with_voices(db, db.all(sql, (*values, limit, offset))))


def claim_entries(db: Database, which: ClaimFilter, order: ClaimOrder, limit: int, offset: int) -> tuple[ClaimEntry, ...]:
    where, values = _where(which)
    sql = f"SELECT c.id, c.record FROM claims AS c WHERE {where} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    rows = db.all(sql, (*values, limit, offset))
    carried = _carried(db, [row[0] for row in rows])
    return tuple(ClaimEntry(unpack(Claim, record), *carried.get(name, (0, ()))) for name, record in rows)


def _carried(db: Database, names: Sequence[str]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """How many voices each claim has, and its outlets in order of their first report."""
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for start in range(0, len(names), 500):
        some = names[start : start + 500]
        rows = db.all(
            "SELECT claim, publisher, count(*), min(coalesce(reported_at, '')) AS since FROM voices"
            f" WHERE claim IN ({','.join('?' * len(some))}) GROUP BY claim, publisher ORDER BY claim, since, publisher",
            some,
        )
        for name, publisher, many, _ in rows:
            before, outlets = found.get(name, (0, ()))
            found[name] = (before + many, outlets if publisher is None else (*outlets, publisher))
    return found


def count_claims(db: Database, which: ClaimFilter) -> int:
    where, values = _where(which)
    return int(db.one(f"SELECT count(*) FROM claims AS c WHERE {where}", values)[0])


def all_claims(db: Database) -> Iterator[Claim]:
    last = ""
    while rows := db.all("SELECT id, record FROM claims WHERE id > ? ORDER BY id LIMIT 500", (last,)):
        yield from claims_with_voices(db, rows)
        last = rows[-1][0]


def document_claims(db: Database, documents: Sequence[str]) -> tuple[Claim, ...]:
    found: dict[str, list[Voice]] = {}
    for document in documents:
        rows = db.all(
            "SELECT o.claim, o.key, o.record FROM versions AS v JOIN voices AS o ON o.version = v.row WHERE v.document = ?",
            (document,),
        )
        for voice in _spoken(rows):
            found.setdefault(voice.claim, []).append(voice)
    held = []
    for name in sorted(found):
        row = db.one("SELECT record FROM claims WHERE id = ?", (name,))
        if row:
            held.append(replace(unpack(Claim, row[0]), voices=tuple(sorted(found[name], key=_voice_order))))
    return tuple(held)


def put_spot(db: Database, key: str, place: ClaimPlace) -> None:
    """Keep a place that a voice names, as the first one had it."""
    if not db.one("SELECT 1 FROM spots WHERE place_key = ?", (key,)):
        values = (key, called(place.name), place.lat, place.lon, place.admin1, pack(place))
        db.run("INSERT INTO spots VALUES (?, ?, ?, ?, ?, ?)", values)


def named_places(db: Database, places: Sequence[str]) -> tuple[ClaimPlace, ...]:
    return tuple(place for name in places for place in _spots(db, "place_key = ?", (name,)))


def places_around(db: Database, lat: float, lon: float, degrees: float) -> tuple[ClaimPlace, ...]:
    square = (lat - degrees, lat + degrees, lon - degrees, lon + degrees)
    return _spots(db, "lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?", square)


def places_called(db: Database, name: str) -> tuple[ClaimPlace, ...]:
    return _spots(db, "lat IS NULL AND called = ?", (called(name),))


def places_in(db: Database, region: str) -> tuple[ClaimPlace, ...]:
    return _spots(db, "admin1 = ?", (region,))


def _spots(db: Database, test: str, values: Sequence[Any]) -> tuple[ClaimPlace, ...]:
    rows = db.all(f"SELECT record FROM spots WHERE {test} ORDER BY place_key", values)
    return tuple(unpack(ClaimPlace, row[0]) for row in rows)


def told_of(db: Database, types: Sequence[HappeningType], place: str, after: str) -> tuple[Voice, ...]:
    marks = ",".join("?" * len(types))
    sql = f"SELECT claim, key, record FROM voices WHERE place_key = ? AND reported_at > ? AND type IN ({marks})"
    return _spoken(db.all(sql, (place, f"{after}U" if after else "", *(t.value for t in types))))


def told_of_whole(db: Database, types: Sequence[HappeningType], region: str) -> tuple[Voice, ...]:
    marks = ",".join("?" * len(types))
    sql = (
        "SELECT claim, key, record FROM voices WHERE json_extract(record, '$.place.kind') = 'admin1'"
        " AND coalesce(json_extract(record, '$.place.admin1'), json_extract(record, '$.place.name')) = ?"
        f" AND (type = ? OR json_extract(record, '$.extent') = 'total') AND type IN ({marks})"
    )
    return _spoken(db.all(sql, (region, HappeningType.WITHDRAWAL.value, *(t.value for t in types))))


def _spoken(rows: Sequence[Any]) -> tuple[Voice, ...]:
    """Voices from rows of (claim, key, record)."""
    return tuple(_voice(unpack(Voice, record), claim, key) for claim, key, record in rows)


def _voice(voice: Voice, claim: str, key: str) -> Voice:
    """The voice under the claim and the key that it has now; most have those that they were stored with."""
    return voice if (voice.claim, voice.key) == (claim, key) else replace(voice, claim=claim, key=key)


def claims_about(db: Database, types: Sequence[HappeningType], place: str, since: str) -> tuple[Claim, ...]:
    marks = ",".join("?" * len(types))
    sql = f"SELECT id, record FROM claims WHERE place_id = ? AND start >= ? AND type IN ({marks}) ORDER BY id"
    return tuple(claims_with_voices(db, db.all(sql, (place, since, *(t.value for t in types)))))


def version_claims(db: Database, version: str) -> dict[str, tuple[str, ...]]:
    rows = db.all(
        "SELECT happening, claim FROM voices WHERE version = (SELECT row FROM versions WHERE id = ?) ORDER BY happening, claim",
        (version,),
    )
    found: dict[str, tuple[str, ...]] = {}
    for happening, name in rows:
        found[happening] = (*found.get(happening, ()), name)
    return found


# ---- sources, places, outlets, authors, topics, days -----------------------------------------------------

_SOURCES = (
    "SELECT s.source_key, max(s.source_name), max(s.source_kind), max(s.role), max(s.affiliation), max(s.side),"
    " count(*) AS many, count(DISTINCT v.page),"
    " (SELECT count(DISTINCT claim) FROM voices WHERE source_key = s.source_key), min(v.day), max(v.day)"
    " FROM statements AS s JOIN versions AS v ON v.row = s.version WHERE s.source_key IS NOT NULL"
)


def _source(row: Any) -> SourceEntry:
    return SourceEntry(row[0], row[1] or row[0], *row[2:])


def sources(db: Database, side: str | None, limit: int, offset: int) -> tuple[SourceEntry, ...]:
    test, values = (" AND s.side = ?", [side]) if side is not None else ("", [])
    order = " GROUP BY s.source_key ORDER BY many DESC, s.source_key LIMIT ? OFFSET ?"
    return tuple(_source(row) for row in db.all(_SOURCES + test + order, (*values, limit, offset)))


def source(db: Database, key: str) -> SourceEntry | None:
    row = db.one(_SOURCES + " AND s.source_key = ? GROUP BY s.source_key", (key,))
    return _source(row) if row else None


_PLACES = (
    "SELECT p.place_id, max(p.name), max(p.kind), max(p.lat), max(p.lon), max(p.country), max(p.admin1),"
    " count(DISTINCT v.page) AS documents, count(*) AS mentions,"
    " (SELECT count(*) FROM claims WHERE place_id = p.place_id) AS claims"
    " FROM places AS p JOIN versions AS v ON v.row = p.version WHERE p.literal AND p.place_id IS NOT NULL"
)


def _place(row: Any) -> PlaceEntry:
    return PlaceEntry(ClaimPlace(row[0], row[1], PlaceKind(row[2]), *row[3:7]), *row[7:])


def places(db: Database, limit: int, offset: int) -> tuple[PlaceEntry, ...]:
    order = " GROUP BY p.place_id ORDER BY claims DESC, documents DESC, p.place_id LIMIT ? OFFSET ?"
    return tuple(_place(row) for row in db.all(_PLACES + order, (limit, offset)))


def place(db: Database, name: str) -> PlaceEntry | None:
    row = db.one(_PLACES + " AND p.place_id = ? GROUP BY p.place_id", (name,))
    return _place(row) if row else None


def claim_places(db: Database, which: ClaimFilter) -> tuple[tuple[ClaimPlace, int], ...]:
    where, values = _where(which)
    rows = db.all(
        "SELECT min(c.record), count(*) AS many FROM claims AS c WHERE c.place_id IS NOT NULL AND "
        f"{where} GROUP BY c.place_id ORDER BY many DESC, c.place_id",
        values,
    )
    return tuple((unpack(Claim, record).places[0], many) for record, many in rows)


def outlets(db: Database) -> tuple[CountEntry, ...]:
    rows = db.all(
        "SELECT publisher, count(*) AS many, (SELECT count(DISTINCT claim) FROM voices WHERE publisher = v.publisher), min(day),"
        " max(day) FROM versions AS v WHERE newest AND publisher IS NOT NULL GROUP BY publisher ORDER BY many DESC, publisher"
    )
    return tuple(CountEntry(*row) for row in rows)


def authors(db: Database) -> tuple[CountEntry, ...]:
    rows = db.all(
        "SELECT a.name, count(DISTINCT v.page) AS many, (SELECT count(DISTINCT o.claim) FROM authors AS b JOIN voices AS o"
        " ON o.version = b.version WHERE b.name = a.name), min(v.day), max(v.day) FROM authors AS a"
        " JOIN versions AS v ON v.row = a.version GROUP BY a.name ORDER BY many DESC, a.name"
    )
    return tuple(CountEntry(*row) for row in rows)


def topics(db: Database) -> tuple[CountEntry, ...]:
    rows = db.all(
        "SELECT h.type, count(DISTINCT v.page), (SELECT count(*) FROM claims WHERE type = h.type) AS many, min(v.day),"
        " max(v.day) FROM happenings AS h JOIN versions AS v ON v.row = h.version GROUP BY h.type ORDER BY many DESC, h.type"
    )
    return tuple(CountEntry(*row) for row in rows)


def days(db: Database) -> tuple[CountEntry, ...]:
    rows = db.all(
        "SELECT v.day, count(*), (SELECT count(*) FROM claims WHERE start = v.day), v.day, v.day FROM versions AS v"
        " WHERE v.newest AND v.day IS NOT NULL GROUP BY v.day ORDER BY v.day DESC"
    )
    return tuple(CountEntry(*row) for row in rows)


# ---- search ------------------------------------------------------------------------------------------------

_TERM = re.compile(r'"([^"]+)"|(\w[\w\'’-]*)(\*?)')

_HITS = {
    "document": (
        "SELECT 'document', v.page, coalesce(v.title, substr(v.text, 1, 90)),"
        " snippet(versions_words, -1, char(2), char(3), '…', 24), v.day, -bm25(versions_words, 4.0, 1.0) AS score"
        " FROM versions_words JOIN versions AS v ON v.row = versions_words.rowid WHERE versions_words MATCH ?1"
    ),
    "claim": (
        "SELECT 'claim', c.id, c.summary, snippet(claims_words, -1, char(2), char(3), '…', 24), c.start,"
        " -bm25(claims_words, 2.0, 1.0) AS score FROM claims_words JOIN claims AS c ON c.row = claims_words.rowid"
        " WHERE claims_words MATCH ?1"
    ),
}


def match_of(words: str) -> str:
    """The full-text query that asks for all the words: each quoted, so that no input is syntax; "" for no words."""
    terms = []
    for phrase, word, star in _TERM.findall(words.replace("\x00", " ")):
        inner = " ".join(re.findall(r"\w+", phrase or word))
        if inner:
            terms.append(f'"{inner}"{star}')
    return " ".join(terms)


def search(db: Database, words: str, kind: str | None, limit: int, offset: int) -> tuple[Hit, ...]:
    match = match_of(words)
    if not match:
        return ()
    chosen = [_HITS[kind]] if kind else list(_HITS.values())
    sql = f"SELECT * FROM ({' UNION ALL '.join(chosen)}) ORDER BY score DESC, 1, 2 LIMIT ?2 OFFSET ?3"
    return tuple(Hit(*row) for row in db.all(sql, (match, limit, offset)))
