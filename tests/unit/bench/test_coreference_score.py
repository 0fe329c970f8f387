"""Scores of coreference against the worked examples of the papers that define them."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.coreference_score import b_cubed, ceaf_e, conll, matched, muc, scores

TRUTH = [set("12345"), set("67"), set("89ABC")]
"""The running example of Bagga and Baldwin (1998) and Luo (2005)."""
SMALL_JOINED = [set("12345"), set("6789ABC")]
LARGE_JOINED = [set("1234589ABC"), set("67")]
ALL_JOINED = [set("123456789ABC")]
ALL_ALONE = [{m} for m in "123456789ABC"]


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [(SMALL_JOINED, 9 / 10, 1), (LARGE_JOINED, 9 / 10, 1), (ALL_JOINED, 9 / 11, 1), (ALL_ALONE, 0, 0)],
)
def test_muc_counts_the_links_that_it_takes_to_join_groups(found, precision, recall):
    """The figures of Bagga and Baldwin (1998): both ways to join two groups cost one link."""
    score = muc(TRUTH, found)
    assert (score.precision, score.recall) == pytest.approx((precision, recall))


def test_muc_recall_falls_by_one_link_for_each_part_that_a_group_falls_into():
    """Vilain et al. (1995): a key of four in two parts of two has two of three links."""
    score = muc([set("ABCD")], [set("AB"), set("CD")])
    assert (score.precision, score.recall) == pytest.approx((1, 2 / 3))


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [(SMALL_JOINED, 16 / 21, 1), (LARGE_JOINED, 7 / 12, 1), (ALL_JOINED, 54 / 144, 1), (ALL_ALONE, 1, 3 / 12)],
)
def test_b_cubed_tells_a_small_wrong_join_from_a_large_one(found, precision, recall):
    """The figures of Bagga and Baldwin (1998): 76% and 58%."""
    score = b_cubed(TRUTH, found)
    assert (score.precision, score.recall) == pytest.approx((precision, recall))


@pytest.mark.parametrize(("found", "f1"), [(SMALL_JOINED, 0.733), (LARGE_JOINED, 0.667), (ALL_JOINED, 0.294), (ALL_ALONE, 0.178)])
def test_ceaf_e_matches_each_group_with_one_of_the_other_side(found, f1):
    """Table 1 of Luo (2005), phi-4."""
    assert ceaf_e(TRUTH, found).f1 == pytest.approx(f1, abs=0.0005)


def test_conll_is_the_mean_of_three():
    """Pradhan et al. (2012)."""
    three = scores(TRUTH, SMALL_JOINED).values()
    assert conll(TRUTH, SMALL_JOINED) == pytest.approx(sum(s.f1 for s in three) / 3)


groupings = st.lists(st.integers(0, 4), min_size=1, max_size=9).map(
    lambda labels: [{n for n, other in enumerate(labels) if other == label} for label in sorted(set(labels))]
)


@given(groupings)
def test_what_is_grouped_as_the_truth_is_scores_one(truth):
    """B-cubed and CEAF-e are 1 for the truth itself; MUC too, where there is a link at all."""
    assert b_cubed(truth, truth).f1 == pytest.approx(1)
    assert ceaf_e(truth, truth).f1 == pytest.approx(1)
    assert muc(truth, truth).f1 == pytest.approx(float(any(len(g) > 1 for g in truth)))


tables = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.01, 1), max_size=12)


@given(tables)
def test_matched_finds_the_best_of_all_matchings(worth):
    """The Hungarian method against every permutation of five."""
    best = max(sum(worth.get((a, b), 0.0) for a, b in enumerate(order)) for order in permutations(range(5)))
    assert matched(worth) == pytest.approx(best)
