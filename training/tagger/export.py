"""Trained weights → the files that the product reads.

    python -m tagger.export --run runs/careful --encoder FOLDER --out FOLDER

Two ONNX graphs: `encoder.onnx` (pieces → what needs no cue) and `roles.onnx` (one row a cue). Matrix products of the encoder
are int8, dynamic, per channel; the word embedding is int8 by row; logits of few classes stay in float32.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
from safetensors.torch import load_file
from torch import nn

from tagger.graph import FLOAT, INTEGER, Graph, columns, floats, ids, rows
from tagger.network import Encoder, Layer, Network, Roles, Size

NEVER = np.array(-1e9, np.float32)
"""The score of a head that a word cannot have."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cue-bias", type=float, default=0.0, help="added to the logit of no cue; chosen on development sets")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    best = json.loads((options.run / "best.json").read_text())
    network = Network(Size(**best["size"]))
    network.load_state_dict(load_file(options.run / "best.safetensors"))
    export(network.eval(), options.out)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    tags = json.loads((options.run / "tags.json").read_text())
    chosen = version(options.out, options.cue_bias)
    facts = {"version": chosen, "cue_bias": options.cue_bias, **tags, "figures": best["figures"]}
    (options.out / "model.json").write_text(json.dumps(facts, indent=1) + "\n")


def version(folder: Path, cue_bias: float) -> str:
    """What a reading names as its reader: other weights or another bias, another version."""
    digest = hashlib.sha256(str(cue_bias).encode())
    for graph in sorted(folder.glob("*.onnx")):
        digest.update(graph.read_bytes())
    return digest.hexdigest()[:8]


def export(network: Network, out: Path) -> None:
    """Write both graphs."""
    pair = network.size.pair
    words, pieces = (INTEGER, ["words"]), (INTEGER, ["pieces"])
    states = {name: (FLOAT, ["words", pair]) for name in ("query_start", "query_end", "key")}
    graph = Graph()
    add_heads(graph, network, add_encoder(graph, network.encoder))
    logits = {"entity": (FLOAT, ["words", network.entity.out_features]), "cue": (FLOAT, ["words", network.cue.out_features])}
    graph.save(
        out / "encoder.onnx",
        {"pieces": pieces, "shapes": pieces, "firsts": words, "sentences": words},
        logits | dict.fromkeys(("upos", "xpos", "heads", "deprels"), words) | states,
    )
    graph = Graph()
    add_roles(graph, network.roles)
    near = (INTEGER, ["cues", "words"])
    graph.save(
        out / "roles.onnx",
        {"query": (FLOAT, ["cues", pair]), "key": (FLOAT, ["words", pair]), "near": near, "apart": near},
        {"roles": (FLOAT, ["cues", "words", network.roles.out.out_features])},
    )


def add_encoder(g: Graph, encoder: Encoder) -> str:
    """One state a word, (words, width)."""
    count = g("Shape", "firsts" if encoder.by_word else "pieces")
    x = add_embedding(g, encoder, count)
    places = {shift: add_chunks(g, count, encoder.chunk, shift) for shift in (0, encoder.chunk // 2) if encoder.chunk}
    for number, layer in enumerate(encoder.layers):
        x = add_layer(g, layer, x, places.get(encoder.chunk // 2 * (number % 2)))
    return x if encoder.by_word else g("Gather", x, "firsts")


def add_embedding(g: Graph, encoder: Encoder, count: str) -> str:
    """`tagger.network.Encoder.embed`, the word embedding as int8 rows with a scale each."""
    table, scale = rows(floats(encoder.words.weight))
    vectors = g("Mul", g("Cast", g("Gather", table, "pieces"), to=FLOAT), g("Gather", scale, "pieces"))
    shapes = "shapes"
    if encoder.by_word:
        sums = g("CumSum", g("Pad", vectors, ids(1, 0, 0, 0)), np.array(0, np.int64))
        last = g("Sub", g("Shape", "pieces"), ids(1))
        after = g("Concat", g("Slice", "firsts", ids(1), ids(2**31), ids(0)), last, axis=0)
        total = g("Sub", g("Gather", sums, after), g("Gather", sums, "firsts"))
        vectors = g("Div", total, g("Unsqueeze", g("Cast", g("Sub", after, "firsts"), to=FLOAT), ids(1)))
        shapes = g("Gather", "shapes", "firsts")
    places = g("Slice", floats(encoder.positions.weight) + floats(encoder.kind), ids(0), count, ids(0))
    return g.norm(g("Add", g("Add", vectors, places), g("Gather", floats(encoder.shapes.weight), shapes)), encoder.norm)


def add_chunks(g: Graph, count: str, chunk: int, shift: int) -> tuple[str, str]:
    """`tagger.network.in_chunks` for one window: the words of each chunk (chunks, size), and each word's place among them."""
    size = g("Min", count, ids(chunk))
    chunks = g("Div", g("Add", count, ids(shift + chunk - 1)), ids(chunk))
    starts = g("Sub", g("Mul", g.counted(0, chunks), ids(chunk)), ids(shift))
    starts = g("Max", g("Min", starts, g("Sub", count, ids(chunk))), ids(0))
    words = g.counted(0, count)
    mine = g("Div", g("Add", words, ids(shift)), ids(chunk))
    back = g("Sub", g("Add", g("Mul", mine, size), words), g("Gather", starts, mine))
    return g("Add", g("Unsqueeze", starts, ids(1)), g.counted(0, size)), back


def add_layer(g: Graph, layer: Layer, x: str, places: tuple[str, str] | None) -> str:
    """One layer over (words, width); only attention looks at chunks, what is done by word is done once a word."""
    width = layer.query.in_features
    quantised, scale, zero = g("DynamicQuantizeLinear", x, outputs=3)
    qkv = []
    for part in (layer.query, layer.key, layer.value):
        weight, scales, zeros = columns(part.weight)
        made = g.fused("MatMulIntegerToFloat", quantised, weight, scale, scales, zero, zeros, floats(part.bias))
        qkv.append(g("Unsqueeze", made, ids(0)) if places is None else g("Gather", made, places[0]))
    mixed = g("Reshape", g.fused("MultiHeadAttention", *qkv, num_heads=layer.heads), ids(-1, width))
    if places is not None:
        mixed = g("Gather", mixed, places[1])
    x = g.norm(g("Add", x, g.linear(mixed, layer.out.weight, layer.out.bias)), layer.attention_norm)
    inner = g.fused("Gelu", g.linear(x, layer.up.weight, layer.up.bias))
    return g.norm(g("Add", x, g.linear(inner, layer.down.weight, layer.down.bias)), layer.norm)


def add_heads(g: Graph, network: Network, states: str) -> None:
    """Logits of names and cues; part of speech, Penn tag, head and relation of each word; the states that roles are read from."""
    small = [network.entity, network.cue, network.upos, network.xpos]
    logits = g("Gemm", states, *_joined(small), transB=1)
    *_, upos, xpos = g(
        "Split", logits, ids(*(part.out_features for part in small)), axis=1, names=["entity", "cue", "of", "fine"]
    )
    for name, scores in (("upos", upos), ("xpos", xpos)):
        g("ArgMax", scores, axis=1, keepdims=0, names=[name])
    wide = [network.arc_dependent, network.arc_head, network.rel_dependent, network.rel_head, *_split_query(network), network.key]
    arc, arc_head, relation, relation_head, *_ = g(
        "Split", g.linear(states, *_joined(wide)), ids(*(part.out_features for part in wide)), axis=1,
        names=["arc", "arc_head", "relation", "relation_head", "query_start", "query_end", "key"],
    )  # fmt: skip
    add_arcs(g, network, arc, arc_head)
    of_heads = g("Gather", g("Concat", floats(network.rel_root)[None], relation_head, axis=0), "heads")
    seen = g.fused("Gelu", g("Add", relation, of_heads))
    relations = g("Gemm", seen, floats(network.rel_out.weight), floats(network.rel_out.bias), transB=1)
    g("ArgMax", relations, axis=1, keepdims=0, names=["deprels"])


def add_arcs(g: Graph, network: Network, dependent: str, head: str) -> None:
    """`heads`: 0 for the root, else 1 + the word; another word of the same sentence."""
    dependent = g("MatMul", g.fused("Gelu", dependent), floats(network.arc))
    heads = g("Concat", floats(network.arc_root)[None], g.fused("Gelu", head), axis=0)
    scores = g.fused("FusedMatMul", dependent, heads, transB=1)
    count = g("Shape", "sentences")
    column = g.counted(0, g("Add", count, ids(1)))
    same = g("Equal", g("Unsqueeze", "sentences", ids(1)), g("Concat", ids(-1), "sentences", axis=0))
    own = g("Equal", g("Unsqueeze", g.counted(1, count), ids(1)), column)
    allowed = g("Or", g("And", same, g("Not", own)), g("Equal", column, ids(0)))
    g("ArgMax", g("Where", allowed, scores, NEVER), axis=1, keepdims=0, names=["heads"])


def add_roles(g: Graph, roles: Roles) -> None:
    """`tagger.network.Roles`: (cues, words, 5)."""
    width = roles.inner.in_features
    places = (floats(roles.near.weight)[:, None] + floats(roles.apart.weight)).reshape(-1, width)
    place = g("Add", g("Mul", "near", ids(roles.apart.num_embeddings)), "apart")
    z = g("Add", g("Gather", places, place), g("Add", g("Unsqueeze", "query", ids(1)), "key"))
    z = g.fused("Gelu", z)
    z = g("Add", z, g.fused("Gelu", g.linear(z, roles.inner.weight, roles.inner.bias)))
    for spread, mix in zip(roles.spread, roles.mix, strict=True):
        seen = add_spread(g, z, spread)
        z = g("Add", z, g.fused("Gelu", g.linear(seen, mix.weight, mix.bias)))
    g("Add", g("MatMul", z, floats(roles.out.weight).T), floats(roles.out.bias), names=["roles"])


def add_spread(g: Graph, z: str, spread: nn.Conv1d) -> str:
    """A convolution over words as one over an image of one line with its channels last, the only kind that is fast."""
    size, pad = spread.kernel_size[0], spread.padding[0]
    image = g("Transpose", g("Unsqueeze", z, ids(1)), perm=[0, 3, 1, 2])
    weight = floats(spread.weight)[:, :, None]
    image = g(
        "Conv", image, weight, floats(spread.bias), group=spread.groups, kernel_shape=[1, size], pads=[0, pad, 0, pad]
    )  # fmt: skip
    return g("Squeeze", g("Transpose", image, perm=[0, 2, 3, 1]), ids(1))


def _joined(parts: list[nn.Linear]) -> tuple[np.ndarray, np.ndarray]:
    """Several linear maps of the same states as one product."""
    biases = [np.zeros(part.out_features, np.float32) if part.bias is None else floats(part.bias) for part in parts]
    return np.concatenate([floats(part.weight) for part in parts]), np.concatenate(biases)


def _split_query(network: Network) -> tuple[nn.Linear, nn.Linear]:
    """The cue's query is a sum of two linear maps, of its first and of its last word: each can be computed once a word."""
    width, pair = network.size.width, network.size.pair
    start, end = nn.Linear(width, pair), nn.Linear(width, pair, bias=False)
    start.weight.data, end.weight.data = network.query.weight[:, :width], network.query.weight[:, width:]
    start.bias.data = network.query.bias.data
    return start, end


if __name__ == "__main__":
    main()
