"""Clusters that turn out to be one once the whole document is read."""

from __future__ import annotations

from onrecord.basics.roles import role_class
from onrecord.identify.cluster import Cluster, domains, heads_of
from onrecord.identify.names import name_key
from onrecord.records.entity import EntityKind

_MOST_HOLDERS = 300
"""People of one office, of whom a description could be any."""


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
    by_head: dict[str, dict[Cluster, None]] = {}
    for cluster in clusters:
        if cluster.kind is EntityKind.PERSON and cluster.is_named:
            _file(cluster, by_head)
    kept = []
    for cluster in clusters:
        owner = _later_name(cluster, by_head) if cluster.kind is EntityKind.PERSON and not cluster.is_named else None
        if owner is None:
            kept.append(cluster)
        else:
            _absorb(owner, cluster)
            _file(owner, by_head)
    return kept


def _file(person: Cluster, by_head: dict[str, dict[Cluster, None]]) -> None:
    for role in person.roles:
        for head in heads_of(role):
            by_head.setdefault(head, {})[person] = None


def _later_name(described: Cluster, by_head: dict[str, dict[Cluster, None]]) -> Cluster | None:
    """The one person named later whose role has the description's head and all of its capitalised words."""
    reference = described.first
    if reference.plural or reference.article == "another":
        return None
    holders = by_head.get(reference.head, {})
    if len(holders) > _MOST_HOLDERS:
        return None
    needed = {name_key(w)[:5] for w in reference.name.split() if w[0].isupper() and role_class(w) is None}
    fitting = []
    for person in holders:
        if person.first.span.start < reference.span.start:
            continue
        words = {name_key(w)[:5] for role in person.roles for w in role.split()}
        offices = {domain for role in person.roles for domain in domains(role)}
        if domains(reference.name) <= offices and needed <= words:
            fitting.append(person)
    return fitting[0] if len(fitting) == 1 else None


def _absorb(into: Cluster, other: Cluster) -> None:
    into.references = sorted([*into.references, *other.references], key=lambda r: r.span.start)
    into.names += other.names
    into.described |= other.described
    into.speaks = into.speaks or other.speaks
    for role in other.roles:
        into.add_role(role)
    into.known = into.known or other.known
    into.gender = into.gender or other.gender
    if other.is_named and other.kind is not EntityKind.OTHER:
        into.kind = other.kind if into.kind is EntityKind.OTHER else into.kind
