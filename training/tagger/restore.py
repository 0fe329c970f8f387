"""Shipped graphs → a run folder to train on from, without the runs that they came from.

    python -m tagger.restore --model ../src/onrecord/model/data/careful --shape careful --out runs/restored

The weights are the int8 ones times their scales, which `tagger.export` turns into the same int8 again. What no graph holds
starts anew: the two flat heads (sources, contents) that only help in training.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import NodeProto, numpy_helper
from safetensors.torch import save_file
from torch import Tensor, nn

from tagger.network import Network, Roles, Size
from tagger.train import SHAPES

PRODUCTS = {"MatMulIntegerToFloat": (1, 3, 6), "DynamicQuantizeMatMul": (1, 2, 4)}
"""Which inputs of a product are its weight, its scales and its bias."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--shape", choices=list(SHAPES), required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    facts = json.loads((options.model / "model.json").read_text())
    tags = {name: facts[name] for name in ("upos", "xpos", "deprels", "entities", "roles")}
    sizes = {name: len(tags[name]) for name in ("upos", "xpos", "deprels")}
    network = Network(Size(**sizes, **SHAPES[options.shape]))
    with torch.no_grad():
        restore(network, Weights(options.model / "encoder.onnx"))
        restore_roles(network.roles, Weights(options.model / "roles.onnx"))
    save_file({k: v.contiguous() for k, v in network.state_dict().items()}, options.out / "best.safetensors")
    (options.out / "tags.json").write_text(json.dumps(tags))
    best = {"size": network.size.to_dict(), "figures": facts["figures"]}
    (options.out / "best.json").write_text(json.dumps(best))


class Weights:
    """The weights of one graph, in the order in which its nodes use them."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self._weights = {w.name: numpy_helper.to_array(w) for w in graph.initializer}
        self.nodes = list(graph.node)
        self._products = self._of(*PRODUCTS)

    def of(self, kind: str) -> Iterator[list[np.ndarray]]:
        """The weights that each node of this kind reads."""
        return (self.read(node) for node in self._of(kind))

    def _of(self, *kinds: str) -> Iterator[NodeProto]:
        return (node for node in self.nodes if node.op_type in kinds)

    def read(self, node: NodeProto) -> list[np.ndarray]:
        return [self._weights[name] for name in node.input if name in self._weights]

    def product(self) -> tuple[Tensor, Tensor]:
        """Weight (outputs, inputs) and bias of the next int8 product."""
        node = next(self._products)
        weight, scale, bias = (self._weights[node.input[at]] for at in PRODUCTS[node.op_type])
        return torch.from_numpy((weight * scale).T.copy()), torch.from_numpy(bias.copy())

    def vectors(self, width: int) -> Iterator[Tensor]:
        """What is multiplied or added by column outside products, in order: the gains and biases of norms."""
        for node in self.nodes:
            if node.op_type in ("SimplifiedLayerNormalization", "Add"):
                yield from (torch.from_numpy(w.copy()) for w in self.read(node) if w.shape == (width,))


def restore(network: Network, weights: Weights) -> None:
    """Encoder and heads, in the order of `tagger.export`."""
    encoder, width = network.encoder, network.size.width
    table, scale, *tables = (w for node in weights.of("Gather") for w in node if w.dtype in (np.int8, np.float32) and w.ndim == 2)
    encoder.words.weight.copy_(torch.from_numpy(table * scale))
    encoder.shapes.weight.copy_(torch.from_numpy(next(t for t in tables if t.shape == encoder.shapes.weight.shape)))
    places = next(w for node in weights.of("Slice") for w in node if w.ndim == 2)
    encoder.positions.weight.copy_(torch.from_numpy(places))  # what every word has in common is part of them
    encoder.kind.zero_()
    vectors = weights.vectors(width)
    restore_norm(encoder.norm, vectors)
    for layer in encoder.layers:
        for part in (layer.query, layer.key, layer.value, layer.out, layer.up, layer.down):
            fill([part], *weights.product())
        restore_norm(layer.attention_norm, vectors)
        restore_norm(layer.norm, vectors)
    small, relations = weights.of("Gemm")
    fill([network.entity, network.cue, network.upos, network.xpos], *map(torch.from_numpy, small))
    fill([network.rel_out], *map(torch.from_numpy, relations))
    pair = network.size.pair
    start, end = nn.Linear(width, pair), nn.Linear(width, pair)
    wide = [network.arc_dependent, network.arc_head, network.rel_dependent, network.rel_head, start, end, network.key]
    fill(wide, *weights.product())
    network.query.weight.copy_(torch.cat([start.weight, end.weight], 1))
    network.query.bias.copy_(start.bias)
    network.arc.copy_(torch.from_numpy(next(weights.of("MatMul"))[0]))
    roots = [w for node in weights.of("Concat") for w in node if w.dtype == np.float32]
    network.arc_root.copy_(torch.from_numpy(roots[0][0]))
    network.rel_root.copy_(torch.from_numpy(roots[1][0]))


def restore_roles(roles: Roles, weights: Weights) -> None:
    """The scorer of roles; its two tables of distances were added up, and are parted again."""
    width = roles.inner.in_features
    places = torch.from_numpy(next(weights.of("Gather"))[0]).view(roles.near.num_embeddings, roles.apart.num_embeddings, width)
    roles.near.weight.copy_(places[:, 0])
    roles.apart.weight.copy_(places[0] - places[0, 0])
    fill([roles.inner], *weights.product())
    for spread, mix, (weight, bias) in zip(roles.spread, roles.mix, weights.of("Conv"), strict=True):
        spread.weight.copy_(torch.from_numpy(weight[:, :, 0]))
        spread.bias.copy_(torch.from_numpy(bias))
        fill([mix], *weights.product())
    roles.out.weight.copy_(torch.from_numpy(next(weights.of("MatMul"))[0].T))
    roles.out.bias.copy_(next(v for v in weights.vectors(roles.out.out_features)))


def restore_norm(norm: nn.Module, vectors: Iterator[Tensor]) -> None:
    norm.weight.copy_(next(vectors))
    if isinstance(norm, nn.LayerNorm):
        norm.bias.copy_(next(vectors))


def fill(parts: list[nn.Linear], weight: Tensor, bias: Tensor) -> None:
    """One product → the linear maps that it was joined from, in order."""
    sizes = [part.out_features for part in parts]
    for part, rows, own in zip(parts, weight.split(sizes), bias.split(sizes), strict=True):
        part.weight.copy_(rows)
        if part.bias is not None:
            part.bias.copy_(own)


if __name__ == "__main__":
    main()
