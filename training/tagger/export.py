"""Trained weights → the files that the product reads.

    python -m tagger.export --run runs/careful --encoder FOLDER --out FOLDER

Three ONNX graphs: `encoder.onnx` (pieces → logits and states of every head that needs only the word), `roles.onnx` (one
row a cue) and `relations.onnx` (one row a word with its head). Matrix products of the encoder are
int8, dynamic, per channel; the word embedding is int8 by row; the heads stay in float32.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn

from tagger.network import Encoder, Layer, Network, Size


class Attention(torch.autograd.Function):
    """onnxruntime's fused attention as one node; in torch the same sum, for the tracer.

    There is no mask: the product reads one window a call, and onnxruntime is a third faster without one.
    """

    @staticmethod
    def forward(_ctx, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        batch, length, width = q.shape
        q, k, v = (x.view(batch, length, heads, width // heads).transpose(1, 2) for x in (q, k, v))
        return nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, length, width)

    @staticmethod
    def symbolic(g, q, k, v, heads: int):
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class RootMeanSquare(torch.autograd.Function):
    """Division by the root mean square, times a gain, as onnxruntime's one vectorised node."""

    @staticmethod
    def forward(_ctx, x: Tensor, gain: Tensor, eps: float) -> Tensor:
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + eps) * gain

    @staticmethod
    def symbolic(g, x, gain, eps: float):
        return g.op("SimplifiedLayerNormalization", x, gain, axis_i=-1, epsilon_f=eps).setType(x.type())


def normalised(norm: nn.LayerNorm | nn.RMSNorm, x: Tensor) -> Tensor:
    """A norm in the form that onnxruntime computes fastest: its own LayerNormalization is scalar, four times slower."""
    if isinstance(norm, nn.RMSNorm):
        return RootMeanSquare.apply(x, norm.weight, norm.eps)
    return RootMeanSquare.apply(x - x.mean(-1, keepdim=True), norm.weight, norm.eps) + norm.bias


class FusedLayer(nn.Module):
    """`tagger.network.Layer` with one product for query, key and value, for inference."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        parts = (layer.query, layer.key, layer.value)
        self.qkv = nn.Linear(parts[0].in_features, 3 * parts[0].out_features)
        with torch.no_grad():
            self.qkv.weight.copy_(torch.cat([p.weight for p in parts]))
            self.qkv.bias.copy_(torch.cat([p.bias for p in parts]))

    def forward(self, x: Tensor) -> Tensor:
        layer = self.layer
        q, k, v = self.qkv(x).chunk(3, -1)
        x = normalised(layer.attention_norm, x + layer.out(Attention.apply(q, k, v, layer.heads)))
        return normalised(layer.norm, x + layer.down(nn.functional.gelu(layer.up(x))))


class FusedEncoder(nn.Module):
    """`tagger.network.Encoder` for inference."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.layers = nn.ModuleList(FusedLayer(layer) for layer in encoder.layers)

    def forward(self, pieces: Tensor, shapes: Tensor, firsts: Tensor) -> Tensor:
        size = self.encoder
        x = size.embed(pieces, shapes, firsts)
        for number, layer in enumerate(self.layers):
            x = whole_chunks(layer, x, size.chunk, size.chunk // 2 * (number % 2)) if size.chunk else layer(x)
        return x if size.by_word else x.gather(1, firsts[:, :, None].expand(-1, -1, x.shape[2]))


def whole_chunks(layer: FusedLayer, x: Tensor, chunk: int, shift: int) -> Tensor:
    """`tagger.network.in_chunks` for one window without padding."""
    length, width = x.shape[1], x.shape[2]
    places = torch.arange(x.shape[1])
    size = places[:chunk].shape[0]
    starts = torch.arange((length + shift + chunk - 1) // chunk) * chunk - shift
    starts = torch.minimum(starts, places[-1:] + 1 - chunk).clamp(min=0)
    parts = x[0][(starts[:, None] + places[:chunk]).flatten()].reshape(-1, size, width)
    mine = (places + shift) // chunk
    return layer(parts).reshape(-1, width)[mine * size + places - starts[mine]][None]


class Joined(nn.Module):
    """Several linear maps of the same states as one product."""

    def __init__(self, parts: list[nn.Linear]) -> None:
        super().__init__()
        self.sizes = [part.out_features for part in parts]
        self.product = nn.Linear(parts[0].in_features, sum(self.sizes))
        with torch.no_grad():
            self.product.weight.copy_(torch.cat([part.weight for part in parts]))
            self.product.bias.copy_(torch.cat([part.bias if part.bias is not None else part.weight[:, 0] * 0 for part in parts]))

    def forward(self, states: Tensor) -> tuple[Tensor, ...]:
        return self.product(states).split(self.sizes, -1)


class Words(nn.Module):
    """Everything that needs no cue. The logits of few classes stay exact; the wide states are worth int8."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.encoder = FusedEncoder(network.encoder)
        self.logits = Joined([network.entity, network.cue, network.upos, network.xpos])
        self.wide = Joined(
            [network.arc_dependent, network.arc_head, network.rel_dependent, network.rel_head, network.query_start,
             network.query_end, network.key]
        )  # fmt: skip

    def forward(self, pieces: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        n = self.network
        states = self.encoder(pieces, shapes, firsts)
        arc_dependent, arc_head, rel_dependent, rel_head, query_start, query_end, key = self.wide(states)
        arcs = n.arcs_of(arc_dependent, arc_head)
        root = n.rel_root.expand(states.shape[0], 1, -1)
        return *self.logits(states), arcs, rel_dependent, torch.cat([root, rel_head], 1), query_start, query_end, key


class CueRoles(nn.Module):
    """Role logits, one row a cue."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, query: Tensor, keys: Tensor, near: Tensor, apart: Tensor) -> Tensor:
        return self.network.roles(query, keys, near, apart)


class Relations(nn.Module):
    """Relation logits of words to their chosen heads."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.out = network.rel_out

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        return self.out(nn.functional.gelu(dependent + head))


OUTPUTS = ["entity", "cue", "upos", "xpos", "arcs", "rel_dependent", "rel_head", "query_start", "query_end", "key"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    best = json.loads((options.run / "best.json").read_text())
    network = Network(Size(**best["size"]))
    network.load_state_dict(load_file(options.run / "best.safetensors"))
    export(network.eval(), options.out)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    tags = json.loads((options.run / "tags.json").read_text())
    facts = {"version": version(options.out), **tags, "figures": best["figures"]}
    (options.out / "model.json").write_text(json.dumps(facts, indent=1) + "\n")


def version(folder: Path) -> str:
    """What a reading names as its reader: other weights, another version."""
    digest = hashlib.sha256()
    for graph in sorted(folder.glob("*.onnx")):
        digest.update(graph.read_bytes())
    return digest.hexdigest()[:8]


def export(network: Network, out: Path) -> None:
    """Write both graphs, quantised."""
    split_query(network)
    long = torch.ones(2, 9, dtype=torch.long)
    axes = {"pieces": {0: "batch", 1: "pieces"}, "shapes": {0: "batch", 1: "pieces"}, "firsts": {0: "batch", 1: "words"}}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    plain = out / "plain.onnx"
    torch.onnx.export(
        Words(network), (long, long, long[:, :5]), plain, input_names=["pieces", "shapes", "firsts"], output_names=OUTPUTS,
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    fused = fuse(plain, network.size)
    heads = [
        n.name
        for n in onnx.load(fused).graph.node
        if n.op_type in ("MatMul", "Gemm") and not any(p in n.name for p in ("layers.", "/wide/"))
    ]
    quantize_dynamic(
        fused, out / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=heads,
        extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
    )  # fmt: skip
    embed_int8(out / "encoder.onnx", network.encoder.words.weight.detach().numpy())
    pair = network.size.pair
    torch.onnx.export(
        CueRoles(network), (torch.zeros(2, pair), torch.zeros(2, 5, pair), long[:, :5], long[:, :5]), out / "roles.onnx",
        input_names=["query", "keys", "near", "apart"], output_names=["roles"],
        dynamic_axes={"query": {0: "cues"}, **{n: {0: "cues", 1: "words"} for n in ("keys", "near", "apart", "roles")}},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_roles(out / "roles.onnx")
    width = network.size.relation
    torch.onnx.export(
        Relations(network), (torch.zeros(3, width), torch.zeros(3, width)), out / "relations.onnx",
        input_names=["dependent", "head"], output_names=["relation"],
        dynamic_axes={n: {0: "words"} for n in ("dependent", "head", "relation")}, opset_version=17, dynamo=False,
    )  # fmt: skip
    plain.unlink()
    if fused != plain:
        fused.unlink()


def quantize_roles(file: Path) -> None:
    """The products over cues and words in int8, half their time to the same relation F1; the five logits stay exact."""
    exact = [n.name for n in onnx.load(file).graph.node if n.op_type == "MatMul" and "/out/" in n.name]
    quantize_dynamic(
        file, file, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=exact,
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def split_query(network: Network) -> None:
    """The cue's query is a sum of two linear maps, of its first and of its last word: each can be precomputed by word."""
    width = network.size.width
    weight, bias = network.query.weight, network.query.bias
    network.query_start, network.query_end = nn.Linear(width, network.size.pair), nn.Linear(width, network.size.pair, bias=False)
    with torch.no_grad():
        network.query_start.weight.copy_(weight[:, :width])
        network.query_start.bias.copy_(bias)
        network.query_end.weight.copy_(weight[:, width:])


def fuse(plain: Path, size: Size) -> Path:
    """Fuse attention, GELU and layer norms with onnxruntime's BERT optimiser, so that fewer passes over memory are made."""
    from onnxruntime.transformers.fusion_options import FusionOptions
    from onnxruntime.transformers.optimizer import optimize_model

    fusion = FusionOptions("bert")
    fusion.enable_embed_layer_norm = False
    fusion.enable_attention = False
    fusion.enable_skip_layer_norm = False  # slower than its two parts where the norm is the root mean square
    model = optimize_model(
        str(plain), "bert", num_heads=size.attention_heads, hidden_size=size.width, optimization_options=fusion
    )
    print("fused:", {k: v for k, v in model.get_fused_operator_statistics().items() if v})
    path = plain.with_name("fused.onnx")
    model.save_model_to_file(str(path))
    return path


def embed_int8(path: Path, weights: np.ndarray) -> None:
    """Replace the float32 word embedding by int8 rows with a scale each: a quarter of the size, the same look-up."""
    model = onnx.load(path)
    graph = model.graph
    tensors = {t.name: t for t in graph.initializer}
    for node in list(graph.node):
        if node.op_type != "Gather" or node.input[0] not in tensors or list(tensors[node.input[0]].dims) != list(weights.shape):
            continue
        if tensors[node.input[0]].data_type != TensorProto.FLOAT:
            continue
        scale = np.maximum(np.abs(weights).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
        rows = np.clip(np.round(weights / scale), -127, 127).astype(np.int8)
        graph.initializer.extend([numpy_helper.from_array(rows, "words_int8"), numpy_helper.from_array(scale, "words_scale")])
        graph.initializer.remove(tensors[node.input[0]])
        at = list(graph.node).index(node)
        graph.node.remove(node)
        for k, new in enumerate(
            (
                helper.make_node("Gather", ["words_int8", node.input[1]], ["rows_int8"]),
                helper.make_node("Cast", ["rows_int8"], ["rows_float"], to=TensorProto.FLOAT),
                helper.make_node("Gather", ["words_scale", node.input[1]], ["rows_scale"]),
                helper.make_node("Mul", ["rows_float", "rows_scale"], [node.output[0]]),
            )
        ):
            graph.node.insert(at + k, new)
    onnx.save(model, path)


if __name__ == "__main__":
    main()
