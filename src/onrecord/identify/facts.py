"""What an entity is called, whom it speaks for and what it is: from the register as of the day, else from the text."""

from __future__ import annotations

from datetime import date

from onrecord.basics.roles import RoleClass, role_class
from onrecord.identify.clusters import Cluster, head_of
from onrecord.identify.names import person_words
from onrecord.identify.references import Form
from onrecord.identify.words import WORDS
from onrecord.records.entity import EntityKind
from onrecord.register import Register
from onrecord.register.actors import ActorKind

_SPEAKS = frozenset({RoleClass.OFFICE, RoleClass.MANAGER, RoleClass.OFFICIAL, RoleClass.SOURCE})
_SILENT = frozenset(
    {
        RoleClass.EXPERT,
        RoleClass.WITNESS,
        RoleClass.PRIVATE,
        RoleClass.PRESS,
        RoleClass.OUTLET,
        RoleClass.CHANNEL,
        RoleClass.RESEARCH,
    }
)


def name_of(cluster: Cluster) -> str:
    """The fullest form in the text; the register's where the text has only a surname or an acronym that is part of it."""
    if not cluster.is_named:
        return max(
            (r.name for r in cluster.references if r.form is Form.DESCRIPTION), key=_described_length, default=cluster.first.name
        )
    fullest = max(cluster.names, key=lambda name: (len(name.split()), len(name)))
    known = cluster.known
    if known is None:
        return fullest
    if cluster.kind is EntityKind.PERSON:
        return known.name if len(person_words(fullest)) < 2 and not _is_other_alias(fullest, known.name) else fullest
    is_country = known.kind is ActorKind.GOVERNMENT and cluster.kind is EntityKind.PLACE and not cluster.is_capital
    return known.name if (is_country or _is_short(fullest)) and known.name.isascii() else fullest


def _described_length(name: str) -> int:
    return len(name.split())


def _is_other_alias(name: str, full: str) -> bool:
    return not set(person_words(name)) & set(person_words(full))


def _is_short(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isupper() and len(letters) <= 3


def kind_of(cluster: Cluster) -> EntityKind:
    """The kind, corrected by the register where it knows the entity."""
    if cluster.known is None:
        return cluster.kind
    if cluster.known.kind is ActorKind.PERSON:
        return EntityKind.PERSON
    if cluster.known.kind is ActorKind.GOVERNMENT:
        return EntityKind.PLACE
    return EntityKind.ORGANISATION if cluster.kind is not EntityKind.GROUP else EntityKind.GROUP


def side_of(cluster: Cluster, register: Register) -> str | None:
    """The side that the entity speaks for: the register's, else what its roles or its name say; None for private people."""
    if cluster.known is not None:
        return cluster.known.side
    phrases = _roles_that_speak(cluster) if cluster.kind is EntityKind.PERSON else _names(cluster)
    sides = (register.side_of(_from_capital(phrase)) for phrase in phrases)
    return next((side for side in sides if side is not None), None)


def _from_capital(phrase: str) -> str:
    """The phrase from its first capitalised word on: "top EU diplomat" says EU as "EU diplomat" does."""
    words = phrase.split()
    first = next((i for i, word in enumerate(words) if word[0].isupper()), 0)
    return " ".join(words[first:]) if all(word.isalpha() for word in words[:first]) and "of" not in words[:first] else phrase


def _roles_that_speak(cluster: Cluster) -> list[str]:
    classes = [role_class(head_of(role)) for role in cluster.roles]
    if any(c in _SILENT for c in classes) and not any(c is RoleClass.OFFICE for c in classes):
        return []
    return [role for role, found in zip(cluster.roles, classes, strict=True) if found in _SPEAKS]


def _names(cluster: Cluster) -> list[str]:
    names = [*cluster.names, *(r.name for r in cluster.references if r.form is Form.DESCRIPTION)]
    roles = [r.role for r in cluster.references if r.role is not None]
    phrases = [*names, *roles]
    silent = any(role_class(word) in _SILENT for phrase in phrases for word in phrase.split())
    return [] if silent else phrases


def role_of(cluster: Cluster, day: date | None) -> str | None:
    """The role in the text's words, else the register's office on the day."""
    if cluster.kind is EntityKind.PERSON and cluster.is_named and len(cluster.roles) > 0:
        return next((role for role in cluster.roles if head_of(role)), cluster.roles[0])
    if cluster.known is not None and cluster.kind is EntityKind.PERSON:
        office = cluster.known.role_at(day)
        return office.title if office is not None else None
    if cluster.kind is EntityKind.PERSON and cluster.roles:
        return cluster.roles[0]
    return None


def affiliation_of(cluster: Cluster, register: Register, day: date | None) -> str | None:
    """The body or state that the entity belongs to, by the register on the day, else what a role names after "of" or "for"."""
    if cluster.known is not None and cluster.kind is EntityKind.PERSON:
        return register.affiliation_name(cluster.known, day)
    for role in cluster.roles:
        words = role.split()
        for i, word in enumerate(words[:-1]):
            if word in ("of", "for", "at", "in") and any(w[0].isupper() for w in words[i + 1 :]):
                return " ".join(w for w in words[i + 1 :]).removeprefix("the ").strip(",")
        found = _owner(words)
        if found is not None:
            return found
    return None


def _owner(words: list[str]) -> str | None:
    """ "Ukraine" in "Ukraine's foreign minister"; the capitalised words before the office otherwise say it as an adjective."""
    for i, word in enumerate(words):
        if word.endswith(("'s", "’s")) and word[0].isupper():
            return " ".join([*words[:i], word[:-2]])
    head = next((i for i, word in enumerate(words) if role_class(word) is not None), 0)
    before = [word for word in words[:head] if word[0].isupper() and word.lower() not in WORDS.titles]
    return " ".join(before) or None
