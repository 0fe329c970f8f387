"""Lines of the casebook's lists: what a page or an export shows without opening a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.records.claim import Claim, ClaimPlace


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document in a list: its newest version.

    `id` is the id that its input gave; `page` the id of the document that it is a version of (its own where it is the
    first). `version` is the id of the newest version, `number` how many there are. `lead` is the first words of the text.
    `published` is as the input gave it, `day` its UTC day or None. `story` is None until stories are grouped.
    """

    id: str
    page: str
    version: str
    number: int
    title: str | None
    lead: str
    published: str | None
    day: str | None
    publisher: str | None
    authors: tuple[str, ...]
    url: str | None
    language: str | None
    sha256: str
    statements: int
    happenings: int
    story: str | None

    def to_dict(self) -> dict[str, Any]:
        """The published form (CONTRACT, `export documents`): the document without its text."""
        return {
            "id": self.id,
            "page": self.page,
            "version": self.version,
            "versions": self.number,
            "title": self.title,
            "published": self.published,
            "publisher": self.publisher,
            "authors": list(self.authors),
            "url": self.url,
            "language": self.language,
            "sha256": self.sha256,
            "statements": self.statements,
            "happenings": self.happenings,
            "story": self.story,
        }


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One version of a document. `number` counts from 1 in order of arrival; `added_at` is ISO 8601 in UTC.

    `capture` is the digest of the bytes that it was read from, None for text that came without a file.
    """

    id: str
    page: str
    document: str
    number: int
    sha256: str
    title: str | None
    published: str | None
    added_at: str
    capture: str | None


@dataclass(frozen=True, slots=True)
class Superseded:
    """A version that is no longer the newest of its page, and the one that is.

    `version` and `by` are the ids of the two, `before` and `after` their texts; `at` is when the newest came out, or else when
    it was added (ISO 8601 in UTC).
    """

    version: str
    by: str
    at: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim in a list: with its standing, without its voices, of which there are `voices`.

    `outlets` are those that carry it, the first to report first.
    """

    claim: Claim
    voices: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """Someone who is quoted. `key` is the register's id or the folded name; counts are over the whole casebook."""

    key: str
    name: str
    kind: str
    role: str | None
    affiliation: str | None
    side: str | None
    statements: int
    documents: int
    claims: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place that documents name, with how often and in how many claims."""

    place: ClaimPlace
    documents: int
    mentions: int
    claims: int


@dataclass(frozen=True, slots=True)
class CountEntry:
    """A name with counts: an outlet, an author, a topic (happening type) or a day."""

    name: str
    documents: int
    claims: int
    first_day: str | None = None
    last_day: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One result of a search. `kind` is "document" or "claim"; `excerpt` has the words found between U+0002 and U+0003.

    The marks are control characters that no text keeps, so a page can escape the excerpt first and mark it afterwards.
    """

    kind: str
    id: str
    title: str
    excerpt: str
    day: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in a casebook."""

    documents: int
    versions: int
    statements: int
    happenings: int
    places: int
    claims: int
    captures: int
    failures: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that `verify` found wrong: where it is, what is stored and what was computed."""

    code: str
    where: str
    found: str
    expected: str

    def to_dict(self) -> dict[str, Any]:
        return {"code": self.code, "where": self.where, "found": self.found, "expected": self.expected}
