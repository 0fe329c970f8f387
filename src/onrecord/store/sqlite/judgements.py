"""What people decided: added, undone, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onrecord.errors import UsageError
from onrecord.records.judgement import Judgement, Undoing
from onrecord.store.codec import pack, unpack
from onrecord.store.sqlite.database import Database

_JUDGEMENTS = "SELECT j.record, u.record FROM judgements AS j LEFT JOIN undoings AS u ON u.judgement = j.id"


def put_judgement(db: Database, judgement: Judgement) -> bool:
    with db.transaction():
        new = db.one("SELECT 1 FROM judgements WHERE id = ?", (judgement.id,)) is None
        if new:
            kept = replace(judgement, undone=None)
            db.run("INSERT INTO judgements VALUES (?, ?, ?, ?)", (kept.id, kept.kind.value, kept.at, pack(kept)))
            names = {*kept.about, *(a.document for a in kept.anchors)}
            db.run_many("INSERT INTO judgement_names VALUES (?, ?)", [(name, kept.id) for name in sorted(names)])
        if judgement.undone is not None:
            new = _undo(db, judgement.id, judgement.undone) or new
    return new


def undo_judgement(db: Database, judgement: str, undone: Undoing) -> bool:
    with db.transaction():
        if db.one("SELECT 1 FROM judgements WHERE id = ?", (judgement,)) is None:
            raise UsageError(
                f"no judgement {judgement!r} in {str(db.path)!r}; 'onrecord judge --list' shows those there are",
                code="unknown-judgement",
                judgement=judgement,
            )
        return _undo(db, judgement, undone)


def _undo(db: Database, judgement: str, undone: Undoing) -> bool:
    return db.run("INSERT OR IGNORE INTO undoings VALUES (?, ?)", (judgement, pack(undone))) > 0


def judgement(db: Database, name: str) -> Judgement | None:
    row = db.one(f"{_JUDGEMENTS} WHERE j.id = ?", (name,))
    return _judgement(row) if row else None


def judgements(db: Database, names: Sequence[str] | None, limit: int, offset: int) -> tuple[Judgement, ...]:
    if names is None:
        rows = db.all(f"{_JUDGEMENTS} ORDER BY j.at DESC, j.id LIMIT ? OFFSET ?", (limit, offset))
        return tuple(_judgement(row) for row in rows)
    found: dict[str, Judgement] = {}
    for start in range(0, len(names), 500):
        some = names[start : start + 500]
        marks = ",".join("?" * len(some))
        test = f" WHERE j.id IN (SELECT judgement FROM judgement_names WHERE name IN ({marks}))"
        found |= {made.id: made for made in map(_judgement, db.all(_JUDGEMENTS + test, some))}
    ordered = sorted(sorted(found.values(), key=lambda j: j.id), key=lambda j: j.at, reverse=True)
    return tuple(ordered[offset : offset + limit if limit >= 0 else None])


def count_judgements(db: Database) -> int:
    return int(db.one("SELECT count(*) FROM judgements")[0])


def _judgement(row: Any) -> Judgement:
    made = unpack(Judgement, row[0])
    return replace(made, undone=unpack(Undoing, row[1])) if row[1] else made


def whereabouts(db: Database, name: str) -> tuple[str, ...]:
    rows = db.all(
        "SELECT id FROM versions WHERE row IN (SELECT version FROM statements WHERE id = ?1"
        " UNION SELECT version FROM happenings WHERE id = ?1) ORDER BY row",
        (name,),
    )
    return tuple(row[0] for row in rows)
