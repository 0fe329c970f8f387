"""Whom a pronoun stands for: recency, who was subject, who was quoted last, gender and number."""

from __future__ import annotations

import math
from collections.abc import Sequence

from onrecord.basics.spans import Span
from onrecord.identify.clusters import Cluster
from onrecord.identify.genders import of_reference
from onrecord.identify.references import Form, Reference
from onrecord.identify.words import WORDS
from onrecord.records import Attribution
from onrecord.records.entity import EntityKind

_REACH = 4
"""Sentences back that an unquoted pronoun looks for its name."""
_QUOTED_REACH = 10
"""The same for the source of a statement: news sets each quotation as a paragraph of its own."""
# Weights in sentences: a bonus of 1 makes up for one sentence of distance. Set on the news, interviews and court texts of GUM.
_SUBJECT, _SAME_PRONOUN, _FREQUENT, _SURE_GENDER = 1.5, 1.5, 1.0, 0.5
_SOURCE, _SOURCE_OF_SOURCE, _SAME_SENTENCE = 1.0, 1.5, 1.0
_LATER = 1e-6
"""For each character: of two references alike, the later one."""
_FAR = 24
"""Sentences back beyond which no bonus helps."""
_NEVER = -1e9


class Resolver:
    """Finds the cluster of a pronoun among those opened before it.

    Args:
        attributions: the document's attributions: inside a direct quotation the speaker is "I", never "he".
        quotes: spans of direct quotation.
    """

    def __init__(self, attributions: Sequence[Attribution], quotes: Sequence[Span]) -> None:
        self._quotes = quotes
        self._speakers = [(content, a.source[0]) for a in attributions if a.source for content in a.content]

    def resolve(self, pronoun: Reference, clusters: Sequence[Cluster]) -> Cluster | None:
        """The most likely cluster, None if nothing fits."""
        if pronoun.head in WORDS.speaker:
            return self._speaker(pronoun, clusters)
        if pronoun.head in WORDS.relative:
            return self._nearest(pronoun, clusters)
        spoken, own = self._quoting(pronoun), self._own_content(pronoun)
        agreeing = [cluster for cluster in clusters if self._agrees(pronoun, cluster) and not _is_among(cluster, spoken)]
        fitting = [(self._score(pronoun, cluster, own), cluster) for cluster in agreeing]
        reach = _QUOTED_REACH if pronoun.says else _REACH
        best = max(fitting, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] > -reach else None

    def _speaker(self, pronoun: Reference, clusters: Sequence[Cluster]) -> Cluster | None:
        """Who says the shortest content around "I" or "we"."""
        around = [(len(content), source) for content, source in self._speakers if content.contains(pronoun.span)]
        if not around:
            return None
        source = min(around)[1]
        return next((c for c in clusters for r in c.references if source in r.says), None)

    def _nearest(self, pronoun: Reference, clusters: Sequence[Cluster]) -> Cluster | None:
        same = [
            (r.span.end, c)
            for c in clusters
            for r in c.references
            if r.sentence == pronoun.sentence and r.span.end <= pronoun.span.start
        ]
        return max(same, key=lambda pair: pair[0])[1] if same else None

    def _agrees(self, pronoun: Reference, cluster: Cluster) -> bool:
        if pronoun.head in WORDS.male or pronoun.head in WORDS.female:
            return cluster.kind is EntityKind.PERSON and cluster.gender in (None, of_reference(pronoun))
        if pronoun.head in WORDS.several:
            return cluster.kind in (EntityKind.GROUP, EntityKind.ORGANISATION) and _has_spoken_or_acts(cluster)
        return cluster.kind in (EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.OTHER) and _has_spoken_or_acts(cluster)

    def _quoting(self, pronoun: Reference) -> set[Span]:
        """The sources of the direct quotation that the pronoun lies in; inside of it they are "I", never "he"."""
        if not any(quote.contains(pronoun.span) for quote in self._quotes):
            return set()
        return {source for content, source in self._speakers if content.contains(pronoun.span)}

    def _score(self, pronoun: Reference, cluster: Cluster, own: Sequence[Span]) -> float:
        """Sentences back, negative, with bonuses for the nearest reference that is worth most."""
        near = [r for r in cluster.references if pronoun.sentence - r.sentence <= _FAR]
        outside = [r for r in near if not any(piece.contains(r.span) for piece in own)]
        best = max((self._weight(pronoun, reference, cluster) for reference in outside), default=_NEVER)
        if cluster.gender is not None and pronoun.kind is EntityKind.PERSON:
            best += _SURE_GENDER
        return best + _FREQUENT * math.log2(1 + len(cluster.references))

    def _own_content(self, pronoun: Reference) -> list[Span]:
        """What the pronoun itself says: whom one names there, one rarely is."""
        return [content for content, source in self._speakers if source in pronoun.says]

    def _weight(self, pronoun: Reference, reference: Reference, cluster: Cluster) -> float:
        weight = float(reference.sentence - pronoun.sentence)
        weight += _SUBJECT if reference.subject else 0.0
        weight += _LATER * reference.span.start
        if reference.sentence == pronoun.sentence and (reference.subject or reference.says):
            weight += _SAME_SENTENCE
        if reference.says:
            weight += _SOURCE_OF_SOURCE if pronoun.says else _SOURCE
        if reference.form is Form.PRONOUN:
            weight += _SAME_PRONOUN if reference.head == pronoun.head else 0.0
        if cluster.kind is EntityKind.GROUP and pronoun.plural:
            weight += _SUBJECT
        return weight


def _is_among(cluster: Cluster, sources: set[Span]) -> bool:
    return bool(sources) and any(span in sources for reference in cluster.references for span in reference.says)


def _has_spoken_or_acts(cluster: Cluster) -> bool:
    return any(reference.says or reference.subject for reference in cluster.references)
