"""Whom a pronoun stands for: recency, who was subject, who was quoted last, gender and number."""

from __future__ import annotations

import math
from collections.abc import Sequence

from onrecord.basics.spanindex import Overlaps
from onrecord.basics.spans import Span
from onrecord.identify.cluster import Cluster
from onrecord.identify.genders import of_reference
from onrecord.identify.references import Form, Reference
from onrecord.identify.trail import Trail
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
_WHO = frozenset({EntityKind.PERSON, EntityKind.GROUP})


class Resolver:
    """Finds the cluster of a pronoun among those opened before it.

    Args:
        attributions: the document's attributions: inside a direct quotation the speaker is "I", never "he".
        quotes: spans of direct quotation.
        trail: the clusters and references so far.
    """

    def __init__(self, attributions: Sequence[Attribution], quotes: Sequence[Span], trail: Trail) -> None:
        self._trail = trail
        self._quotes = Overlaps(quotes)
        self._told = [(content, a.source[0]) for a in attributions if a.source for content in a.content]
        self._contents = Overlaps(content for content, _ in self._told)
        self._by_source: dict[Span, list[Span]] = {}
        for content, source in self._told:
            self._by_source.setdefault(source, []).append(content)

    def resolve(self, pronoun: Reference) -> Cluster | None:
        """The most likely cluster, None if nothing fits."""
        if pronoun.head in WORDS.speaker:
            return self._speaker(pronoun)
        if pronoun.head in WORDS.relative:
            return self._nearest(pronoun)
        spoken, own = self._quoting(pronoun), self._own_content(pronoun)
        near = self._trail.near(pronoun.sentence, _FAR)
        agreeing = [cluster for cluster in near if cluster not in spoken and self._agrees(pronoun, cluster)]
        fitting = [(self._score(pronoun, cluster, own), cluster) for cluster in agreeing]
        reach = _QUOTED_REACH if pronoun.says else _REACH
        best = max(fitting, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] > -reach else None

    def _around(self, pronoun: Reference) -> list[tuple[Span, Span]]:
        """The contents that the pronoun stands in, each with who says it."""
        touched = (self._told[at] for at in self._contents.touching(pronoun.span))
        return [(content, source) for content, source in touched if content.contains(pronoun.span)]

    def _speaker(self, pronoun: Reference) -> Cluster | None:
        """Who says the shortest content around "I" or "we"."""
        around = [(len(content), source) for content, source in self._around(pronoun)]
        return self._trail.source(min(around)[1]) if around else None

    def _nearest(self, pronoun: Reference) -> Cluster | None:
        """Whom the sentence names last before a relative pronoun; "who" is a person or people, where it names any."""
        before = [
            (pronoun.head == "who" and cluster.kind in _WHO, reference.span.end, -cluster.place, cluster)
            for reference, cluster in self._trail.in_sentence(pronoun.sentence)
            if reference.span.end <= pronoun.span.start
        ]
        return max(before, key=lambda row: row[:3])[3] if before else None

    def _agrees(self, pronoun: Reference, cluster: Cluster) -> bool:
        if pronoun.head in WORDS.male or pronoun.head in WORDS.female:
            return cluster.kind is EntityKind.PERSON and cluster.gender in (None, of_reference(pronoun))
        if pronoun.head in WORDS.several:
            return cluster.kind in (EntityKind.GROUP, EntityKind.ORGANISATION) and cluster.acts
        return cluster.kind in (EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.OTHER) and cluster.acts

    def _quoting(self, pronoun: Reference) -> set[Cluster | None]:
        """Who speaks in the direct quotation that the pronoun lies in; inside of it they are "I", never "he"."""
        if not self._quotes.holds(pronoun.span):
            return set()
        return {self._trail.source(source) for _, source in self._around(pronoun)}

    def _score(self, pronoun: Reference, cluster: Cluster, own: Sequence[Span]) -> float:
        """Sentences back, negative, with bonuses for the nearest reference that is worth most."""
        best = _NEVER
        for reference in reversed(cluster.references):
            if pronoun.sentence - reference.sentence > _FAR:
                break
            if not any(piece.contains(reference.span) for piece in own):
                best = max(best, self._weight(pronoun, reference, cluster))
        if cluster.gender is not None and pronoun.kind is EntityKind.PERSON:
            best += _SURE_GENDER
        return best + _FREQUENT * math.log2(1 + len(cluster.references))

    def _own_content(self, pronoun: Reference) -> list[Span]:
        """What the pronoun itself says: whom one names there, one rarely is."""
        return [content for source in pronoun.says for content in self._by_source.get(source, ())]

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
