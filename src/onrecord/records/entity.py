"""People and bodies named in a document, and whom the register knows them as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from onrecord.basics.spans import Span


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that the document names, with every mention of it, pronouns included.

    `known` is the id in the register of actors, or None. `side`, `role` and `affiliation` come from the register (as of
    the document's day) or from the text's own words; None where neither says. `named` is False where the text only
    describes it ("a local official"). `says` are the source spans of the attributions that it is the source of.
    """

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    known: str | None = None
    side: str | None = None
    role: str | None = None
    affiliation: str | None = None
    named: bool = True
    says: tuple[Span, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind.value,
            "mentions": [s.to_dict() for s in self.mentions],
            "known": self.known,
            "side": self.side,
            "role": self.role,
            "affiliation": self.affiliation,
        }
