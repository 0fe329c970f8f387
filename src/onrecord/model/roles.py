"""Distances that the role scorer reads: how far a word lies from the cue, in words and in sentences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DISTANCES = 32
SENTENCE_DISTANCES = 7


def word_distance(count: int, first: int, after: int) -> NDArray[np.int64]:
    """Buckets 0..31 for `count` words around the cue `[first, after)`: 0 in it, 1..15 before, 16..31 after, log-spaced."""
    index = np.arange(count)
    before = first - index
    behind = index - (after - 1)
    gap = np.where(before > 0, before, behind)
    bucket = np.where(gap <= 6, gap, 6 + np.ceil(2 * np.log2(np.maximum(gap, 6) / 6)).astype(np.int64))
    bucket = np.minimum(bucket, 15)
    result: NDArray[np.int64] = np.where(before > 0, bucket, np.where(behind > 0, bucket + 16, 0)).astype(np.int64)
    return result


def sentence_distance(sentence_of: NDArray[np.int64], cue: int) -> NDArray[np.int64]:
    """Buckets 0..6: sentences between each word and the cue's, -3..3 moved up by 3."""
    result: NDArray[np.int64] = np.clip(sentence_of - sentence_of[cue], -3, 3) + 3
    return result
