"""Baseline, timelines of control and outages, stories and relations: put together elsewhere, and what is due to be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.records.situation import BaselineRow, ControlSpan, OutageSpan, Relation
from onrecord.store.base import Due
from onrecord.store.codec import pack, unpack
from onrecord.store.sqlite.database import Database


def put_baseline(db: Database, rows: Iterable[BaselineRow]) -> int:
    with db.transaction():
        db.run("DELETE FROM baseline")
        db.run_many(
            "INSERT OR REPLACE INTO baseline VALUES (?, ?, ?, ?, ?, ?)",
            ((r.place_id, r.name, r.lat, r.lon, r.date, r.holder) for r in rows),
        )
        return int(db.one("SELECT count(*) FROM baseline")[0])


def baseline(db: Database) -> tuple[BaselineRow, ...]:
    rows = db.all("SELECT place_id, name, lat, lon, date, holder FROM baseline ORDER BY place_id")
    return tuple(BaselineRow(*row) for row in rows)


def mark_due(db: Database, kind: Due, names: Iterable[str]) -> None:
    db.run_many("INSERT OR IGNORE INTO due VALUES (?, ?)", [(kind.value, name) for name in names])


def due(db: Database, kind: Due, limit: int) -> tuple[str, ...]:
    return tuple(row[0] for row in db.all("SELECT name FROM due WHERE kind = ? ORDER BY name LIMIT ?", (kind.value, limit)))


def settle(db: Database, kind: Due) -> None:
    db.run("DELETE FROM due WHERE kind = ?", (kind.value,))


def partners(db: Database, documents: Sequence[str], claims: Sequence[str], days: int) -> frozenset[str]:
    mine = "SELECT value FROM json_each(?)"
    rows = db.one(f"SELECT min(day), max(day) FROM versions WHERE document IN ({mine})", (json.dumps(list(documents)),))
    near = ""
    span: tuple[str, ...] = ()
    if rows[0] is not None:
        near = " AND (v.day IS NULL OR v.day BETWEEN date(?, ?) AND date(?, ?))"
        span = (rows[0], f"-{days} days", rows[1], f"+{days} days")
    same_claim = (
        f"SELECT DISTINCT v.document FROM voices AS o JOIN versions AS v ON v.row = o.version WHERE o.claim IN ({mine}){near}"
    )
    same_story = (
        "SELECT DISTINCT v.document FROM stories AS a JOIN stories AS b ON b.story = a.story"
        f" JOIN versions AS v ON v.document = b.document WHERE a.document IN ({mine}){near}"
    )
    found = {row[0] for row in db.all(same_claim, (json.dumps(list(claims)), *span))}
    return frozenset(documents) | found | {row[0] for row in db.all(same_story, (json.dumps(list(documents)), *span))}


def last_day(db: Database) -> str | None:
    found: str | None = db.one("SELECT max(day) FROM versions WHERE newest")[0]
    return found


def ending(db: Database, day: str, holder: str) -> tuple[ControlSpan, ...]:
    sql = "SELECT record FROM control WHERE to_date = ? AND json_extract(record, '$.holder') = ? ORDER BY place_id"
    return tuple(unpack(ControlSpan, row[0]) for row in db.all(sql, (day, holder)))


def last_control(db: Database) -> str | None:
    found: str | None = db.one("SELECT max(to_date) FROM control")[0]
    return found


def extend_control(db: Database, before: str, last: str) -> None:
    with db.transaction():
        for record, place, begun in db.all("SELECT record, place_id, from_date FROM control WHERE to_date = ?", (before,)):
            kept = pack(replace(unpack(ControlSpan, record), to_date=last))
            db.run("UPDATE control SET to_date = ?, record = ? WHERE place_id = ? AND from_date = ?", (last, kept, place, begun))


def _forget(db: Database, table: str, of: Sequence[str] | None, columns: Sequence[str] = ("place_id",)) -> None:
    """Delete a table's rows, or with `of` those of these things."""
    if of is None:
        db.run(f"DELETE FROM {table}")
    else:
        db.run_many(f"DELETE FROM {table} WHERE {' OR '.join(f'{c} = ?1' for c in columns)}", [(name,) for name in of])


def put_control(db: Database, spans: Iterable[ControlSpan], of: Sequence[str] | None) -> None:
    with db.transaction():
        _forget(db, "control", of)
        db.run_many(
            "INSERT OR REPLACE INTO control VALUES (?, ?, ?, ?)", ((s.place_id, s.from_date, s.to_date, pack(s)) for s in spans)
        )


def control(db: Database, place: str | None, day: str | None) -> tuple[ControlSpan, ...]:
    rows = db.all(
        "SELECT record FROM control WHERE (?1 IS NULL OR place_id = ?1) AND (?2 IS NULL OR ?2 BETWEEN from_date AND to_date)"
        " ORDER BY place_id, from_date",
        (place, day),
    )
    return tuple(unpack(ControlSpan, row[0]) for row in rows)


def put_outages(db: Database, spans: Iterable[OutageSpan], of: Sequence[str] | None) -> None:
    with db.transaction():
        _forget(db, "outages", of)
        db.run_many(
            "INSERT OR REPLACE INTO outages VALUES (?, ?, ?, ?, ?)",
            ((s.place_id, s.service, s.from_date, s.to_date, pack(s)) for s in spans),
        )


def outages(db: Database, place: str | None, day: str | None) -> tuple[OutageSpan, ...]:
    """On a day, those that began by then and were not restored before it."""
    rows = db.all(
        "SELECT record FROM outages WHERE (?1 IS NULL OR place_id = ?1)"
        " AND (?2 IS NULL OR (from_date <= ?2 AND (to_date IS NULL OR to_date >= ?2)))"
        " ORDER BY place_id, service, from_date",
        (place, day),
    )
    return tuple(unpack(OutageSpan, row[0]) for row in rows)


def put_stories(db: Database, stories: Mapping[str, str]) -> None:
    with db.transaction():
        for document, story in sorted(stories.items()):
            held = db.one("SELECT story FROM stories WHERE document = ?", (document,))
            if held is None or held[0] != story:
                db.run("INSERT OR REPLACE INTO stories VALUES (?, ?)", (document, story))
                mark_due(db, Due.DOCUMENT, (document,))


def stories(db: Database, documents: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(documents), 500):
        some = documents[start : start + 500]
        found |= dict(db.all(f"SELECT document, story FROM stories WHERE document IN ({','.join('?' * len(some))})", some))
    return found


def put_relations(db: Database, relations: Iterable[Relation], of: Sequence[str] | None) -> None:
    with db.transaction():
        _forget(db, "relations", of, ("a", "b"))
        db.run_many("INSERT OR REPLACE INTO relations VALUES (?, ?, ?)", ((r.a, r.b, pack(r)) for r in relations))


def relations(db: Database, document: str | None) -> tuple[Relation, ...]:
    rows = db.all("SELECT record FROM relations WHERE (?1 IS NULL OR a = ?1 OR b = ?1) ORDER BY a, b", (document,))
    return tuple(unpack(Relation, row[0]) for row in rows)
