"""How well copies are known: `python -m bench.copies TEXTS.jsonl [--pairs 1000] [--seed 2022]`.

Makes pairs from the texts of a JSON Lines file (`text`): reprints (another heading and closing words, some words left out), cuts
to between 30 and 100% of the sentences, and pairs of strangers that share a publisher's words of 20 to 80 words. Prints precision
and recall of `likeness` at the threshold that origins use.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

from onrecord.basics.sketch import likeness, sketch
from onrecord.weigh.origins import SAME_TEXT

LEAST_WORDS = 100
CLOSING = """
Subscribe to our newsletter and never miss a story. Follow us on all channels. All rights reserved. This material may not be
published, broadcast, rewritten or redistributed without permission. Our standards and principles can be found on our site.
Sign up for the morning briefing. Read more about this topic in our special section. Share this article with your friends.
Have you seen something? Write to our newsroom in confidence. The editors are not responsible for the content of other sites.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2022)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    texts = [json.loads(line)["text"] for line in options.texts.read_text("utf8").splitlines()]
    texts = [t for t in texts if len(t.split()) >= LEAST_WORDS]
    rng.shuffle(texts)
    found = {
        "reprints": [one(rng.choice(texts), rng, reprint) for _ in range(options.pairs)],
        "cuts": [one(rng.choice(texts), rng, cut) for _ in range(options.pairs)],
        "strangers": [strangers(*rng.sample(texts, 2), rng) for _ in range(options.pairs)],
    }
    hits = {name: sum(like >= SAME_TEXT for like in likes) for name, likes in found.items()}
    right = hits["reprints"] + hits["cuts"]
    figures = {
        "texts": len(texts),
        "threshold": SAME_TEXT,
        "recall, reprints": hits["reprints"] / options.pairs,
        "recall, cuts": hits["cuts"] / options.pairs,
        "strangers taken for copies": hits["strangers"],
        "precision": right / (right + hits["strangers"]),
        "recall": right / (2 * options.pairs),
    }
    print(json.dumps(figures, indent=1))


def one(text: str, rng: random.Random, change: Callable[[str, random.Random], str]) -> float:
    return likeness(sketch(text), sketch(change(text, rng)))


def reprint(text: str, rng: random.Random) -> str:
    """Another heading and closing words, and one word in a hundred left out."""
    kept = [word for word in text.split() if rng.random() > 0.01]
    return " ".join([*furniture(rng), *kept, *furniture(rng)])


def cut(text: str, rng: random.Random) -> str:
    """From 30% of the sentences on, most often the first ones, at times any, with closing words of up to 30 words."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    many = max(1, round(len(sentences) * rng.uniform(0.3, 1.0)))
    chosen = range(many) if rng.random() < 0.7 else sorted(rng.sample(range(len(sentences)), many))
    return " ".join([*(sentences[n] for n in chosen), *furniture(rng)[:30]])


def strangers(a: str, b: str, rng: random.Random) -> float:
    """Two texts that end in the same words."""
    same = " ".join(furniture(rng))
    return likeness(sketch(f"{a} {same}"), sketch(f"{b} {same}"))


def furniture(rng: random.Random) -> list[str]:
    words = CLOSING.split()
    length = rng.randint(20, min(80, len(words)))
    start = rng.randrange(len(words) - length + 1)
    return words[start : start + length]


if __name__ == "__main__":
    main()
