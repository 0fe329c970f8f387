"""Milliseconds that `find_times` needs for one document: `python bench/date_speed.py documents.jsonl`.

Each line holds at least "text"; "published" and "language" are used where given. Processor time of one core, tables loaded.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

from onrecord.date import find_times
from onrecord.records import Document


def main(path: str) -> None:
    """Print the mean, median and worst time of a document, and the time for a thousand words."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf8").splitlines()]
    documents = [
        Document(str(n), row["text"], published=row.get("published"), language=row.get("language")) for n, row in enumerate(rows)
    ]
    find_times(Document("warm", "Friday", language="en"))
    find_times(Document("warm", "п'ятниця", language="uk"))
    spent = []
    for document in documents:
        before = time.process_time()
        find_times(document)
        spent.append(1000 * (time.process_time() - before))
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(spent)} documents, {words} words")
    print(f"mean {statistics.mean(spent):.2f} ms, median {statistics.median(spent):.2f} ms, worst {max(spent):.2f} ms")
    print(f"{1000 * sum(spent) / words:.2f} ms for 1,000 words")


if __name__ == "__main__":
    main(sys.argv[1])
