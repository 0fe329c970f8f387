"""What a casebook can be asked and told, whatever database keeps it.

`flow` writes through it; the site, the API and the exports read through it. Everything that comes out is a record of
`onrecord.records`; no row, cursor or SQL leaves the store. Days are ISO 8601 dates in UTC. Lists are newest first
unless a method says otherwise, and paged by `limit` and `offset`.

Two words: the *id* of a document is the one that its input gave. Documents that share an id or a URL are versions of one
*page*, whose id is that of the first to arrive; every method that takes a document's id takes either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from onrecord.basics.ids import content_id
from onrecord.records.capture import Capture
from onrecord.records.claim import Claim, ClaimPlace, Status, Voice
from onrecord.records.document import Document
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


class Outcome(StrEnum):
    """What storing a reading did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    NEW_VERSION = "new version"


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a reading went: the version's id, the page it is a version of, and what that changed."""

    version: str
    page: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents; every field that is set must hold. `topic` is a happening type; `since`/`until` are days, both included.

    `source` is a source's key, `place` a gazetteer id, `outlet` and `author` names as printed.
    """

    day: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    author: str | None = None
    place: str | None = None
    source: str | None = None
    topic: HappeningType | None = None
    story: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims; every field that is set must hold. `day` is what the claim is about; `since`/`until` are days, both in."""

    day: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    source: str | None = None
    outlet: str | None = None
    document: str | None = None
    type: HappeningType | None = None
    types: tuple[HappeningType, ...] = ()
    status: Status | None = None
    side: str | None = None


class ClaimOrder(StrEnum):
    """How claims are listed: by the day they are about, by their last change, or by how many origins they have; highest first."""

    DAY = "day"
    CHANGED = "changed"
    ORIGINS = "origins"


class LinkKind(StrEnum):
    """What a graph of links joins."""

    CLAIM = "claim"
    """Keys of voices, into claims."""
    STORY = "story"
    """Documents, into stories."""


class Due(StrEnum):
    """What must be put together again because claims, voices or stories changed."""

    DOCUMENT = "document"
    """The relations of a document."""
    PLACE = "place"
    """Control and outages of a place: its gazetteer id, or "name:" and its name; a baseline's place by its id there."""
    REGION = "region"
    """Control of all places of a first-level region: its name."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a document is compared by: its day of publication (ISO 8601) and a vector as `onrecord.link` packs it."""

    document: str
    day: str | None
    vector: bytes


@dataclass(frozen=True, slots=True)
class Waymark:
    """How far the control of a place was followed: to the end of `day` ("" not at all), in words that only `assemble` reads.

    `moves_on` is the next day on which the place changes though nothing more is said of it; None if it does not.
    """

    place_id: str
    day: str
    moves_on: str | None
    record: str


def fingerprint(document: Document) -> str:
    """What tells an unchanged document: its id, URL, title, day of publication and text, as 32 hexadecimal digits."""
    return content_id("f", document.id, document.url, document.title, document.published, document.sha256, digits=32)


class Store(Protocol):
    """One casebook. Open it with `onrecord.store.open_store`; use it as a context manager."""

    @property
    def location(self) -> str:
        """The file or the address, without any password."""
        ...

    @property
    def schema_version(self) -> int:
        """The number of the last schema migration that ran."""
        ...

    def close(self) -> None:
        """Give the database back. A second call does nothing."""
        ...

    def __enter__(self) -> Store: ...
    def __exit__(self, *error: object) -> None: ...

    # ---- writing: one writer at a time -------------------------------------------------------------------

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing: what is written inside is stored together at the end, or not at all on an error.

        Raises:
            RunError: `casebook-full` (disk full), `casebook-locked` (another writer), `casebook-damaged`.
        """
        ...

    def known(self, fingerprints: Sequence[str]) -> set[str]:
        """Those of the fingerprints that are stored already: their documents need not be read again."""
        ...

    def put_capture(self, capture: Capture) -> bool:
        """Keep bytes as fetched with how they came, once for each digest. True if the bytes were new."""
        ...

    def put_reading(
        self, reading: Reading, voices: Sequence[Voice], *, capture: str | None = None, added_at: str, sketch: str = ""
    ) -> Stored:
        """Store all that was read in one document, in one transaction.

        The same document again changes nothing. A document whose id or URL is stored with other text becomes a new
        version of that page. Claims that a voice touches are marked stale.

        Args:
            reading: the document and what was found in it.
            voices: the voices of its happenings (`onrecord.link.voices`); their `version` is set by the store.
            capture: digest of the bytes that it was read from; they must be stored already.
            added_at: ISO 8601 in UTC.
            sketch: MinHash sketch of the text, by which reprints are known.
        """
        ...

    def replace_step(self, version: str, step: str, reading: Reading, voices: Sequence[Voice]) -> None:
        """Put the rows of one step (`attribute`, `code`, `locate`, `date` or `identify`) in place of those stored for a version.

        Rows of other steps stay. `voices` replace the version's voices, as they rest on every step.

        Raises:
            UsageError: `unknown-step`, `unknown-document`.
        """
        ...

    def put_failure(self, location: str, code: str, message: str, at: str) -> None:
        """Record an input that could not be read. The same failure of the same location again only moves its time."""
        ...

    def stale_claims(self, limit: int = 1000) -> tuple[str, ...]:
        """Ids of claims whose voices changed since they were last put, in order of id."""
        ...

    def voices(self, claims: Sequence[str]) -> dict[str, tuple[Voice, ...]]:
        """The voices of each of the claims, ordered by report time, document and happening; a claim without any is left out."""
        ...

    def neighbours(self, claim: str, types: Sequence[HappeningType], days: int) -> tuple[str, ...]:
        """Ids of the claims of these types about the same place, at most so many days away, without itself, in order of id."""
        ...

    def unlinked(self, kind: LinkKind, limit: int = 200) -> tuple[str, ...]:
        """Nodes that are new or have changed since they were last linked, in order of id."""
        ...

    def put_linked(self, kind: LinkKind, nodes: Iterable[str]) -> None:
        """Say that nodes have been linked."""
        ...

    def links(self, kind: LinkKind, node: str) -> dict[str, float]:
        """The nodes that a node is linked with, and how strongly."""
        ...

    def put_links(self, kind: LinkKind, node: str, found: Mapping[str, float]) -> dict[str, float]:
        """Put a node's links, in both directions, in place of those stored. Returns those that it had before."""
        ...

    def blocks_of(self, kind: LinkKind, nodes: Sequence[str]) -> dict[str, tuple[str, int]]:
        """The block that each node is in, and the rung at which it was cut; a node that is in none yet is left out."""
        ...

    def block_members(self, kind: LinkKind, blocks: Sequence[str]) -> tuple[str, ...]:
        """The nodes of the blocks."""
        ...

    def put_blocks(self, kind: LinkKind, placed: Mapping[str, tuple[str, int] | None]) -> None:
        """Say which blocks nodes are in; None forgets a node."""
        ...

    def key_voices(self, keys: Sequence[str], most: int) -> dict[str, tuple[Voice, ...]]:
        """At most so many voices of each key, those that were reported first; a key without any is left out."""
        ...

    def near_keys(self, area: str, type_: HappeningType, since: str, until: str) -> tuple[str, ...]:
        """Keys of voices of a type about an area ("UA/Kharkiv": country and first-level region) on these days, both included."""
        ...

    def keys_of(self, version: str, happening: str) -> tuple[str, ...]:
        """The keys of the voices of one happening."""
        ...

    def rekey(self, version: str, happening: str, key: str, other: str) -> None:
        """Give a voice another key, so that it can be of another claim than those that share its own."""
        ...

    def join_keys(self, claims: Mapping[str, str]) -> None:
        """Say which claims keys belong to (key → claim id); claims that lose or gain a voice become stale."""
        ...

    def put_gist(self, gist: Gist, words: Mapping[int, float]) -> None:
        """Keep what a document is compared by, and the words (by number, with weights) that it is found by; mark it unlinked."""
        ...

    def gists(self, documents: Sequence[str]) -> dict[str, Gist]:
        """What documents are compared by; one without is left out."""
        ...

    def holders(self, words: Sequence[int]) -> Sequence[tuple[int, int, float]]:
        """Which documents are found by these words: (word, number of the document's gist, weight), in no particular order."""
        ...

    def numbered_gists(self, numbers: Sequence[int]) -> dict[int, Gist]:
        """What documents are compared by, by the numbers that `holders` gives."""
        ...

    def forget_links(self) -> None:
        """Forget every link and block, so that all is linked anew."""
        ...

    def put_claims(self, claims: Iterable[Claim], *, made_by: str) -> None:
        """Store claims with their standing, in place of those with the same ids, and mark them fresh.

        Raises:
            UsageError: `claim-unweighed`: a claim has no standing.
        """
        ...

    def drop_claims(self, claims: Sequence[str]) -> None:
        """Forget claims that no voice makes any more."""
        ...

    def put_baseline(self, rows: Iterable[BaselineRow]) -> int:
        """Put the start of control in place of the one stored. Returns how many rows."""
        ...

    def due(self, kind: Due) -> dict[str, str]:
        """What must be put together again, each with the day from which on ("" from the start): documents in order of their
        days, the rest of their names."""
        ...

    def settle(self, kind: Due, names: Iterable[str]) -> None:
        """Say that these are due no more."""
        ...

    def all_due(self, *kinds: Due) -> None:
        """Forget what was put together for documents or for places, and say that all of them are due."""
        ...

    def partners(self, documents: Sequence[str], claims: Sequence[str], days: int) -> frozenset[str]:
        """Documents that make one of these claims, or tell the same story as one of these documents; these included.

        They came at most so many days before the first or after the last of them, or on a day unknown.
        """
        ...

    def named_places(self, places: Sequence[str]) -> tuple[ClaimPlace, ...]:
        """Places by gazetteer id, or "name:" and their name, as the first voice named each; one that none ever named is left
        out."""
        ...

    def document_claims(self, documents: Sequence[str]) -> tuple[Claim, ...]:
        """The claims that any version of these documents makes or denies, in order of id, with the voices of these alone."""
        ...

    def last_day(self) -> str | None:
        """The last day on which anything was published; None where no day is known."""
        ...

    def last_control(self) -> str | None:
        """The last day of the timeline of control; None where there is none."""
        ...

    def places_around(self, lat: float, lon: float, degrees: float) -> tuple[ClaimPlace, ...]:
        """Places that a voice named, at most so many degrees north, south, east or west."""
        ...

    def places_called(self, name: str) -> tuple[ClaimPlace, ...]:
        """Places of that name that a voice named and that nobody could find on the map."""
        ...

    def places_in(self, region: str) -> tuple[ClaimPlace, ...]:
        """Places that a voice named in a first-level region, by its name."""
        ...

    def told_of(self, types: Sequence[HappeningType], place: str, after: str = "") -> tuple[Voice, ...]:
        """Voices of these types about a place (as `named_places` has it) that were reported after a day."""
        ...

    def told_of_whole(self, types: Sequence[HappeningType], region: str) -> tuple[Voice, ...]:
        """Voices of these types that may tell of a first-level region as a whole: in words, or that somebody left it."""
        ...

    def claims_about(self, types: Sequence[HappeningType], place: str, since: str) -> tuple[Claim, ...]:
        """Claims of these types about a place (by gazetteer id), of a day or later, in order of id."""
        ...

    def put_waymarks(self, waymarks: Iterable[Waymark]) -> None:
        """Keep how far the control of places was followed, in place of what was kept of them."""
        ...

    def waymarks(self, places: Sequence[str]) -> dict[str, Waymark]:
        """How far the control of places was followed, by place id; one that never was is left out."""
        ...

    def moving(self, day: str) -> tuple[str, ...]:
        """Places that change by this day though nothing more is said of them, in order of id."""
        ...

    def extend_control(self, before: str, last: str) -> None:
        """Let every span of control that ended on the day `before`, then the last one, end on the day `last`."""
        ...

    def put_control(self, spans: Iterable[ControlSpan], of: Mapping[str, str] | None = None) -> None:
        """Put the computed timeline of control in place of the one stored; with `of` (place id → day), only the spans of these
        places that begin on their day or later ("" for all of them)."""
        ...

    def put_outages(self, spans: Iterable[OutageSpan], of: Mapping[str, str] | None = None) -> None:
        """Put the computed timeline of outages in place of the one stored; `of` as for `put_control`."""
        ...

    def put_stories(self, stories: Mapping[str, str]) -> None:
        """Say which stories these documents belong to (document id → story id); others stay as they are."""
        ...

    def stories(self, documents: Sequence[str]) -> dict[str, str]:
        """The stories that documents belong to, by document id; one that is in none yet is left out."""
        ...

    def put_relations(self, relations: Iterable[Relation], of: Sequence[str] | None = None) -> None:
        """Put the relations between documents in place of those stored; with `of`, only those of these documents."""
        ...

    def put_setting(self, name: str, value: str) -> None:
        """Keep a setting of this casebook, such as the code of a side ("side.code.north" → "NO"). An empty value forgets it."""
        ...

    def put_judgement(self, judgement: Judgement) -> bool:
        """Keep what a person decided. The same one again only brings its undoing, if that is new. True if anything was new."""
        ...

    def undo_judgement(self, judgement: str, undone: Undoing) -> bool:
        """Say that a judgement no longer counts; both are kept. False if it had been undone before.

        Raises:
            UsageError: `unknown-judgement`.
        """
        ...

    # ---- reading ------------------------------------------------------------------------------------------

    def settings(self) -> dict[str, str]:
        """Settings of this casebook, by name."""
        ...

    def counts(self) -> Counts:
        """How much is in it."""
        ...

    def document(self, document: str) -> DocumentEntry | None:
        """One document by its id, its page's id or a version's id; None if there is none."""
        ...

    def documents(
        self, which: DocumentFilter = DocumentFilter(), *, limit: int = 50, offset: int = 0
    ) -> tuple[DocumentEntry, ...]:
        """Pages, each as its newest version, newest publication first. `limit=-1` gives all."""
        ...

    def count_documents(self, which: DocumentFilter = DocumentFilter()) -> int:
        """How many pages `documents` would list without a limit."""
        ...

    def all_documents(self) -> Iterator[DocumentEntry]:
        """Every document id ever given, each as its newest version, in order of arrival (for exports)."""
        ...

    def texts(self) -> Iterator[tuple[DocumentEntry, str, frozenset[str]]]:
        """As `all_documents`, each with its text and the ids of the claims that it touches (for grouping into stories)."""
        ...

    def versions(self, document: str) -> tuple[VersionEntry, ...]:
        """Versions of the page that the document belongs to, oldest first; empty if there is none."""
        ...

    def superseded(self, versions: Sequence[str]) -> dict[str, Superseded]:
        """Those of the versions that are no longer the newest of their page, each with what came after it."""
        ...

    def quoted(self, documents: Sequence[str] | None = None) -> dict[str, frozenset[str]]:
        """For each document id ever given, the keys of those whom its newest version quotes by a name."""
        ...

    def edited(self, *, limit: int = -1, offset: int = 0) -> tuple[VersionEntry, ...]:
        """Versions that came after another one of their page, those added last first."""
        ...

    def count_edited(self) -> int:
        """How many `edited` would list without a limit."""
        ...

    def reading(self, document: str, *, number: int | None = None) -> Reading | None:
        """All that was read in a document: of the newest version, or of the page's version `number`; None if there is none.

        `document` may be a document's, a page's or a version's id; a version's id gives that version.
        """
        ...

    def readings(self) -> Iterator[Reading]:
        """Every version's reading, in order of arrival (for exports)."""
        ...

    def version_ids(self) -> tuple[str, ...]:
        """The id of every version, in order of arrival."""
        ...

    def version_claims(self, version: str) -> dict[str, tuple[str, ...]]:
        """Which claims each happening of a version makes or denies: happening id → claim ids."""
        ...

    def claim(self, claim: str) -> Claim | None:
        """One claim with its voices and standing; None if there is none."""
        ...

    def claims(
        self, which: ClaimFilter = ClaimFilter(), *, order: ClaimOrder = ClaimOrder.DAY, limit: int = 50, offset: int = 0
    ) -> tuple[Claim, ...]:
        """Claims with their voices and standing. `limit=-1` gives all. Ties are broken by id."""
        ...

    def claim_entries(
        self, which: ClaimFilter = ClaimFilter(), *, order: ClaimOrder = ClaimOrder.DAY, limit: int = 50, offset: int = 0
    ) -> tuple[ClaimEntry, ...]:
        """What `claims` gives, as lines of a list: much faster where a claim has hundreds of voices."""
        ...

    def count_claims(self, which: ClaimFilter = ClaimFilter()) -> int:
        """How many `claims` would list without a limit."""
        ...

    def all_claims(self) -> Iterator[Claim]:
        """Every claim, in order of id (for exports)."""
        ...

    def sources(self, *, side: str | None = None, limit: int = 50, offset: int = 0) -> tuple[SourceEntry, ...]:
        """Those who are quoted, most statements first."""
        ...

    def source(self, key: str) -> SourceEntry | None:
        """One source by its key; None if there is none."""
        ...

    def places(self, *, limit: int = 50, offset: int = 0) -> tuple[PlaceEntry, ...]:
        """Resolved places, those in most claims first, then those named in most documents."""
        ...

    def place(self, place: str) -> PlaceEntry | None:
        """One place by its gazetteer id; None if no document names it."""
        ...

    def claim_places(self, which: ClaimFilter = ClaimFilter()) -> tuple[tuple[ClaimPlace, int], ...]:
        """Places of the claims chosen, with how many each; most first (for the map)."""
        ...

    def outlets(self) -> tuple[CountEntry, ...]:
        """Who publishes, with counts, most documents first."""
        ...

    def authors(self) -> tuple[CountEntry, ...]:
        """Who signs, with counts, most documents first."""
        ...

    def topics(self) -> tuple[CountEntry, ...]:
        """Happening types with counts, most claims first."""
        ...

    def days(self) -> tuple[CountEntry, ...]:
        """Days of publication with counts, newest first; `name` is the day."""
        ...

    def search(self, words: str, *, kind: str | None = None, limit: int = 50, offset: int = 0) -> tuple[Hit, ...]:
        """Documents and claims that hold all the words, best first. "a phrase" in double quotes is one; a final * is a prefix.

        Any input is allowed: what is no word is ignored, and no words give no hits. `kind` is "document", "claim" or
        None for both.
        """
        ...

    def baseline(self) -> tuple[BaselineRow, ...]:
        """Who held what at the start, in order of place id."""
        ...

    def control(self, *, place: str | None = None, day: str | None = None) -> tuple[ControlSpan, ...]:
        """The timeline of control as known then, ordered by place and day; of one place, or as it was on one day."""
        ...

    def outages(self, *, place: str | None = None, day: str | None = None) -> tuple[OutageSpan, ...]:
        """The timeline of outages, ordered by place, service and day; of one place, or those in force on one day."""
        ...

    def relations(self, document: str | None = None) -> tuple[Relation, ...]:
        """Relations between documents, ordered by ids; of one document or all."""
        ...

    def judgement(self, judgement: str) -> Judgement | None:
        """One judgement by its id, undone or not; None if there is none."""
        ...

    def judgements(self, names: Sequence[str] | None = None, *, limit: int = -1, offset: int = 0) -> tuple[Judgement, ...]:
        """Judgements, undone ones too, newest first.

        `names` keeps those that are about one of these ids, or whose words stand in a document of one of these ids.
        """
        ...

    def count_judgements(self) -> int:
        """How many judgements there are, undone ones too."""
        ...

    def whereabouts(self, name: str) -> tuple[str, ...]:
        """Ids of the versions that hold a statement or a happening of this id, in order of arrival."""
        ...

    def capture(self, digest: str) -> Capture | None:
        """Bytes as fetched, by the SHA-256 of their content, with the first fetch that brought them; None if not kept."""
        ...

    def failures(self) -> tuple[tuple[str, str, str, str], ...]:
        """Inputs that could not be read: (location, code, message, time), newest first."""
        ...

    def check(self) -> Iterator[Problem]:
        """Recompute every digest and id and check the database itself. Nothing comes out of a sound casebook."""
        ...
