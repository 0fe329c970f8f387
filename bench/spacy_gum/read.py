"""A spaCy pipeline and textacy's direct quotations over articles: `python read.py MODEL articles.jsonl [OUT.jsonl]`.

Prints figures as JSON; OUT gets the quotations in the form that `onrecord read --json` has.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

import spacy
from textacy.extract import direct_quotations

WARM = 5
WORDS = 750
VERBS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")


def load(model: str) -> spacy.Language:
    """The trained pipeline, with parts of speech by tag and lemmas by table, which the rules for quotations read."""
    nlp = spacy.load(model)
    ruler = nlp.add_pipe("attribute_ruler")
    for tag in VERBS:
        ruler.add([[{"TAG": tag}]], {"POS": "VERB"})
    for tag in ("NN", "NNS"):
        ruler.add([[{"TAG": tag}]], {"POS": "NOUN"})
    for tag in ("NNP", "NNPS"):
        ruler.add([[{"TAG": tag}]], {"POS": "PROPN"})
    for tag in ("PRP", "WP"):
        ruler.add([[{"TAG": tag}]], {"POS": "PRON"})
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(list)
    return nlp


def record(row: dict[str, str], found: list) -> dict[str, object]:
    """The quotations in the form that `onrecord read --json` prints, for a scorer."""
    statements = [{"source": {"spans": spans(q.speaker)}, "cue": spans(q.cue), "content": spans([*q.content])} for q in found]
    return {"version": 1, "document": {"id": row["id"], "text": row["text"]}, "statements": statements}


def spans(tokens: list) -> list[dict[str, int]]:
    return [{"start": tokens[0].idx, "end": tokens[-1].idx + len(tokens[-1])}] if tokens else []


def main(model: str, file: Path, out: TextIO | None) -> None:
    nlp = load(model)
    start_up = time.time() - float(os.environ["BENCH_STARTED"]), time.process_time()
    rows = [json.loads(line) for line in file.read_text("utf8").splitlines()]
    spent = {"pipeline": 0.0, "quotations": 0.0}
    wall, statements, read, unclosed = 0.0, 0, 0, 0
    for n, row in enumerate([*rows[:WARM], *rows]):
        began, first = time.perf_counter(), time.process_time()
        doc = nlp(row["text"])
        second = time.process_time()
        try:
            found = list(direct_quotations(doc))
        except ValueError:  # it reads no text with an odd number of quotation marks
            found = None
        third = time.process_time()
        if n >= WARM and out is not None:
            out.write(json.dumps(record(row, found or [])) + "\n")
        if n >= WARM:
            wall += time.perf_counter() - began
            statements += len(found or ())
            unclosed += found is None
            read += len(row["text"].split())
            spent["pipeline"] += second - first
            spent["quotations"] += third - second
    count = read / WORDS
    figures = {
        "articles a second": round(count / sum(spent.values()), 2),
        "articles a second, by the clock": round(count / wall, 2),
        "ms an article": {step: round(1000 * seconds / count, 1) for step, seconds in spent.items()},
        "start-up, s": round(start_up[1], 2),
        "start-up, s, by the clock": round(start_up[0], 2),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "statements": statements,
        "texts without quotations for an unclosed mark": unclosed,
        "relation F1": None,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    with ExitStack() as stack:
        main(sys.argv[1], Path(sys.argv[2]), stack.enter_context(open(sys.argv[3], "w")) if sys.argv[3:] else None)
