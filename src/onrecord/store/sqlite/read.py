"""Reading documents, versions and what was found in them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from onrecord.records.capture import Capture
from onrecord.records.document import Document
from onrecord.records.entity import Entity
from onrecord.records.happening import Happening
from onrecord.records.listing import Counts, DocumentEntry, Superseded, VersionEntry
from onrecord.records.place import Place
from onrecord.records.reading import Reading
from onrecord.records.statement import Statement
from onrecord.records.time import Time
from onrecord.store.base import DocumentFilter
from onrecord.store.codec import unpack
from onrecord.store.sqlite.database import Database

LEAD = 280
"""Characters of the text that a list shows."""

_COLUMNS = (
    "v.document, v.page, v.id, (SELECT count(*) FROM versions AS o WHERE o.page = v.page), v.title, substr(v.text, 1, "
    f"{LEAD}), v.published, v.day, v.publisher, v.record, v.url, v.language, v.sha256, v.statements, v.happenings,"
    " (SELECT story FROM stories WHERE document = v.document)"
)
_VERSIONS = "SELECT id, page, document, number, sha256, title, published, added_at, capture FROM versions"
_ENTRY = f"SELECT {_COLUMNS} FROM versions AS v"


def _entry(row: Any) -> DocumentEntry:
    values = list(row)
    values[9] = unpack(Document, row[9]).authors
    return DocumentEntry(*values)


def version_row(db: Database, document: str, number: int | None = None) -> int | None:
    """The row of a version: by its own id, or the newest (or the given) one of a document's or page's id."""
    found = db.one("SELECT row, page FROM versions WHERE id = ?", (document,))
    if found and number is None:
        return int(found[0])
    if not found:
        found = db.one("SELECT row, page FROM versions WHERE document = ? ORDER BY row DESC LIMIT 1", (document,))
        if found and number is None and found[1] != document:
            return int(found[0])
    page = found[1] if found else document
    if number is not None:
        hit = db.one("SELECT row FROM versions WHERE page = ? AND number = ?", (page, number))
    else:
        hit = db.one("SELECT row FROM versions WHERE page = ? AND newest", (page,))
    return int(hit[0]) if hit else None


def document(db: Database, name: str) -> DocumentEntry | None:
    row = version_row(db, name)
    return None if row is None else _entry(db.one(f"{_ENTRY} WHERE v.row = ?", (row,)))


def _some_version(table: str, test: str) -> str:
    """A test that any version of the page has such a row; a page that dropped it is still found."""
    return f"v.page IN (SELECT o.page FROM {table} AS t JOIN versions AS o ON o.row = t.version WHERE t.{test})"


def _where(which: DocumentFilter) -> tuple[str, list[Any]]:
    """The conditions of a filter, each a test on `v`."""
    parts: list[tuple[str, Any]] = [
        ("v.day = ?", which.day),
        ("v.day >= ?", which.since),
        ("v.day <= ?", which.until),
        ("v.publisher = ?", which.outlet),
        (_some_version("authors", "name = ?"), which.author),
        (_some_version("places", "place_id = ?"), which.place),
        (_some_version("statements", "source_key = ?"), which.source),
        (_some_version("happenings", "type = ?"), which.topic.value if which.topic else None),
        ("v.document IN (SELECT document FROM stories WHERE story = ?)", which.story),
        (_some_version("voices", "claim = ?"), which.claim),
    ]
    chosen = [(test, value) for test, value in parts if value is not None]
    return " AND ".join(["v.newest", *(test for test, _ in chosen)]), [value for _, value in chosen]


def documents(db: Database, which: DocumentFilter, limit: int, offset: int) -> tuple[DocumentEntry, ...]:
    where, values = _where(which)
    order = "ORDER BY v.published_at DESC, v.row DESC LIMIT ? OFFSET ?"
    return tuple(_entry(row) for row in db.all(f"{_ENTRY} WHERE {where} {order}", (*values, limit, offset)))


def count_documents(db: Database, which: DocumentFilter) -> int:
    where, values = _where(which)
    return int(db.one(f"SELECT count(*) FROM versions AS v WHERE {where}", values)[0])


_NEWEST_OF_EACH = "v.row IN (SELECT max(row) FROM versions GROUP BY document)"


def all_documents(db: Database) -> Iterator[DocumentEntry]:
    for row in db.stream(f"{_ENTRY} WHERE {_NEWEST_OF_EACH} ORDER BY v.row"):
        yield _entry(row)


def versions(db: Database, name: str) -> tuple[VersionEntry, ...]:
    row = version_row(db, name)
    rows = db.all(f"{_VERSIONS} WHERE page = (SELECT page FROM versions WHERE row = ?) ORDER BY number", (row,))
    return tuple(VersionEntry(*r) for r in rows)


def edited(db: Database, limit: int, offset: int) -> tuple[VersionEntry, ...]:
    rows = db.all(f"{_VERSIONS} WHERE number > 1 ORDER BY added_at DESC, row DESC LIMIT ? OFFSET ?", (limit, offset))
    return tuple(VersionEntry(*r) for r in rows)


def count_edited(db: Database) -> int:
    return int(db.one("SELECT count(*) FROM versions WHERE number > 1")[0])


def superseded(db: Database, versions: Sequence[str]) -> dict[str, Superseded]:
    found: dict[str, Superseded] = {}
    for start in range(0, len(versions), 500):
        some = versions[start : start + 500]
        rows = db.all(
            "SELECT o.id, n.id, o.published_at, n.published_at, n.added_at, o.text, n.text FROM versions AS o JOIN versions AS n"
            f" ON n.page = o.page AND n.newest WHERE NOT o.newest AND o.id IN ({','.join('?' * len(some))})",
            some,
        )
        for old, new, then, now, added, before, after in rows:
            found[old] = Superseded(old, new, now if now and now > (then or "") else added, before, after)
    return found


def quoted(db: Database, documents: Sequence[str] | None) -> dict[str, frozenset[str]]:
    chosen = _NEWEST_OF_EACH
    if documents is not None:
        chosen = "v.row IN (SELECT max(row) FROM versions WHERE document IN (SELECT value FROM json_each(?)) GROUP BY document)"
    rows = db.all(
        "SELECT v.document, json_group_array(DISTINCT s.source_key) FROM versions AS v JOIN statements AS s ON s.version = v.row"
        f" WHERE {chosen} AND s.source_key IS NOT NULL AND s.source_kind <> 'unnamed' GROUP BY v.document",
        () if documents is None else (json.dumps(list(documents)),),
    )
    return {document: frozenset(json.loads(keys)) for document, keys in rows}


def reading(db: Database, name: str, number: int | None) -> Reading | None:
    row = version_row(db, name, number)
    return None if row is None else reading_of(db, row)


def readings(db: Database) -> Iterator[Reading]:
    for (row,) in db.stream("SELECT row FROM versions ORDER BY row"):
        yield reading_of(db, row)


def reading_of(db: Database, row: int) -> Reading:
    """All that was read in the version of this row."""
    text, record = db.one("SELECT text, record FROM versions WHERE row = ?", (row,))
    kept = unpack(Document, record)
    return Reading(
        document=kept if kept.text else replace(kept, text=text),
        statements=tuple(unpack(Statement, r) for r in _records(db, "statements", row)),
        happenings=tuple(unpack(Happening, r) for r in _records(db, "happenings", row)),
        places=tuple(unpack(Place, r) for r in _records(db, "places", row)),
        times=tuple(unpack(Time, r) for r in _records(db, "times", row)),
        entities=tuple(unpack(Entity, r) for r in _records(db, "entities", row)),
        made_by=_made_by(db, row),
    )


def _records(db: Database, table: str, row: int) -> list[str]:
    return [r[0] for r in db.all(f"SELECT record FROM {table} WHERE version = ? ORDER BY number", (row,))]


def _made_by(db: Database, row: int) -> dict[str, str]:
    """Which method each step used on a version, those that found nothing included."""
    return dict(
        db.all("SELECT s.step, m.method FROM steps AS s JOIN methods AS m ON m.id = s.made_by WHERE s.version = ?", (row,))
    )


def counts(db: Database) -> Counts:
    tables = ("statements", "happenings", "places", "claims", "captures", "failures")
    many = {table: int(db.one(f"SELECT count(*) FROM {table}")[0]) for table in tables}
    pages, rows = db.one("SELECT count(DISTINCT document), count(*) FROM versions")
    return Counts(documents=pages, versions=rows, **many)


def capture(db: Database, digest: str) -> Capture | None:
    row = db.one("SELECT location, fetched_at, media_type, status, headers FROM captures WHERE digest = ?", (digest,))
    if not row:
        return None
    chunks = db.stream("SELECT packed FROM capture_chunks WHERE digest = ? ORDER BY number", (digest,), batch=1)
    content = b"".join(zlib.decompress(chunk[0]) for chunk in chunks)
    return Capture(digest, content, row[0], row[1], row[2], row[3], unpack(tuple[tuple[str, str], ...], row[4]))
