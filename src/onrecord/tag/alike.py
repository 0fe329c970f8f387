"""Names read alike: what a word is in one sentence of a document speaks for what it is in the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_TRUST = 0.7
"""How much the mean of a word's other places counts beside the place itself."""
_DOUBT = 0.02
"""The chance left to a reading that none of the other places has."""


def alike(words: Sequence[str], logits: NDArray[np.floating]) -> NDArray[np.floating]:
    """The name logits (words, 1 + 2 × kinds) of one document; those of a capitalised word moved towards its other places.

    Other places count by how sure they are; whether a name begins or goes on stays with the place itself. Words that occur
    once, and small words, keep their logits.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        if word[0].isupper() and len(word) > 1:
            places[word.lower()].append(i)
    groups = [at for at in places.values() if len(at) > 1]
    if not groups:
        return logits
    order = np.array([i for at in groups for i in at])
    sizes = np.array([len(at) for at in groups])
    chances = np.exp(logits[order] - logits[order].max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    kinds = np.concatenate([chances[:, :1], chances[:, 1::2] + chances[:, 2::2]], 1)
    push = _TRUST * np.log(_mean_of_others(kinds, kinds.max(1, keepdims=True) ** 2, sizes) + _DOUBT)
    moved = logits.copy()
    moved[order, 0] += push[:, 0]
    moved[order, 1::2] += push[:, 1:]
    moved[order, 2::2] += push[:, 1:]
    return moved


def _mean_of_others(
    values: NDArray[np.floating], weights: NDArray[np.floating], sizes: NDArray[np.integer]
) -> NDArray[np.floating]:
    """For each row the weighted mean of the other rows of its group; groups are `sizes` rows one after another."""
    firsts = np.cumsum(sizes) - sizes
    sums = np.repeat(np.add.reduceat(values * weights, firsts), sizes, 0) - values * weights
    others: NDArray[np.floating] = sums / (np.repeat(np.add.reduceat(weights, firsts), sizes, 0) - weights)
    return others
