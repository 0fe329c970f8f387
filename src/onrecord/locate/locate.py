"""The verb: names of a document to places."""

from __future__ import annotations

import math

from onrecord.gazetteer import Gazetteer
from onrecord.locate.choose import choose, weighted
from onrecord.locate.elsewhere import Elsewhere
from onrecord.locate.features import entry_features, lower_words, mention_features, name_features
from onrecord.locate.find import Found, find
from onrecord.locate.grammar import Grammar
from onrecord.locate.literal import not_literal
from onrecord.locate.names import SURE, Name, group, name_key
from onrecord.locate.place import join_between, place, settle
from onrecord.locate.told import told_of_places
from onrecord.locate.weights import Weights, bundled
from onrecord.locate.words import Word, split_words
from onrecord.records import Document, Place, Tagging

LEAST_CHANCE = 0.05
"""Stretches less likely a place name than this are not looked at again."""

SURE_TAG = 0.95
"""From which score of the tagger on a location is kept that the gazetteer does not know: it knows no hamlets abroad."""
KEPT = {"tagged": 0.45, "plain": 0.45, "cyrillic": 0.25}
"""From which chance on a stretch is a place name. In Cyrillic few stretches are known, and F1 is best at .25 to .3 (NER-UK)."""


def locate(
    document: Document, tagging: Tagging, gazetteer: Gazetteer, weights: Weights | None = None, *, theatre: str | None = None
) -> tuple[Place, ...]:
    """Find and resolve every place name of a document.

    Args:
        tagging: of this document; without mentions a detector by capitals and context is used.
        gazetteer: shared, read-only.
        weights: other trained weights than the package's.
        theatre: ISO 3166-1 alpha-2 of the country that the register's war is fought in; None where it has none.

    Returns:
        Places in order of appearance, one for each mention, not overlapping; one sense for a name in a document.

    Cost: linear in the text, and in names times candidates.
    """
    weights = weights or bundled()
    names, likely, words, way = look(document, tagging, gazetteer, weights)
    choose(names, words, document, weights, theatre)
    kept = _kept(names, likely, weights.fit[way], KEPT[way])
    settled = {key: settle(names[key], names) for key in {name_key(one) for one in kept}}
    grammar = Grammar(document.text, tagging)
    places = []
    for one in kept:
        sense = settled[name_key(one)]
        places.append(place(document.text, one, sense, not_literal(document.text, one, sense.best, words, grammar), gazetteer))
    return tuple(join_between(document.text, places))


def look(
    document: Document, tagging: Tagging, gazetteer: Gazetteer, weights: Weights
) -> tuple[dict[str, Name], list[Found], list[Word], str]:
    """The names of a text with their entries, their mentions, the text's words, and the way of reading it."""
    words = split_words(document.text)
    way = way_of_reading(words, tagging)
    found = find(document, words, tagging if way == "tagged" else None, gazetteer)
    lower = lower_words(words)
    elsewhere = Elsewhere(document.text, tagging.mentions if way == "tagged" else ())
    table = weights.name.get(way, {})
    for one, told in zip(found, told_of_places(document.text, found, words), strict=True):
        one.features = name_features(one, words, gazetteer, lower, tagged=way == "tagged")
        one.features.update(elsewhere.features(one))
        one.chance = max(logistic(weighted(table, one.features)), SURE if one.is_named_area or told else 0.0)
    likely = [one for one in found if one.chance >= LEAST_CHANCE]
    return group(likely, gazetteer), likely, words, way


def way_of_reading(words: list[Word], tagging: Tagging) -> str:
    """Which weights fit a text: "cyrillic" where most capitals are, else "tagged" where there are mentions, else "plain"."""
    capitals = [w.text[0] for w in words if w.upper]
    if 2 * sum("Ѐ" <= c <= "ӿ" for c in capitals) > len(capitals):
        return "cyrillic"
    return "tagged" if tagging.mentions else "plain"


def logistic(total: float) -> float:
    """A sum of weights as a chance, 0..1."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))


def _kept(names: dict[str, Name], likely: list[Found], fit: dict[str, float], least: float) -> list[Found]:
    """The mentions that are place names, now that it is known how well their entries fit; mere measures need not fit."""
    shared = {key: weighted(fit, entry_features(name)) for key, name in names.items()}
    kept = []
    for one in likely:
        key = name_key(one)
        fits = one.chance if one.compared else logistic(shared[key] + weighted(fit, mention_features(one, names[key])))
        if fits >= least or one.chance >= SURE or (one.is_new_to_us and one.score >= SURE_TAG):
            kept.append(one)
    return kept
