"""Logits → spans of words: the last step of tagging, without any model in it.

A range is `(first, after)` in words of one window. All functions take float logits and are deterministic.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

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


def ranges(logits: Logits, *, outside_bias: float = 0.0) -> list[Scored]:
    """Best BIO reading of (words, 1 + 2 × kinds) logits: tag 0 is outside, 1 + 2k begins kind k, 2 + 2k goes on.

    `outside_bias` is added to the logit of "outside": below zero finds more. The path is the best of the legal ones, in which
    "goes on" never follows another kind.
    """
    if len(logits) == 0:
        return []
    scores: NDArray[np.float64] = logits.astype(np.float64)
    if outside_bias:
        scores[:, 0] += outside_bias
    path = _best_path(scores)
    inside = np.flatnonzero(path)
    if len(inside) == 0:
        return []
    tags = path[inside]
    chances = 1 / np.exp(scores[inside] - scores[inside, tags][:, None]).sum(1)
    opening = np.flatnonzero(tags % 2)
    lengths = np.concatenate([opening[1:], [len(tags)]]) - opening
    means = np.add.reduceat(chances, opening) / lengths
    firsts, kinds = inside[opening], tags[opening] // 2
    columns = (firsts.tolist(), (firsts + lengths).tolist(), kinds.tolist(), means.tolist())
    return [Scored(*row) for row in zip(*columns, strict=True)]


def _best_path(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best legal path. Where the best tag of each word by itself is legal it is the answer; Viterbi reads only the rest.

    A stretch may be read by itself if what it begins with is legal after anything; from the right, each illegal place is
    widened to the left until it does.
    """
    path: NDArray[np.int64] = scores.argmax(1)
    before = np.concatenate([[0], path[:-1]])
    illegal = (path > 0) & (path % 2 == 0) & (before != path) & (before != path - 1)
    settled = len(path)
    for at in reversed(np.flatnonzero(illegal).tolist()):
        if at >= settled:
            continue
        after = next((i for i in range(at + 1, settled) if not _goes_on(path[i])), settled)
        settled = max(0, at - 1)
        found = _viterbi(scores[settled:after], opens=settled == 0)
        while settled > 0 and _goes_on(found[0]):
            settled = max(0, settled - 4)
            found = _viterbi(scores[settled:after], opens=settled == 0)
        path[settled:after] = found
    return path


def _goes_on(tag: int) -> bool:
    return tag > 0 and tag % 2 == 0


def _viterbi(logits: NDArray[np.float64], *, opens: bool) -> list[int]:
    """Tag 2 + 2k only after 1 + 2k or itself, nor first where the text `opens`. Plain floats: the tags are too few for arrays."""
    rows: list[list[float]] = logits.tolist()
    tags = range(len(rows[0]))
    best = [-math.inf if opens and _goes_on(tag) else score for tag, score in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(tags, key=best.__getitem__)
        came = [top if not _goes_on(tag) else (tag - 1 if best[tag - 1] >= best[tag] else tag) for tag in tags]
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
_OUTSIDE = np.array([[1e4, 0, 0, 0, 0]], np.float32)


def roles(logits: Logits, cues: Sequence[Scored]) -> list[Roles | None]:
    """The source and the content of each cue from (cues, words, 5) logits; None for one that attributes nothing.

    The words of the cue itself belong to neither: they are taken out before decoding, so that a content can go on behind
    them. Of several sources the surest is kept.
    """
    # One row after another, with a word between them that is surely outside, so that all are read at once.
    rows = [part for row, c in zip(logits, cues, strict=True) for part in (row[: c.first], row[c.after :], _OUTSIDE)]
    found: list[list[Scored]] = [[] for _ in cues]
    at, start, size = -1, 0, 0
    for r in ranges(np.concatenate(rows)):
        while r.first >= start + size:
            at, start = at + 1, start + size
            size = logits.shape[1] + cues[at].first - cues[at].after + 1
        found[at].append(Scored(r.first - start, r.after - start, r.kind, r.score))
    return [_roles(own, cue) for own, cue in zip(found, cues, strict=True)]


def _roles(found: Sequence[Scored], cue: Scored) -> Roles | None:
    sources = sorted((r for r in found if r.kind == SOURCE), key=lambda r: -r.score)[:1]
    contents = [r for r in found if r.kind == CONTENT]
    if not contents:
        return None
    score = cue.score * fmean([r.score for r in (*sources, *contents)])
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
