"""Timings and memory: `python -m bench [--documents FILE.jsonl] [--out results.json]`.

Never part of the tests. Machines differ and are noisy: compare ratios within one run. Without `--documents` the demo's
dispatches are repeated into articles of about 750 words.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onrecord.flow.add import add
from onrecord.flow.stages import STAGES, Draft, ReadOptions, Tools
from onrecord.records import Document
from onrecord.store import open_store

WORDS = 750
DEMO = Path(__file__).parent.parent / "demo" / "dispatches.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=DEMO)
    parser.add_argument("--limit", type=int, default=60, help="documents read for the timings")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    documents = load(options.documents, options.limit)
    figures: dict[str, Any] = {"machine": machine(), "documents": len(documents), "words": sum(words(d) for d in documents)}
    figures |= start_up()
    figures |= reading(documents)
    figures |= storing(documents)
    figures["peak memory, MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    print(text)
    if options.out:
        options.out.write_text(text + "\n", "utf8")


def load(file: Path, limit: int) -> list[Document]:
    """Documents of a JSON Lines file; the demo's short ones are joined into articles."""
    rows = [json.loads(line) for line in file.read_text("utf8").splitlines() if line.strip()]
    if file != DEMO:
        return [Document(r["id"], r["text"], published=r.get("published")) for r in rows[:limit]]
    found = []
    for n in range(limit):
        text, k = "", n
        while len(text.split()) < WORDS:
            text += rows[k % len(rows)]["text"] + "\n\n"
            k += 1
        found.append(Document(f"bench-{n}", text, published="2022-09-12"))
    return found


def words(document: Document) -> int:
    return len(document.text.split())


def machine() -> dict[str, Any]:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    return {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "commit": commit,
    }


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def start_up() -> dict[str, float]:
    """Seconds to import the package, and to load what reading needs, each in a fresh process."""
    figures = {}
    for name, code in {
        "import onrecord, s": "import onrecord",
        "load model, gazetteer and register, s": "from onrecord.flow.stages import *; Tools.load(ReadOptions())",
    }.items():
        code = f"import time; t = time.perf_counter(); {code}\nprint(time.perf_counter() - t)"
        runs = [
            float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
            for _ in range(3)
        ]
        figures[name] = round(min(runs), 3)
    return figures


def reading(documents: list[Document]) -> dict[str, Any]:
    """Milliseconds of each step for 750 words, and articles of 750 words a second, on one core, warm."""
    tools = Tools.load(ReadOptions())
    spent = dict.fromkeys((s.name for s in STAGES), 0.0)
    for warm in (True, False):
        for document in documents[:3] if warm else documents:
            draft = Draft(document)
            for stage in STAGES:
                started = time.perf_counter()
                draft = stage.run(draft, tools)
                if not warm:
                    spent[stage.name] += time.perf_counter() - started
    articles = sum(words(d) for d in documents) / WORDS
    steps = {name: round(1000 * seconds / articles, 1) for name, seconds in spent.items()}
    return {"ms an article, by step": steps, "articles a second": round(articles / sum(spent.values()), 2)}


def storing(documents: list[Document]) -> dict[str, Any]:
    """Seconds to add documents to a new casebook, and to add the same ones again."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "documents.jsonl"
        file.write_text(
            "".join(json.dumps({"id": d.id, "text": d.text, "published": d.published}) + "\n" for d in documents), "utf8"
        )
        with open_store(Path(folder) / "bench.db", create=True) as store:
            first = timed(lambda: add([str(file)], store))
            again = timed(lambda: add([str(file)], store))
    return {
        "add, documents a second": round(len(documents) / first, 2),
        "adding again, share of the time": round(again / first, 4),
    }


if __name__ == "__main__":
    main()
