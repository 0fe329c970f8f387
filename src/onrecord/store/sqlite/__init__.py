"""A casebook in one SQLite file: write-ahead log, foreign keys, one transaction a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from onrecord.records.capture import Capture
from onrecord.records.claim import Claim, ClaimPlace, Voice
from onrecord.records.happening import HappeningType
from onrecord.records.judgement import Judgement, Undoing
from onrecord.records.listing import (
    ClaimEntry,
    CountEntry,
    Counts,
    DocumentEntry,
    Hit,
    PlaceEntry,
    Problem,
    SourceEntry,
    Superseded,
    VersionEntry,
)
from onrecord.records.reading import Reading
from onrecord.records.situation import BaselineRow, ControlSpan, OutageSpan, Relation
from onrecord.store.base import ClaimFilter, ClaimOrder, DocumentFilter, Due, Gist, LinkKind, Stored, Waymark
from onrecord.store.sqlite import check, claims, judgements, links, read, situation, write
from onrecord.store.sqlite.database import Database

_EVERY_DOCUMENT = DocumentFilter()
_EVERY_CLAIM = ClaimFilter()


class SqliteStore:
    """The `Store` of one file (see `onrecord.store.base.Store` for what each method does)."""

    def __init__(self, path: Path, *, create: bool = False, read_only: bool = False) -> None:
        self._db = Database(path, create=create, read_only=read_only)

    @property
    def location(self) -> str:
        return str(self._db.path)

    @property
    def schema_version(self) -> int:
        return self._db.schema_version()

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # ---- writing -------------------------------------------------------------------------------------------

    def transaction(self) -> AbstractContextManager[None]:
        return self._db.transaction()

    def known(self, fingerprints: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for start in range(0, len(fingerprints), 500):
            some = fingerprints[start : start + 500]
            marks = ",".join("?" * len(some))
            rows = self._db.all(f"SELECT fingerprint FROM versions WHERE fingerprint IN ({marks})", some)
            found.update(row[0] for row in rows)
        return found

    def put_capture(self, capture: Capture) -> bool:
        return write.put_capture(self._db, capture)

    def put_reading(
        self, reading: Reading, voices: Sequence[Voice], *, capture: str | None = None, added_at: str, sketch: str = ""
    ) -> Stored:
        return write.put_reading(self._db, reading, voices, capture=capture, added_at=added_at, sketch=sketch)

    def replace_step(self, version: str, step: str, reading: Reading, voices: Sequence[Voice]) -> None:
        write.replace_step(self._db, version, step, reading, voices)

    def put_failure(self, location: str, code: str, message: str, at: str) -> None:
        self._db.run("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)", (location, code, message, at))

    def stale_claims(self, limit: int = 1000) -> tuple[str, ...]:
        return tuple(row[0] for row in self._db.all("SELECT claim FROM stale ORDER BY claim LIMIT ?", (limit,)))

    def voices(self, claims_: Sequence[str]) -> dict[str, tuple[Voice, ...]]:
        return claims.voices(self._db, claims_)

    def neighbours(self, claim: str, types: Sequence[HappeningType], days: int) -> tuple[str, ...]:
        return claims.neighbours(self._db, claim, types, days)

    def unlinked(self, kind: LinkKind, limit: int = 200) -> tuple[str, ...]:
        return links.unlinked(self._db, kind, limit)

    def put_linked(self, kind: LinkKind, nodes: Iterable[str]) -> None:
        links.put_linked(self._db, kind, nodes)

    def links(self, kind: LinkKind, node: str) -> dict[str, float]:
        return links.links(self._db, kind, node)

    def put_links(self, kind: LinkKind, node: str, found: Mapping[str, float]) -> dict[str, float]:
        return links.put_links(self._db, kind, node, found)

    def drop_links(self, kind: LinkKind, nodes: Iterable[str], below: float) -> None:
        links.drop_links(self._db, kind, nodes, below)

    def blocks_of(self, kind: LinkKind, nodes: Sequence[str]) -> dict[str, tuple[str, int]]:
        return links.blocks_of(self._db, kind, nodes)

    def block_members(self, kind: LinkKind, blocks: Sequence[str]) -> tuple[str, ...]:
        return links.block_members(self._db, kind, blocks)

    def put_blocks(self, kind: LinkKind, placed: Mapping[str, tuple[str, int] | None]) -> None:
        links.put_blocks(self._db, kind, placed)

    def key_voices(self, keys: Sequence[str], most: int) -> dict[str, tuple[Voice, ...]]:
        return links.key_voices(self._db, keys, most)

    def near_keys(self, area: str, type_: HappeningType, since: str, until: str) -> tuple[str, ...]:
        return links.near_keys(self._db, area, type_.value, since, until)

    def keys_of(self, version: str, happening: str) -> tuple[str, ...]:
        return links.keys_of(self._db, version, happening)

    def rekey(self, version: str, happening: str, key: str, other: str) -> None:
        links.rekey(self._db, version, happening, key, other)

    def join_keys(self, claims_: Mapping[str, str]) -> None:
        links.join_keys(self._db, claims_)

    def put_gist(self, gist: Gist, words: Mapping[int, float]) -> None:
        links.put_gist(self._db, gist, words)

    def gists(self, documents: Sequence[str]) -> dict[str, Gist]:
        return links.gists(self._db, documents)

    def holders(self, words: Sequence[int]) -> Sequence[tuple[int, int, float]]:
        return links.holders(self._db, words)

    def numbered_gists(self, numbers: Sequence[int]) -> dict[int, Gist]:
        return links.numbered_gists(self._db, numbers)

    def forget_links(self) -> None:
        links.forget_links(self._db)

    def put_claims(self, claims_: Iterable[Claim], *, made_by: str) -> None:
        write.put_claims(self._db, claims_, made_by)

    def drop_claims(self, claims_: Sequence[str]) -> None:
        write.drop_claims(self._db, claims_)

    def put_baseline(self, rows: Iterable[BaselineRow]) -> int:
        return situation.put_baseline(self._db, rows)

    def due(self, kind: Due) -> dict[str, str]:
        return situation.due(self._db, kind)

    def settle(self, kind: Due, names: Iterable[str]) -> None:
        situation.settle(self._db, kind, names)

    def all_due(self, *kinds: Due) -> None:
        situation.all_due(self._db, kinds)

    def partners(self, documents: Sequence[str], claims_: Sequence[str], days: int) -> frozenset[str]:
        return situation.partners(self._db, documents, claims_, days)

    def named_places(self, places: Sequence[str]) -> tuple[ClaimPlace, ...]:
        return claims.named_places(self._db, places)

    def document_claims(self, documents: Sequence[str]) -> tuple[Claim, ...]:
        return claims.document_claims(self._db, documents)

    def last_day(self) -> str | None:
        return situation.last_day(self._db)

    def last_control(self) -> str | None:
        return situation.last_control(self._db)

    def places_around(self, lat: float, lon: float, degrees: float) -> tuple[ClaimPlace, ...]:
        return claims.places_around(self._db, lat, lon, degrees)

    def places_called(self, name: str) -> tuple[ClaimPlace, ...]:
        return claims.places_called(self._db, name)

    def places_in(self, region: str) -> tuple[ClaimPlace, ...]:
        return claims.places_in(self._db, region)

    def told_of(self, types: Sequence[HappeningType], place: str, after: str = "") -> tuple[Voice, ...]:
        return claims.told_of(self._db, types, place, after)

    def told_of_whole(self, types: Sequence[HappeningType], region: str) -> tuple[Voice, ...]:
        return claims.told_of_whole(self._db, types, region)

    def claims_about(self, types: Sequence[HappeningType], place: str, since: str) -> tuple[Claim, ...]:
        return claims.claims_about(self._db, types, place, since)

    def put_waymarks(self, waymarks: Iterable[Waymark]) -> None:
        situation.put_waymarks(self._db, waymarks)

    def waymarks(self, places: Sequence[str]) -> dict[str, Waymark]:
        return situation.waymarks(self._db, places)

    def moving(self, day: str) -> tuple[str, ...]:
        return situation.moving(self._db, day)

    def extend_control(self, before: str, last: str) -> None:
        situation.extend_control(self._db, before, last)

    def put_control(self, spans: Iterable[ControlSpan], of: Mapping[str, str] | None = None) -> None:
        situation.put_control(self._db, spans, of)

    def put_outages(self, spans: Iterable[OutageSpan], of: Mapping[str, str] | None = None) -> None:
        situation.put_outages(self._db, spans, of)

    def put_stories(self, stories: Mapping[str, str]) -> None:
        situation.put_stories(self._db, stories)

    def stories(self, documents: Sequence[str]) -> dict[str, str]:
        return situation.stories(self._db, documents)

    def put_relations(self, relations: Iterable[Relation], of: Sequence[str] | None = None) -> None:
        situation.put_relations(self._db, relations, of)

    def put_setting(self, name: str, value: str) -> None:
        if value:
            self._db.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))
        else:
            self._db.run("DELETE FROM settings WHERE name = ?", (name,))

    def put_judgement(self, judgement: Judgement) -> bool:
        return judgements.put_judgement(self._db, judgement)

    def undo_judgement(self, judgement: str, undone: Undoing) -> bool:
        return judgements.undo_judgement(self._db, judgement, undone)

    # ---- reading -------------------------------------------------------------------------------------------

    def settings(self) -> dict[str, str]:
        return dict(self._db.all("SELECT name, value FROM settings ORDER BY name"))

    def counts(self) -> Counts:
        return read.counts(self._db)

    def document(self, document: str) -> DocumentEntry | None:
        return read.document(self._db, document)

    def documents(
        self, which: DocumentFilter = _EVERY_DOCUMENT, *, limit: int = 50, offset: int = 0
    ) -> tuple[DocumentEntry, ...]:
        return read.documents(self._db, which, limit, offset)

    def count_documents(self, which: DocumentFilter = _EVERY_DOCUMENT) -> int:
        return read.count_documents(self._db, which)

    def all_documents(self) -> Iterator[DocumentEntry]:
        return read.all_documents(self._db)

    def versions(self, document: str) -> tuple[VersionEntry, ...]:
        return read.versions(self._db, document)

    def superseded(self, versions: Sequence[str]) -> dict[str, Superseded]:
        return read.superseded(self._db, versions)

    def quoted(self, documents: Sequence[str] | None = None) -> dict[str, frozenset[str]]:
        return read.quoted(self._db, documents)

    def edited(self, *, limit: int = -1, offset: int = 0) -> tuple[VersionEntry, ...]:
        return read.edited(self._db, limit, offset)

    def count_edited(self) -> int:
        return read.count_edited(self._db)

    def reading(self, document: str, *, number: int | None = None) -> Reading | None:
        return read.reading(self._db, document, number)

    def readings(self) -> Iterator[Reading]:
        return read.readings(self._db)

    def version_ids(self) -> tuple[str, ...]:
        return tuple(row[0] for row in self._db.all("SELECT id FROM versions ORDER BY row"))

    def version_claims(self, version: str) -> dict[str, tuple[str, ...]]:
        return claims.version_claims(self._db, version)

    def claim(self, claim: str) -> Claim | None:
        return claims.claim(self._db, claim)

    def claims(
        self,
        which: ClaimFilter = _EVERY_CLAIM,
        *,
        order: ClaimOrder = ClaimOrder.DAY,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[Claim, ...]:
        return claims.claims(self._db, which, order, limit, offset)

    def claim_entries(
        self,
        which: ClaimFilter = _EVERY_CLAIM,
        *,
        order: ClaimOrder = ClaimOrder.DAY,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[ClaimEntry, ...]:
        return claims.claim_entries(self._db, which, order, limit, offset)

    def count_claims(self, which: ClaimFilter = _EVERY_CLAIM) -> int:
        return claims.count_claims(self._db, which)

    def all_claims(self) -> Iterator[Claim]:
        return claims.all_claims(self._db)

    def sources(self, *, side: str | None = None, limit: int = 50, offset: int = 0) -> tuple[SourceEntry, ...]:
        return claims.sources(self._db, side, limit, offset)

    def source(self, key: str) -> SourceEntry | None:
        return claims.source(self._db, key)

    def places(self, *, limit: int = 50, offset: int = 0) -> tuple[PlaceEntry, ...]:
        return claims.places(self._db, limit, offset)

    def place(self, place: str) -> PlaceEntry | None:
        return claims.place(self._db, place)

    def claim_places(self, which: ClaimFilter = _EVERY_CLAIM) -> tuple[tuple[ClaimPlace, int], ...]:
        return claims.claim_places(self._db, which)

    def outlets(self) -> tuple[CountEntry, ...]:
        return claims.outlets(self._db)

    def authors(self) -> tuple[CountEntry, ...]:
        return claims.authors(self._db)

    def topics(self) -> tuple[CountEntry, ...]:
        return claims.topics(self._db)

    def days(self) -> tuple[CountEntry, ...]:
        return claims.days(self._db)

    def search(self, words: str, *, kind: str | None = None, limit: int = 50, offset: int = 0) -> tuple[Hit, ...]:
        return claims.search(self._db, words, kind, limit, offset)

    def baseline(self) -> tuple[BaselineRow, ...]:
        return situation.baseline(self._db)

    def control(self, *, place: str | None = None, day: str | None = None) -> tuple[ControlSpan, ...]:
        return situation.control(self._db, place, day)

    def outages(self, *, place: str | None = None, day: str | None = None) -> tuple[OutageSpan, ...]:
        return situation.outages(self._db, place, day)

    def relations(self, document: str | None = None) -> tuple[Relation, ...]:
        return situation.relations(self._db, document)

    def judgement(self, judgement: str) -> Judgement | None:
        return judgements.judgement(self._db, judgement)

    def judgements(self, names: Sequence[str] | None = None, *, limit: int = -1, offset: int = 0) -> tuple[Judgement, ...]:
        return judgements.judgements(self._db, names, limit, offset)

    def count_judgements(self) -> int:
        return judgements.count_judgements(self._db)

    def whereabouts(self, name: str) -> tuple[str, ...]:
        return judgements.whereabouts(self._db, name)

    def capture(self, digest: str) -> Capture | None:
        return read.capture(self._db, digest)

    def failures(self) -> tuple[tuple[str, str, str, str], ...]:
        rows = self._db.all("SELECT location, code, message, at FROM failures ORDER BY at DESC, location, code")
        return tuple((r[0], r[1], r[2], r[3]) for r in rows)

    def check(self) -> Iterator[Problem]:
        return check.check(self._db)
