"""CASE-2021's event types from our happenings and a table of cues: weighted F1 over its 30 types.

    python bench/case2021.py FOLDER/docs.jsonl [--show TYPE]

Each line of docs.jsonl is {"id", "text", "type"}. The table is bench/case2021.toml; there is no training set, and nothing is
fitted. Needs the trained tagger that ships with the package; reads some 20 texts a second on one core.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from onrecord.code import code
from onrecord.records import Document
from onrecord.register import Register
from onrecord.tag import Tagger

AGAIN_IN_FIRST_SENTENCE = 0.5
"""Share of a cue's weight that it adds once more in the first sentence, where reports put their main event."""


class Table:
    """The cues of case2021.toml, ready to match."""

    def __init__(self, path: Path) -> None:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        self.default = read.pop("default")
        self.cues = {
            name: [(re.compile(c, re.IGNORECASE | re.DOTALL), w) for c, w in rows["cues"].items()] for name, rows in read.items()
        }
        self.happenings: dict[str, Mapping[str, float]] = {name: rows.get("happenings", {}) for name, rows in read.items()}

    def choose(self, text: str, first: str, kinds: Mapping[str, int]) -> str:
        """The type whose cues and happenings weigh most; the table's order breaks ties."""
        scores = {name: self._score(name, text, first, kinds) for name in self.cues}
        best = max(scores, key=lambda name: scores[name])
        return best if scores[best] > 0 else self.default

    def _score(self, name: str, text: str, first: str, kinds: Mapping[str, int]) -> float:
        words = sum(w * (1 + AGAIN_IN_FIRST_SENTENCE * bool(c.search(first))) for c, w in self.cues[name] if c.search(text))
        return words + sum(w for kind, w in self.happenings[name].items() if kinds.get(kind))


def predictions(rows: Iterable[Mapping[str, Any]], table: Table) -> Iterable[tuple[str, str, str]]:
    """(text, gold type, chosen type) of every row."""
    tagger, register = Tagger.load(), Register.load()
    for row in rows:
        document = Document(str(row["id"]), row["text"])
        tagging = tagger.tag(document)
        found = code(document, tagging, (), (), (), (), register)
        first = tagging.sentence_spans()[0].of(document.text) if tagging.sentences else ""
        yield document.text, row["type"], table.choose(document.text, first, Counter(h.type.value for h in found))


def weighted_f1(pairs: list[tuple[str, str]]) -> float:
    """F1 of every gold type, weighted by how often it occurs."""
    gold, chosen = Counter(g for g, _ in pairs), Counter(c for _, c in pairs)
    hit = Counter(g for g, c in pairs if g == c)
    return sum(n * 2 * hit[name] / (n + chosen[name]) for name, n in gold.items()) / len(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("docs", type=Path)
    parser.add_argument("--show", metavar="TYPE", help="print the misses of one gold type")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.docs.read_text(encoding="utf-8").splitlines()]
    found = list(predictions(rows, Table(Path(__file__).with_suffix(".toml"))))
    pairs = [(gold, chosen) for _, gold, chosen in found]
    for name, n in Counter(g for g, _ in pairs).most_common():
        wrong = Counter(c for g, c in pairs if g == name != c)
        print(f"{name:30} {sum(g == c == name for g, c in pairs):3} of {n:3}  taken for {dict(wrong.most_common(4))}")
    for text, gold, chosen in found:
        if args.show == gold != chosen:
            print(f"  {chosen}: {text[:300]}")
    print(f"weighted F1 {weighted_f1(pairs):.3f} over {len(pairs)} texts")


if __name__ == "__main__":
    main()
