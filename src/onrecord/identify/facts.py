"""What an entity is called, whom it speaks for and what it is: from the register as of the day, else from the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from onrecord.basics.roles import RoleClass, role_class
from onrecord.basics.spanindex import SpanIndex
from onrecord.identify.cluster import Cluster, head_of
from onrecord.identify.lookups import Answers
from onrecord.identify.names import person_words
from onrecord.identify.references import Form
from onrecord.identify.words import WORDS
from onrecord.records import Entity, Tagging
from onrecord.records.entity import EntityKind
from onrecord.register import Register
from onrecord.register.actors import ActorKind

_LOYALTY = re.compile(
    r"\b(?:allegiance to|sid(?:e|es|ed|ing) with|on the side of|loyal(?:ty)? to|fight(?:s|ing)? (?:for|alongside)"
    r"|fought (?:for|alongside)|defected to) (?:the )?((?:[A-Z]\w+ ?)+)"
)
_SPOKES = re.compile(r"(\S+) spokes")
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
    """The fullest form in the text, not in capitals where it has another.

    The register's where the text has only a surname or an acronym that is part of it.
    """
    if not cluster.is_named:
        described = (r.name.partition(",")[0] for r in cluster.references if r.form is Form.DESCRIPTION)
        return max(described, key=_described_length, default=cluster.first.name)
    bare = (_without_titles(name) for name in cluster.names)
    fullest = max(bare, key=lambda name: (len(name.split()), len(name), not name.isupper()))
    known = cluster.known
    if known is None:
        return fullest
    if cluster.kind is EntityKind.PERSON:
        return known.name if len(person_words(fullest)) < 2 and not _is_other_alias(fullest, known.name) else fullest
    is_country = known.kind is ActorKind.GOVERNMENT and cluster.kind is EntityKind.PLACE and not cluster.is_capital
    return known.name if (is_country or _is_short(fullest)) and known.name.isascii() else fullest


def _without_titles(name: str) -> str:
    """The name without ranks and forms of address before it: "Gen. Mira Tolen"."""
    words = name.split()
    first = 0
    while first < len(words) - 1 and words[first].lower().rstrip(".") in WORDS.titles:
        first += 1
    return " ".join(words[first:])


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


def side_of(cluster: Cluster, known: Answers, loyalties: Mapping[int, str]) -> str | None:
    """The side that the entity speaks for: the register's, else the one that it fights for, else what its roles or name say.

    Args:
        cluster: the entity's references.
        known: sides and who is of them.
        loyalties: what `loyalties_in` found.

    Returns:
        None for private people, and where nothing tells.
    """
    if cluster.known is not None:
        return cluster.known.side
    chosen = _chosen_side(cluster, known, loyalties)
    if chosen is not None:
        return chosen
    phrases = _roles_that_speak(cluster) if cluster.kind is EntityKind.PERSON else _names(cluster)
    sides = (known.side_of(_from_capital(phrase)) for phrase in phrases)
    return next((side for side in sides if side is not None), None)


def loyalties_in(text: str, tagging: Tagging) -> dict[int, str]:
    """Sentence → whom its subject says he has gone over to: "volunteers who pledged allegiance to ..." """
    found: dict[int, str] = {}
    matches = list(_LOYALTY.finditer(text))
    index = SpanIndex(tagging.sentence_spans() if matches else ())
    for match in matches:
        found.setdefault(index.at(match.start()), match.group(1))
    return found


def _chosen_side(cluster: Cluster, known: Answers, loyalties: Mapping[int, str]) -> str | None:
    """The side that the sentence of a subject says it has gone over to: "volunteers who pledged allegiance to ..." """
    for reference in cluster.references:
        if not (reference.subject or reference.says) and reference.form is not Form.DESCRIPTION:
            continue
        chosen = loyalties.get(reference.sentence)
        if chosen is not None:
            return known.side_of(chosen)
    return None


def _from_capital(phrase: str) -> str:
    """The phrase from its first capitalised word on: "top EU diplomat" says EU as "EU diplomat" does."""
    words = phrase.split()
    first = next((i for i, word in enumerate(words) if word[0].isupper()), 0)
    return " ".join(words[first:]) if all(word.isalpha() for word in words[:first]) and "of" not in words[:first] else phrase


def _roles_that_speak(cluster: Cluster) -> list[str]:
    classes = [role_class(head_of(role)) for role in cluster.roles]
    if any(c in _SILENT for c in classes) and not any(c is RoleClass.OFFICE for c in classes):
        return []
    return [role for role, found in zip(cluster.roles, classes, strict=True) if found in _SPEAKS and not is_past(role)]


def is_past(role: str) -> bool:
    """True for an office that is no longer held: "former minister", "retired general"."""
    return role.lower().startswith(("former ", "ex-", "retired ", "ousted ", "exiled ", "late "))


def _names(cluster: Cluster) -> list[str]:
    names = [*cluster.names, *(r.name for r in cluster.references if r.form is Form.DESCRIPTION)]
    roles = [r.role for r in cluster.references if r.role is not None]
    phrases = [*names, *roles]
    silent = any(role_class(word) in _SILENT for phrase in phrases for word in phrase.split())
    return [] if silent else phrases


def with_spokesmen(entities: Sequence[Entity]) -> list[Entity]:
    """Bodies without a side that a person with one speaks for ("the agency's spokesman") take that person's side."""
    sides: dict[str, tuple[int, str]] = {}
    for at, person in enumerate(entities):
        if person.kind is EntityKind.PERSON and person.side is not None and person.role is not None:
            for word in _spoken_for(person.role.lower().replace("’", "'")):
                sides.setdefault(word, (at, person.side))
    return [_sided(entity, sides) for entity in entities]


def _spoken_for(role: str) -> Iterator[str]:
    """The words before "spokesman", a possessive's "'s" left out, and their last parts: "security-agency", "agency"."""
    for match in _SPOKES.finditer(role):
        for word in (match.group(1), match.group(1).removesuffix("'s")):
            yield word
            yield word.rsplit("-", 1)[-1]


def _sided(entity: Entity, sides: Mapping[str, tuple[int, str]]) -> Entity:
    if entity.kind is not EntityKind.ORGANISATION or entity.side is not None or entity.known is not None:
        return entity
    words = {word.lower() for word in entity.name.split() if role_class(word) is RoleClass.BODY}
    first = min((sides[word] for word in words if word in sides), default=None)
    return entity if first is None else replace(entity, side=first[1])


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
