"""Which references stand for the same one: read from left to right, each joins a cluster or opens one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.basics.lemma import noun_lemma
from onrecord.basics.roles import BODIES, PAPERS, PEOPLE, RoleClass, role_class
from onrecord.identify import genders
from onrecord.identify.lookups import LookUps
from onrecord.identify.names import name_key, person_words, same_body, same_person
from onrecord.identify.references import Form, Reference
from onrecord.identify.words import WORDS
from onrecord.records.entity import EntityKind
from onrecord.register import Actor
from onrecord.register.actors import ActorKind, Gender

_GENERIC_REACH = 4
"""Sentences back that "the group" looks for a body."""
_PARTS = re.compile(r" and |, ?")


@dataclass(slots=True, eq=False)
class Cluster:
    """References that stand for one entity, with what they say about it."""

    references: list[Reference] = field(default_factory=list)
    kind: EntityKind = EntityKind.OTHER
    names: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    known: Actor | None = None
    gender: Gender | None = None
    is_capital: bool = False

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


class Clusters:
    """The clusters of one document while it is read.

    Args:
        known: who is who.
        day: the document's day, for offices held then.
        aliases: keys of second names → position in the text where they are given.
    """

    def __init__(self, known: LookUps, day: date | None, aliases: Mapping[tuple[str, ...], int]) -> None:
        self._known = known
        self._day = day
        self._aliases = aliases
        self._by_name: dict[str, Cluster] = {}
        self.all: list[Cluster] = []

    def place(self, reference: Reference) -> None:
        """Put one reference into the cluster that it belongs to; a pronoun that fits none is dropped."""
        if reference.form is Form.NAME:
            cluster = self._named(reference)
        elif reference.form is Form.DESCRIPTION:
            cluster = self._described(reference)
        else:
            return
        self.join(cluster or self._open(reference), reference)

    def join(self, cluster: Cluster, reference: Reference) -> None:
        """Add the reference and what it tells."""
        if cluster not in self.all:
            self.all.append(cluster)
        cluster.references.append(reference)
        if reference.form is Form.NAME:
            if reference.name not in cluster.names:
                cluster.names.append(reference.name)
            if cluster.kind is not EntityKind.PERSON:
                self._by_name.setdefault(reference.name, cluster)
            self._learn_name(cluster, reference)
        elif reference.form is Form.DESCRIPTION and reference.kind is EntityKind.PERSON:
            cluster.roles.append(reference.name)
        if reference.role is not None:
            cluster.roles.append(reference.role)
        if cluster.gender is None:
            cluster.gender = genders.of_reference(reference)

    def _open(self, reference: Reference) -> Cluster:
        cluster = Cluster(kind=reference.kind or EntityKind.OTHER)
        if reference.form is Form.DESCRIPTION and reference.article not in WORDS.indefinite:
            cluster.known = self._find(self._with_owner(reference))
        return cluster

    def _with_owner(self, reference: Reference) -> str:
        """The description with the name that its possessive stands for: "Norway's finance minister" for "its ..."."""
        if reference.article not in ("its", "their"):
            return reference.name
        owners = [
            (r.span.start, r.name)
            for c in self.all
            if c.kind in (EntityKind.PLACE, EntityKind.ORGANISATION)
            for r in c.references
            if r.sentence == reference.sentence and r.span.start < reference.span.start and r.form is Form.NAME
        ]
        owner = min(owners, default=None)
        return reference.name if owner is None else f"{owner[1]}'s {reference.name}"

    def _learn_name(self, cluster: Cluster, reference: Reference) -> None:
        longest = max(cluster.names, key=lambda name: len(name.split()))
        if cluster.kind is EntityKind.PLACE and self._is_capital(reference.name):
            cluster.is_capital = True
        if cluster.known is None or reference.name == longest:
            found = self._find_named(longest, cluster.kind, reference.role)
            if found is not None:
                cluster.known = found
        if cluster.known is not None and cluster.known.gender is not None:
            cluster.gender = cluster.known.gender

    def _is_capital(self, name: str) -> bool:
        return name.lower() in self._known.capitals

    def _find_named(self, name: str, kind: EntityKind, role: str | None) -> Actor | None:
        if kind is EntityKind.PLACE:
            found = self._known.government(name)
            return found or self._body(name)
        found = self._find(name)
        if kind is EntityKind.PERSON:
            if found is not None and found.kind is not ActorKind.PERSON:
                return None
            if found is None and role is not None:
                found = self._find(f"{role} {name}")
                return found if found is not None and found.kind is ActorKind.PERSON and _shares_name(found, name) else None
            return found
        return found if found is None or found.kind is not ActorKind.PERSON else None

    def _body(self, name: str) -> Actor | None:
        found = self._find(name)
        return found if found is not None and found.kind is not ActorKind.PERSON else None

    def _find(self, phrase: str) -> Actor | None:
        return self._known.find(phrase, self._day)

    def _named(self, reference: Reference) -> Cluster | None:
        given = self._aliases.get(person_words(reference.name))
        if given is not None and given <= reference.span.start:
            return self._last_person(given)
        if reference.kind is EntityKind.PERSON:
            return self._same_person(reference)
        exact = self._by_name.get(reference.name)
        if exact is not None:
            return exact
        for cluster in reversed(self.all):
            if cluster.kind is not EntityKind.PERSON and any(same_body(reference.name, name) for name in cluster.names):
                return cluster
        return self._shortened(reference) or self._same_known(reference)

    def _shortened(self, reference: Reference) -> Cluster | None:
        """The body whose longer name ends in this one's noun: "the Coalition" for "National Coalition"."""
        if " " in reference.name or role_class(reference.name) not in BODIES:
            return None
        bodies = (c for c in reversed(self.all) if c.kind is EntityKind.ORGANISATION)
        return next((c for c in bodies if self._ends_in(c.names, replace(reference, head=reference.name.lower()))), None)

    def _last_person(self, position: int) -> Cluster | None:
        before = [
            (r.span.start, c) for c in self.all if c.kind is EntityKind.PERSON for r in c.references if r.span.start < position
        ]
        return max(before, key=lambda pair: pair[0], default=(0, None))[1]

    def _same_person(self, reference: Reference) -> Cluster | None:
        words = person_words(reference.name)
        people = [c for c in reversed(self.all) if c.kind is EntityKind.PERSON and c.is_named]
        fitting = [c for c in people if all(same_person(words, person_words(name)) for name in c.names)]
        surname = [c for c in fitting if any(person_words(name)[-1:] == words[-1:] for name in c.names)]
        return next(iter(surname or fitting), None)

    def _same_known(self, reference: Reference) -> Cluster | None:
        known = self._find_named(reference.name, reference.kind or EntityKind.OTHER, None)
        if known is None or self._is_capital(reference.name):
            return None
        return next((c for c in self.all if c.known is not None and c.known.id == known.id and not c.is_capital), None)

    def _described(self, reference: Reference) -> Cluster | None:
        if reference.article in WORDS.indefinite:
            return None
        known = self._find(self._with_owner(reference))
        if known is not None:
            same = next((c for c in reversed(self.all) if c.known is not None and c.known.id == known.id), None)
            if same is not None:
                return same
        if reference.kind is EntityKind.PERSON:
            return self._described_person(reference)
        body = self._described_body(reference)
        if body is None and reference.article == "the" and reference.head in WORDS.generic:
            return self._last_body(reference)
        if body is None and reference.article in WORDS.definite and role_class(reference.head) in PAPERS:
            return self._issuer()
        return body

    def _last_body(self, reference: Reference) -> Cluster | None:
        """The body quoted last, not more than some sentences before: "the group", "the agency"."""
        quoted = [
            (r.span.start, c)
            for c in self.all
            if c.kind is EntityKind.ORGANISATION and c.is_named and not (c.known and c.known.kind is ActorKind.GOVERNMENT)
            for r in c.references
            if r.says and reference.sentence - r.sentence <= _GENERIC_REACH
        ]
        return max(quoted, key=lambda pair: pair[0], default=(0, None))[1]

    def _issuer(self) -> Cluster | None:
        """Who issued "the statement": the last body quoted, else the last source."""
        issuers = [c for c in self.all if c.kind is not EntityKind.GROUP and not c.is_outlet]
        quoted = [(r.span.start, c) for c in issuers for r in c.references if r.says]
        bodies = [(start, c) for start, c in quoted if c.kind is not EntityKind.PERSON]
        return max(bodies or quoted, key=lambda pair: pair[0], default=(0, None))[1]

    def _described_person(self, reference: Reference) -> Cluster | None:
        people = [c for c in reversed(self.all) if c.kind is EntityKind.PERSON]
        for test in (self._has_role, self._may_be_called):
            found = [c for c in people if test(c, reference)]
            if found:
                return next((c for c in found if any(r.says for r in c.references)), found[0])
        return None

    def _has_role(self, cluster: Cluster, reference: Reference) -> bool:
        """True if a role of the cluster has the description's head and nothing in the description speaks against it."""
        heads = {head for role in self._all_roles(cluster) for head in heads_of(role)}
        return reference.head in heads and self._fits(cluster, reference)

    def _may_be_called(self, cluster: Cluster, reference: Reference) -> bool:
        """True if the description is a broader word for a role of the cluster, or its age: only for definite ones."""
        if reference.article not in WORDS.definite or not cluster.is_named:
            return False
        if reference.head.endswith("-old"):
            return any(r.role is not None and reference.head.split("-")[0] in r.role.split() for r in cluster.references) or bool(
                cluster.last.says
            )
        narrower = WORDS.broader.get(reference.head, frozenset())
        heads = {head for role in self._all_roles(cluster) for head in heads_of(role)}
        if reference.head == "woman":
            return cluster.gender is Gender.FEMALE
        if reference.head == "man":
            return cluster.gender is Gender.MALE
        return len(heads & narrower) > 0 and self._fits(cluster, reference)

    def _all_roles(self, cluster: Cluster) -> list[str]:
        roles = list(cluster.roles)
        if cluster.known is not None:
            office = cluster.known.role_at(self._day)
            if office is not None:
                roles += [office.title, *office.also]
        return roles

    def _fits(self, cluster: Cluster, reference: Reference) -> bool:
        """False if a capitalised word of the description is in no role of the cluster and marks no side that is the cluster's."""
        words = {name_key(w) for role in self._all_roles(cluster) for w in role.split()}
        if not _domains(reference.name) <= {domain for role in self._all_roles(cluster) for domain in _domains(role)}:
            return False
        for word in reference.name.replace("'s", "").replace("’s", "").split():
            if word[0].isupper() and word.lower() != reference.head and role_class(word) is None:
                key = name_key(word)
                if not any(key[:4] == other[:4] for other in words) and not self._marks_side(cluster, word):
                    return False
        return True

    def _marks_side(self, cluster: Cluster, word: str) -> bool:
        side = self._known.side_of(word)
        return side is not None and cluster.known is not None and cluster.known.side == side

    def _described_body(self, reference: Reference) -> Cluster | None:
        for cluster in reversed(self.all):
            if cluster.kind is EntityKind.PERSON or (cluster.kind is EntityKind.GROUP) != (reference.kind is EntityKind.GROUP):
                continue
            names = [*cluster.names, *(r.name for r in cluster.references if r.form is Form.DESCRIPTION)]
            if any(same_body(reference.name, name) for name in names):
                return cluster
            if reference.article in WORDS.definite and " " not in reference.name and self._ends_in(names, reference):
                return cluster
        return None

    def _ends_in(self, names: list[str], reference: Reference) -> bool:
        """True if a name has the description's noun ("the ministry" for "Defence Ministry")."""
        if role_class(reference.head) in PAPERS:
            return False
        return any(name_key(reference.head) in {name_key(w) for w in name.lower().split()} for name in names)


def _domains(phrase: str) -> set[str]:
    """Words that tell one minister from another."""
    return {word for word in phrase.lower().replace("defense", "defence").split() if word in WORDS.domains}


def _shares_name(actor: Actor, name: str) -> bool:
    words = person_words(name)
    return any(set(words) & set(person_words(other)) for other in actor.names)


def heads_of(role: str) -> set[str]:
    """Lemmas of a role's head nouns, one for each part that "and" or a comma joins."""
    return {head for part in _PARTS.split(role) for head in (head_of(part),) if head}


def head_of(role: str) -> str:
    """Lemma of a role's head noun: the last noun for a person before the first preposition."""
    words = role.split()
    end = next((i for i, word in enumerate(words) if word.lower().strip(",") in WORDS.boundaries), len(words))
    nouns = [word for word in words[:end] if role_class(word.strip(",")) in PEOPLE]
    return noun_lemma(nouns[-1].strip(",")) if nouns else ""


def merge_known(clusters: list[Cluster]) -> list[Cluster]:
    """Join clusters that the register knows as one, and a described person into the one named person with that role."""
    merged: list[Cluster] = []
    by_id: dict[tuple[str, EntityKind], Cluster] = {}
    for cluster in clusters:
        if cluster.is_capital:
            merged.append(cluster)
            continue
        key = (
            (cluster.known.id, EntityKind.PERSON if cluster.kind is EntityKind.PERSON else EntityKind.OTHER)
            if cluster.known
            else None
        )
        if key is not None and key in by_id:
            _absorb(by_id[key], cluster)
            continue
        if key is not None:
            by_id[key] = cluster
        merged.append(cluster)
    return _merge_described(merged)


def _merge_described(clusters: list[Cluster]) -> list[Cluster]:
    kept = []
    for cluster in clusters:
        owner = _later_name(cluster, clusters) if cluster.kind is EntityKind.PERSON and not cluster.is_named else None
        if owner is None:
            kept.append(cluster)
        else:
            _absorb(owner, cluster)
    return kept


def _later_name(described: Cluster, clusters: list[Cluster]) -> Cluster | None:
    """The one person named later whose role has the description's head and all of its capitalised words."""
    reference = described.first
    if reference.plural or reference.article == "another":
        return None
    needed = {name_key(w)[:5] for w in reference.name.split() if w[0].isupper() and role_class(w) is None}
    fitting = []
    for cluster in clusters:
        if cluster.kind is not EntityKind.PERSON or not cluster.is_named or cluster.first.span.start < reference.span.start:
            continue
        words = {name_key(w)[:5] for role in cluster.roles for w in role.split()}
        domains = {domain for role in cluster.roles for domain in _domains(role)}
        same_office = (
            reference.head in {head for role in cluster.roles for head in heads_of(role)} and _domains(reference.name) <= domains
        )
        if same_office and needed <= words:
            fitting.append(cluster)
    return fitting[0] if len(fitting) == 1 else None


def _absorb(into: Cluster, other: Cluster) -> None:
    into.references = sorted([*into.references, *other.references], key=lambda r: r.span.start)
    into.names += other.names
    into.roles += other.roles
    into.known = into.known or other.known
    into.gender = into.gender or other.gender
    if other.is_named and other.kind is not EntityKind.OTHER:
        into.kind = other.kind if into.kind is EntityKind.OTHER else into.kind
