"""Train the scorer: `python -m link.coreference.train --corpus ecbplus --encoder FOLDER --out RUN [--minutes N]`.

In a step each worker takes some sentences of one half of a topic, and some of its other half, and compares all of them with each
other. Seeds are fixed; the log gives the loss. What can be chosen (encoder, rates, layers) was chosen on the development topics.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import torch
from link.coreference.network import Cutter, Passage, Scorer
from safetensors.torch import load_file, save_file
from torch import distributed, multiprocessing
from torch.nn import functional

from bench.coreference_corpus import Article, Mention, read_split

SENTENCES = 24
"""Sentences compared with each other in one step."""
STRANGERS = 0.25
"""Share of steps in which a quarter of the sentences are of the topic's other half."""
SEED = 7
WORKERS = 2
"""Processes of one thread each: on a shared machine they wait for each other less than threads do."""


@dataclass(slots=True)
class Known:
    """What is trained on: sentences cut, what the lowest layers make of them, the numbers of their mentions, and the mentions."""

    cut: list[Passage]
    lows: list[torch.Tensor]
    inside: list[list[int]]
    mentions: list[Mention]


def sentences(mentions: list[Mention]) -> dict[tuple[str, int], list[int]]:
    """(article, sentence) → numbers of its mentions, in order."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        found[mention.article, mention.sentence].append(number)
    return found


def before(article: Article, sentence: int) -> list[str]:
    """Up to 25 words each of the article's first sentence and of the one before this."""
    first = 1 if "plus" in article.id else 0  # the first line of the corpus's second half is a web address
    near = article.sentences[sentence - 1][-25:] if sentence - 1 > first else ()
    return [*(article.sentences[first][:25] if first < sentence else ()), *near]


def passages(articles: list[Article], mentions: list[Mention], cutter: Cutter) -> tuple[list[Passage], list[list[int]]]:
    """All sentences with mentions, and the numbers of those."""
    by_id = {a.id: a for a in articles}
    found = sentences(mentions)
    cut = [
        cutter.passage(by_id[a].sentences[s], [mentions[m].words for m in ms], before(by_id[a], s))
        for (a, s), ms in found.items()
    ]
    return cut, list(found.values())


def draws(articles: list[Article], mentions: list[Mention], inside: list[list[int]], seed: int):
    """Endless lists of numbers of sentences to compare with each other; each half of a topic as often as it has pairs."""
    halves: dict[str, list[int]] = defaultdict(list)
    half_of = {a.id: a.half for a in articles}
    for number, numbers in enumerate(inside):
        halves[half_of[mentions[numbers[0]].article]].append(number)
    chance, names = random.Random(seed), list(halves)
    weights = [len(halves[n]) ** 1.5 for n in names]
    while True:
        (name,) = chance.choices(names, weights)
        other = halves.get(name.removesuffix("plus") if name.endswith("plus") else f"{name}plus", [])
        strangers = chance.sample(other, min(SENTENCES // 4, len(other))) if chance.random() < STRANGERS else []
        yield chance.sample(halves[name], min(SENTENCES - len(strangers), len(halves[name]))) + strangers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=math.inf, help="let the rate fall to nothing by then")
    parser.add_argument("--rate", type=float, default=4e-5)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--start", type=Path, help="a run to go on from")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    multiprocessing.spawn(work, (options, str(options.out / "meeting")), WORKERS)


def work(rank: int, options: argparse.Namespace, meeting: str) -> None:
    """What one of the workers does: a draw of its own in each step; weights stay the same in all of them."""
    Path(meeting).unlink(missing_ok=True) if rank == 0 else time.sleep(2)
    distributed.init_process_group("gloo", init_method=f"file://{Path(meeting).absolute()}", rank=rank, world_size=WORKERS)
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    articles, mentions = read_split(options.corpus, "train")
    cutter, network = Cutter(options.encoder), Scorer(options.encoder)
    if options.start:
        network.load_state_dict(load_file(options.start / "scorer.safetensors"))
    cut, inside = passages(articles, mentions, cutter)
    with torch.autocast("cpu", torch.bfloat16):
        known = Known(cut, network.eval().base(cut), inside, mentions)
    torch.manual_seed(options.seed + rank)
    train(network, known, draws(articles, mentions, inside, options.seed + rank), options)
    if rank == 0:
        save_file({k: v.contiguous() for k, v in network.state_dict().items()}, options.out / "scorer.safetensors")
        (options.out / "scorer.json").write_text(json.dumps({"encoder": str(options.encoder), "steps": options.steps}) + "\n")


def train(network: Scorer, known: Known, stream, options) -> None:
    """One pass with a warm-up and a linear decay by steps or by minutes, whichever goes faster."""
    network.train()
    for still in (network.words, network.positions, network.norm, network.layers[: network.frozen]):
        still.requires_grad_(False)
    network.kind.requires_grad_(False)
    fresh = [p for n, p in network.named_parameters() if n.startswith("head.")]
    old = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith("head.")]
    optimiser = torch.optim.AdamW(
        [{"params": old, "peak": options.rate}, {"params": fresh, "peak": 1e-3}], weight_decay=0.01, fused=True
    )
    began, losses = time.monotonic(), []
    talks, warm = distributed.get_rank() == 0, 5 if options.start else 20
    for step in range(options.steps):
        done = max(step / options.steps, minutes_gone(began) / options.minutes)
        if done >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * min(1.0, (step + 1) / warm) * (1 - done)
        losses.append(one_step(network, known, next(stream)))
        together([p for group in optimiser.param_groups for p in group["params"]])
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        if step % 10 == 9 and talks:
            loss, minutes = sum(losses[-10:]) / 10, (time.monotonic() - began) / 60
            print(f"step {step + 1} loss {loss:.4f} minutes {minutes:.1f}", flush=True)


def minutes_gone(began: float) -> float:
    """By the first worker's clock, so that all keep one schedule."""
    gone = torch.tensor([(time.monotonic() - began) / 60])
    distributed.broadcast(gone, 0)
    return gone.item()


def together(parameters: list[torch.nn.Parameter]) -> None:
    """Give all workers the mean of their gradients."""
    known = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([g.flatten() for g in known])
    distributed.all_reduce(flat)
    flat /= distributed.get_world_size()
    for grad, part in zip(known, flat.split([g.numel() for g in known]), strict=True):
        grad.copy_(part.view_as(grad))


def one_step(network: Scorer, known: Known, drawn: list[int]) -> float:
    """Gradients of one draw of sentences, all pairs of their triggers compared; the mean loss of a pair."""
    chain = [known.mentions[m].chain for n in drawn for m in known.inside[n]]
    a, b = torch.triu_indices(len(chain), len(chain), 1)
    truth = torch.tensor([float(chain[i] == chain[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)])
    with torch.autocast("cpu", torch.bfloat16):
        states = network.read([known.lows[n] for n in drawn], [known.cut[n] for n in drawn])
        logits = network.alike(states[a], states[b])
    loss = functional.binary_cross_entropy_with_logits(logits.float(), truth)
    loss.backward()
    return loss.item()


if __name__ == "__main__":
    main()
