"""Figures on the development sets, with the decoding that the product uses."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import torch

from onrecord.tag.decode import ranges, roles
from tagger import data
from tagger import train as training
from tagger.network import ENTITY_KINDS


@torch.no_grad()
def evaluate(network, reader, tags, dev: dict[str, list[data.Example]]) -> dict[str, float]:
    """Relation F1 (all roles overlap), exact span F1, entity F1 and parsing accuracy, all by words."""
    network.eval()
    counts = {name: [0, 0, 0] for name in ("relation", "source", "cue", "content", "entity", "politics")}
    parsed = [0, 0, 0, 0]
    for name, examples in dev.items():
        pool = [(n, it) for n, e in enumerate(examples) for it in training.items(e, reader, tags)]
        pool.sort(key=lambda pair: len(pair[1].window.pieces))
        relations: dict[int, list] = {}
        entities: dict[int, set] = {}
        for k in range(0, len(pool), 16):
            chunk = pool[k : k + 16]
            for (n, _), found in zip(chunk, read(network, [it for _, it in chunk], name), strict=True):
                relations.setdefault(n, []).extend(found["relations"])
                entities.setdefault(n, set()).update(found["entities"])
                parsed = [a + b for a, b in zip(parsed, found["parsed"], strict=True)]
        for n, example in enumerate(examples):
            if name == "polnear":
                relation_counts(example, relations.get(n, []), counts)
            elif name in ("conll", "politics"):
                gold = set(example.entities)
                key = "entity" if name == "conll" else "politics"
                counts[key] = [
                    a + b for a, b in zip(counts[key], (len(gold & entities[n]), len(entities[n]), len(gold)), strict=True)
                ]
    figures = {name: f1(*c) for name, c in counts.items()}
    figures |= {k: round(v / max(1, parsed[3]), 4) for k, v in zip(("upos", "uas", "las"), parsed, strict=False)}
    network.train()
    return figures


def read(network, batch, corpus: str):
    with torch.autocast("cpu", torch.bfloat16):
        t = training.collate(batch)
        states = network.encoder(t["pieces"], t["shapes"], t["firsts"])
        entity, cue = network.entity(states).float().numpy(), network.cue(states).float().numpy()
        keys = network.key(states)
        arcs = upos = None
        if corpus == "gum":
            arcs, upos = network.arcs(states).float().numpy(), network.upos(states).argmax(-1).numpy()
    for n, it in enumerate(batch):
        count, start = len(it.window.firsts), it.window.start
        found = {"relations": [], "entities": set(), "parsed": [0, 0, 0, 0]}
        if corpus == "polnear":
            cues = ranges(cue[n, :count])
            if cues:
                near = torch.from_numpy(np.stack([training.word_distance(count, c.first, c.after) for c in cues]))
                apart = torch.from_numpy(np.stack([training.sentence_distance(it.sentence_of, c.first) for c in cues]))
                mine = states[n].float()
                ends = torch.stack([torch.cat([mine[c.first], mine[c.after - 1]]) for c in cues])
                logits = network.roles(network.query(ends), keys[n : n + 1, :count].float(), near, apart).float().numpy()
                for c, r in zip(cues, roles(logits, cues), strict=True):
                    if r:
                        parts = (r.source, [(c.first, c.after)], r.content)
                        found["relations"].append(tuple([(a + start, b + start) for a, b in part] for part in parts))
        elif corpus in ("conll", "politics"):
            found["entities"] = {(r.first + start, r.after + start, ENTITY_KINDS[r.kind]) for r in ranges(entity[n, :count])}
        elif corpus == "gum":
            chosen = heads(arcs[n, :count, : count + 1], it.sentence_of)
            with torch.autocast("cpu", torch.bfloat16):
                relation = network.relation(states[n : n + 1, :count], torch.from_numpy(chosen)[None]).argmax(-1).numpy()[0]
            gold = it.labels["head"]
            good = gold == chosen
            known = gold != training.IGNORE
            found["parsed"] = [
                int((upos[n, :count] == it.labels["upos"]).sum()), int((good & known).sum()),
                int((good & known & (relation == it.labels["deprel"])).sum()), int(known.sum()),
            ]  # fmt: skip
        yield found


def heads(scores: np.ndarray, sentence_of: np.ndarray) -> np.ndarray:
    """Each word's head from (words, 1 + words) scores: 0 for the root, else 1 + the word; never across sentences."""
    found = np.zeros(len(sentence_of), np.int64)
    edges = [0, *(np.flatnonzero(np.diff(sentence_of)) + 1).tolist(), len(sentence_of)]
    for first, after in pairwise(edges):
        own = scores[first:after, 1 + first : 1 + after].copy()
        np.fill_diagonal(own, -np.inf)
        root = scores[first:after, 0] >= own.max(1)
        found[first:after] = np.where(root, 0, 1 + first + own.argmax(1))
    return found


def relation_counts(example: data.Example, found: list, counts: dict[str, list[int]]) -> None:
    """As score.py: all roles overlap with a one-to-one matching; exact spans by role."""

    def words(spans):
        return frozenset(i for a, b in spans for i in range(a, b) if any(c.isalnum() for c in example.words[i]))

    gold = [tuple(words(r) for r in relation) for relation in example.relations]
    system = [tuple(words(r) for r in relation) for relation in found]
    edges = [
        [j for j, s in enumerate(system) if all(bool(x) == bool(y) and (not x or x & y) for x, y in zip(g, s, strict=True))]
        for g in gold
    ]
    counts["relation"] = [a + b for a, b in zip(counts["relation"], (matching(edges), len(system), len(gold)), strict=True)]
    for k, name in enumerate(("source", "cue", "content")):
        mine, theirs = {s[k] for s in system if s[k]}, {g[k] for g in gold if g[k]}
        counts[name] = [a + b for a, b in zip(counts[name], (len(mine & theirs), len(mine), len(theirs)), strict=True)]


def matching(edges: list[list[int]]) -> int:
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(edges)))


def f1(hit: int, system: int, gold: int) -> float:
    return round(2 * hit / (system + gold), 4) if system + gold else 0.0
