"""Floors for time expressions on annotated corpora, which are not part of the project.

Set ONRECORD_CORPORA to a folder with `aquaint/dev`, `timebank/train` (docs.jsonl, gold.jsonl) and `wikiwars-ua` (*.key.xml).
The figures are F1 as TempEval-3 counts it; a floor is what was reached when it was set, rounded down, and is only ever raised.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.date import find_times
from onrecord.records import Document

pytestmark = pytest.mark.corpus

Gold = list[tuple[int, int, str]]

FLOORS = {"aquaint/dev": (0.85, 0.945, 0.775), "timebank/train": (0.915, 0.945, 0.828), "wikiwars-ua": (0.892, 0.937, 0.862)}
"""Strict, relaxed and value F1."""

_TAG = re.compile(r"<TIMEX3([^>]*)>|</TIMEX3>|<[^>]+>")
_VALUE = re.compile(r'value="([^"]*)"')


@pytest.mark.parametrize("name", FLOORS)
def test_f1_does_not_fall(name: str) -> None:
    """Strict, relaxed and value F1 stay at or above the floors."""
    root = os.environ.get("ONRECORD_CORPORA")
    if root is None or not (Path(root) / name).is_dir():
        pytest.skip(f"needs the corpus {name} in the folder that ONRECORD_CORPORA names")
    folder = Path(root) / name
    scores = f1(from_xml(folder) if name == "wikiwars-ua" else from_lines(folder))
    assert all(score >= floor for score, floor in zip(scores, FLOORS[name], strict=True)), scores


def from_lines(folder: Path) -> Iterator[tuple[Document, Gold]]:
    """Documents and their expressions as (start, end, value)."""
    rows = (json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf8").splitlines())
    gold = {row["id"]: [(t["start"], t["end"], t["value"]) for t in row["timexes"]] for row in rows}
    for line in (folder / "docs.jsonl").read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        yield Document(row["id"], row["text"], published=row["published"]), gold.get(row["id"], [])


def from_xml(folder: Path) -> Iterator[tuple[Document, Gold]]:
    """The texts of WikiWars-UA without their tags, and the expressions that the tags mark."""
    for path in sorted(folder.glob("*.key.xml")):
        whole = path.read_text(encoding="utf8")
        body = whole[whole.index("<TEXT>") + 6 : whole.index("</TEXT>")]
        text, at, open_tags, gold = "", 0, list[tuple[int, str]](), Gold()
        for tag in _TAG.finditer(body):
            text += html.unescape(body[at : tag.start()])
            at = tag.end()
            if tag[1] is not None:
                found = _VALUE.search(tag[1])
                open_tags.append((len(text), found[1] if found else ""))
            elif tag.group() == "</TIMEX3>":
                start, value = open_tags.pop()
                gold.append((start, len(text), value))
        yield Document(path.stem, text + html.unescape(body[at:]), published="2018-05-19", language="uk"), gold


def f1(pairs: Iterator[tuple[Document, Gold]]) -> tuple[float, float, float]:
    """Strict, relaxed and value F1 over all documents; each gold expression takes the free one that it shares most with."""
    strict = relaxed = right = size = 0
    for document, gold in pairs:
        times = [(t.spans[0].start, t.spans[0].end, t.value) for t in find_times(document)]
        size += len(times) + len(gold)
        for start, end, value in gold:
            best = max(times, key=lambda t: min(end, t[1]) - max(start, t[0]), default=None)
            if best is None or min(end, best[1]) <= max(start, best[0]):
                continue
            times.remove(best)
            relaxed += 1
            strict += best[:2] == (start, end)
            right += best[2] == value
    return 2 * strict / size, 2 * relaxed / size, 2 * right / size
