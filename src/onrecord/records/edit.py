"""What an outlet changed in a text that it had published, at the level of claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class EditKind(StrEnum):
    """What became of a claim from one version of a document to the next."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Wording:
    """How one version makes or denies a claim: the ids by which it is found, the words it rests on, and what it says.

    `says` are the things that are compared, each in words: source, stance, doubt, number, place, day, evidence, holder.
    """

    claim: str
    happening: str
    statement: str | None
    words: str
    says: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "claim": self.claim,
            "happening": self.happening,
            "statement": self.statement,
            "words": self.words,
            "says": dict(self.says),
        }


@dataclass(frozen=True, slots=True)
class ClaimEdit:
    """One claim that appeared, vanished or changed. `what` names the things that differ; `before` or `after` is None for none."""

    kind: EditKind
    what: tuple[str, ...]
    before: Wording | None
    after: Wording | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "what": list(self.what),
            "before": self.before.to_dict() if self.before else None,
            "after": self.after.to_dict() if self.after else None,
        }


@dataclass(frozen=True, slots=True)
class Edit:
    """One version of a document beside the one before it.

    `number` is that of the later version. `at` is when the outlet says that it changed the text, or else when the change was
    first seen (`seen` is True then), ISO 8601. `claims` is empty where the edit touched no claim.
    """

    page: str
    document: str
    number: int
    title: str | None
    publisher: str | None
    at: str
    seen: bool
    claims: tuple[ClaimEdit, ...]

    def to_dict(self) -> dict[str, Any]:
        """The published form (`export edits`)."""
        return {
            "page": self.page,
            "document": self.document,
            "version": self.number,
            "title": self.title,
            "publisher": self.publisher,
            "at": self.at,
            "seen": self.seen,
            "claims": [c.to_dict() for c in self.claims],
        }
