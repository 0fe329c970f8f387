"""Texts with what a tagger would call their names, and the places in them, as plain files (tests/golden/locate)."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.gazetteer import Gazetteer
from onrecord.locate import locate
from onrecord.records import Document, Label, Mention, Span, Tagging

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "locate").glob("*.jsonl"))
    for line in path.read_text(encoding="utf8").splitlines()
]
world = lru_cache(maxsize=1)(Gazetteer.open)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_places_of_a_text(case: dict[str, Any]) -> None:
    """Every place of the case is found with its entry ("*": any or none) and whether it is literal, and nothing else is."""
    text = case["text"]
    spans = ((text.index(name), name, label) for name, label in case["mentions"].items())
    mentions = tuple(Mention(Span(at, at + len(name)), Label(label), 0.9) for at, name, label in sorted(spans))
    found = locate(Document("case", text), Tagging("case", (), (), mentions, (), "none"), world())
    told = [[p.name, "*" if [p.name, "*", p.literal] in case["places"] else p.id, p.literal] for p in found]
    assert told == case["places"]
