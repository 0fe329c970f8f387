"""Cutting a graph of likely links into blocks small enough to be grouped as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=str)
Links = Callable[[Node], Mapping[Node, float]]
"""The nodes that a node is linked with, and how strongly. Symmetric."""
_Strongest = Callable[[Node], Sequence[tuple[Node, float]]]
"""The same, the strongest first."""


@dataclass(frozen=True, slots=True)
class Block(Generic[Node]):
    """Nodes that are grouped as a whole, sorted; `rung` is the ladder's at which it was cut, its length for a node cut off."""

    nodes: tuple[Node, ...]
    rung: int


def blocks(nodes: Iterable[Node], links: Links[Node], ladder: Sequence[float], most: int) -> list[Block[Node]]:
    """The blocks that the nodes lie in, in order of their first nodes.

    A block is what hangs together by links of at least `ladder[0]`. One of more than `most` nodes is cut at the next rung of
    the ladder, and so on; at the last rung it stays whole only up to `most`, and falls into single nodes beyond.

    Which block a node is in depends on the graph alone, not on the order in which nodes and links came.

    Args:
        nodes: where to begin; blocks may hold others.
        links: asked once for each node that is met.
        ladder: rising strengths.
        most: nodes in a block.

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
            block = _block(node, strongest, ladder, most, wide)
            found.update(dict.fromkeys(block.nodes, block))
    return sorted({b.nodes[0]: b for b in found.values()}.values(), key=lambda b: b.nodes)


def _block(node: Node, links: _Strongest[Node], ladder: Sequence[float], most: int, wide: Sequence[set[Node]]) -> Block[Node]:
    for rung, least in enumerate(ladder):
        met = _reached(node, links, least, most, wide[rung])
        if met is not None:
            return Block(tuple(sorted(met)), rung)
    return Block((node,), len(ladder))


def _reached(node: Node, links: _Strongest[Node], least: float, most: int, wide: set[Node]) -> set[Node] | None:
    """All that hangs together with the node; None if that is more than `most`. `wide` keeps the nodes of which that is known."""
    met, waiting = {node}, [node]
    while waiting:
        one = waiting.pop()
        if one in wide:
            wide |= met
            return None
        for other, strength in links(one):
            if strength < least:
                break
            if other not in met:
                met.add(other)
                waiting.append(other)
        if len(met) > most:
            wide |= met
            return None
    return met
