"""Distances that the role scorer reads: how far a word lies from the cue, in words and in sentences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DISTANCES = 32
SENTENCE_DISTANCES = 7


Integers = NDArray[np.int64]
_FARTHEST = 128
"""Words; from 97 on every distance is in the last bucket."""


def _bucket(gap: Integers) -> Integers:
    """1..15 for a distance of 1 word and more, log-spaced from the seventh on."""
    far = 6 + np.ceil(2 * np.log2(np.maximum(gap, 6) / 6)).astype(np.int64)
    result: Integers = np.minimum(np.where(gap <= 6, gap, far), 15)
    return result


_GAPS = np.arange(1, _FARTHEST + 1)
_BUCKETS = np.concatenate([_bucket(_GAPS[::-1]), [0], 16 + _bucket(_GAPS)])
"""By signed distance, moved up by `_FARTHEST`."""


def word_distance(count: int, first: int | Integers, after: int | Integers) -> Integers:
    """Buckets 0..31 for `count` words around the cue `[first, after)`: 0 in it, 1..15 before, 17..31 behind, log-spaced.

    With `first` and `after` of (cues, 1) the result is (cues, count).
    """
    index = np.arange(count)
    away = np.minimum(index - first, 0) + np.maximum(index - after + 1, 0)
    result: Integers = _BUCKETS[np.clip(away, -_FARTHEST, _FARTHEST) + _FARTHEST]
    return result


def sentence_distance(sentence_of: Integers, cue: int | Integers) -> Integers:
    """Buckets 0..6: sentences between each word and the cue's, -3..3 moved up by 3; (cues, words) for `cue` of (cues, 1)."""
    result: Integers = np.clip(sentence_of - sentence_of[cue], -3, 3) + 3
    return result
