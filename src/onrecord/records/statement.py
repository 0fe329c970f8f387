"""Somebody says something: an attribution relation with its source resolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.basics.spans import Span
from onrecord.records.time import Time


class SourceKind(StrEnum):
    """What kind of party is quoted."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    OUTLET = "outlet"
    CHANNEL = "channel"
    UNNAMED = "unnamed"


class Stance(StrEnum):
    """What the source does with the content."""

    ASSERT = "assert"
    DENY = "deny"
    ACKNOWLEDGE = "acknowledge"
    QUESTION = "question"
    CALL = "call"
    PROMISE = "promise"
    THREATEN = "threaten"
    PRAISE = "praise"
    MOCK = "mock"


class Evidence(StrEnum):
    """What the text cites in support."""

    OFFICIAL = "official"
    EYEWITNESS = "eyewitness"
    VIDEO = "video"
    PHOTO = "photo"
    SATELLITE = "satellite"
    DOCUMENT = "document"
    MAP = "map"
    SOCIAL = "social"
    BROADCAST = "broadcast"
    ANALYSIS = "analysis"


@dataclass(frozen=True, slots=True)
class Source:
    """Who is quoted. `spans` is empty where the text names nobody; `name` is the resolved name ("He" becomes whom)."""

    spans: tuple[Span, ...]
    entity: str | None
    name: str | None
    kind: SourceKind
    role: str | None = None
    affiliation: str | None = None
    side: str | None = None

    @property
    def role_beside_name(self) -> str | None:
        """The role, where the name is not it: a source without a name is called by its role ("a spokesman")."""
        return self.role if self.role != self.name else None

    def to_dict(self) -> dict[str, Any]:
        return {
            "spans": [s.to_dict() for s in self.spans],
            "entity": self.entity,
            "name": self.name,
            "kind": self.kind.value,
            "role": self.role,
            "affiliation": self.affiliation,
            "side": self.side,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """In this document, at these spans, this source says this. No content span, no statement."""

    id: str
    source: Source
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: Stance
    hedged: bool
    evidence: tuple[Evidence, ...]
    said: Time | None
    parent: str | None
    score: float = 1.0

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError(f"statement {self.id!r} has no content span; a statement without words is none")

    def to_dict(self, happenings: list[str]) -> dict[str, Any]:
        """The published form; `happenings` are the ids of those that lie in its content."""
        return {
            "id": self.id,
            "source": self.source.to_dict(),
            "cue": [s.to_dict() for s in self.cue],
            "content": [s.to_dict() for s in self.content],
            "stance": self.stance.value,
            "hedged": self.hedged,
            "evidence": [e.value for e in self.evidence],
            "said": self.said.to_dict() if self.said else None,
            "happenings": happenings,
            "parent": self.parent,
            "score": round(self.score, 4),
        }
