"""Readers side by side: `python -m bench.readers --documents FILE.jsonl... [--articles 500] [--out results.json]`.

Each reader reads the same articles, one after another in a process of its own with one thread, and says how long it took until
it could read, how many articles of 750 words it reads a second, in processor time and by the clock, and its peak memory. For a
trained reader that is `tag`, `identify` and `attribute` together. `--model NAME=FOLDER` adds a trained model that does not ship.

`--spacy PYTHON=MODEL` adds a spaCy pipeline: tagger, parser and names as `bench/spacy_gum` trains them, then textacy's rules for
direct quotations; PYTHON is the interpreter that has bench/requirements.txt.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.articles import articles, words

HERE = Path(__file__).parent
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


def main() -> None:
    from bench.__main__ import machine
    from onrecord.tag import METHODS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, nargs="+", required=True)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--model", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--spacy", metavar="PYTHON=MODEL")
    parser.add_argument("--figure", action="append", default=[], metavar="NAME=F1", help="relation F1 measured elsewhere")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    chosen = articles(options.documents, options.articles)
    figures: dict[str, Any] = {
        "machine": {**machine(), "load": round(os.getloadavg()[0], 1)},
        "articles": len(chosen),
        "words": sum(words(a) for a in chosen),
        "readers": {},
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text("".join(json.dumps(a) + "\n" for a in chosen), "utf8")
        runs = {name: [sys.executable, str(HERE / "read_trained.py"), name] for name in METHODS if name != "endpoint"}
        runs |= {name: [sys.executable, str(HERE / "read_trained.py"), place] for name, place in map(_pair, options.model)}
        if options.spacy:
            python, model = _pair(options.spacy)
            runs["spaCy and textacy"] = [python, str(HERE / "spacy_gum" / "read.py"), model]
        for name, command in runs.items():
            surroundings = {**os.environ, **ONE_THREAD, "BENCH_STARTED": str(time.time())}
            done = subprocess.run([*command, str(file)], env=surroundings, stdout=subprocess.PIPE, check=True)
            figures["readers"][name] = json.loads(done.stdout)
            print(name, json.dumps(figures["readers"][name]), file=sys.stderr, flush=True)
    for name, figure in map(_pair, options.figure):
        figures["readers"][name]["relation F1"] = float(figure)
    text = json.dumps(figures, indent=1, ensure_ascii=False) + "\n"
    print(text, end="")
    if options.out:
        options.out.write_text(text, "utf8")


def _pair(given: str) -> tuple[str, str]:
    name, _, place = given.partition("=")
    return name, place


if __name__ == "__main__":
    main()
