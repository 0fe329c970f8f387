"""ONNX graphs written node by node, in the operators that onnxruntime computes fastest.

A traced network spends a tenth of its time on the shapes of things; written out, it has the nodes that it needs.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

FUSED = "com.microsoft"
"""The domain of onnxruntime's own operators."""
FLOAT, INTEGER = TensorProto.FLOAT, TensorProto.INT64
Axes = list[str | int]


class Graph:
    """A graph under construction: `graph("Add", x, y)` adds a node and gives the name of what it makes."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []

    def __call__(
        self, kind: str, *given: str | np.ndarray, names: list[str] | None = None, outputs: int = 1, domain: str = "", **facts
    ):
        """One name, or a list of them for several `outputs`; `names` names them."""
        number = len(self._nodes)
        made = names or [f"{kind}_{number}_{k}" for k in range(outputs)]
        inputs = [x if isinstance(x, str) else self._weight(x) for x in given]
        self._nodes.append(helper.make_node(kind, inputs, made, f"{kind}_{number}", domain=domain, **facts))
        return made[0] if len(made) == 1 else made

    def fused(self, kind: str, *given: str | np.ndarray, **facts):
        """The same for an operator of onnxruntime's own."""
        return self(kind, *given, domain=FUSED, **facts)

    def _weight(self, values: np.ndarray) -> str:
        name = f"weight_{len(self._weights)}"
        self._weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def linear(self, x: str, weight: Tensor | np.ndarray, bias: Tensor | np.ndarray) -> str:
        """A linear map with int8 weights, scaled by column; activations are quantised with the scale of the tensor at hand."""
        return self.fused("DynamicQuantizeMatMul", x, *columns(weight), floats(bias))

    def norm(self, x: str, norm: nn.LayerNorm | nn.RMSNorm) -> str:
        """A norm in the form that onnxruntime computes fastest: its own LayerNormalization is scalar, four times slower."""
        gain = floats(norm.weight)
        if isinstance(norm, nn.RMSNorm):
            return self("SimplifiedLayerNormalization", x, gain, axis=-1, epsilon=norm.eps)
        centred = self("Sub", x, self("ReduceMean", x, axes=[-1]))
        return self("Add", self("SimplifiedLayerNormalization", centred, gain, axis=-1, epsilon=norm.eps), floats(norm.bias))

    def counted(self, start: int, count: str) -> str:
        """`start`, `start` + 1, ...: `count` numbers, where `count` is a vector of one."""
        first = np.array(start, np.int64)
        after = self("Squeeze", self("Add", count, ids(start)) if start else count)
        return self("Range", first, after, np.array(1, np.int64))

    def save(self, path: Path, inputs: dict[str, tuple[int, Axes]], outputs: dict[str, tuple[int, Axes]]) -> None:
        """Write the graph; inputs and outputs by name, with their type and axes."""
        given, made = (
            [helper.make_tensor_value_info(name, kind, axes) for name, (kind, axes) in facts.items()]
            for facts in (inputs, outputs)
        )
        graph = helper.make_graph(self._nodes, path.stem, given, made, self._weights)
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        onnx.save(helper.make_model(graph, opset_imports=versions, ir_version=8), path)


def floats(values: Tensor | np.ndarray) -> np.ndarray:
    """Weights as float32."""
    return values.detach().numpy().astype(np.float32) if isinstance(values, Tensor) else values.astype(np.float32)


def ids(*values: int) -> np.ndarray:
    """Whole numbers as a vector."""
    return np.array(values, np.int64)


def columns(weight: Tensor | np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A weight of torch's (outputs, inputs) → int8 (inputs, outputs), the scale of each column, and its zeros."""
    table, scale = rows(floats(weight))
    return table.T, scale[:, 0], np.zeros(len(scale), np.int8)


def rows(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A float32 table → int8, and a scale for each row as a column."""
    scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
    return np.clip(np.round(table / scale), -127, 127).astype(np.int8), scale
