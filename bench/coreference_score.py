"""Scores of coreference: MUC, B-cubed, CEAF-e, and their mean, the CoNLL score.

Sources: Vilain et al. (1995); Bagga and Baldwin (1998); Luo (2005), with the similarity of entities phi-4; Pradhan et al. (2012)
for the mean. Both sides group the same mentions, so none of the rules for mentions that one side lacks is needed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Set
from dataclasses import dataclass
from math import inf

Groups = Iterable[Set[Hashable]]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0..1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scores(gold: Groups, found: Groups) -> dict[str, Score]:
    """All three, by name."""
    gold, found = list(gold), list(found)
    return {"MUC": muc(gold, found), "B-cubed": b_cubed(gold, found), "CEAF-e": ceaf_e(gold, found)}


def conll(gold: Groups, found: Groups) -> float:
    """The mean F1 of the three, 0..1."""
    return sum(s.f1 for s in scores(gold, found).values()) / 3


def muc(gold: Groups, found: Groups) -> Score:
    """Links: how many of those that it takes to join each group are there. Single mentions count nothing."""
    gold, found = list(gold), list(found)
    return Score(_links(found, gold), _links(gold, found))


def _links(groups: list[Set[Hashable]], others: list[Set[Hashable]]) -> float:
    """The share of the groups' links that the others have too."""
    where = {m: n for n, other in enumerate(others) for m in other}
    kept = sum(len(g) - len({where.get(m, m) for m in g}) for g in groups)
    whole = sum(len(g) - 1 for g in groups)
    return kept / whole if whole else 0.0


def b_cubed(gold: Groups, found: Groups) -> Score:
    """Mentions: how much of the group that each one is in belongs there."""
    gold, found = list(gold), list(found)
    return Score(_shared(found, gold), _shared(gold, found))


def _shared(groups: list[Set[Hashable]], others: list[Set[Hashable]]) -> float:
    where = {m: other for other in others for m in other}
    total = sum(len(g) for g in groups)
    return sum(len(g & where[m]) / len(g) for g in groups for m in g if m in where) / total if total else 0.0


def ceaf_e(gold: Groups, found: Groups) -> Score:
    """Groups: how alike they are when each is matched with at most one of the other side, as well as can be."""
    gold, found = list(gold), list(found)
    where = {m: n for n, g in enumerate(gold) for m in g}
    alike: dict[tuple[int, int], float] = {}
    for k, group in enumerate(found):
        for n in {where[m] for m in group if m in where}:
            alike[n, k] = 2 * len(gold[n] & group) / (len(gold[n]) + len(group))
    best = matched(alike)
    return Score(best / len(found) if found else 0.0, best / len(gold) if gold else 0.0)


def matched(worth: dict[tuple[int, int], float]) -> float:
    """The greatest sum of worths of pairs of which no two share a side.

    Args:
        worth: (left, right) → worth, above 0; a pair that is not there is worth 0.

    Cost: cubic in the largest set of pairs that hang together; the others are solved apart.
    """
    return sum(_assigned(part) for part in _parts(worth))


def _parts(worth: dict[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """The pairs that hang together."""
    lead: dict[tuple[str, int], tuple[str, int]] = {}

    def first(x: tuple[str, int]) -> tuple[str, int]:
        while lead.setdefault(x, x) != x:
            lead[x] = x = lead[lead[x]]
        return x

    for a, b in worth:
        lead[first(("left", a))] = first(("right", b))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for (a, b), value in worth.items():
        parts.setdefault(first(("left", a)), {})[a, b] = value
    return list(parts.values())


def _assigned(worth: dict[tuple[int, int], float]) -> float:
    """The Hungarian method (Kuhn 1955; Munkres 1957) with potentials, one row at a time, over a full table."""
    left, right = sorted({a for a, _ in worth}), sorted({b for _, b in worth})
    if len(left) > len(right):
        return _assigned({(b, a): value for (a, b), value in worth.items()})
    cost = [[-worth.get((a, b), 0.0) for b in right] for a in left]
    n, m = len(left), len(right)
    row_level, column_level, owner = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1)
    for row in range(1, n + 1):
        owner[0], column = row, 0
        least, came, done = [inf] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while owner[column]:
            done[column] = True
            here, step, following = owner[column], inf, 0
            for j in range(1, m + 1):
                if done[j]:
                    continue
                slack = cost[here - 1][j - 1] - row_level[here] - column_level[j]
                if slack < least[j]:
                    least[j], came[j] = slack, column
                if least[j] < step:
                    step, following = least[j], j
            for j in range(m + 1):
                if done[j]:
                    row_level[owner[j]] += step
                    column_level[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            owner[column] = owner[came[column]]
            column = came[column]
    return -sum(cost[owner[j] - 1][j - 1] for j in range(1, m + 1) if owner[j])
