"""Sentences read by one encoder; each pair of happenings gets a logit from the states of the two triggers.

Each sentence is read once, alone, with its triggers marked (a bi-encoder, after Held et al. 2021), so that all pairs of a story
cost little more than its sentences. The lowest third of the layers stays as it was. Nothing depends on which trigger comes first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

INNER = 256
MOST_PIECES = 110
"""Of one sentence; a longer one is cut around its triggers."""
MOST_BEFORE = 64
"""Pieces of what stands before the sentence."""
FAR = 128
NAMES = {
    "mpnet": {"query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "out": "attention.attn.o",
              "attention_norm": "attention.LayerNorm"},
    "bert": {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
             "out": "attention.output.dense", "attention_norm": "attention.output.LayerNorm"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence in pieces, its ends marked, and for each of its triggers the pieces that it consists of."""

    pieces: tuple[int, ...]
    triggers: tuple[tuple[int, ...], ...]


class Cutter:
    """Cuts sentences into an encoder's pieces."""

    def __init__(self, encoder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        ends = self._tokenizer.encode("").ids
        self._start, self._end = ends[0], ends[-1]

    def passage(self, words: Sequence[str], triggers: Sequence[Sequence[int]], before: Sequence[str] = ()) -> Passage:
        """The pieces of the words; `triggers` are numbers of words. `before` is read with them, and parted from them."""
        cut = self._tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
        places = [tuple(n for n, w in enumerate(cut.word_ids) if w in set(t)) or (0,) for t in triggers]
        first, last = min(min(p) for p in places), max(max(p) for p in places)
        start = max(0, min(first - 8, last + 9 - MOST_PIECES, len(cut.ids) - MOST_PIECES))
        end = start + MOST_PIECES
        told = (
            self._tokenizer.encode(list(before), is_pretokenized=True, add_special_tokens=False).ids[-MOST_BEFORE:]
            if before
            else []
        )
        opening = (self._start, *told, self._end) if told else (self._start,)
        kept = [tuple(n - start + len(opening) for n in p if start <= n < end) or (0,) for p in places]
        return Passage((*opening, *cut.ids[start:end], self._end), tuple(kept))


class Layer(nn.Module):
    """One post-norm layer of BERT or MPNet."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.attention_norm = nn.LayerNorm(width, epsilon)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(B, L, D) and (B or 1, H, L, L), added to the scores → (B, L, D)."""
        rows, length, width = x.shape
        q, k, v = (f(x).view(rows, length, self.heads, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        scores = (q @ k.transpose(2, 3)) * q.shape[3] ** -0.5 + bias
        mixed = (scores.float().softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(rows, length, width)
        x = self.attention_norm(x + functional.dropout(self.out(mixed), self.dropout, self.training))
        return self.norm(x + functional.dropout(self.down(functional.gelu(self.up(x))), self.dropout, self.training))


class Scorer(nn.Module):
    """Encoder and head. Starts from an encoder's folder: config.json, tokenizer.json, model.safetensors."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        config = json.loads((encoder / "config.json").read_text())
        width, heads, count = (config[k] for k in ("hidden_size", "num_attention_heads", "num_hidden_layers"))
        self.first = 2 if config["model_type"] == "mpnet" else 0
        self.buckets = config.get("relative_attention_num_buckets", 0)
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, config["layer_norm_eps"])
        self.kind = nn.Parameter(torch.zeros(width))
        sizes = (width, heads, config["intermediate_size"], config["layer_norm_eps"], 0.1)
        self.layers = nn.ModuleList(Layer(*sizes) for _ in range(count))
        self.near = nn.Embedding(self.buckets or 1, heads)
        self.mark = nn.Parameter(torch.zeros(width))
        self.head = nn.Sequential(nn.Dropout(0.1), nn.Linear(3 * width, INNER), nn.GELU(), nn.Linear(INNER, 1))
        self.frozen = count // 3
        self._load(load_file(encoder / "model.safetensors"), NAMES[config["model_type"]])

    def _load(self, given: dict[str, Tensor], names: dict[str, str]) -> None:
        prefix = next(k for k in given if k.endswith("embeddings.word_embeddings.weight")).removesuffix(
            "embeddings.word_embeddings.weight"
        )
        names = {**names, "up": "intermediate.dense", "down": "output.dense", "norm": "output.LayerNorm"}
        with torch.no_grad():
            self.words.weight.copy_(given[f"{prefix}embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(given[f"{prefix}embeddings.position_embeddings.weight"])
            for part in ("weight", "bias"):
                getattr(self.norm, part).copy_(given[f"{prefix}embeddings.LayerNorm.{part}"])
                for number, layer in enumerate(self.layers):
                    for ours, theirs in names.items():
                        getattr(getattr(layer, ours), part).copy_(given[f"{prefix}encoder.layer.{number}.{theirs}.{part}"])
            if self.buckets:
                self.near.weight.copy_(given[f"{prefix}encoder.relative_attention_bias.weight"])
            else:
                nn.init.zeros_(self.near.weight)
                self.kind.copy_(given[f"{prefix}embeddings.token_type_embeddings.weight"][0])

    @torch.no_grad()
    def base(self, passages: Sequence[Passage]) -> list[Tensor]:
        """What the lowest layers, which are not trained, make of each sentence: (L, D) each."""
        order = sorted(range(len(passages)), key=lambda n: len(passages[n].pieces))
        found: dict[int, Tensor] = {}
        for at in range(0, len(order), 64):
            some = order[at : at + 64]
            texts = [torch.tensor(passages[n].pieces) for n in some]
            lengths, pieces = torch.tensor([len(t) for t in texts]), nn.utils.rnn.pad_sequence(texts, batch_first=True)
            bias, places = self._bias(lengths), torch.arange(pieces.shape[1])[None]
            x = self.norm(self.words(pieces) + self.positions(places + self.first) + self.kind)
            for layer in self.layers[: self.frozen]:
                x = layer(x, bias)
            found |= {n: row[:length].clone() for n, row, length in zip(some, x, lengths.tolist(), strict=True)}
        return [found[n] for n in range(len(passages))]

    def read(self, lows: Sequence[Tensor], passages: Sequence[Passage]) -> Tensor:
        """What `base` gave → (T, D), the states of all triggers, sentence by sentence; each the mean over its pieces."""
        x = nn.utils.rnn.pad_sequence(list(lows), batch_first=True)
        marks = torch.zeros(x.shape[:2])
        for row, one in enumerate(passages):
            marks[row, [n for t in one.triggers for n in t]] = 1
        x = x + marks[:, :, None] * self.mark
        bias = self._bias(torch.tensor([len(low) for low in lows]))
        for layer in self.layers[self.frozen :]:
            x = layer(x, bias)
        return _means(x.float(), [(row, t) for row, one in enumerate(passages) for t in one.triggers])

    def alike(self, triggers: Tensor, others: Tensor) -> Tensor:
        """(P, D) states of triggers and of those to compare them with → (P,) logits, the same both ways round."""
        return self.head(torch.cat([triggers + others, (triggers - others).abs(), triggers * others], 1))[:, 0]

    def _bias(self, lengths: Tensor) -> Tensor:
        """(B,) lengths → (B, H, L, L), added to the scores of attention: by how far apart pieces are, and where none is."""
        places = torch.arange(int(lengths.max()))
        gap = places[None, :] - places[:, None]
        near = self.near(bucket(gap, self.buckets)) if self.buckets else torch.zeros(*gap.shape, self.near.embedding_dim)
        filled = places[None, None, None] >= lengths[:, None, None, None]
        return near.permute(2, 0, 1)[None].masked_fill(filled, -10000.0)


def _means(states: Tensor, spans: Sequence[tuple[int, Sequence[int]]]) -> Tensor:
    """(rows, L, D) and (row, places) → (spans, D), the mean over the places."""
    row = torch.tensor([r for r, places in spans for _ in places])
    place = torch.tensor([p for _, places in spans for p in places])
    many = torch.tensor([len(places) for _, places in spans])
    total = torch.zeros(len(spans), states.shape[2]).index_add(
        0, torch.arange(len(spans)).repeat_interleave(many), states[row, place]
    )
    return total / many[:, None]


def bucket(gap: Tensor, buckets: int) -> Tensor:
    """MPNet's and T5's classes of distance: exact when near, logarithmic further off, half of them for each direction."""
    half = buckets // 2
    ahead, far = (gap > 0).long() * half, gap.abs()
    exact = half // 2
    log = exact + (torch.log(far.float().clamp(min=1) / exact) / torch.log(torch.tensor(FAR / exact)) * (half - exact)).long()
    return ahead + torch.where(far < exact, far, log.clamp(max=half - 1))
