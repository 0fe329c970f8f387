"""Say which entry each name stands for: one sense for a name in a document, chosen among all with a trained ranker.

Two passes. The first looks at each name alone; its probabilities are the context of the second, which sees which countries
and regions the text speaks of, what lies near what, and what the words themselves contain ("Paris, Texas"). Sums run over
names sorted by spelling, so that the result does not depend on their order in the text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from onrecord.locate.context import Context, home_country, note_followers, outlet_country
from onrecord.locate.names import Candidate, Name
from onrecord.locate.weights import Weights
from onrecord.locate.words import Word
from onrecord.records import Document


def choose(
    names: dict[str, Name], words: Sequence[Word], document: Document, weights: Weights, theatre: str | None = None
) -> None:
    """Set every candidate's score and every name's `none`.

    Args:
        theatre: the country that a war is fought in; what a text that tells of forces names lies likelier there.
    """
    none = {name.key: none_features(name) for name in names.values()}
    for name in names.values():
        _softmax(name, [weighted(weights.alone, c.alone) for c in name.candidates], weighted(weights.alone, none[name.key]))
    note_followers(names, words)
    context = Context(names, outlet_country(document), home_country(document) or (theatre if _tells_of_forces(names) else None))
    inside = [name for name in names.values() if not name.compared]
    for name in inside:
        context.set_features(name)
    for name in inside:
        sums = [weighted(weights.rank, c.alone) + weighted(weights.rank, c.fit) for c in name.candidates]
        _softmax(name, sums, weighted(weights.rank, none[name.key]))


def _tells_of_forces(names: dict[str, Name]) -> bool:
    return any(one.fights for name in names.values() for one in name.found)


def none_features(name: Name) -> dict[str, float]:
    """Features of "none of the candidates is meant"."""
    top = max((c.alone["people"] for c in name.candidates), default=0.0)
    return {"none": 1.0, "none: people of the largest": top, "none: candidates": math.log10(1 + len(name.candidates))}


def all_features(c: Candidate) -> dict[str, float]:
    """What the ranker sees of a candidate once there is a context."""
    return {**c.alone, **c.fit}


def weighted(weights: dict[str, float], features: dict[str, float]) -> float:
    """The sum of the features by their weights; a feature without a weight counts nothing."""
    total = 0.0
    known = weights.get
    for feature, value in features.items():
        if value:
            total += known(feature, 0.0) * value
    return total


def _softmax(name: Name, sums: list[float], none: float) -> None:
    top = max([*sums, none])
    parts = [math.exp(s - top) for s in sums]
    total = sum(parts) + math.exp(none - top)
    for c, part in zip(name.candidates, parts, strict=True):
        c.score = part / total
    name.none = math.exp(none - top) / total
