"""What each page shows, as one frozen record: the template renders it, the API returns it as JSON.

Every page has `kind` (which template), `title` and `path` (kind and key of its own address).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from onrecord.publish.lines import (
    ChangeSection,
    Choice,
    ClaimLine,
    Correction,
    EditLine,
    Judged,
    JudgedThing,
    MapPlace,
    Pager,
    RelatedLine,
    Row,
    TimelineLine,
    VoiceLine,
    WordedEdit,
)
from onrecord.records.claim import Change, ClaimPlace, Status
from onrecord.records.grade import Grade, SourceRecord
from onrecord.records.happening import HappeningType
from onrecord.records.listing import CountEntry, Counts, DocumentEntry, Hit, PlaceEntry, SourceEntry, VersionEntry
from onrecord.records.situation import ControlSpan, OutageSpan, Situation, TimelineEntry


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

    `titled` is False where the heading is the text's own first sentence. `edit` is what this version changed; None for a first.
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
    edit: EditLine | None
    places: tuple[ClaimPlace, ...]
    related: tuple[RelatedLine, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """One claim with every voice for and against it, its history and its numbers."""

    kind: ClassVar[str] = "claim"
    title: str
    path: tuple[str, str | None]
    claim: ClaimLine
    because: tuple[str, ...]
    unknown: tuple[str, ...]
    history: tuple[Change, ...]
    makes: tuple[VoiceLine, ...]
    denies: tuple[VoiceLine, ...]
    rivals: tuple[ClaimLine, ...]
    pager: Pager
    judged: tuple[Judged, ...]
    grade: Grade


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
    grade: Grade
    record: SourceRecord
    judged: tuple[Judged, ...]


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
class MapPage:
    """The map and its list as known at the end of `day` (UTC). `days` are those with a document, oldest first."""

    kind: ClassVar[str] = "map"
    title: str
    path: tuple[str, str | None]
    day: str | None
    days: tuple[str, ...]
    places: tuple[MapPlace, ...]


@dataclass(frozen=True, slots=True)
class SituationPage:
    """Who held each place at the end of a day, and which services were out: as known then, or by what was known later."""

    kind: ClassVar[str] = "situation"
    title: str
    path: tuple[str, str | None]
    situation: Situation
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class TimelinesPage:
    """Which timelines there are. `months` are those with a document, oldest first."""

    kind: ClassVar[str] = "timelines"
    title: str
    path: tuple[str, str | None]
    timelines: tuple[TimelineLine, ...]
    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One timeline, newest first: `entries`, or `outages` for that one."""

    kind: ClassVar[str] = "timeline"
    title: str
    path: tuple[str, str | None]
    course: str
    entries: tuple[TimelineEntry, ...]
    outages: tuple[OutageSpan, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What changed after the end of the day `first` until the end of the day `last`, as known then, by kind."""

    kind: ClassVar[str] = "changes"
    title: str
    path: tuple[str, str | None]
    first: str | None
    last: str | None
    months: tuple[str, ...]
    sections: tuple[ChangeSection, ...]


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
class JudgementsPage:
    """Every judgement, newest first."""

    kind: ClassVar[str] = "judgements"
    title: str
    path: tuple[str, str | None]
    judgements: tuple[Judged, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The form by which a person judges one thing. It is only served, never part of the static site.

    `about` is what is judged; `kinds` what can be said of it, with the meaning of each. `places` and `things` are offered for
    the right place and for the other of two. `token` guards the form; `values` are what was typed, `wrong` what was refused.
    """

    kind: ClassVar[str] = "desk"
    title: str
    path: tuple[str, str | None]
    about: JudgedThing
    kinds: tuple[Choice, ...]
    places: tuple[Choice, ...]
    things: tuple[Choice, ...]
    judged: tuple[Judged, ...]
    token: str
    values: dict[str, str]
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class UndoPage:
    """The form by which a person ends a judgement. Only served."""

    kind: ClassVar[str] = "undo"
    title: str
    path: tuple[str, str | None]
    judgement: Judged
    token: str
    values: dict[str, str]
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class EditsPage:
    """What outlets changed after publication, newest first."""

    kind: ClassVar[str] = "edits"
    title: str
    path: tuple[str, str | None]
    edits: tuple[EditLine, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class DocumentEditsPage:
    """The edits of one document, newest first, word by word."""

    kind: ClassVar[str] = "document-edits"
    title: str
    path: tuple[str, str | None]
    document: DocumentEntry
    edits: tuple[WordedEdit, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """What outlets took back or changed, and what people put right, newest first."""

    kind: ClassVar[str] = "corrections"
    title: str
    path: tuple[str, str | None]
    corrections: tuple[Correction, ...]
    pager: Pager


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
    | SituationPage
    | TimelinesPage
    | TimelinePage
    | ChangesPage
    | SearchPage
    | JudgementsPage
    | EditsPage
    | DocumentEditsPage
    | CorrectionsPage
    | DeskPage
    | UndoPage
    | AboutPage
    | ErrorPage
)
