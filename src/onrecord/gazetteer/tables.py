"""Our own small tables beside the gazetteer: CSV with a header, where lines that start with # are comments."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a table, by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as source:
        yield from csv.DictReader(line for line in source if not line.startswith("#"))
