"""All that was read in one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.records.document import Document
from onrecord.records.entity import Entity
from onrecord.records.happening import Happening
from onrecord.records.place import Place
from onrecord.records.statement import Statement
from onrecord.records.time import Time

RECORD_VERSION = 1
"""Version of the published form. Adding keys keeps it; renaming or dropping one raises it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with everything found in it. `made_by` is step → method and version; `refused` as in `Tagging`."""

    document: Document
    statements: tuple[Statement, ...]
    happenings: tuple[Happening, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    entities: tuple[Entity, ...]
    made_by: dict[str, str]
    refused: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The published form, one JSON object (CONTRACT, `onrecord schema`)."""
        return {
            "version": RECORD_VERSION,
            "document": self.document.to_dict(),
            "statements": [s.to_dict([h.id for h in self.happenings if h.statement == s.id]) for s in self.statements],
            "happenings": [h.to_dict() for h in self.happenings],
            "places": [p.to_dict() for p in self.places],
            "times": [t.to_dict() for t in self.times],
            "entities": [e.to_dict() for e in self.entities],
            "skipped": [s.to_dict() for s in self.document.skipped],
            "made_by": dict(self.made_by),
            "refused": self.refused,
        }
