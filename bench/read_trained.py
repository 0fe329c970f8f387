"""One trained reader over a file of articles: `python bench/read_trained.py NAME-OR-FOLDER articles.jsonl`; prints JSON."""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

from onrecord.attribute import attribute
from onrecord.date import find_times
from onrecord.identify import identify
from onrecord.model import Model
from onrecord.records import Document
from onrecord.register import Register
from onrecord.tag import Tagger

WARM = 5
WORDS = 750


def main(name: str, file: Path) -> None:
    model = Model(Path(name)) if "/" in name else Model.load(name)
    tagger, register = Tagger(model), Register.load()
    start_up = time.time() - float(os.environ["BENCH_STARTED"]), time.process_time()
    rows = [json.loads(line) for line in file.read_text("utf8").splitlines()]
    spent = dict.fromkeys(("tag", "identify", "attribute"), 0.0)
    wall, statements, read = 0.0, 0, 0
    for n, row in enumerate([*rows[:WARM], *rows]):
        document = Document(row["id"], row["text"], published=row["published"])
        times = find_times(document)
        if n == WARM:  # as `flow` does after a worker's first batch
            gc.collect()
            gc.freeze()
        began = time.perf_counter()
        marks = [time.process_time()]
        tagging = tagger.tag(document)
        marks.append(time.process_time())
        entities = identify(document, tagging, register)
        marks.append(time.process_time())
        found = attribute(document, tagging, entities, times, register)
        marks.append(time.process_time())
        if n >= WARM:
            wall += time.perf_counter() - began
            statements += len(found)
            read += len(row["text"].split())
            for step, (before, after) in zip(spent, pairwise(marks), strict=True):
                spent[step] += after - before
    count = read / WORDS
    figures = {
        "articles a second": round(count / sum(spent.values()), 2),
        "articles a second, by the clock": round(count / wall, 2),
        "ms an article": {step: round(1000 * seconds / count, 1) for step, seconds in spent.items()},
        "start-up, s": round(start_up[1], 2),
        "start-up, s, by the clock": round(start_up[0], 2),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "statements": statements,
        "relation F1": _figure(name),
    }
    print(json.dumps(figures))


def _figure(name: str) -> float | None:
    """PolNeAR development set, as the training wrote it down."""
    from onrecord.model.network import DATA

    folder = Path(name) if "/" in name else DATA / name
    found: float | None = json.loads((folder / "model.json").read_text("utf8")).get("figures", {}).get("relation")
    return found


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
