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
SHORT = 128
"""Up to this length torch's fused attention is slower on a CPU than the sum written out."""
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
    by_word: bool = False
    """Read one vector a word, the mean of its pieces, instead of one a piece."""
    chunk: int = 0
    """How many neighbours attend to each other, in chunks that shift by half in every other layer; 0: the whole window."""
    centred: bool = True
    """Layer norms; False: root mean square only (Zhang and Sennrich 2019), which takes fewer passes over memory."""
    mixes: int = 2
    """Convolutions over neighbouring words in the scorer of roles."""

    def to_dict(self) -> dict:
        return asdict(self)


def norm_of(size: Size) -> nn.Module:
    """The norm that the layers of this size use."""
    return nn.LayerNorm(size.width, eps=1e-12) if size.centred else nn.RMSNorm(size.width, eps=1e-12)


class Layer(nn.Module):
    """One BERT layer, post-norm."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.attention_heads
        self.query, self.key, self.value, self.out = (nn.Linear(size.width, size.width) for _ in range(4))
        self.attention_norm = norm_of(size)
        self.up, self.down = nn.Linear(size.width, size.inner), nn.Linear(size.inner, size.width)
        self.norm = norm_of(size)
        self.dropout = size.dropout

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        """(B, L, D) → the same; `real` (B, L) is 1 where there is something, 0 where there is padding."""
        batch, length, width = x.shape
        bias = ((1 - real).to(x.dtype) * -10000.0)[:, None, None, :]
        q, k, v = (
            f(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        if length <= SHORT:
            mixed = ((q @ k.transpose(2, 3)).float() * q.shape[3] ** -0.5 + bias).softmax(-1).to(v.dtype) @ v
        else:
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
        self.by_word, self.chunk = size.by_word, size.chunk

    def embed(self, pieces: Tensor, shapes: Tensor, firsts: Tensor) -> Tensor:
        """(B, P) ids → (B, P, width), or (B, W, width) by word."""
        vectors = self.words(pieces)
        if self.by_word:
            vectors, shapes = word_means(vectors, pieces, firsts), shapes.gather(1, firsts)
        places = torch.arange(vectors.shape[1], device=pieces.device)
        return self.norm(vectors + self.positions(places)[None] + self.kind + self.shapes(shapes))

    def forward(self, pieces: Tensor, shapes: Tensor, firsts: Tensor) -> Tensor:
        x = functional.dropout(self.embed(pieces, shapes, firsts), self.dropout, self.training)
        real = (firsts > 0 if self.by_word else pieces != 0).int()
        for number, layer in enumerate(self.layers):
            x = in_chunks(layer, x, real, self.chunk, self.chunk // 2 * (number % 2)) if self.chunk else layer(x, real)
        return x if self.by_word else x.gather(1, firsts[:, :, None].expand(-1, -1, x.shape[2]))


def word_means(vectors: Tensor, pieces: Tensor, firsts: Tensor) -> Tensor:
    """(B, P, D) of pieces → (B, W, D), the mean over each word's pieces, from differences of running sums."""
    sums = functional.pad(vectors.float().cumsum(1), (0, 0, 1, 0))
    last = (pieces != 0).sum(1, keepdim=True) - 1
    following = torch.cat([firsts[:, 1:], last], 1)
    after = torch.where(following > firsts, following, last)
    wide = (-1, -1, vectors.shape[2])
    total = sums.gather(1, after[:, :, None].expand(wide)) - sums.gather(1, firsts[:, :, None].expand(wide))
    return total / (after - firsts)[:, :, None]


def in_chunks(layer: nn.Module, x: Tensor, real: Tensor, chunk: int, shift: int) -> Tensor:
    """One layer over chunks of neighbours: (B, L, D) → (B, L, D); the first chunk is shorter by `shift`.

    The last chunk ends at the last word and overlaps the one before, so that no chunk is filled up.
    """
    batch, length, width = x.shape
    starts, inside = chunk_places(real, chunk, shift)
    count, size = starts.shape[1], inside.shape[0]
    index = (starts[:, :, None] + inside).flatten(1).clamp(max=length - 1)
    parts = x.gather(1, index[:, :, None].expand(-1, -1, width)).reshape(batch * count, size, width)
    done = layer(parts, real.gather(1, index).reshape(-1, size)).reshape(batch, count * size, width)
    places = torch.arange(length, device=x.device)
    mine = ((places + shift) // chunk)[None].expand(batch, -1)
    back = mine * size + places - starts.gather(1, mine)
    return done.gather(1, back.clamp(0, count * size - 1)[:, :, None].expand(-1, -1, width))


def chunk_places(real: Tensor, chunk: int, shift: int) -> tuple[Tensor, Tensor]:
    """First places of the chunks of each row (B, chunks), and the places inside a chunk, from 0."""
    length = real.shape[1]
    ends = real.sum(1, keepdim=True)
    starts = torch.arange((length + shift + chunk - 1) // chunk, device=real.device)[None] * chunk - shift
    return torch.minimum(starts, (ends - chunk)).clamp(min=0), torch.arange(min(chunk, length), device=real.device)


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
        self.spread = nn.ModuleList(nn.Conv1d(size.pair, size.pair, 7, padding=3, groups=size.pair) for _ in range(size.mixes))
        self.mix = nn.ModuleList(nn.Linear(size.pair, size.pair) for _ in range(size.mixes))
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

    def get(name: str) -> Tensor:
        return weights[prefix + name]

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


def load_trained(network: Network, start: Network) -> None:
    """Go on from a trained network; a smaller one takes layers evenly spaced, the heaviest inner units, heads of like size."""
    mine, theirs = network.encoder, start.encoder
    with torch.no_grad():
        for part in ("words", "positions", "shapes", "norm"):
            getattr(mine, part).load_state_dict(getattr(theirs, part).state_dict())
        mine.kind.copy_(theirs.kind)
        keep = torch.linspace(0, len(theirs.layers) - 1, len(mine.layers)).round().long().tolist()
        for layer, source in zip(mine.layers, (theirs.layers[k] for k in keep), strict=True):
            units = (source.up.weight.norm(dim=1) * source.down.weight.norm(dim=0)).topk(layer.up.out_features).indices
            for name, value in source.state_dict().items():
                if name not in layer.state_dict():  # the biases of layer norms
                    continue
                chosen = value[units] if name.startswith("up.") else value[:, units] if name == "down.weight" else value
                layer.state_dict()[name].copy_(chosen)
        for name, value in network.state_dict().items():
            given = start.state_dict().get(name)
            if not name.startswith("encoder.") and given is not None and given.shape == value.shape:
                value.copy_(given)


def _norm(norm: nn.LayerNorm, get, name: str) -> None:
    norm.weight.copy_(get(name + ".weight"))
    norm.bias.copy_(get(name + ".bias"))
