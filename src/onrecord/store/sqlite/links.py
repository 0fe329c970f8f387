"""Graphs of what is linked with what, and what documents are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from onrecord.records.claim import Voice
from onrecord.store.base import Due, Gist, LinkKind
from onrecord.store.codec import unpack
from onrecord.store.sqlite.database import Database

SOME = 500
"""Values bound at once."""


def unlinked(db: Database, kind: LinkKind, limit: int) -> tuple[str, ...]:
    rows = db.all("SELECT node FROM unlinked WHERE kind = ? ORDER BY node LIMIT ?", (kind.value, limit))
    return tuple(row[0] for row in rows)


def mark_unlinked(db: Database, kind: LinkKind, nodes: Iterable[str]) -> None:
    db.run_many("INSERT OR IGNORE INTO unlinked VALUES (?, ?)", [(kind.value, node) for node in nodes])


def put_linked(db: Database, kind: LinkKind, nodes: Iterable[str]) -> None:
    db.run_many("DELETE FROM unlinked WHERE kind = ? AND node = ?", [(kind.value, node) for node in nodes])


def links(db: Database, kind: LinkKind, node: str) -> dict[str, float]:
    return dict(db.all("SELECT b, strength FROM links WHERE kind = ? AND a = ?", (kind.value, node)))


def put_links(db: Database, kind: LinkKind, node: str, found: Mapping[str, float]) -> dict[str, float]:
    name = kind.value
    before = links(db, kind, node)
    if before == found:
        return before
    with db.transaction():
        for other in before.keys() - found.keys():
            db.run_many("DELETE FROM links WHERE kind = ? AND a = ? AND b = ?", [(name, node, other), (name, other, node)])
        changed = [(other, strength) for other, strength in found.items() if before.get(other) != strength]
        db.run_many("INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?)", [(name, node, other, s) for other, s in changed])
        db.run_many("INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?)", [(name, other, node, s) for other, s in changed])
    return before


def drop_links(db: Database, kind: LinkKind, nodes: Iterable[str], below: float) -> None:
    with db.transaction():
        for node in nodes:
            weak = db.all("SELECT b FROM links WHERE kind = ? AND a = ? AND strength < ?", (kind.value, node, below))
            pairs = [pair for (other,) in weak for pair in ((kind.value, node, other), (kind.value, other, node))]
            db.run_many("DELETE FROM links WHERE kind = ? AND a = ? AND b = ?", pairs)


def blocks_of(db: Database, kind: LinkKind, nodes: Sequence[str]) -> dict[str, tuple[str, int]]:
    rows = _in(db, "SELECT node, block, rung FROM blocks WHERE node IN ({}) AND kind = ?", nodes, kind.value)
    return {node: (block, rung) for node, block, rung in rows}


def block_members(db: Database, kind: LinkKind, blocks: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[0] for row in _in(db, "SELECT node FROM blocks WHERE block IN ({}) AND kind = ?", blocks, kind.value))


def put_blocks(db: Database, kind: LinkKind, placed: Mapping[str, tuple[str, int] | None]) -> None:
    for node, place in placed.items():
        if place is None:
            db.run("DELETE FROM blocks WHERE kind = ? AND node = ?", (kind.value, node))
        else:
            db.run("INSERT OR REPLACE INTO blocks VALUES (?, ?, ?, ?)", (kind.value, node, *place))


def _in(db: Database, sql: str, these: Sequence[str] | Sequence[int], *values: str) -> list[Any]:
    """Rows for all of these, some at a time."""
    found = []
    for start in range(0, len(these), SOME):
        some = these[start : start + SOME]
        found += db.all(sql.format(",".join("?" * len(some))), (*some, *values))
    return found


# ---- claims ------------------------------------------------------------------------------------------------


def key_voices(db: Database, keys: Sequence[str], most: int) -> dict[str, tuple[Voice, ...]]:
    found = {}
    for key in keys:
        rows = db.all(
            "SELECT o.record FROM voices AS o JOIN versions AS v ON v.row = o.version WHERE o.key = ?"
            " ORDER BY coalesce(o.reported_at, ''), v.document, v.id, o.happening LIMIT ?",
            (key, most),
        )
        if rows:
            found[key] = tuple(unpack(Voice, row[0]) for row in rows)
    return found


def near_keys(db: Database, area: str, type_: str, since: str, until: str) -> tuple[str, ...]:
    sql = "SELECT DISTINCT key FROM voices WHERE area = ? AND type = ? AND day BETWEEN ? AND ? ORDER BY key"
    return tuple(row[0] for row in db.all(sql, (area, type_, since, until)))


def keys_of(db: Database, version: str, happening: str) -> tuple[str, ...]:
    sql = "SELECT key FROM voices WHERE version = (SELECT row FROM versions WHERE id = ?) AND happening = ? ORDER BY key"
    return tuple(row[0] for row in db.all(sql, (version, happening)))


def rekey(db: Database, version: str, happening: str, key: str, other: str) -> None:
    with db.transaction():
        sql = "UPDATE voices SET key = ? WHERE key = ? AND happening = ? AND version = (SELECT row FROM versions WHERE id = ?)"
        db.run(sql, (other, key, happening, version))
        mark_unlinked(db, LinkKind.CLAIM, (key, other))


def join_keys(db: Database, claims: Mapping[str, str]) -> None:
    with db.transaction():
        for key, claim in claims.items():
            db.run("INSERT OR IGNORE INTO stale SELECT DISTINCT claim FROM voices WHERE key = ? AND claim <> ?", (key, claim))
            if db.run("UPDATE voices SET claim = ? WHERE key = ? AND claim <> ?", (claim, key, claim)):
                db.run("INSERT OR IGNORE INTO stale VALUES (?)", (claim,))
                db.run(
                    "INSERT OR IGNORE INTO due SELECT ?, v.document, '' FROM voices AS o JOIN versions AS v ON v.row = o.version"
                    " WHERE o.key = ?",
                    (Due.DOCUMENT.value, key),
                )


# ---- stories -----------------------------------------------------------------------------------------------


def put_gist(db: Database, gist: Gist, words: Mapping[int, float]) -> None:
    with db.transaction():
        db.run("DELETE FROM gists WHERE document = ?", (gist.document,))
        row = db.one(
            "INSERT INTO gists (document, day, vector) VALUES (?, ?, ?) RETURNING row", (gist.document, gist.day, gist.vector)
        )[0]
        db.run_many("INSERT INTO gist_words VALUES (?, ?, ?)", [(word, row, weight) for word, weight in words.items()])
        mark_unlinked(db, LinkKind.STORY, (gist.document,))


def gists(db: Database, documents: Sequence[str]) -> dict[str, Gist]:
    rows = _in(db, "SELECT document, day, vector FROM gists WHERE document IN ({})", documents)
    return {row[0]: Gist(*row) for row in rows}


def holders(db: Database, words: Sequence[int]) -> list[tuple[int, int, float]]:
    return _in(db, "SELECT word, gist, weight FROM gist_words WHERE word IN ({})", words)


def numbered_gists(db: Database, numbers: Sequence[int]) -> dict[int, Gist]:
    rows = _in(db, "SELECT row, document, day, vector FROM gists WHERE row IN ({})", numbers)
    return {row[0]: Gist(*row[1:]) for row in rows}


def forget_links(db: Database) -> None:
    with db.transaction():
        for table in ("links", "blocks", "unlinked", "gists"):
            db.run(f"DELETE FROM {table}")
        db.run("INSERT OR IGNORE INTO stale SELECT DISTINCT claim FROM voices")
        db.run("INSERT INTO unlinked SELECT DISTINCT ?, key FROM voices", (LinkKind.CLAIM.value,))
        db.run("INSERT INTO unlinked SELECT DISTINCT ?, document FROM versions", (LinkKind.STORY.value,))
