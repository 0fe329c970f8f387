"""What a store keeps of documents; part of `onrecord.store.base.Store`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from onrecord.basics.ids import content_id
from onrecord.records.capture import Capture
from onrecord.records.claim import Voice
from onrecord.records.document import Document
from onrecord.records.happening import HappeningType
from onrecord.records.listing import DocumentEntry, Superseded, VersionEntry
from onrecord.records.reading import Reading


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


def fingerprint(document: Document) -> str:
    """What tells an unchanged document: its id, URL, title, day of publication and text, as 32 hexadecimal digits."""
    return content_id("f", document.id, document.url, document.title, document.published, document.sha256, digits=32)


class Documents(Protocol):
    """Documents with their versions, what was read in each, the bytes they came from, and what could not be read."""

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

    def whereabouts(self, name: str) -> tuple[str, ...]:
        """Ids of the versions that hold a statement or a happening of this id, in order of arrival."""
        ...

    def last_day(self) -> str | None:
        """The last day on which anything was published; None where no day is known."""
        ...

    def capture(self, digest: str) -> Capture | None:
        """Bytes as fetched, by the SHA-256 of their content, with the first fetch that brought them; None if not kept."""
        ...

    def failures(self) -> tuple[tuple[str, str, str, str], ...]:
        """Inputs that could not be read: (location, code, message, time), newest first."""
        ...
