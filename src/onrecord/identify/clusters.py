"""Which references stand for the same one: read from left to right, each joins a cluster or opens one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from onrecord.basics.roles import BODIES, PAPERS, role_class
from onrecord.identify import genders
from onrecord.identify.cluster import Cluster, domains, heads_of
from onrecord.identify.lookups import Answers
from onrecord.identify.names import asked_keys, body_keys, name_key, person_words, same_body, same_person
from onrecord.identify.references import Form, Reference
from onrecord.identify.trail import Trail
from onrecord.identify.words import WORDS
from onrecord.records.entity import EntityKind
from onrecord.register import Actor
from onrecord.register.actors import ActorKind, Gender

_GENERIC_REACH = 4
"""Sentences back that "the group" looks for a body."""
_MOST_REFERENCES = 200
"""References of one person among which an age is looked for."""


class Clusters:
    """The clusters of one document while it is read.

    Args:
        known: who is who.
        day: the document's day, for offices held then.
        aliases: keys of second names → position in the text where they are given.
    """

    def __init__(self, known: Answers, day: date | None, aliases: Mapping[tuple[str, ...], int]) -> None:
        self._known = known
        self._day = day
        self._aliases = aliases
        self._by_name: dict[str, Cluster] = {}
        self.trail = Trail()

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
        self.trail.add(cluster, reference)
        if reference.form is Form.NAME:
            if reference.name not in cluster.names:
                cluster.names.append(reference.name)
                self.trail.file(cluster, _keys(cluster, reference))
            if cluster.kind is not EntityKind.PERSON:
                self._by_name.setdefault(reference.name, cluster)
            self._learn_name(cluster, reference)
        elif reference.form is Form.DESCRIPTION:
            if reference.name not in cluster.described:
                cluster.described[reference.name] = None
                self.trail.file(cluster, _keys(cluster, reference))
            if reference.kind is EntityKind.PERSON:
                cluster.add_role(reference.name)
        if reference.role is not None:
            cluster.add_role(reference.role)
        if cluster.gender is None:
            cluster.gender = genders.of_reference(reference)
        if cluster.known is not None:
            self.trail.file(cluster, [("known", cluster.known.id)])

    def _open(self, reference: Reference) -> Cluster:
        cluster = Cluster(kind=reference.kind or EntityKind.OTHER)
        if reference.form is Form.DESCRIPTION and reference.article not in WORDS.indefinite:
            cluster.known = self._find(self._with_owner(reference))
        return cluster

    def _with_owner(self, reference: Reference) -> str:
        """The description with the name that its possessive stands for: "Norway's finance minister" for "its ..."."""
        if reference.article not in ("its", "their"):
            return reference.name
        owner = self.trail.owner_before(reference)
        return reference.name if owner is None else f"{owner}'s {reference.name}"

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
            return self.trail.person_before(given)
        if reference.kind is EntityKind.PERSON:
            return self._same_person(reference)
        exact = self._by_name.get(reference.name)
        if exact is not None:
            return exact
        for cluster in self.trail.under(*asked_keys(reference.name)):
            if cluster.kind is not EntityKind.PERSON and any(same_body(reference.name, name) for name in cluster.names):
                return cluster
        return self._shortened(reference) or self._same_known(reference)

    def _shortened(self, reference: Reference) -> Cluster | None:
        """The body whose longer name ends in this one's noun: "the Coalition" for "National Coalition"."""
        if " " in reference.name or role_class(reference.name) not in BODIES:
            return None
        bodies = (c for c in self.trail.under(_word_key(reference.name)) if c.kind is EntityKind.ORGANISATION)
        return next((c for c in bodies if self._ends_in(c.names, replace(reference, head=reference.name.lower()))), None)

    def _same_person(self, reference: Reference) -> Cluster | None:
        words = person_words(reference.name)
        people = self.trail.under(*(("person", word) for word in words))
        fitting = [c for c in people if all(same_person(words, person_words(name)) for name in c.names)]
        surname = [c for c in fitting if any(person_words(name)[-1:] == words[-1:] for name in c.names)]
        return next(iter(surname or fitting), None)

    def _same_known(self, reference: Reference) -> Cluster | None:
        known = self._find_named(reference.name, reference.kind or EntityKind.OTHER, None)
        if known is None or self._is_capital(reference.name):
            return None
        same = [c for c in self.trail.under(("known", known.id)) if c.known is known and not c.is_capital]
        return same[-1] if same else None

    def _described(self, reference: Reference) -> Cluster | None:
        if reference.article in WORDS.indefinite:
            return None
        known = self._find(self._with_owner(reference))
        if known is not None:
            same = next((c for c in self.trail.under(("known", known.id)) if c.known is known), None)
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
        for cluster in self.trail.quoted(reference.sentence - _GENERIC_REACH):
            rules = cluster.known is not None and cluster.known.kind is ActorKind.GOVERNMENT
            if cluster.kind is EntityKind.ORGANISATION and cluster.is_named and not rules:
                return cluster
        return None

    def _issuer(self) -> Cluster | None:
        """Who issued "the statement": the last body quoted, else the last source."""
        issuers = [c for c in self.trail.quoted() if c.kind is not EntityKind.GROUP and not c.is_outlet]
        return next((c for c in issuers if c.kind is not EntityKind.PERSON), issuers[0] if issuers else None)

    def _described_person(self, reference: Reference) -> Cluster | None:
        people = self.trail.people()
        for test in (self._has_role, self._may_be_called):
            found = [c for c in people if test(c, reference)]
            if found:
                return next((c for c in found if c.speaks), found[0])
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
            age = reference.head.split("-")[0]
            near = cluster.references[-_MOST_REFERENCES:]
            return any(r.role is not None and age in r.role.split() for r in near) or bool(cluster.last.says)
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
        if not domains(reference.name) <= {domain for role in self._all_roles(cluster) for domain in domains(role)}:
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
        bare = reference.article in WORDS.definite and " " not in reference.name
        for cluster in self.trail.under(*asked_keys(reference.name), *([_word_key(reference.head)] if bare else ())):
            if cluster.kind is EntityKind.PERSON or (cluster.kind is EntityKind.GROUP) != (reference.kind is EntityKind.GROUP):
                continue
            names = [*cluster.names, *cluster.described]
            if any(same_body(reference.name, name) for name in names):
                return cluster
            if bare and self._ends_in(names, reference):
                return cluster
        return None

    def _ends_in(self, names: Iterable[str], reference: Reference) -> bool:
        """True if a name has the description's noun ("the ministry" for "Defence Ministry")."""
        if role_class(reference.head) in PAPERS:
            return False
        return any(name_key(reference.head) in {name_key(w) for w in name.lower().split()} for name in names)


def _keys(cluster: Cluster, reference: Reference) -> Iterator[object]:
    """What a cluster can be found under once a reference names or describes it."""
    if cluster.kind is EntityKind.PERSON:
        yield EntityKind.PERSON
        if reference.form is Form.NAME:
            yield from (("person", word) for word in person_words(reference.name))
    else:
        yield from body_keys(reference.name)
        yield from map(_word_key, reference.name.lower().split())


def _word_key(word: str) -> tuple[str, str]:
    return "word", name_key(word.lower())


def _shares_name(actor: Actor, name: str) -> bool:
    words = person_words(name)
    return any(set(words) & set(person_words(other)) for other in actor.names)
