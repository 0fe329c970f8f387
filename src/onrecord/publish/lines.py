"""Pieces of pages: lines of lists, notes, quotations. `onrecord.publish.contexts` has the pages that they stand on."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.publish.marking import Block
from onrecord.publish.worddiff import Stretch
from onrecord.records.claim import Bounds, ClaimPlace, Status
from onrecord.records.edit import Edit
from onrecord.records.happening import HappeningType
from onrecord.records.judgement import Undoing
from onrecord.records.listing import DocumentEntry
from onrecord.records.place import PlaceKind
from onrecord.records.situation import Difference


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
class TimelineLine:
    """A timeline in the list of them, with how many claims it is made of."""

    name: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """Changes of one kind: how many there are, and those shown, newest first."""

    what: str
    title: str
    count: int
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class JudgedThing:
    """What a judgement is about. `what` is "claim", "statement" or "source", "" for what is no longer found.

    `kind` and `key` name the page that shows it (None for none), `anchor` the place on it, `words` its summary or its words.
    """

    id: str
    what: str
    words: str
    kind: str | None
    key: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's decision. `correction` is what is right instead, "" where that is not known, None for kinds without one.

    `state` is "in force", "undone" or "dangling"; `about` is empty where it stands beside what it is about. `original` is the
    place or time as it was read, in words, where it stands beside it.
    """

    id: str
    kind: str
    words: str
    about: tuple[JudgedThing, ...]
    correction: str | None
    note: str
    by: str
    at: str
    state: str
    undone: Undoing | None
    original: str = ""


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
    document's version where that is not the newest; `withdrawn` when a later one took the words back.
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
    withdrawn: str | None
    origin: str
    low: float | None
    high: float | None
    unit: str
    of: str | None
    quote: Quote | None
    judged: tuple[Judged, ...] = ()


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
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph and the notes that stand beside it. `repeats_title` is True where it only repeats the page's heading."""

    block: Block
    notes: tuple[Note, ...]
    repeats_title: bool = False


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
class Choice:
    """Something to choose on the desk: a value and what it means."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class EditLine:
    """One edit in a list. `title` heads the document; `summaries` are those of its claims that are still in the record."""

    edit: Edit
    title: str
    summaries: dict[str, str]


@dataclass(frozen=True, slots=True)
class WordedEdit:
    """An edit with the two texts as one, word by word."""

    line: EditLine
    words: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the corrections log: an outlet's edit, or a person's judgement; the other is None."""

    at: str
    edit: EditLine | None
    judged: Judged | None


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """Another document about the same, seen from the one whose page it stands on.

    `relation` is "agree", "update" or "dispute", "story" where only the story is the same; `later` is True where it came later.
    `about` is what the two differ on; `claims` those that both touch; `same_origin` None where it cannot be told.
    """

    relation: str
    later: bool
    about: tuple[str, ...]
    claims: tuple[ClaimLine, ...]
    same_origin: bool | None
    document: DocumentEntry
