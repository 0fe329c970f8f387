"""The verb: names of a document to places."""

from __future__ import annotations

import math

from onrecord.gazetteer import Gazetteer
from onrecord.locate.choose import Name, choose, group, name_key
from onrecord.locate.features import lower_words, name_features
from onrecord.locate.find import Found, find
from onrecord.locate.literal import not_literal
from onrecord.locate.place import place
from onrecord.locate.weights import Weights, bundled
from onrecord.locate.words import Word
from onrecord.records import Document, Place, Tagging


def locate(document: Document, tagging: Tagging, gazetteer: Gazetteer, weights: Weights | None = None) -> tuple[Place, ...]:
    """Find and resolve every place name of a document.

    Args:
        tagging: of this document; without mentions a detector by capitals and context is used.
        gazetteer: shared, read-only.
        weights: other trained weights than the package's.

    Returns:
        Places in order of appearance, one for each mention, not overlapping; one sense for a name in a document.

    Cost: linear in the text, and in names times candidates.
    """
    weights = weights or bundled()
    found, words = find(document, tagging, gazetteer)
    tagged = len(tagging.mentions) > 0
    chances = name_chances(found, words, gazetteer, weights, tagged=tagged)
    kept = [one for one, chance in zip(found, chances, strict=True) if chance >= 0.5]
    names = group(kept, gazetteer)
    choose(names, words, document, weights)
    return tuple(_place(document, one, names[name_key(one)], words, tagging) for one in kept)


def name_chances(found: list[Found], words: list[Word], gazetteer: Gazetteer, weights: Weights, *, tagged: bool) -> list[float]:
    """How likely each candidate is a place name, 0..1."""
    lower = lower_words(words)
    table = weights.tagged if tagged else weights.plain
    out = []
    for one in found:
        one.features = name_features(one, words, gazetteer, lower, tagged)
        total = sum(table.get(k, 0.0) * v for k, v in one.features.items())
        out.append(1 / (1 + math.exp(-max(-50.0, min(50.0, total)))))
    return out


def _place(document: Document, one: Found, name: Name, words: list[Word], tagging: Tagging) -> Place:
    return place(document.text, one, name, not_literal(document.text, one, name.best, words, tagging))
