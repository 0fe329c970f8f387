"""Train the tagger: `python -m tagger.train --corpora FOLDER --encoder FOLDER --out runs/careful`.

One optimiser over all corpora; each batch comes from one of them, in proportion to its words. Early stopping is on the
development sets alone; the mean of the last epochs' weights is kept where it scores better there (stochastic weight
averaging, Izmailov et al. 2018).
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from onrecord.model.pieces import PieceReader
from onrecord.model.roles import sentence_distance, word_distance
from onrecord.tag.decode import ranges
from tagger import data, decode, teaching
from tagger.network import ENTITY_KINDS, ROLE_TAGS, Network, Size, load_minilm, load_trained
from tagger.renaming import Renamer

SHAPES: dict[str, dict[str, Any]] = {
    "careful": {},
    "quick": {
        "layers": 3, "inner": 512, "by_word": True, "chunk": 32, "centred": False, "pair": 96, "mixes": 1, "arc": 128,
        "relation": 64,
    },
}  # fmt: skip
"""The networks that can be trained: what differs from `Size`."""
WINDOW = 256
BATCH_PIECES = 4096
IGNORE = -100


@dataclass
class Item:
    """One window with its labels as arrays over its words."""

    example: data.Example
    window: object
    labels: dict[str, np.ndarray]
    cues: list[tuple[int, int]]
    roles: list[np.ndarray]
    sentence_of: np.ndarray


def main() -> None:
    options = arguments()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    reader = PieceReader(options.encoder / "tokenizer.json")
    train, dev = corpora(options.corpora)
    if options.silver:
        train["silver"] = list(data.silver(options.silver))
    tags = Tags.of(train["gum"])
    (options.out / "tags.json").write_text(json.dumps(tags.to_dict()))
    network = Network(Size(upos=len(tags.upos), xpos=len(tags.xpos), deprels=len(tags.deprels), **SHAPES[options.shape]))
    teacher = trained(options.teacher) if options.teacher else None
    if teacher:
        load_trained(network, teacher)
        train |= {str(file): list(data.plain(file)) for file in options.plain}
    else:
        load_minilm(network, load_file(options.encoder / "model.safetensors"))
    if options.start:
        load_trained(network, trained(options.start))
    run(network, reader, tags, train, dev, options, teacher)


def trained(run_folder: Path) -> Network:
    """The best network of an earlier run, for reading only."""
    network = Network(Size(**json.loads((run_folder / "best.json").read_text())["size"]))
    network.load_state_dict(load_file(run_folder / "best.safetensors"))
    return network.eval().requires_grad_(False)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="run folder of the network to go on from, or of a larger one")
    parser.add_argument("--silver", type=Path, help="names labelled by machine (tagger.silver)")
    parser.add_argument("--shape", choices=list(SHAPES), default="careful", help="which of the networks")
    parser.add_argument("--teacher", type=Path, help="run folder of a trained network that this one learns to repeat")
    parser.add_argument("--plain", type=Path, nargs="*", default=[], help="texts without labels that the teacher reads aloud")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=600, help="stop after this long; the schedule is set by epochs")
    return parser.parse_args()


def corpora(folder: Path) -> tuple[dict[str, list[data.Example]], dict[str, list[data.Example]]]:
    """Training and development documents by corpus. GUM has no split here: every twelfth document is held out."""
    gum = [next(data.conllu(f)) for f in sorted((folder / "gum").glob("GUM_*.conllu"))]
    train = {
        "polnear": list(data.polnear(folder / "polnear", "train")),
        "conll": list(data.conll(folder / "conllpp/train.txt")),
        "politics": list(data.conll(folder / "crossner-politics/train.txt")) * 2,
        "gum": [e for i, e in enumerate(gum) if i % 12],
    }
    dev = {
        "polnear": list(data.polnear(folder / "polnear", "dev")),
        "conll": list(data.conll(folder / "conllpp/dev.txt")),
        "politics": list(data.conll(folder / "crossner-politics/dev.txt")),
        "gum": [e for i, e in enumerate(gum) if not i % 12],
    }
    return train, dev


@dataclass
class Tags:
    """Closed label sets learnt from GUM; rare relations keep their general part ("nmod:desc" → "nmod")."""

    upos: list[str]
    xpos: list[str]
    deprels: list[str]

    @classmethod
    def of(cls, examples: list[data.Example]) -> Tags:
        xpos = Counter(t for e in examples for t in e.xpos)
        deprels = Counter(t for e in examples for t in e.deprels)
        kept = {r for r, n in deprels.items() if n >= 60 or ":" not in r}
        return cls(data.UPOS, sorted(t for t, n in xpos.items() if n >= 3), sorted(kept | {r.split(":")[0] for r in deprels}))

    def deprel(self, name: str) -> int:
        return self.deprels.index(name if name in self.deprels else name.split(":")[0])

    def to_dict(self) -> dict[str, list[str]]:
        return {
            "upos": self.upos,
            "xpos": self.xpos,
            "deprels": self.deprels,
            "entities": list(ENTITY_KINDS),
            "roles": list(ROLE_TAGS),
        }


def items(example: data.Example, reader: PieceReader, tags: Tags, limit: int = WINDOW, shift: int = 0) -> list[Item]:
    """Cut one document into labelled windows; `shift` drops leading sentences into a short first window."""
    sentences = example.sentences
    groups = [sentences[:shift], sentences[shift:]] if shift else [sentences]
    windows = [w for group in groups if group for w in reader.windows(example.words, group, limit)]
    of = np.zeros(len(example.words), np.int64)
    for n, (first, after) in enumerate(sentences):
        of[first:after] = n
    labels = {name: np.array(values) for name, values in document_labels(example, tags).items()}
    return [item(example, window, labels, of) for window in windows]


def document_labels(example: data.Example, tags: Tags) -> dict[str, list[int]]:
    """Label arrays over the whole document for what the corpus is annotated with."""
    count = len(example.words)
    found: dict[str, list[int]] = {}
    if example.entities is not None:
        row = [0] * count
        for first, after, kind in example.entities:
            base = 1 + 2 * ENTITY_KINDS.index(kind)
            row[first:after] = [base] + [base + 1] * (after - first - 1)
        found["entity"] = row
    if example.relations is not None:
        for k, name in enumerate(("source", "cue", "content")):
            row = [0] * count
            for first, after in sorted(
                {r for relation in example.relations for r in relation[k]}, key=lambda r: r[0] - r[1], reverse=True
            ):
                row[first:after] = [1] + [2] * (after - first - 1)  # longest last: the outermost wins
            found[name] = row
    if example.upos is not None:
        known = {t: i for i, t in enumerate(tags.xpos)}
        found["upos"] = [tags.upos.index(t) for t in example.upos]
        found["xpos"] = [known.get(t, IGNORE) for t in example.xpos]
        found["deprel"] = [tags.deprel(t) for t in example.deprels]
        found["head"] = list(example.heads)
    return found


def item(example: data.Example, window, labels: dict[str, np.ndarray], of: np.ndarray) -> Item:
    a, b = window.start, window.after
    mine = {name: values[a:b].copy() for name, values in labels.items()}
    if "head" in mine:
        head = mine["head"]
        mine["head"] = np.where(head == -1, 0, np.where((head >= a) & (head < b), head - a + 1, IGNORE))
    cues, roles = [], []
    for source, cue, content in example.relations or ():
        first, after = cue[0]
        if not (a <= first and after <= b):
            continue
        row = np.zeros(b - a, np.int64)
        for base, spans in ((3, content), (1, source)):
            for s, e in spans:
                s, e = max(s, a) - a, min(e, b) - a
                if s < e:
                    row[s:e] = base + 1
                    row[s] = base
        cues.append((first - a, after - a))
        roles.append(row)
    return Item(example, window, mine, cues, roles, of[a:b])


HEADS = {"entity": 1.0, "source": 0.3, "cue": 1.0, "content": 0.3, "upos": 0.3, "xpos": 0.3}


def collate(batch: list[Item]) -> dict[str, torch.Tensor]:
    pieces = max(len(i.window.pieces) for i in batch)
    words = max(len(i.window.firsts) for i in batch)
    size = len(batch)
    out = {name: np.zeros((size, pieces), np.int64) for name in ("pieces", "shapes")}
    out["firsts"] = np.zeros((size, words), np.int64)
    for name in (*HEADS, "head", "deprel"):
        out[name] = np.full((size, words), IGNORE, np.int64)
    same = np.zeros((size, words, words), bool)
    cue_item, cue_ends, near, apart, roles = [], [], [], [], []
    for n, it in enumerate(batch):
        w = it.window
        out["pieces"][n, : len(w.pieces)] = w.pieces
        out["shapes"][n, : len(w.shapes)] = w.shapes
        count = len(w.firsts)
        out["firsts"][n, :count] = w.firsts
        for name, values in it.labels.items():
            out[name][n, :count] = values
        same[n, :count, :count] = it.sentence_of[:, None] == it.sentence_of[None]
        for (first, after), row in zip(it.cues, it.roles, strict=True):
            cue_item.append(n)
            cue_ends.append((first, after - 1))
            pad = words - count
            near.append(np.pad(word_distance(count, first, after), (0, pad)))
            apart.append(np.pad(sentence_distance(it.sentence_of, first), (0, pad)))
            roles.append(np.pad(row, (0, pad), constant_values=IGNORE))
    tensors = {name: torch.from_numpy(values) for name, values in out.items()}
    tensors["same"] = torch.from_numpy(same)
    tensors["words"] = torch.from_numpy(out["firsts"] > 0)
    if cue_item:
        tensors |= {
            "cue_item": torch.tensor(cue_item), "cue_ends": torch.tensor(cue_ends),
            "near": torch.from_numpy(np.stack(near)), "apart": torch.from_numpy(np.stack(apart)),
            "roles": torch.from_numpy(np.stack(roles)),
        }  # fmt: skip
    return tensors


def loss_of(network: Network, t: dict[str, torch.Tensor], lesson: teaching.Lesson | None = None) -> torch.Tensor:
    """What the gold labels say, and how far the network is from its teacher where it has one."""
    states = network.encoder(t["pieces"], t["shapes"], t["firsts"])
    total = gold_loss(network, states, t)
    return total + teaching.distance(network, states, t, lesson) if lesson else total


def gold_loss(network: Network, states: torch.Tensor, t: dict[str, torch.Tensor]) -> torch.Tensor:
    total = states.new_zeros((), dtype=torch.float32)
    for name, weight in HEADS.items():
        if (t[name] != IGNORE).any():
            logits = getattr(network, name)(states).float()
            total = total + weight * functional.cross_entropy(logits.flatten(0, 1), t[name].flatten(), ignore_index=IGNORE)
    if "roles" in t and (t["roles"] != IGNORE).any():
        logits = teaching.role_logits(network, states, t).float()
        total = total + 2.0 * functional.cross_entropy(logits.flatten(0, 1), t["roles"].flatten(), ignore_index=IGNORE)
    if (t["head"] != IGNORE).any():
        arcs = network.arcs(states).float()
        arcs = arcs.masked_fill(~teaching.allowed(t), -1e4)
        total = total + 0.5 * functional.cross_entropy(arcs.flatten(0, 1), t["head"].flatten(), ignore_index=IGNORE)
        relation = network.relation(states, t["head"].clamp(min=0)).float()
        gold = torch.where(t["head"] == IGNORE, t["head"], t["deprel"])
        total = total + 0.3 * functional.cross_entropy(relation.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
    return total


def lesson_of(batch: list[Item], teacher: Network) -> tuple[dict[str, torch.Tensor], teaching.Lesson]:
    """Tensors of a batch and what the teacher says of it; where no cue is marked, the cues that the teacher sees."""
    tensors = collate(batch)
    states = teaching.states_of(teacher, tensors)
    if batch[0].example.relations is None:
        for it, logits in zip(batch, teacher.cue(states).float().numpy(), strict=True):
            words = len(it.window.firsts)
            it.cues = [(found.first, found.after) for found in ranges(logits[:words])]
            it.roles = [np.full(words, IGNORE, np.int64) for _ in it.cues]
        tensors = collate(batch)
    return tensors, teaching.lesson(teacher, states, tensors)


def batches(pool: list[Item]) -> list[list[Item]]:
    """Windows of like length together, about `BATCH_PIECES` pieces a batch, in random order."""
    random.shuffle(pool)
    found: list[list[Item]] = []
    for k in range(0, len(pool), 256):
        chunk = sorted(pool[k : k + 256], key=lambda i: len(i.window.pieces))
        batch: list[Item] = []
        for it in chunk:
            if batch and (len(batch) + 1) * len(it.window.pieces) > BATCH_PIECES:
                found.append(batch)
                batch = []
            batch.append(it)
        found.append(batch)
    random.shuffle(found)
    return found


def epoch_batches(train: dict[str, list[data.Example]], reader: PieceReader, tags: Tags, renamer: Renamer) -> list[list[Item]]:
    """Batches of one corpus each; documents are cut anew, and some of their names changed, every epoch."""
    found = []
    for examples in train.values():
        pool = []
        for example in examples:
            shift = random.randrange(0, min(8, len(example.sentences)))
            read_as = renamer.rename(example) if example.entities else example
            pool.extend(items(read_as, reader, tags, shift=shift))
        found.extend(batches(pool))
    random.shuffle(found)
    return found


def run(
    network: Network,
    reader: PieceReader,
    tags: Tags,
    train: dict,
    dev: dict,
    options: argparse.Namespace,
    teacher: Network | None,
) -> None:
    encoder = [p for n, p in network.named_parameters() if n.startswith("encoder.") and "shapes" not in n and "words" not in n]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.") or "shapes" in n]
    network.encoder.words.weight.requires_grad_(False)
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": options.rate}, {"params": heads, "lr": options.head_rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    renamer = Renamer(random.Random(options.seed))
    steps = options.epochs * len(epoch_batches(train, reader, tags, renamer))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.06 * steps + 1)) * max(0.02, 1 - max(0.0, s / steps - 0.06) / 0.94)
    )
    started = time.time()
    best = -1.0
    mean: dict[str, torch.Tensor] = {}
    averaged = 0
    for epoch in range(options.epochs):
        network.train()
        losses = []
        for n, batch in enumerate(epoch_batches(train, reader, tags, renamer)):
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(network, *(lesson_of(batch, teacher) if teacher else (collate(batch),)))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(loss.item())
            if n % 100 == 0:
                print(f"epoch {epoch} batch {n} loss {np.mean(losses[-100:]):.4f} {time.time() - started:.0f} s", flush=True)
        candidates = {"last": copy.deepcopy(network.state_dict())}
        if epoch >= options.epochs // 2:
            averaged += 1
            for name, value in network.state_dict().items():
                mean[name] = value.clone() if name not in mean else mean[name] + (value - mean[name]) / averaged
            if averaged > 1:
                candidates["mean"] = mean
        for name, state in candidates.items():
            network.load_state_dict(state)
            figures = decode.evaluate(network, reader, tags, dev)
            score = figures["relation"] + 0.5 * figures["entity"] + 0.2 * figures["las"]
            print(json.dumps({"epoch": epoch, "weights": name, "seconds": round(time.time() - started), **figures}), flush=True)
            if score > best:
                best = score
                save_file({k: v.contiguous() for k, v in state.items()}, options.out / "best.safetensors")
                (options.out / "best.json").write_text(
                    json.dumps({"epoch": epoch, "weights": name, "size": network.size.to_dict(), "figures": figures})
                )
        network.load_state_dict(candidates["last"])
        if (time.time() - started) / 60 > options.minutes:
            print("time is up", file=sys.stderr)
            break


if __name__ == "__main__":
    main()
