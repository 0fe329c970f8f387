"""The tagger's network: one encoder, many heads.

Encoder: BERT layers initialised from MiniLM-L6 (Wang et al. 2020), plus an embedding of each word's shape. Heads read
the state of each word's first piece:

* entities, sources, cues, contents: BIO logits;
* roles: for one cue, which words are its source and its content (after the predicate-conditioned labelling of
  He et al. 2017, with an additive scorer), so that nested and broken contents come out whole;
* part of speech, Penn tag, dependency head (biaffine, Dozat & Manning 2017) and relation.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.model.pieces import Shape
from onrecord.model.roles import DISTANCES, SENTENCE_DISTANCES

BIO = 3
ENTITY_KINDS = ("PER", "ORG", "LOC", "MISC")
ROLE_TAGS = ("O", "B-source", "I-source", "B-content", "I-content")


@dataclass
class Size:
    """Sizes of the network."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    pair: int = 256
    arc: int = 256
    relation: int = 128
    upos: int = 17
    xpos: int = 50
    deprels: int = 40
    dropout: float = 0.1

    def to_dict(self) -> dict:
        return asdict(self)


class Layer(nn.Module):
    """One BERT layer, post-norm."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.attention_heads
        self.query, self.key, self.value, self.out = (nn.Linear(size.width, size.width) for _ in range(4))
        self.attention_norm = nn.LayerNorm(size.width, eps=1e-12)
        self.up, self.down = nn.Linear(size.width, size.inner), nn.Linear(size.inner, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = size.dropout

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = (
            f(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.attention_norm(x + self.out(mixed))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm(x + functional.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces and shapes → one vector a word."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.words = nn.Embedding(size.vocabulary, size.width)
        self.positions = nn.Embedding(size.positions, size.width)
        self.kind = nn.Parameter(torch.zeros(size.width))
        self.shapes = nn.Embedding(len(Shape), size.width)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.dropout = size.dropout

    def embed(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        """(B, P) ids → (B, P, width)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        return self.norm(self.words(pieces) + self.positions(places)[None] + self.kind + self.shapes(shapes))

    def forward(self, pieces: Tensor, shapes: Tensor, firsts: Tensor) -> Tensor:
        x = functional.dropout(self.embed(pieces, shapes), self.dropout, self.training)
        bias = ((pieces == 0).to(x.dtype) * -10000.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x.gather(1, firsts[:, :, None].expand(-1, -1, x.shape[2]))


class Roles(nn.Module):
    """One cue and all words of its window → role logits.

    Each word is scored from the cue's query, its own key and its distance from the cue; convolutions over neighbouring
    words then let a span end where a phrase ends.
    """

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.near = nn.Embedding(DISTANCES, size.pair)
        self.apart = nn.Embedding(SENTENCE_DISTANCES, size.pair)
        self.inner = nn.Linear(size.pair, size.pair)
        self.spread = nn.ModuleList(nn.Conv1d(size.pair, size.pair, 7, padding=3, groups=size.pair) for _ in range(2))
        self.mix = nn.ModuleList(nn.Linear(size.pair, size.pair) for _ in range(2))
        self.out = nn.Linear(size.pair, len(ROLE_TAGS))

    def forward(self, query: Tensor, keys: Tensor, near: Tensor, apart: Tensor, words: Tensor | None = None) -> Tensor:
        """query (N, P), keys (N, W, P), near and apart (N, W), words (N, W) true where there is one → (N, W, 5)."""
        z = functional.gelu(query[:, None] + keys + self.near(near) + self.apart(apart))
        z = z + functional.gelu(self.inner(z))
        for spread, mix in zip(self.spread, self.mix, strict=True):
            seen = z if words is None else z * words[:, :, None]
            z = z + functional.gelu(mix(spread(seen.transpose(1, 2)).transpose(1, 2)))
        return self.out(z)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.size = size
        self.encoder = Encoder(size)
        width = size.width
        self.entity = nn.Linear(width, 1 + 2 * len(ENTITY_KINDS))
        self.source, self.cue, self.content = (nn.Linear(width, BIO) for _ in range(3))
        self.query, self.key = nn.Linear(2 * width, size.pair), nn.Linear(width, size.pair)
        self.roles = Roles(size)
        self.upos, self.xpos = nn.Linear(width, size.upos), nn.Linear(width, size.xpos)
        self.arc_dependent, self.arc_head = nn.Linear(width, size.arc), nn.Linear(width, size.arc)
        self.arc = nn.Parameter(torch.zeros(size.arc, size.arc))
        self.arc_root = nn.Parameter(torch.zeros(size.arc))
        nn.init.xavier_uniform_(self.arc)
        self.rel_dependent, self.rel_head = nn.Linear(width, size.relation), nn.Linear(width, size.relation)
        self.rel_root = nn.Parameter(torch.zeros(size.relation))
        self.rel_out = nn.Linear(size.relation, size.deprels)

    def arcs(self, states: Tensor) -> Tensor:
        """(B, W, 1+W) scores of each word's head; column 0 is the root."""
        return self.arcs_of(self.arc_dependent(states), self.arc_head(states))

    def arcs_of(self, dependent: Tensor, head: Tensor) -> Tensor:
        """`arcs` from the two linear maps of the states."""
        dependent = functional.gelu(dependent) @ self.arc
        head = functional.gelu(head)
        root = (dependent @ self.arc_root)[:, :, None]
        return torch.cat([root, dependent @ head.transpose(1, 2)], 2)

    def relation(self, states: Tensor, heads: Tensor) -> Tensor:
        """(B, W, L) logits of the relation to the given head; `heads` counts from 1, 0 is the root."""
        head = self.rel_head(states)
        head = torch.cat([self.rel_root.to(head.dtype).expand(head.shape[0], 1, -1), head], 1)
        chosen = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        return self.rel_out(functional.gelu(self.rel_dependent(states) + chosen))


def load_minilm(network: Network, weights: dict[str, Tensor]) -> None:
    """Copy MiniLM's weights (names of Hugging Face's BERT) into the encoder."""
    encoder = network.encoder
    layers = [k for k in weights if k.endswith("attention.self.query.weight")]
    prefix = layers[0].split("encoder.layer.")[0]
    get = lambda name: weights[prefix + name]  # noqa: E731  shorter than a nested function here
    with torch.no_grad():
        encoder.words.weight.copy_(get("embeddings.word_embeddings.weight"))
        encoder.positions.weight.copy_(get("embeddings.position_embeddings.weight"))
        encoder.kind.copy_(get("embeddings.token_type_embeddings.weight")[0])
        _norm(encoder.norm, get, "embeddings.LayerNorm")
        keep = torch.linspace(0, len(layers) - 1, len(encoder.layers)).round().long().tolist()
        for layer, source in zip(encoder.layers, keep, strict=True):
            base = f"encoder.layer.{source}."
            for ours, theirs in {
                "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                "out": "attention.output.dense", "up": "intermediate.dense", "down": "output.dense",
            }.items():  # fmt: skip
                getattr(layer, ours).weight.copy_(get(base + theirs + ".weight"))
                getattr(layer, ours).bias.copy_(get(base + theirs + ".bias"))
            _norm(layer.attention_norm, get, base + "attention.output.LayerNorm")
            _norm(layer.norm, get, base + "output.LayerNorm")


def _norm(norm: nn.LayerNorm, get, name: str) -> None:
    norm.weight.copy_(get(name + ".weight"))
    norm.bias.copy_(get(name + ".bias"))
