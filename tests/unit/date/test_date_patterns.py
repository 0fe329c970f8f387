"""Patterns expand, bind and match the longest way."""

from __future__ import annotations

import pytest

from onrecord.date.atoms import Atom
from onrecord.date.patterns import Node, add_pattern, matches_at


def lattice(*sorts: str) -> list[list[Atom]]:
    return [[Atom(sort, place, place + 1)] for place, sort in enumerate(sorts)]


def tree(*patterns: str) -> Node:
    root = Node()
    for pattern in patterns:
        add_pattern(root, pattern, pattern)
    return root


def test_longest_match_comes_first() -> None:
    """Of several patterns that match, the one that reaches farthest is tried first."""
    root = tree("MONTH", "MONTH DAY", "MONTH DAY , YEAR")
    found = matches_at(root, lattice("MONTH", "DAY", ",", "YEAR"), 0)
    assert [match.after for match in found] == [4, 2, 1]


def test_optional_and_alternative_parts_expand() -> None:
    """`[x]` may be absent and `(a|b)` is either."""
    root = tree("[the] (last|next) UNIT")
    assert matches_at(root, lattice("next", "UNIT"), 0)
    assert matches_at(root, lattice("the", "last", "UNIT"), 0)
    assert not matches_at(root, lattice("the", "UNIT"), 0)


def test_context_stays_outside_of_the_extent() -> None:
    """Braced parts must be there and are bound, but the expression does not cover them."""
    match = matches_at(tree("{in} MONTH {of YEAR}"), lattice("in", "MONTH", "of", "YEAR"), 0)[0]
    assert (match.first, match.after, match.reach) == (1, 2, 4)
    assert match.bound["year"].value == 3


def test_a_class_can_be_bound_under_another_name() -> None:
    """`CLASS:name` keeps two atoms of one class apart."""
    match = matches_at(tree("DAY - DAY:until"), lattice("DAY", "-", "DAY"), 0)[0]
    assert (match.bound["day"].value, match.bound["until"].value) == (0, 2)


def test_the_rule_added_first_keeps_a_form() -> None:
    """Tables are read from top to bottom: a later rule does not take a form over."""
    root = Node()
    add_pattern(root, "UNIT", "first")
    add_pattern(root, "[the] UNIT", "second")
    assert matches_at(root, lattice("UNIT"), 0)[0].means == "first"
    assert matches_at(root, lattice("the", "UNIT"), 0)[0].means == "second"


def test_an_unpaired_bracket_is_refused() -> None:
    """A slip in a table is found when it is loaded."""
    with pytest.raises(ValueError, match="unpaired bracket"):
        add_pattern(Node(), "MONTH ] DAY", "x")
