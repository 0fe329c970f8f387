"""What each page shows, as one frozen record: the template renders it, the API returns it as JSON.

Every page has `kind` (which template), `title` and `path` (kind and key of its own address).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from onrecord.publish.marking import Block
from onrecord.records.claim import Bounds, Change, ClaimPlace, Status
from onrecord.records.happening import HappeningType
from onrecord.records.listing import CountEntry, Counts, DocumentEntry, Hit, PlaceEntry, SourceEntry, VersionEntry
from onrecord.records.place import PlaceKind
from onrecord.records.situation import ControlSpan, OutageSpan


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of a list this is. `page` counts from 1; `total` is the number of items."""

    page: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in a list. `reported` is when its first voice was published, `changed` when its standing last changed."""

    id: str
    type: HappeningType
    summary: str
    places: tuple[ClaimPlace, ...]
    start: str | None
    end: str | None
    status: Status | None
    origins: int
    denials: int
    sides: tuple[str, ...]
    quantities: Bounds | None
    outlets: tuple[str, ...]
    voices: int
    reported: str | None
    changed: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence that a voice stands in, as HTML with its content marked, and as plain text. `page` is the article's page."""

    html: str
    text: str
    anchor: str
    page: int


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One voice of a claim, with the words it rests on.

    `ordinal` counts the claim's voices from 1 in order of report; `same_as` is the ordinal of the first voice of the same
    origin that says the same, where this one only repeats it. `title` is None for a text without one. `version` is the
    document's version where that is not the newest.
    """

    ordinal: int
    same_as: int | None
    happening: str
    statement: str | None
    document: str
    version: int | None
    title: str | None
    publisher: str | None
    summary_of: str | None
    url: str | None
    language: str | None
    source: str | None
    source_key: str | None
    side: str | None
    stance: str
    denies: bool
    hedged: bool
    evidence: tuple[str, ...]
    said: str | None
    reported: str | None
    origin: str
    low: float | None
    high: float | None
    unit: str
    of: str | None
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class HappeningLine:
    """A happening beside the text: what, where, when, how many, and the claims that it is a voice of."""

    id: str
    type: HappeningType
    words: str
    modality: str
    places: tuple[ClaimPlace, ...]
    time: str
    quantities: tuple[str, ...]
    holder: str | None
    claims: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside a mark: a statement, or a happening in the author's own voice (`own`)."""

    id: str
    number: int
    own: bool
    source: str | None
    source_key: str | None
    source_words: str
    role: str | None
    side: str | None
    cue: str
    stance: str
    hedged: bool
    evidence: tuple[str, ...]
    said: str
    nested_in: int | None
    happenings: tuple[HappeningLine, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph and the notes that stand beside it. `repeats_title` is True where it only repeats the page's heading."""

    block: Block
    notes: tuple[Note, ...]
    repeats_title: bool = False


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The latest of everything, what is disputed and conceded, and the situation on the last day."""

    kind: ClassVar[str] = "front"
    title: str
    path: tuple[str, str | None]
    document_count: int
    claim_count: int
    first_day: str | None
    last_day: str | None
    documents: tuple[DocumentEntry, ...]
    latest: tuple[ClaimLine, ...]
    disputed: tuple[ClaimLine, ...]
    conceded: tuple[ClaimLine, ...]
    statuses: tuple[tuple[Status, int], ...]
    holders: tuple[tuple[str, int], ...]
    control: tuple[ControlSpan, ...]
    outages: tuple[OutageSpan, ...]
    topics: tuple[CountEntry, ...]
    days: tuple[CountEntry, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One version of a document with its statements marked. `summary_of` is the outlet where the text is a summary.

    `titled` is False where the heading is the text's own first sentence. `appeared` and `vanished` are the claims that this
    version makes and the one before it did not, and the other way round; empty for a first version.
    """

    kind: ClassVar[str] = "article"
    title: str
    path: tuple[str, str | None]
    document: DocumentEntry
    number: int
    newest: bool
    titled: bool
    summary_of: str | None
    rows: tuple[Row, ...]
    pager: Pager
    versions: tuple[VersionEntry, ...]
    appeared: tuple[ClaimLine, ...]
    vanished: tuple[ClaimLine, ...]
    places: tuple[ClaimPlace, ...]
    related: tuple[tuple[str, DocumentEntry], ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim with every voice for and against it, its history and its numbers."""

    kind: ClassVar[str] = "claim"
    title: str
    path: tuple[str, str | None]
    claim: ClaimLine
    because: tuple[str, ...]
    history: tuple[Change, ...]
    makes: tuple[VoiceLine, ...]
    denies: tuple[VoiceLine, ...]
    rivals: tuple[ClaimLine, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Someone who is quoted: the claims that they make or deny, and the documents that quote them."""

    kind: ClassVar[str] = "source"
    title: str
    path: tuple[str, str | None]
    source: SourceEntry
    claims: tuple[ClaimLine, ...]
    documents: tuple[DocumentEntry, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place: who held it as known on each day, outages, claims and documents."""

    kind: ClassVar[str] = "place"
    title: str
    path: tuple[str, str | None]
    place: PlaceEntry
    control: tuple[ControlSpan, ...]
    outages: tuple[OutageSpan, ...]
    claims: tuple[ClaimLine, ...]
    documents: tuple[DocumentEntry, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """Documents of one outlet, author or day (`what` says which, `name` of whom), or all of them; with claims where they fit."""

    kind: ClassVar[str] = "documents"
    title: str
    path: tuple[str, str | None]
    what: str | None
    name: str | None
    documents: tuple[DocumentEntry, ...]
    claims: tuple[ClaimLine, ...]
    pager: Pager
    earlier: str | None = None
    later: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    """Claims, all or of one type or status, by the day that they are about."""

    kind: ClassVar[str] = "claims"
    title: str
    path: tuple[str, str | None]
    status: Status | None
    type: HappeningType | None
    claims: tuple[ClaimLine, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A list of names with counts: outlets, authors, topics or days. `target` is the kind of page that each leads to."""

    kind: ClassVar[str] = "index"
    title: str
    path: tuple[str, str | None]
    target: str
    entries: tuple[CountEntry, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Those who are quoted, most statements first."""

    kind: ClassVar[str] = "sources"
    title: str
    path: tuple[str, str | None]
    sources: tuple[SourceEntry, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class PlacesPage:
    """Places that documents name, those in most claims first."""

    kind: ClassVar[str] = "places"
    title: str
    path: tuple[str, str | None]
    places: tuple[PlaceEntry, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class MapClaim:
    """A claim on the map as known on the map's day."""

    id: str
    summary: str
    type: HappeningType
    status: Status
    day: str


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map: who held it as known on the day, and the newest claims about it by then, of `count` in all."""

    id: str | None
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    radius_m: int
    holder: str | None
    count: int
    claims: tuple[MapClaim, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """The map and its list as known at the end of `day` (UTC). `days` are those with a document, oldest first."""

    kind: ClassVar[str] = "map"
    title: str
    path: tuple[str, str | None]
    day: str | None
    days: tuple[str, ...]
    places: tuple[MapPlace, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Documents and claims that hold the words."""

    kind: ClassVar[str] = "search"
    title: str
    path: tuple[str, str | None]
    query: str
    only: str | None
    hits: tuple[Hit, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What the words of the site mean, and how much the casebook holds."""

    kind: ClassVar[str] = "about"
    title: str
    path: tuple[str, str | None]
    counts: Counts
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Something that could not be shown, in the one form that errors have everywhere."""

    kind: ClassVar[str] = "error"
    title: str
    path: tuple[str, str | None]
    error: str
    code: str
    status: int


Page = (
    FrontPage
    | ArticlePage
    | ClaimPage
    | SourcePage
    | PlacePage
    | DocumentsPage
    | ClaimsPage
    | IndexPage
    | SourcesPage
    | PlacesPage
    | MapPage
    | SearchPage
    | AboutPage
    | ErrorPage
)
