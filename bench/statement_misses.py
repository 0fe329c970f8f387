"""Sort statements that a reading missed by what went wrong.

    onrecord read docs.jsonl --json > out.jsonl
    python bench/statement_misses.py GOLD.jsonl out.jsonl [GOLD.jsonl out.jsonl]... [--sample 100] [--seed 7]

GOLD is a gold.jsonl of PolNeAR's form (`relations`) or of the war reports' (`statements`); its docs.jsonl lies beside it. A
gold statement is found if one of the reading overlaps it in each of source, cue and content that the gold gives. Each missed
one has one class, the first that fits. With --sample, as many are drawn from the misses of all files, and only they are counted.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.basics.lemma import verb_lemma
from onrecord.tag.words import LISTS

_SAYING = frozenset(LISTS["saying"].split())
_ROLES = ("source", "cue", "content")
Letters = dict[str, frozenset[int]]
CLASSES = {
    "source": "cue and content seen, another source",
    "no source": "cue and content seen, no source",
    "source too many": "cue and content seen, a source where the gold has none",
    "content": "cue seen, another content",
    "cue": "source and content seen, another cue",
    "silent, nobody named": "not seen: no source in the text",
    "silent, layout": "not seen: a colon, a dash or nothing for a cue",
    "silent, saying": "not seen: the cue is a verb of saying or thinking",
    "silent, other": "not seen: the cue is another verb, a noun or an adjective",
}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def letters(spans: object, text: str) -> frozenset[int]:
    """Positions of letters and digits in spans given as pairs, as one pair, or as objects."""
    if not isinstance(spans, list) or not spans:
        return frozenset()
    pairs = [spans] if isinstance(spans[0], int) else [(s["start"], s["end"]) if isinstance(s, dict) else s for s in spans]
    return frozenset(i for start, end in pairs for i in range(start, end) if text[i].isalnum())


def misses(gold: Path, system: Path) -> Iterator[str]:
    """The class of each gold statement that the reading misses."""
    texts = {row["id"]: row["text"] for row in rows(gold.with_name("docs.jsonl"))}
    read = {row["document"]["id"]: row["statements"] for row in rows(system)}
    for document in rows(gold):
        text = texts[document["id"]]
        found = [_of_reading(s, text) for s in read.get(document["id"], [])]
        taken: set[int] = set()
        for statement in document.get("relations") or document.get("statements") or []:
            wanted = {role: letters(statement[role], text) for role in _ROLES}
            hit = next((i for i, other in enumerate(found) if i not in taken and _same(wanted, other)), None)
            if hit is None:
                words = [text[a:b] for a, b in _pairs(statement["cue"])]
                yield _class(wanted, words, found)
            else:
                taken.add(hit)


def _pairs(spans: Any) -> list[list[int]]:
    return [] if not spans else [spans] if isinstance(spans[0], int) else spans


def _of_reading(statement: dict[str, Any], text: str) -> Letters:
    return {
        "source": letters(statement["source"]["spans"], text),
        "cue": letters(statement["cue"], text),
        "content": letters(statement["content"], text),
    }


def _same(wanted: Letters, other: Letters) -> bool:
    """True if the two overlap in each role that the gold fills; a source where it has none is one too many."""
    if bool(wanted["source"]) != bool(other["source"]):
        return False
    return all(not wanted[role] or bool(wanted[role] & other[role]) for role in _ROLES if role != "cue" or other["cue"])


def _class(wanted: Letters, cue: list[str], found: list[Letters]) -> str:
    seen = [other for other in found if wanted["cue"] & other["cue"]]
    told = [other for other in seen if wanted["content"] & other["content"]]
    if told:
        if not wanted["source"]:
            return "source too many"
        return "no source" if not told[0]["source"] else "source"
    if seen:
        return "content"
    if any(wanted["source"] & other["source"] and wanted["content"] & other["content"] for other in found):
        return "cue"
    if not wanted["source"]:
        return "silent, nobody named"
    lemmas = {verb_lemma(word) for part in cue for word in part.split() if word[0].isalpha()}
    if not lemmas:
        return "silent, layout"
    return "silent, saying" if lemmas & _SAYING else "silent, other"


def main() -> None:
    """Print the classes with their counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="gold.jsonl and out.jsonl, in turn")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    pairs = zip(options.files[::2], options.files[1::2], strict=True)
    found = [kind for gold, system in pairs for kind in misses(gold, system)]
    drawn = random.Random(options.seed).sample(found, options.sample) if 0 < options.sample < len(found) else found
    counts = Counter(drawn)
    print(f"{len(found)} missed, {len(drawn)} counted")
    for kind, meaning in CLASSES.items():
        print(f"{counts[kind]:5d}  {meaning}")


if __name__ == "__main__":
    main()
