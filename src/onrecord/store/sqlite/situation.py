"""Baseline, timelines of control and outages, stories and relations: computed as a whole, stored as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.records.situation import BaselineRow, ControlSpan, OutageSpan, Relation
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


def put_control(db: Database, spans: Iterable[ControlSpan]) -> None:
    with db.transaction():
        db.run("DELETE FROM control")
        db.run_many("INSERT INTO control VALUES (?, ?, ?, ?)", ((s.place_id, s.from_date, s.to_date, pack(s)) for s in spans))


def control(db: Database, place: str | None, day: str | None) -> tuple[ControlSpan, ...]:
    rows = db.all(
        "SELECT record FROM control WHERE (?1 IS NULL OR place_id = ?1) AND (?2 IS NULL OR ?2 BETWEEN from_date AND to_date)"
        " ORDER BY place_id, from_date",
        (place, day),
    )
    return tuple(unpack(ControlSpan, row[0]) for row in rows)


def put_outages(db: Database, spans: Iterable[OutageSpan]) -> None:
    with db.transaction():
        db.run("DELETE FROM outages")
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
        db.run_many("INSERT OR REPLACE INTO stories VALUES (?, ?)", sorted(stories.items()))


def stories(db: Database, documents: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(documents), 500):
        some = documents[start : start + 500]
        found |= dict(db.all(f"SELECT document, story FROM stories WHERE document IN ({','.join('?' * len(some))})", some))
    return found


def put_relations(db: Database, relations: Iterable[Relation]) -> None:
    with db.transaction():
        db.run("DELETE FROM relations")
        db.run_many("INSERT OR REPLACE INTO relations VALUES (?, ?, ?)", ((r.a, r.b, pack(r)) for r in relations))


def relations(db: Database, document: str | None) -> tuple[Relation, ...]:
    rows = db.all("SELECT record FROM relations WHERE (?1 IS NULL OR a = ?1 OR b = ?1) ORDER BY a, b", (document,))
    return tuple(unpack(Relation, row[0]) for row in rows)
