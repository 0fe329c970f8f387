"""Logits → spans of words: the last step of tagging, without any model in it.

A range is `(first, after)` in words of one window. All functions take float logits and are deterministic.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import fmean
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Logits = NDArray[np.floating]
Range = tuple[int, int]


class Scored(NamedTuple):
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
    inside = path.nonzero()[0]
    if len(inside) == 0:
        return []
    tags = path[inside]
    chances = 1 / np.exp(scores[inside] - scores[inside, tags][:, None]).sum(1)
    opening = (tags % 2).nonzero()[0]
    lengths = np.append(opening[1:], len(tags)) - opening
    means = np.add.reduceat(chances, opening) / lengths
    firsts, kinds = inside[opening], tags[opening] // 2
    columns = (firsts.tolist(), (firsts + lengths).tolist(), kinds.tolist(), means.tolist())
    return list(map(Scored, *columns))


def ranges_of(texts: Sequence[Sequence[Logits]], *, outside_bias: float = 0.0) -> list[list[Scored]]:
    """`ranges` of several texts, each given as the parts that it consists of: read at once, with a word between them that is
    surely outside, because small arrays cost more than what is done with them.
    """
    if not texts:
        return []
    outside = np.zeros((1, texts[0][0].shape[1]), np.float32)
    outside[0, 0] = 1e4
    starts = [0, *accumulate(1 + sum(map(len, parts)) for parts in texts)]
    found: list[list[Scored]] = [[] for _ in texts]
    at = 0
    for r in ranges(np.concatenate([part for parts in texts for part in (*parts, outside)]), outside_bias=outside_bias):
        while r.first >= starts[at + 1]:
            at += 1
        found[at].append(Scored(r.first - starts[at], r.after - starts[at], r.kind, r.score))
    return found


def _best_path(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best legal path. Where the best tag of each word by itself is legal it is the answer; Viterbi reads only the rest.

    A stretch may be read by itself if what it begins with is legal after anything; from the right, each illegal place is
    widened to the left until it does.
    """
    path: NDArray[np.int64] = scores.argmax(1)
    gone_on = ((path > 0) & (path % 2 == 0)).nonzero()[0]
    if len(gone_on) == 0:
        return path
    before = np.where(gone_on > 0, path[gone_on - 1], 0)
    illegal = gone_on[(before != path[gone_on]) & (before != path[gone_on] - 1)]
    settled = len(path)
    for at in reversed(illegal.tolist()):
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
    best, *rows = logits.tolist()
    going_on = range(2, len(best), 2)
    if opens:
        for tag in going_on:
            best[tag] = -math.inf
    back: list[list[int]] = []
    for row in rows:
        highest = max(best)
        came = [best.index(highest)] * len(best)
        following = [highest + score for score in row]
        for tag in going_on:
            came[tag] = tag - 1 if best[tag - 1] >= best[tag] else tag
            following[tag] = best[came[tag]] + row[tag]
        best = following
        back.append(came)
    path = [best.index(max(best))]
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


def roles(rows: Sequence[Logits], cues: Sequence[Scored]) -> list[Roles | None]:
    """The source and the content of each cue from its (words, 5) logits; None for one that attributes nothing.

    The words of the cue itself belong to neither: they are taken out before decoding, so that a content can go on behind
    them. Of several sources the surest is kept.
    """
    found = ranges_of([(row[: cue.first], row[cue.after :]) for row, cue in zip(rows, cues, strict=True)])
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
