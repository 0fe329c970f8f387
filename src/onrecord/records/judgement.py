"""What a person decided about the record: kept beside it, used by the cross-check, never mixed into what was read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from onrecord.basics.ids import content_id
from onrecord.basics.spans import Span
from onrecord.records.claim import ClaimPlace
from onrecord.records.document import parse_moment
from onrecord.records.place import PlaceKind


class JudgementKind(StrEnum):
    """What can be decided."""

    SAME = "same"
    """The two tell of the same happening: they belong to one claim."""
    DIFFERENT = "different"
    """The two tell of different happenings: they never belong to one claim."""
    MISREAD = "misread"
    """The text does not say this: it makes no claim."""
    RETRACTED = "retracted"
    """Who said it took it back."""
    WRONG_PLACE = "wrong-place"
    """It is about another place, or about none that is known."""
    WRONG_TIME = "wrong-time"
    """It is about another day, or about none that is known."""
    GRADE = "grade"
    """A source's reliability (A to F) or a claim's credibility (1 to 6), by a person."""


PAIRS = frozenset({JudgementKind.SAME, JudgementKind.DIFFERENT})
"""Kinds that are about two things."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that a judgement rests on, so that it finds them again where a text is read into other ids.

    `about` is the id in the judgement that it stands for. `document` and `sha256` name the text, `spans` count its code
    points; `words` are what stands from the first to the last of them, `before` and `after` what stands around (W3C's
    TextQuoteSelector: exact, prefix, suffix). `statement` and `happening` are the ids that it was read into at the time; `place`
    is set where only that place of the happening is meant (a gazetteer id, or a name).
    """

    about: str
    document: str
    sha256: str
    statement: str | None
    happening: str | None
    spans: tuple[Span, ...]
    words: str
    before: str = ""
    after: str = ""
    place: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "about": self.about,
            "document": self.document,
            "sha256": self.sha256,
            "statement": self.statement,
            "happening": self.happening,
            "spans": [s.to_dict() for s in self.spans],
            "words": self.words,
            "before": self.before,
            "after": self.after,
            "place": self.place,
        }

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> Anchor:
        return cls(
            value["about"],
            value["document"],
            value["sha256"],
            value["statement"],
            value["happening"],
            tuple(Span.from_dict(s) for s in value["spans"]),
            value["words"],
            value.get("before") or "",
            value.get("after") or "",
            value.get("place"),
        )


@dataclass(frozen=True, slots=True)
class Undoing:
    """That a judgement no longer counts, since `at` (ISO 8601 in UTC), and who said so."""

    by: str
    at: str
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at, "note": self.note}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. It is never changed: what ends it is an `undone`, which is kept too.

    `about` are ids of statements, happenings or claims (two for `PAIRS`, else one), or a source's key for a grade.
    `correction` is the right place's id, the right day (ISO 8601) or the grade; None for kinds that need none and where the
    right one is not known. `place` is the corrected place in full, so that it can be used without the gazetteer it came from.
    `by` is the name that the person gave, `at` when, ISO 8601 in UTC.
    """

    kind: JudgementKind
    about: tuple[str, ...]
    by: str
    at: str
    note: str = ""
    correction: str | None = None
    place: ClaimPlace | None = None
    anchors: tuple[Anchor, ...] = ()
    undone: Undoing | None = None
    id: str = field(default="")

    def __post_init__(self) -> None:
        wanted = 2 if self.kind in PAIRS else 1
        if len(set(self.about)) != wanted or len(self.about) != wanted:
            raise ValueError(f"a judgement {self.kind.value!r} is about {wanted}, found {self.about!r}")
        if not self.by.strip():
            raise ValueError("a judgement has nobody's name; expected that of who decided")
        parse_moment(self.at)
        if (self.kind is JudgementKind.WRONG_PLACE and self.correction is not None) is (self.place is None):
            raise ValueError(f"correction {self.correction!r} and place {self.place!r} of a judgement do not belong together")
        if self.kind is JudgementKind.WRONG_TIME and self.correction is not None:
            date.fromisoformat(self.correction)
        if self.kind is JudgementKind.GRADE and not re.fullmatch("[A-F1-6]", self.correction or ""):
            raise ValueError(f"grade {self.correction!r} of a judgement is none; expected A to F or 1 to 6")
        if not self.id:
            made = content_id("j", self.kind.value, *self.about, self.correction, self.note, self.by, self.at)
            object.__setattr__(self, "id", made)

    @property
    def in_force(self) -> bool:
        return self.undone is None

    def to_dict(self) -> dict[str, Any]:
        """The published form, which `from_dict` reads back (`export judgements`, `judge --import`)."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "about": list(self.about),
            "correction": self.correction,
            "place": self.place.to_dict() if self.place else None,
            "note": self.note,
            "by": self.by,
            "at": self.at,
            "undone": self.undone.to_dict() if self.undone else None,
            "anchors": [a.to_dict() for a in self.anchors],
        }

    @classmethod
    def from_dict(cls, value: dict[str, Any]) -> Judgement:
        """The judgement that `to_dict` gave.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: the value is not one.
        """
        place, undone = value.get("place"), value.get("undone")
        return cls(
            kind=JudgementKind(value["kind"]),
            about=tuple(value["about"]),
            by=value["by"],
            at=value["at"],
            note=value.get("note") or "",
            correction=value.get("correction"),
            place=ClaimPlace(**{**place, "kind": PlaceKind(place["kind"])}) if place else None,
            anchors=tuple(Anchor.from_dict(a) for a in value.get("anchors") or ()),
            undone=Undoing(undone["by"], undone["at"], undone.get("note") or "") if undone else None,
            id=value.get("id") or "",
        )


@dataclass(frozen=True, slots=True)
class Constraint:
    """Two voices that a person decided on: they belong to one claim (`same`), or never do. What linking is told.

    A voice is named by the id of its document's version and the id of its happening.
    """

    a: tuple[str, str]
    b: tuple[str, str]
    same: bool
