"""Articles for timings, from files of JSON Lines with at least "text" in each line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path

WORDS = 750
"""The article that speeds are given for."""
SHORTEST = 150
"""Words; a shorter text is no article."""


def articles(files: Iterable[Path], count: int) -> list[dict[str, str | None]]:
    """Up to `count` articles, one from each file in turn, so that a large file does not crowd out a small one."""
    found = []
    sources = [_rows(file) for file in files]
    for source in cycle(sources) if sources else ():
        row = next(source, None)
        if row is not None:
            found.append(row)
        elif all(rows is source or next(rows, None) is None for rows in sources):
            break
        if len(found) == count:
            break
    return found


def _rows(file: Path) -> Iterator[dict[str, str | None]]:
    with file.open(encoding="utf8") as lines:
        for n, line in enumerate(lines):
            row = json.loads(line)
            if len(row["text"].split()) >= SHORTEST:
                yield {"id": str(row.get("id", n)), "text": row["text"], "published": row.get("published")}


def words(row: dict[str, str | None]) -> int:
    return len((row["text"] or "").split())
