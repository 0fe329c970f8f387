"""Score pairs of happenings: `python -m link.coreference.score --corpus ecbplus --run RUN --split dev --out dev.npz`.

Pairs of mentions in one story, as the product's own story linking tells stories, get log-odds; other pairs get none. The file
has `left`, `right` (numbers of mentions, left < right) and `logit`.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from link.coreference.network import Cutter, Passage, Scorer
from link.coreference.train import WORKERS, passages
from safetensors.torch import load_file

from bench.coreference import stories_of
from bench.coreference_corpus import read_split


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--split", choices=("train", "dev", "test"), required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    encoder = Path(json.loads((options.run / "scorer.json").read_text())["encoder"])
    articles, mentions = read_split(options.corpus, options.split)
    story = stories_of(articles)
    cut, inside = passages(articles, mentions, Cutter(encoder))
    together: dict[str, list[int]] = defaultdict(list)
    for number, numbers in enumerate(inside):
        together[story[mentions[numbers[0]].article]].append(number)
    work = [([cut[n] for n in ns], [inside[n] for n in ns]) for ns in together.values()]
    with multiprocessing.get_context("spawn").Pool(WORKERS, begin, (options.run, encoder)) as pool:
        parts = pool.starmap(scored, sorted(work, key=lambda w: -len(w[0])), chunksize=1)
    found = {pair: logit for part in parts for pair, logit in part.items()}
    left, right = np.array(sorted(found), np.int32).reshape(-1, 2).T
    logit = np.array([found[pair] for pair in sorted(found)], np.float32)
    np.savez_compressed(options.out, left=left, right=right, logit=logit)


NETWORK: list[Scorer] = []
"""A worker's network; empty in the process that asks."""


def begin(run: Path, encoder: Path) -> None:
    """Load a worker's network."""
    torch.set_num_threads(1)
    network = Scorer(encoder)
    network.load_state_dict(load_file(run / "scorer.safetensors"))
    NETWORK.append(network.eval())


@torch.no_grad()
def scored(chosen: list[Passage], inside: list[list[int]]) -> dict[tuple[int, int], float]:
    """Log-odds of all pairs of mentions of some sentences; `inside` has the mentions' numbers, by sentence."""
    (network,) = NETWORK
    numbers = [m for ms in inside for m in ms]
    a, b = torch.triu_indices(len(numbers), len(numbers), 1)
    with torch.autocast("cpu", torch.bfloat16):
        states = network.read(network.base(chosen), chosen)
        logits = network.alike(states[a], states[b]).float().tolist()
    pairs = [(numbers[i], numbers[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)]
    return {(min(p), max(p)): logit for p, logit in zip(pairs, logits, strict=True)}


if __name__ == "__main__":
    main()
