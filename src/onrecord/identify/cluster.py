"""One entity while a document is read: the references that stand for it, and what they say about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.basics.lemma import noun_lemma
from onrecord.basics.roles import PEOPLE, RoleClass, role_class
from onrecord.identify.references import Reference
from onrecord.identify.words import WORDS
from onrecord.records.entity import EntityKind
from onrecord.register import Actor
from onrecord.register.actors import ActorKind, Gender

_PARTS = re.compile(r" and |, ?")
_MOST_ROLES = 100
"""Roles kept of one cluster; nobody has more."""


@dataclass(slots=True, eq=False)
class Cluster:
    """References that stand for one entity, with what they say about it.

    `place` is its number in the order in which clusters were opened, -1 before its first reference. `described` are the
    descriptions among its references; `speaks` that one of them is a source, `acts` that one is a source or a subject.
    """

    references: list[Reference] = field(default_factory=list)
    kind: EntityKind = EntityKind.OTHER
    names: list[str] = field(default_factory=list)
    described: dict[str, None] = field(default_factory=dict)
    roles: list[str] = field(default_factory=list)
    known: Actor | None = None
    gender: Gender | None = None
    is_capital: bool = False
    place: int = -1
    speaks: bool = False
    acts: bool = False

    def add_role(self, role: str) -> None:
        """Keep what is said about it, once."""
        if len(self.roles) < _MOST_ROLES and role not in self.roles:
            self.roles.append(role)

    @property
    def is_named(self) -> bool:
        """True if a reference names it, False if all only describe it."""
        return len(self.names) > 0

    @property
    def is_outlet(self) -> bool:
        """True for one that passes on what others say."""
        if self.known is not None:
            return self.known.kind in (ActorKind.OUTLET, ActorKind.CHANNEL)
        nouns = [name.split()[-1] for name in self.names] + [head_of(role) for role in self.roles]
        return any(role_class(noun) in (RoleClass.OUTLET, RoleClass.PRESS) for noun in nouns if noun)

    @property
    def first(self) -> Reference:
        """The first reference."""
        return self.references[0]

    @property
    def last(self) -> Reference:
        """The last reference so far."""
        return self.references[-1]


@lru_cache(maxsize=20_000)
def domains(phrase: str) -> frozenset[str]:
    """Words that tell one minister from another."""
    return frozenset(word for word in phrase.lower().replace("defense", "defence").split() if word in WORDS.domains)


@lru_cache(maxsize=20_000)
def heads_of(role: str) -> frozenset[str]:
    """Lemmas of a role's head nouns, one for each part that "and" or a comma joins."""
    return frozenset(head for part in _PARTS.split(role) for head in (head_of(part),) if head)


@lru_cache(maxsize=20_000)
def head_of(role: str) -> str:
    """Lemma of a role's head noun: the last noun for a person before the first preposition."""
    words = role.split()
    end = next((i for i, word in enumerate(words) if word.lower().strip(",") in WORDS.boundaries), len(words))
    nouns = [word for word in words[:end] if role_class(word.strip(",")) in PEOPLE]
    return noun_lemma(nouns[-1].strip(",")) if nouns else ""
