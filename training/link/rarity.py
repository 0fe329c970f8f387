"""Count in how many texts each stem is: `python training/link/rarity.py TEXTS.jsonl... > src/onrecord/link/rarity.txt`.

Each file has one JSON object a line with `text`. Stems in fewer than `LEAST` texts are left out; counts are rounded to two
significant digits, so that the file stays small. Only counts are kept, no text.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from math import floor, log10

from onrecord.basics.fold import folded
from onrecord.link.words import stem

LEAST = 4
LETTERS = 6000


def main(paths: list[str]) -> None:
    texts, counted = 0, Counter[str]()
    for path in paths:
        with open(path, encoding="utf8") as lines:
            for line in lines:
                texts += 1
                counted.update({stem(w) for w in folded(json.loads(line)["text"][:LETTERS]).split() if len(w) > 1})
    bands: dict[int, list[str]] = {}
    for word, many in counted.items():
        if many >= LEAST:
            bands.setdefault(_rounded(many), []).append(word)
    print(texts)
    for many in sorted(bands, reverse=True):
        print(many, *sorted(bands[many]))


def _rounded(many: int) -> int:
    """At two significant digits."""
    step = 10 ** max(0, floor(log10(many)) - 1)
    return round(many / step) * step


if __name__ == "__main__":
    main(sys.argv[1:])
