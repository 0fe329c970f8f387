"""The register's records: actors, the offices they held, and the sides of a conflict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is. A government is a country or capital spoken of as one who acts ("Kyiv said")."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    OUTLET = "outlet"
    CHANNEL = "channel"
    GOVERNMENT = "government"


class Gender(StrEnum):
    """Which pronoun reports use for a person."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Role:
    """An office held for a time.

    `of` is the id of the body, or None. `start` and `end` are ISO dates, both included, as precise as known: "2021",
    "2021-07" or "2021-07-27"; None where unknown or, for `end`, not ended. `also` are other words for the same office.
    """

    title: str
    of: str | None = None
    start: str | None = None
    end: str | None = None
    also: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """True if the office may have been held on `day`: nothing known speaks against it."""
        iso = day.isoformat()
        return (self.start is None or iso >= self.start) and (self.end is None or iso[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body of the register.

    Attributes:
        id: kebab-case slug, unique in a register.
        names: at least one; the first is the one to print. Latin and Cyrillic spellings alike.
        kind: what it is.
        side: id of the side that it speaks for, or None. An independent outlet speaks for none.
        gender: persons only; None where unknown.
        roles: offices, the main one first where several were held at once.
        affiliations: ids of bodies that it belongs to or is owned by.
        descriptions: common nouns that denote it together with a word for its side ("defence ministry" with "Russian").
        wikidata: "Q…" or None.
    """

    id: str
    names: tuple[str, ...]
    kind: ActorKind
    side: str | None = None
    gender: Gender | None = None
    roles: tuple[Role, ...] = ()
    affiliations: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    wikidata: str | None = None

    @property
    def name(self) -> str:
        """The name to print."""
        return self.names[0]

    @property
    def pronouns(self) -> frozenset[str]:
        """Subject pronouns that can stand for it: he or she for a person, it or they for anything else."""
        if self.kind is not ActorKind.PERSON:
            return frozenset({"it", "they"})
        if self.gender is None:
            return frozenset({"he", "she", "they"})
        return frozenset({"he" if self.gender is Gender.MALE else "she"})

    def role_at(self, day: date | None) -> Role | None:
        """The main office on `day`; without a day the first that has not ended, else the last. None if none is known."""
        if day is not None:
            return next((role for role in self.roles if role.holds_on(day)), None)
        return next((role for role in self.roles if role.end is None), self.roles[-1] if self.roles else None)

    def affiliation_at(self, day: date | None) -> str | None:
        """Id of the body of the office held on `day`, else of the first affiliation, else None."""
        role = self.role_at(day)
        if role is not None and role.of is not None:
            return role.of
        return self.affiliations[0] if self.affiliations else None


@dataclass(frozen=True, slots=True)
class Side:
    """One to whom actors belong: a party to the conflict, a third country or an international body.

    Attributes:
        id: slug used as `side` of actors and statements.
        code: short code used in exports ("UA").
        party: True for the parties to the conflict, False for third ones.
        names: the country or body; in a possessive or after "of" they mark the side.
        capitals: names of places that stand for its government.
        adjectives: words that mark it ("Ukrainian"), plurals of people included ("Ukrainians").
        marks: words that mark it whatever stands beside them ("separatists" as said of one side).
    """

    id: str
    code: str
    party: bool
    names: tuple[str, ...]
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
