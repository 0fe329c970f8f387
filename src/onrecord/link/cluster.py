"""Average linkage with vetoes: grouping that one wrong link cannot ruin."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Group:
    """What was joined: indices in order, and the mean likeness of its pairs (1 for a single one)."""

    members: list[int]
    within: float = 1.0


Joins = Callable[[Group, Group, float], bool]
"""Told two groups and the mean likeness of their pairs: may they become one?"""


def average_link(
    likeness: Floats,
    joins: Joins,
    *,
    sizes: Sequence[int] | None = None,
    together: Collection[tuple[int, int]] = (),
    apart: Collection[tuple[int, int]] = (),
) -> list[Group]:
    """Join the two likeliest groups again and again, as long as `joins` allows it.

    Args:
        likeness: (n, n), symmetric, of any scale; the diagonal is not read.
        joins: asked for each pair of groups at most once, the likeliest pair first.
        sizes: how many things each index stands for; 1 each by default.
        together: pairs of indices that are in one group from the start, whatever they are like.
        apart: pairs of indices that never come into one group; `together` counts more.

    Returns:
        Groups in order of their first members. The same for the same table, since ties go to the lowest indices.

    Cost: n² memory, n² to n³ time; keep n to some hundreds.
    Source: group-average linkage (Sokal and Michener, 1958). A pair that is likely alone moves the mean of two groups by
    one part in their product only.
    """
    n = len(likeness)
    table = np.array(likeness, dtype=np.float64)
    np.fill_diagonal(table, -np.inf)
    for a, b in apart:
        table[a, b] = table[b, a] = -np.inf
    many = [1] * n if sizes is None else list(sizes)
    groups: dict[int, Group] = {i: Group([i]) for i in range(n)}
    for a, b in sorted(together):
        one, other = (next(i for i, g in groups.items() if x in g.members) for x in (a, b))
        if one != other:
            _merge(table, groups, many, min(one, other), max(one, other), float(likeness[a, b]))
    best = table.argmax(1) if n else np.zeros(0, np.int64)
    while len(groups) > 1:
        tops = table[np.arange(n), best]
        a = int(tops.argmax())
        score = float(tops[a])
        if score == -np.inf:
            break
        b = int(best[a])
        if not joins(groups[a], groups[b], score):
            table[a, b] = table[b, a] = -np.inf
            _renew(table, best, (a, b))
            continue
        _merge(table, groups, many, a, b, score)
        _renew(table, best, {a, b, *np.flatnonzero((best == a) | (best == b)).tolist()})
    return [groups[i] for i in sorted(groups, key=lambda i: groups[i].members[0])]


def _merge(table: Floats, groups: dict[int, Group], many: list[int], a: int, b: int, score: float) -> None:
    """Put group b into group a; what may not be joined with either may not be joined with both."""
    table[a] = (many[a] * table[a] + many[b] * table[b]) / (many[a] + many[b])
    table[:, a] = table[a]
    table[a, a] = -np.inf
    table[b, :] = table[:, b] = -np.inf
    one, other = groups[a], groups.pop(b)
    pairs = _pairs(many[a]), _pairs(many[b]), many[a] * many[b]
    total = one.within * pairs[0] + other.within * pairs[1] + score * pairs[2]
    groups[a] = Group(sorted(one.members + other.members), total / sum(pairs))
    many[a] += many[b]


def _pairs(n: int) -> float:
    return n * (n - 1) / 2


def _renew(table: Floats, best: NDArray[np.int64], rows: Collection[int]) -> None:
    for row in rows:
        best[row] = table[row].argmax()
