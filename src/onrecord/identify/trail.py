"""What a document has referred to so far, by place: asked for what stands near, so that no question looks at all of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from onrecord.basics.spans import Span
from onrecord.identify.cluster import Cluster
from onrecord.identify.references import Form, Reference
from onrecord.records.entity import EntityKind

_MOST = 100
"""Clusters, or sources quoted, that one question looks at; no article has so many within reach."""


class Trail:
    """The clusters of one document and their references, in the order in which they were read."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self._filed: dict[object, dict[int, None]] = {}
        self._by_sentence: dict[int, list[tuple[Reference, Cluster]]] = {}
        self._quoted: list[tuple[Reference, Cluster]] = []
        self._sources: dict[Span, Cluster] = {}
        self._people: list[tuple[int, Cluster]] = []
        self._recent: dict[int, Cluster] = {}

    def add(self, cluster: Cluster, reference: Reference) -> None:
        """Keep one more reference of a cluster, which may be new."""
        if cluster.place < 0:
            cluster.place = len(self.all)
            self.all.append(cluster)
        cluster.references.append(reference)
        cluster.speaks = cluster.speaks or bool(reference.says)
        cluster.acts = cluster.speaks or cluster.acts or reference.subject
        self._by_sentence.setdefault(reference.sentence, []).append((reference, cluster))
        self._recent.pop(cluster.place, None)
        self._recent[cluster.place] = cluster
        if reference.says:
            self._quoted.append((reference, cluster))
            self._sources.update(dict.fromkeys(reference.says, cluster))
        if cluster.kind is EntityKind.PERSON:
            self._people.append((reference.span.start, cluster))

    def file(self, cluster: Cluster, keys: Iterable[object]) -> None:
        """Let the cluster be found under the keys."""
        for key in keys:
            self._filed.setdefault(key, {})[cluster.place] = None

    def under(self, *keys: object) -> list[Cluster]:
        """The clusters filed under one of the keys, those opened last first."""
        places = {place for key in keys for place in islice(reversed(self._filed.get(key, {})), _MOST)}
        return [self.all[place] for place in sorted(places, reverse=True)]

    def source(self, span: Span) -> Cluster | None:
        """Whose words a source is."""
        return self._sources.get(span)

    def in_sentence(self, sentence: int) -> Iterator[tuple[Reference, Cluster]]:
        """The references of a sentence."""
        return iter(self._by_sentence.get(sentence, ()))

    def quoted(self, since: int = 0) -> list[Cluster]:
        """Those who were quoted in a sentence or after it, the last first; of two at one place the one opened first."""
        late = takewhile(lambda pair: pair[0].sentence >= since, islice(reversed(self._quoted), _MOST))
        ordered = sorted(late, key=lambda pair: (-pair[0].span.start, pair[1].place))
        return [cluster for _, cluster in ordered]

    def people(self) -> list[Cluster]:
        """Persons, those opened last first."""
        return self.under(EntityKind.PERSON)

    def person_before(self, position: int) -> Cluster | None:
        """The person whom the last reference before a place of the text stands for."""
        at = bisect_left(self._people, position, key=lambda pair: pair[0]) - 1
        return self._people[at][1] if at >= 0 else None

    def near(self, sentence: int, reach: int) -> list[Cluster]:
        """Clusters with a reference at most `reach` sentences before, in the order in which they were opened."""
        found = []
        for cluster in islice(reversed(self._recent.values()), _MOST):
            if sentence - cluster.last.sentence > reach:
                break
            found.append(cluster)
        return sorted(found, key=lambda cluster: cluster.place)

    def owner_before(self, reference: Reference) -> str | None:
        """The first place or body that the sentence names before a reference."""
        owners = [
            (other.span.start, other.name)
            for other, cluster in self.in_sentence(reference.sentence)
            if other.form is Form.NAME
            and other.span.start < reference.span.start
            and cluster.kind in (EntityKind.PLACE, EntityKind.ORGANISATION)
        ]
        return min(owners)[1] if owners else None
