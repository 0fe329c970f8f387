"""Cutting a graph of likely links into blocks small enough to be grouped as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=str)
Links = Callable[[Node], Mapping[Node, float]]
"""The nodes that a node is linked with, and how strongly. Symmetric."""


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
        links: asked once or more for each node that is met.
        ladder: rising strengths.
        most: nodes in a block.

    Cost: for each node at most `most` nodes are met on each rung.
    """
    found: dict[Node, Block[Node]] = {}
    for node in sorted(set(nodes)):
        if node not in found:
            block = _block(node, links, ladder, most)
            found.update(dict.fromkeys(block.nodes, block))
    return sorted({b.nodes[0]: b for b in found.values()}.values(), key=lambda b: b.nodes)


def _block(node: Node, links: Links[Node], ladder: Sequence[float], most: int) -> Block[Node]:
    for rung, least in enumerate(ladder):
        met = _reached(node, links, least, most)
        if met is not None:
            return Block(tuple(sorted(met)), rung)
    return Block((node,), len(ladder))


def _reached(node: Node, links: Links[Node], least: float, most: int) -> set[Node] | None:
    """All that hangs together with the node; None if that is more than `most`."""
    met, waiting = {node}, [node]
    while waiting:
        for other, strength in links(waiting.pop()).items():
            if strength >= least and other not in met:
                if len(met) == most:
                    return None
                met.add(other)
                waiting.append(other)
    return met
