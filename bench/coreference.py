"""Event coreference on ECB+: `python -m bench.coreference ECBPLUS [--split dev] [--scores FILE.npz... [--threshold P]]`.

Gold mentions; stories are predicted by the product's own story linking over the split's documents; mentions of one story are
joined, across documents and within them, and the groups are scored over the whole split, single mentions included (as in Barhom
et al. 2019). Without `--scores`: mentions of one stem are joined. With it: pairs scored by `training/link/coreference` (the mean
of the log-odds of all files) are joined by average linkage.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.coreference_corpus import SPLITS, Article, Mention, by_chain, grouped_by, read_split
from bench.coreference_score import scores
from onrecord.link import stories
from onrecord.link.blocks import blocks
from onrecord.link.cluster import average_link
from onrecord.link.words import stem, vector

Floats = NDArray[np.float64]
THRESHOLD = 0.5
NEVER = -30.0
"""Log-odds of a pair that was not scored."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="with ECB+_LREC2014 and ECBplus_coreference_sentences.csv")
    parser.add_argument("--split", choices=list(SPLITS), default="dev")
    parser.add_argument("--scores", type=Path, nargs="*", default=[], help="log-odds of pairs: left, right, logit")
    parser.add_argument("--threshold", type=float, nargs="*", default=[THRESHOLD], help="least mean probability")
    options = parser.parse_args()
    articles, mentions = read_split(options.folder, options.split)
    story = stories_of(articles)
    by_id = {a.id: a for a in articles}
    of = [story[m.article] for m in mentions]
    print(f"{options.split}: {len(mentions)} mentions, {len(by_chain(mentions))} happenings, {len(set(of))} stories")
    report("each alone", mentions, range(len(mentions)))
    report("one stem in a story", mentions, list(zip(of, [stems(by_id[m.article], m) for m in mentions], strict=True)))
    report("one stem in a gold half", mentions, [(by_id[m.article].half, stems(by_id[m.article], m)) for m in mentions])
    report("bound: gold within stories", mentions, list(zip(of, [m.chain for m in mentions], strict=True)))
    if options.scores:
        table = log_odds(options.scores, len(mentions))
        for threshold in options.threshold:
            report(f"scored, at {threshold:.2f}", mentions, joined(of, table, threshold))


def report(name: str, mentions: Sequence[Mention], labels: Sequence[Hashable]) -> None:
    """One line: precision, recall and F1 of each score, and the CoNLL score, in percent."""
    found = scores(by_chain(mentions), [set(g) for g in grouped_by(labels)])
    parts = [f"{k} {100 * s.precision:.1f} {100 * s.recall:.1f} {100 * s.f1:.1f}" for k, s in found.items()]
    print(f"{name:28}", *(f"{p:26}" for p in parts), f"CoNLL {100 * sum(s.f1 for s in found.values()) / 3:.2f}", flush=True)


def stories_of(articles: Sequence[Article]) -> dict[str, str]:
    """Document → story, by the words of the documents alone, as the product groups them."""
    items = [stories.StoryItem(a.id, vector(a.text)) for a in articles]
    others, by_id = stories.Others(items), {i.document: i for i in items}
    found: dict[str, str] = {}
    for block in blocks(by_id, lambda n: others.links(by_id[n], range(len(items))), stories.LADDER, stories.MOST):
        found.update(stories.grouped([by_id[n] for n in block.nodes]))
    return found


def stems(article: Article, mention: Mention) -> str:
    """The stems of a mention's words."""
    return " ".join(stem(article.sentences[mention.sentence][n].lower()) for n in mention.words)


def log_odds(files: Sequence[Path], many: int) -> Floats:
    """(mentions, mentions) mean log-odds over the files; far below zero for pairs that a file lacks."""
    total = np.zeros((many, many))
    for file in files:
        found, table = np.load(file), np.full((many, many), NEVER)
        table[found["left"], found["right"]] = table[found["right"], found["left"]] = found["logit"]
        total += table
    mean: Floats = total / len(files)
    return mean


def joined(story: Sequence[str], table: Floats, threshold: float) -> list[int]:
    """The group of each mention: average linkage of the probabilities within each story."""
    inside: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(story):
        inside[name].append(number)
    label = [0] * len(story)
    for numbers in inside.values():
        likely = 1 / (1 + np.exp(-table[np.ix_(numbers, numbers)]))
        for group in average_link(likely, lambda _a, _b, score: score >= threshold):
            for member in group.members:
                label[numbers[member]] = numbers[group.members[0]]
    return label


if __name__ == "__main__":
    main()
