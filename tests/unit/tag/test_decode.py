"""From logits to spans, without a model."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.tag.decode import Scored, ranges, roles


def logits(*tags: int, kinds: int = 1) -> np.ndarray:
    table = np.zeros((len(tags), 1 + 2 * kinds))
    table[np.arange(len(tags)), tags] = 8.0
    return table


def test_ranges_reads_begin_and_inside() -> None:
    """Two neighbours that both begin are two ranges."""
    found = ranges(logits(0, 1, 2, 1, 0))
    assert [(r.first, r.after) for r in found] == [(1, 3), (3, 4)]


def test_ranges_never_continues_what_has_not_begun() -> None:
    """An inside tag after outside becomes the start of a range or is dropped, never a range without a start."""
    found = ranges(logits(0, 2, 2, 0))
    assert all(r.first >= 0 for r in found)
    assert len(found) <= 1


def test_an_outside_bias_below_zero_finds_more() -> None:
    """The bias moves the balance between finding and leaving out."""
    unsure = np.array([[1.0, 0.5, 0.0]])
    assert ranges(unsure) == []
    assert len(ranges(unsure, outside_bias=-1.0)) == 1


@given(arrays(np.float32, st.tuples(st.integers(0, 12), st.just(5)), elements=st.floats(-9, 9, width=32)))
def test_ranges_are_ordered_disjoint_and_scored(table: np.ndarray) -> None:
    """Whatever the logits, ranges are in order, do not overlap and carry a probability."""
    found = ranges(table)
    assert all(a.after <= b.first for a, b in pairwise(found))
    assert all(r.first < r.after <= len(table) and 0 < r.score <= 1 for r in found)


def plain_viterbi(table: np.ndarray) -> float:
    """The sum of the best legal path, by the textbook."""
    kept: dict[int, float] = {0: 0.0}
    for row in table.tolist():
        kept = {
            tag: score + max((s for before, s in kept.items() if tag in (0, before, before + 1) or tag % 2), default=-np.inf)
            for tag, score in enumerate(row)
            if tag == 0 or tag % 2 or {tag, tag - 1} & kept.keys()
        }
    return max(kept.values())


@given(arrays(np.float32, st.tuples(st.integers(1, 14), st.just(5)), elements=st.floats(-9, 9, width=32)))
def test_ranges_are_those_of_the_best_legal_path(table: np.ndarray) -> None:
    """Reading only the illegal stretches anew finds what a search over the whole window finds."""
    tags = np.zeros(len(table), int)
    for r in ranges(table):
        tags[r.first : r.after] = 2 + 2 * r.kind
        tags[r.first] -= 1
    assert abs(float(table[np.arange(len(table)), tags].astype(float).sum()) - plain_viterbi(table)) < 1e-6


def test_roles_keeps_the_cue_out_of_its_own_content() -> None:
    """Words of the cue are neither source nor content, so content breaks around it."""
    table = logits(3, 4, 4, 4, 1, kinds=2)
    (found,) = roles(table[None], [Scored(2, 3, 0, 0.9)])
    assert found is not None
    assert found.content == ((0, 2), (3, 4))
    assert found.source == ((4, 5),)


def test_roles_without_content_attribute_nothing() -> None:
    """A cue and a source alone make no statement."""
    assert roles(logits(1, 0, 0, kinds=2)[None], [Scored(1, 2, 0, 0.9)]) == [None]


@given(st.integers(1, 5), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_roles_of_several_cues_are_those_of_each(number: int, words: int, seed: int) -> None:
    """What one cue attributes does not depend on the cues read with it."""
    tables = np.random.default_rng(seed).normal(0, 3, (number, words, 5)).astype(np.float32)
    count = tables.shape[1]
    cues = [Scored(n % count, n % count + 1, 0, 0.9) for n in range(len(tables))]
    assert roles(tables, cues) == [found for n, cue in enumerate(cues) for found in roles(tables[n : n + 1], [cue])]
