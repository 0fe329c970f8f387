"""What coding adds to an article: `python -m bench.code_speed DOCUMENTS.jsonl [--limit N] [--rounds N]`.

Reads the documents once with all the steps before it, then times coding alone, on one core: milliseconds for 750 words, as CPU
time, so that a busy machine misleads less.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from bench.__main__ import WORDS, load, words
from onrecord.flow.stages import STAGES, Draft, ReadOptions, Tools

MOST_MS = 20.0
"""Milliseconds that coding may add to an article of 750 words."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=Path)
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    tools = Tools.load(ReadOptions())
    *before, code = STAGES
    drafts = [Draft(document) for document in load(args.documents, args.limit)]
    for stage in before:
        drafts = [stage.run(draft, tools) for draft in drafts]
    articles = sum(words(draft.document) for draft in drafts) / WORDS
    spent = []
    for _ in range(args.rounds + 1):
        started = time.process_time()
        found = sum(len(code.run(draft, tools).happenings) for draft in drafts)
        spent.append(1000 * (time.process_time() - started) / articles)
    best = f"{min(spent[1:]):.1f} ms an article of {WORDS} words (at most {MOST_MS:.0f})"
    print(f"{best}; {found} happenings in {len(drafts)} documents")


if __name__ == "__main__":
    main()
