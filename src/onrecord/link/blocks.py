"""Cutting a graph of likely links into blocks small enough to be grouped as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=str)
Links = Callable[[Node], Mapping[Node, float]]
"""The nodes that a node is linked with, and how strongly. Symmetric."""
Cut = Callable[[Node], int]
"""The first rung on which a node may not hang together with too much."""
_Strongest = Callable[[Node], Sequence[tuple[Node, float]]]
"""The same, the strongest first."""


@dataclass(frozen=True, slots=True)
class Block(Generic[Node]):
    """Nodes that are grouped as a whole, sorted; `rung` is the ladder's at which it was cut, its length for a node cut off."""

    nodes: tuple[Node, ...]
    rung: int


def in_use(links: Mapping[Node, float], cut: Mapping[Node, int], ladder: Sequence[float]) -> tuple[dict[Node, float], int]:
    """Of a node's links those that can still decide what it hangs together with, and the first rung that can.

    What hangs together with too much on a rung does so for good, as long as nodes and links only come: a link that is weaker than
    the rung at which either of its nodes was cut decides nothing any more, but that the other one is cut as high as it reaches.

    Args:
        links: all of them.
        cut: for the others, the first rung on which they do not hang together with too much; 0 by default.
        ladder: see `blocks`.
    """
    first = max((min(bisect_right(ladder, strength), cut.get(other, 0)) for other, strength in links.items()), default=0)
    found = {o: s for o, s in links.items() if bisect_right(ladder, s) > max(first, cut.get(o, 0))}
    return found, first


def blocks(
    nodes: Iterable[Node], links: Links[Node], ladder: Sequence[float], most: int, cut: Cut[Node] = lambda _node: 0
) -> list[Block[Node]]:
    """The blocks that the nodes lie in, in order of their first nodes.

    A block is what hangs together by links of at least `ladder[0]`. One of more than `most` nodes is cut at the next rung of
    the ladder, and so on; at the last rung it stays whole only up to `most`, and falls into single nodes beyond.

    Which block a node is in depends on the graph alone, not on the order in which nodes and links came.

    Args:
        nodes: where to begin; blocks may hold others.
        links: asked once for each node that is met.
        ladder: rising strengths.
        most: nodes in a block.
        cut: the rungs below this one are known to hold a node together with too much; asked once or more for each node.

    Cost: on each rung a node that is linked too widely is met once; of the others, at most `most` for each node.
    """
    found: dict[Node, Block[Node]] = {}
    known: dict[Node, list[tuple[Node, float]]] = {}
    wide: list[set[Node]] = [set() for _ in ladder]

    def strongest(node: Node) -> list[tuple[Node, float]]:
        if node not in known:
            known[node] = sorted(links(node).items(), key=itemgetter(1), reverse=True)
        return known[node]

    for node in sorted(set(nodes)):
        if node not in found:
            block = _block(node, strongest, ladder, most, wide, cut)
            found.update(dict.fromkeys(block.nodes, block))
    return sorted({b.nodes[0]: b for b in found.values()}.values(), key=lambda b: b.nodes)


def _block(
    node: Node, links: _Strongest[Node], ladder: Sequence[float], most: int, wide: Sequence[set[Node]], cut: Cut[Node]
) -> Block[Node]:
    for rung in range(cut(node), len(ladder)):
        met = _reached(node, links, rung, ladder, most, wide[rung], cut)
        if met is not None:
            return Block(tuple(sorted(met)), rung)
    return Block((node,), len(ladder))


def _reached(
    node: Node,
    links: _Strongest[Node],
    rung: int,
    ladder: Sequence[float],
    most: int,
    wide: set[Node],
    cut: Cut[Node],
) -> set[Node] | None:
    """All that hangs together with the node; None if that is more than `most`. `wide` keeps the nodes of which that is known."""
    met, waiting = {node}, [node]
    while waiting:
        one = waiting.pop()
        if one in wide or cut(one) > rung:
            wide |= met
            return None
        for other, strength in links(one):
            if strength < ladder[rung]:
                break
            if other not in met:
                met.add(other)
                waiting.append(other)
        if len(met) > most:
            wide |= met
            return None
    return met
