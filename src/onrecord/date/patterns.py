"""Patterns of the grammar and the tree that finds the longest one at a place.

A pattern is written as words and classes with spaces between:

    word        that word or mark of punctuation
    CLASS       an atom of that class, bound under the class's name in lower case
    CLASS:name  the same, bound under `name`
    [ ... ]     may be absent
    ( a | b )   either
    { ... }     must be there but stays outside of the expression's extent (only at the beginning or the end)

Patterns are expanded into plain sequences when the tables are loaded and merged into one tree. A match walks that tree, so its
cost at one place is bounded by the tree's size and never by the text's length: no input can make it slow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.date.atoms import Atom


@dataclass(frozen=True, slots=True)
class Step:
    """One element of an expanded pattern."""

    sort: str
    name: str
    inside: bool


@dataclass(slots=True)
class Node:
    """A place in the tree: what may follow, and the rule that ends here."""

    following: dict[str, list[tuple[Step, Node]]] = field(default_factory=dict)
    rule: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: which meaning it has, what was bound, and the tokens `[first, after)` of its extent."""

    means: str
    option: str
    bound: dict[str, Atom]
    first: int
    after: int
    reach: int


def add_pattern(root: Node, pattern: str, means: str, option: str = "") -> None:
    """Put a pattern into the tree. Where two patterns expand to the same sequence, the one added first keeps it.

    Raises:
        ValueError: brackets do not pair up.
    """
    parts = pattern
    for mark in "[](){}|":
        parts = parts.replace(mark, f" {mark} ")
    words = parts.split()
    sequences, after = _alternatives(words, 0, True)
    if after != len(words):
        raise ValueError(f"pattern {pattern!r} has an unpaired bracket at element {after}")
    for sequence in sequences:
        _insert(root, sequence, (means, option))


def matches_at(root: Node, lattice: Sequence[Sequence[Atom]], start: int) -> list[Match]:
    """All matches that begin at token `start`, longest first (counting context on either side)."""
    found: list[Match] = []
    _walk(root, lattice, start, [], found)
    if len(found) > 1:
        found.sort(key=lambda match: -match.reach)
    return found


def _walk(node: Node, lattice: Sequence[Sequence[Atom]], at: int, path: list[tuple[Step, Atom, int]], found: list[Match]) -> None:
    if node.rule is not None:
        match = _match(node.rule, path, at)
        if match is not None:
            found.append(match)
    if at >= len(lattice):
        return
    following = node.following
    for atom in lattice[at]:
        for step, child in following.get(atom.sort, ()):
            path.append((step, atom, at))
            _walk(child, lattice, atom.after, path, found)
            path.pop()


def _match(rule: tuple[str, str], path: list[tuple[Step, Atom, int]], reach: int) -> Match | None:
    inside = [(atom, at) for step, atom, at in path if step.inside]
    if not inside:
        return None
    bound = {step.name: atom for step, atom, _ in path}
    return Match(rule[0], rule[1], bound, inside[0][1], inside[-1][0].after, reach)


def _insert(root: Node, sequence: list[Step], rule: tuple[str, str]) -> None:
    node = root
    for step in sequence:
        options = node.following.setdefault(step.sort, [])
        child = next((n for s, n in options if s == step), None)
        if child is None:
            child = Node()
            options.append((step, child))
        node = child
    if node.rule is None and sequence:
        node.rule = rule


def _alternatives(words: list[str], at: int, inside: bool) -> tuple[list[list[Step]], int]:
    """Expand `a b | c` from element `at` up to the closing bracket or the end."""
    everything: list[list[Step]] = []
    branch: list[list[Step]] = [[]]
    while at < len(words) and words[at] not in "])}":
        word = words[at]
        if word == "|":
            everything += branch
            branch = [[]]
            at += 1
            continue
        pieces, at = _piece(words, at, inside)
        branch = [left + right for left in branch for right in pieces]
    return everything + branch, at


def _piece(words: list[str], at: int, inside: bool) -> tuple[list[list[Step]], int]:
    word = words[at]
    if word in "[({":
        pieces, at = _alternatives(words, at + 1, inside and word != "{")
        return ([*pieces, []] if word == "[" else pieces), at + 1
    sort, _, name = word.partition(":") if word[0].isupper() else (word, "", "")
    return [[Step(sort, name or sort.lower(), inside)]], at + 1
