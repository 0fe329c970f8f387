"""Recomputing what a casebook says of itself."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from onrecord.basics.ids import text_digest
from onrecord.basics.spans import Span
from onrecord.records.listing import Problem
from onrecord.records.reading import Reading
from onrecord.store.base import fingerprint
from onrecord.store.sqlite.database import Database
from onrecord.store.sqlite.read import reading_of
from onrecord.store.sqlite.write import version_id


def check(db: Database) -> Iterator[Problem]:
    """The database's own checks, then every capture, then every version."""
    for (found,) in db.all("PRAGMA integrity_check"):
        if found != "ok":
            yield Problem("casebook-damaged", str(db.path), str(found), "ok")
    for table, row, parent, _ in db.all("PRAGMA foreign_key_check"):
        yield Problem("row-without-parent", f"{table} row {row}", "none", f"a row in {parent}")
    yield from _captures(db)
    yield from _versions(db)


def _captures(db: Database) -> Iterator[Problem]:
    for digest, size in db.stream("SELECT digest, size FROM captures ORDER BY digest"):
        made, count = hashlib.sha256(), 0
        try:
            for (packed,) in db.stream("SELECT packed FROM capture_chunks WHERE digest = ? ORDER BY number", (digest,), batch=1):
                content = zlib.decompress(packed)
                made.update(content)
                count += len(content)
        except zlib.error as error:
            yield Problem("capture-damaged", f"capture {digest}", str(error), "a whole compressed chunk")
            continue
        if made.hexdigest() != digest or count != size:
            yield Problem("capture-damaged", f"capture {digest}", f"{made.hexdigest()}, {count} bytes", f"{digest}, {size} bytes")


def _versions(db: Database) -> Iterator[Problem]:
    for row, name, mark, stored in db.stream("SELECT row, id, fingerprint, sha256 FROM versions ORDER BY row"):
        where = f"version {name}"
        try:
            reading = reading_of(db, row)
        except (ValueError, KeyError, TypeError) as error:
            yield Problem("record-damaged", where, str(error), "a record that can be read back")
            continue
        digest = text_digest(reading.document.text)
        if not digest == stored == reading.document.sha256:
            yield Problem("text-digest", where, digest, stored)
        made = fingerprint(reading.document)
        if made != mark:
            yield Problem("fingerprint", where, made, mark)
        if version_id(mark) != name:
            yield Problem("version-id", where, name, version_id(mark))
        yield from _spans(where, reading)


def _spans(where: str, reading: Reading) -> Iterator[Problem]:
    """Every span lies in the text, and every reference in the reading leads somewhere."""
    length = len(reading.document.text)
    statements = {s.id for s in reading.statements}
    spans: list[tuple[str, Span]] = []
    for s in reading.statements:
        spans += [(s.id, span) for span in (*s.source.spans, *s.cue, *s.content)]
        if s.parent is not None and s.parent not in statements:
            yield Problem("reference", f"{where}, statement {s.id}", f"parent {s.parent}", "a statement of this version")
    for h in reading.happenings:
        spans += [(h.id, span) for span in h.trigger]
        if h.statement is not None and h.statement not in statements:
            yield Problem("reference", f"{where}, happening {h.id}", f"statement {h.statement}", "a statement of this version")
        for index, _ in h.places:
            if not 0 <= index < len(reading.places):
                found = f"place {index}"
                yield Problem("reference", f"{where}, happening {h.id}", found, f"an index below {len(reading.places)}")
    for p in reading.places:
        spans += [(p.name, span) for span in p.spans]
    for owner, span in spans:
        if span.end > length:
            yield Problem("span", f"{where}, {owner}", f"{span.start}:{span.end}", f"a span within {length} characters")
