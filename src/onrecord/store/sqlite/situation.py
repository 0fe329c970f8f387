"""Baseline, timelines of control and outages, stories and relations: put together elsewhere, and what is due to be."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.records.claim import ClaimPlace, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.place import PlaceKind
from onrecord.records.situation import BaselineRow, ControlSpan, OutageSpan, Relation
from onrecord.store.base import Due, Waymark
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


def mark_due(db: Database, kind: Due, names: Iterable[tuple[str, str]]) -> None:
    """Say that things must be put together again: each by its name, with the day from which on, "" for the start."""
    db.run_many(
        "INSERT INTO due VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET since = min(since, excluded.since)",
        [(kind.value, name, since) for name, since in names],
    )


def mark_told(db: Database, voices: Iterable[Voice]) -> None:
    """Say that what these voices say of their places has changed, and of the regions of which it may hold as a whole."""
    for v in voices:
        if v.place is None:
            continue
        day = (v.reported_at or "")[:10]
        mark_due(db, Due.PLACE, [(place_key(v.place), min(day, v.day or day))])
        if v.place.kind is PlaceKind.ADMIN1 and (v.extent == "total" or v.type is HappeningType.WITHDRAWAL):
            mark_due(db, Due.REGION, [(v.place.admin1 or v.place.name, day)])


def place_key(place: ClaimPlace) -> str:
    """What a place is known by: the gazetteer's id, or else its name."""
    return place.id or f"name:{place.name}"


def due(db: Database, kind: Due) -> dict[str, str]:
    if kind is Due.DOCUMENT:
        sql = "SELECT d.name, d.since FROM due AS d LEFT JOIN versions AS v ON v.document = d.name WHERE d.kind = ?"
        return dict(db.all(f"{sql} GROUP BY d.name ORDER BY max(v.day), d.name", (kind.value,)))
    return dict(db.all("SELECT name, since FROM due WHERE kind = ? ORDER BY name", (kind.value,)))


def settle(db: Database, kind: Due, names: Iterable[str]) -> None:
    db.run_many("DELETE FROM due WHERE kind = ? AND name = ?", [(kind.value, name) for name in names])


def all_due(db: Database, kinds: Sequence[Due]) -> None:
    with db.transaction():
        if Due.DOCUMENT in kinds:
            db.run("DELETE FROM relations")
            db.run("DELETE FROM due WHERE kind = ?", (Due.DOCUMENT.value,))
            db.run("INSERT INTO due SELECT DISTINCT ?, document, '' FROM versions", (Due.DOCUMENT.value,))
        if Due.PLACE in kinds:
            for table in ("control", "waymarks", "outages"):
                db.run(f"DELETE FROM {table}")
            settle_all = (Due.PLACE.value, Due.REGION.value)
            db.run("DELETE FROM due WHERE kind IN (?, ?)", settle_all)
            db.run(
                "INSERT INTO due SELECT ?1, place_key, '' FROM spots UNION SELECT ?1, place_id, '' FROM baseline", settle_all[:1]
            )


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


def last_control(db: Database) -> str | None:
    found: str | None = db.one("SELECT max(to_date) FROM control")[0]
    return found


def extend_control(db: Database, before: str, last: str) -> None:
    with db.transaction():
        db.run("UPDATE control SET to_date = ? WHERE to_date = ?", (last, before))


def _forget(db: Database, table: str, of: Mapping[str, str] | None) -> None:
    """Delete a table's rows, or with `of` those of these places that begin on a day or later."""
    if of is None:
        db.run(f"DELETE FROM {table}")
    else:
        db.run_many(f"DELETE FROM {table} WHERE place_id = ? AND from_date >= ?", of.items())


def put_waymarks(db: Database, waymarks: Iterable[Waymark]) -> None:
    rows = ((c.place_id, c.day, c.moves_on, c.record) for c in waymarks)
    db.run_many("INSERT OR REPLACE INTO waymarks VALUES (?, ?, ?, ?)", rows)


def waymarks(db: Database, places: Sequence[str]) -> dict[str, Waymark]:
    found = {}
    for place in places:
        row = db.one("SELECT place_id, day, moves_on, record FROM waymarks WHERE place_id = ?", (place,))
        if row:
            found[place] = Waymark(*row)
    return found


def moving(db: Database, day: str) -> tuple[str, ...]:
    return tuple(row[0] for row in db.all("SELECT place_id FROM waymarks WHERE moves_on <= ? ORDER BY place_id", (day,)))


def put_control(db: Database, spans: Iterable[ControlSpan], of: Mapping[str, str] | None) -> None:
    with db.transaction():
        _forget(db, "control", of)
        db.run_many(
            "INSERT OR REPLACE INTO control VALUES (?, ?, ?, ?)", ((s.place_id, s.from_date, s.to_date, pack(s)) for s in spans)
        )


def control(db: Database, place: str | None, day: str | None) -> tuple[ControlSpan, ...]:
    rows = db.all(
        "SELECT record, to_date FROM control WHERE (?1 IS NULL OR place_id = ?1)"
        " AND (?2 IS NULL OR ?2 BETWEEN from_date AND to_date) ORDER BY place_id, from_date",
        (place, day),
    )
    return tuple(replace(unpack(ControlSpan, record), to_date=until) for record, until in rows)


def put_outages(db: Database, spans: Iterable[OutageSpan], of: Mapping[str, str] | None) -> None:
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
                mark_due(db, Due.DOCUMENT, [(document, "")])


def stories(db: Database, documents: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(documents), 500):
        some = documents[start : start + 500]
        found |= dict(db.all(f"SELECT document, story FROM stories WHERE document IN ({','.join('?' * len(some))})", some))
    return found


def put_relations(db: Database, relations: Iterable[Relation], of: Sequence[str] | None) -> None:
    with db.transaction():
        if of is None:
            db.run("DELETE FROM relations")
        else:
            db.run_many("DELETE FROM relations WHERE a = ?1 OR b = ?1", [(name,) for name in of])
        db.run_many("INSERT OR REPLACE INTO relations VALUES (?, ?, ?)", ((r.a, r.b, pack(r)) for r in relations))


def relations(db: Database, document: str | None) -> tuple[Relation, ...]:
    rows = db.all("SELECT record FROM relations WHERE (?1 IS NULL OR a = ?1 OR b = ?1) ORDER BY a, b", (document,))
    return tuple(unpack(Relation, row[0]) for row in rows)
