"""Average linkage with vetoes, and blocks of a graph."""

from __future__ import annotations

import random

import numpy as np

from onrecord.link.blocks import blocks, in_use
from onrecord.link.cluster import average_link


def likely(_one: object, _other: object, score: float) -> bool:
    """Join at an even chance."""
    return score >= 0.5


def two_groups() -> np.ndarray:
    """Two groups of three, each pair within likely, no pair across."""
    table = np.full((6, 6), 0.1)
    table[:3, :3] = table[3:, 3:] = 0.9
    return table


def test_average_link_is_not_ruined_by_one_wrong_link() -> None:
    """A single likely pair between two groups joins nothing."""
    table = two_groups()
    table[0, 5] = table[5, 0] = 0.89
    assert [g.members for g in average_link(table, likely)] == [[0, 1, 2], [3, 4, 5]]


def test_average_link_keeps_apart_what_was_said_to_be_different() -> None:
    """Also where a third one is like both."""
    groups = average_link(np.full((3, 3), 0.9), likely, apart=[(0, 2)])
    assert [g.members for g in groups] == [[0, 1], [2]]


def test_average_link_counts_what_an_index_stands_for() -> None:
    """One index that stands for nine weighs nine times as much in a mean."""
    table = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.6], [0.1, 0.6, 1.0]])
    assert len(average_link(table, likely)) == 2
    assert [g.members for g in average_link(table, likely, sizes=[1, 9, 1])] == [[0, 1, 2]]


def test_average_link_knows_how_alike_a_group_is() -> None:
    """`within` is the mean over the pairs of a group."""
    table = np.array([[1.0, 0.9, 0.6], [0.9, 1.0, 0.6], [0.6, 0.6, 1.0]])
    (group,) = average_link(table, likely)
    assert abs(group.within - 0.7) < 1e-9


CHAIN = {f"n{i}": {f"n{j}": 0.2 + 0.1 * (i + j == 5) for j in (i - 1, i + 1) if 0 <= j < 8} for i in range(8)}


def test_blocks_cut_what_is_too_long_at_the_next_rung() -> None:
    """A chain of eight is one block where eight are allowed; with fewer only its strong link is left."""
    assert [len(b.nodes) for b in blocks(CHAIN, CHAIN.__getitem__, (0.1, 0.25), 8)] == [8]
    cut = blocks(CHAIN, CHAIN.__getitem__, (0.1, 0.25), 7)
    assert ("n2", "n3") in [b.nodes for b in cut]
    assert sorted(len(b.nodes) for b in cut) == [1] * 6 + [2]


def test_blocks_do_not_depend_on_where_one_begins() -> None:
    """The graph alone decides."""
    rng = random.Random(11)
    names = [f"n{i}" for i in range(60)]
    graph: dict[str, dict[str, float]] = {n: {} for n in names}
    for _ in range(90):
        a, b = rng.sample(names, 2)
        graph[a][b] = graph[b][a] = rng.random()
    whole = blocks(names, graph.__getitem__, (0.1, 0.3, 0.5, 0.7), 12)
    for name in names:
        assert blocks([name], graph.__getitem__, (0.1, 0.3, 0.5, 0.7), 12)[0] in whole


def test_a_link_that_is_weaker_than_where_a_node_was_cut_decides_nothing() -> None:
    """But it says that the other node hangs together with as much, on each rung that it reaches."""
    ladder = (0.0, 0.2, 0.4, 0.6)
    assert in_use({"a": 0.3, "b": 0.1}, {}, ladder) == ({"a": 0.3, "b": 0.1}, 0)
    assert in_use({"a": 0.3, "b": 0.1, "c": 0.7}, {"a": 3}, ladder) == ({"c": 0.7}, 2)
    assert in_use({"a": 0.9, "b": 0.5}, {"a": 4}, ladder) == ({}, 4)


def test_blocks_begin_at_the_rung_that_a_node_is_known_to_need() -> None:
    """What one node is known to hang together with makes all that reach it too wide."""
    pair = {"x": {"y": 0.5}, "y": {"x": 0.5}}
    assert [b.rung for b in blocks(pair, pair.__getitem__, (0.1, 0.25, 0.6), 4)] == [0]
    cut = {"x": 0, "y": 2}
    assert [(b.nodes, b.rung) for b in blocks(pair, pair.__getitem__, (0.1, 0.25, 0.6), 4, cut.__getitem__)] == [
        (("x",), 2),
        (("y",), 2),
    ]
