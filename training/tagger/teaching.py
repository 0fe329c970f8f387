"""Distillation: a small network learns what a trained one says of every word (Hinton, Vinyals and Dean 2015).

Gold labels teach a corpus's own heads; the teacher's probabilities teach all heads, on any text.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from tagger.network import Network

WEIGHTS = {"entity": 1.0, "cue": 1.0, "upos": 0.3, "xpos": 0.3}
ARCS, RELATION, ROLES = 0.5, 0.3, 2.0


@dataclass
class Lesson:
    """The teacher's logits: `words` by head (B, W, tags), `arcs` (B, W, 1 + W), `heads` (B, W) its choice, `relation`
    (B, W, L) to that head, `roles` (cues, W, 5) or None."""

    words: dict[str, Tensor]
    arcs: Tensor
    heads: Tensor
    relation: Tensor
    roles: Tensor | None


def states_of(network: Network, t: dict[str, Tensor]) -> Tensor:
    with torch.no_grad():
        return network.encoder(t["pieces"], t["shapes"], t["firsts"])


def lesson(teacher: Network, states: Tensor, t: dict[str, Tensor]) -> Lesson:
    """What the teacher says of a batch, from its states."""
    with torch.no_grad():
        arcs = teacher.arcs(states).float().masked_fill(~allowed(t), -1e4)
        heads = arcs.argmax(2)
        return Lesson(
            {name: getattr(teacher, name)(states).float() for name in WEIGHTS}, arcs, heads,
            teacher.relation(states, heads).float(),
            role_logits(teacher, states, t).float() if "roles" in t else None,
        )  # fmt: skip


def distance(network: Network, states: Tensor, t: dict[str, Tensor], told: Lesson) -> Tensor:
    """Weighted Kullback-Leibler divergence from the teacher over the words of a batch."""
    words = t["words"]
    total = states.new_zeros((), dtype=torch.float32)
    for name, weight in WEIGHTS.items():
        total = total + weight * divergence(getattr(network, name)(states), told.words[name], words)
    arcs = network.arcs(states).float().masked_fill(~allowed(t), -1e4)
    total = total + ARCS * divergence(arcs, told.arcs, words)
    total = total + RELATION * divergence(network.relation(states, told.heads), told.relation, words)
    if told.roles is not None:
        total = total + ROLES * divergence(role_logits(network, states, t), told.roles, words[t["cue_item"]])
    return total


def divergence(mine: Tensor, theirs: Tensor, words: Tensor) -> Tensor:
    """Mean over the true places of `words` of KL(theirs ‖ mine), in nats."""
    wanted = functional.log_softmax(theirs[words], -1)
    return (wanted.exp() * (wanted - functional.log_softmax(mine.float()[words], -1))).sum(-1).mean()


def allowed(t: dict[str, Tensor]) -> Tensor:
    """(B, W, 1 + W): a word's head is the root or a word of its sentence."""
    return torch.cat([torch.ones_like(t["same"][:, :, :1]), t["same"]], 2)


def role_logits(network: Network, states: Tensor, t: dict[str, Tensor]) -> Tensor:
    """(cues, W, 5) of every marked cue against the words of its window."""
    window = t["cue_item"]
    mine = states[window]
    rows = torch.arange(len(mine))
    ends = torch.cat([mine[rows, t["cue_ends"][:, 0]], mine[rows, t["cue_ends"][:, 1]]], 1)
    return network.roles(network.query(ends), network.key(states)[window], t["near"], t["apart"], t["words"][window])
