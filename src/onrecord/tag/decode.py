"""Logits → spans of words: the last step of tagging, without any model in it.

A range is `(first, after)` in words of one window. All functions take float logits and are deterministic.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Logits = NDArray[np.floating]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scored:
    """A range with the mean probability of its words, 0..1, and the number of its kind."""

    first: int
    after: int
    kind: int
    score: float


def softmax(logits: Logits) -> NDArray[np.float64]:
    """Probabilities over the last axis."""
    shifted = np.exp((logits - logits.max(-1, keepdims=True)).astype(np.float64))
    result: NDArray[np.float64] = shifted / shifted.sum(-1, keepdims=True)
    return result


def ranges(logits: Logits, *, outside_bias: float = 0.0) -> list[Scored]:
    """Best BIO reading of (words, 1 + 2 × kinds) logits: tag 0 is outside, 1 + 2k begins kind k, 2 + 2k goes on.

    `outside_bias` is added to the logit of "outside": below zero finds more. The best legal path is found by dynamic
    programming, so that "goes on" never follows another kind.
    """
    if len(logits) == 0:
        return []
    scores: NDArray[np.float64] = logits.astype(np.float64)
    scores[:, 0] += outside_bias
    path = _best_path(scores)
    chances = softmax(scores)
    found: list[Scored] = []
    start = -1
    for i in range(len(path) + 1):
        tag = path[i] if i < len(path) else 0
        if start >= 0 and (tag == 0 or tag % 2 == 1):
            score = float(np.mean([chances[j, path[j]] for j in range(start, i)]))
            found.append(Scored(start, i, (path[start] - 1) // 2, score))
            start = -1
        if tag % 2 == 1:
            start = i
    return found


def _best_path(logits: NDArray[np.float64]) -> list[int]:
    """Viterbi with one rule: tag 2 + 2k only after 1 + 2k or itself. Plain floats: the tags are too few for arrays to pay."""
    rows: list[list[float]] = logits.tolist()
    tags = range(len(rows[0]))
    best = [-math.inf if tag and tag % 2 == 0 else score for tag, score in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(tags, key=best.__getitem__)
        came = [top if tag == 0 or tag % 2 else (tag - 1 if best[tag - 1] >= best[tag] else tag) for tag in tags]
        best = [best[before] + score for before, score in zip(came, row, strict=True)]
        back.append(came)
    path = [max(tags, key=best.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


@dataclass(frozen=True, slots=True)
class Roles:
    """What one cue attributes to whom, in words of the window."""

    source: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float


SOURCE, CONTENT = 0, 1


def roles(logits: Logits, cue: Scored) -> Roles | None:
    """The source and the content of one cue from (words, 5) logits; None if nothing is attributed.

    The words of the cue itself belong to neither: they are taken out before decoding, so that a content can go on behind
    them. Of several sources the surest is kept.
    """
    kept = np.r_[0 : cue.first, cue.after : len(logits)]
    found = ranges(logits[kept])
    sources = sorted((r for r in found if r.kind == SOURCE), key=lambda r: -r.score)[:1]
    contents = [r for r in found if r.kind == CONTENT]
    if not contents:
        return None
    score = cue.score * float(np.mean([r.score for r in (*sources, *contents)]))
    return Roles(_put_back(sources, cue), _put_back(contents, cue), score)


def _put_back(found: list[Scored], cue: Scored) -> tuple[Range, ...]:
    """Ranges among the words without the cue → ranges among all words, cut where the cue stands."""
    gap = cue.after - cue.first
    back: list[Range] = []
    for r in found:
        if r.first < cue.first < r.after:
            back += [(r.first, cue.first), (cue.after, r.after + gap)]
        else:
            move = gap if r.first >= cue.first else 0
            back.append((r.first + move, r.after + move))
    return tuple(back)


def heads(scores: Logits, sentence_of: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each word's head from (words, 1 + words) scores: 0 for the root, else 1 + the word; never across sentences."""
    same = sentence_of[:, None] == sentence_of[None]
    allowed = np.concatenate([np.ones((len(same), 1), bool), same], 1)
    masked = np.where(allowed, scores, -1e9)
    masked[np.arange(len(same)), 1 + np.arange(len(same))] = -1e9
    result: NDArray[np.int64] = masked.argmax(1).astype(np.int64)
    return result
